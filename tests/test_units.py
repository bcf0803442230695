"""Every unit keeps every promise: rule by rule, found by walking `exercises/`.

What must be run is run here on a sample: of each task a right answer and a mutant; a wrong one is put to
the engine by tests/grading/test_parity.py. `craft verify`, which `.ci/run` calls after this suite, runs all
of them (minutes a unit).
"""
import re

import pytest

from autograder.course import Course, Unit
from autograder.verify.proof import put_rule
from autograder.verify.rules import RULES_OF_RUNNING, RULES_OF_TEXT, Rule
from autograder.verify.subject import Subject
from tests.verify.measured_once import measured_once

UNITS = Course.find().units()


def _name(value: object) -> str:
    return value.folder if isinstance(value, Unit) else getattr(value, "__name__", "")


def _told(rule: Rule, subject: Subject) -> str:
    return "\n".join(map(str, put_rule(rule, subject).problems or ()))


@pytest.mark.parametrize("rule", RULES_OF_TEXT, ids=_name)
@pytest.mark.parametrize("unit", UNITS, ids=_name)
def test_a_unit_keeps_its_written_promises(unit: Unit, rule: Rule) -> None:
    """What the rule promises holds of the unit's texts."""
    assert not (told := _told(rule, Subject(unit))), told


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("unit", "rule"), [
    pytest.param(unit, rule, id=f"{unit.folder}-{rule.__name__}")
    for unit in UNITS for rule in RULES_OF_RUNNING])
def test_a_unit_keeps_its_promises_when_run(unit: Unit, rule: Rule,
                                            tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the rule promises holds of stub, reference and lesson, and of a sample of attempts and mutants."""
    subject = Subject(unit, measured_once(tmp_path_factory, unit, sample=True))
    assert not (told := _told(rule, subject)), told


def test_there_is_a_unit() -> None:
    """Walking finds units: otherwise the tests above would hold of nothing."""
    assert UNITS


def test_the_readme_lists_the_units_that_are_there_and_no_others() -> None:
    """Number, title, lesson and hours of every unit stand in the README's table, in order."""
    readme = (Course.find().root / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\d) \| \[(.+?)\]\((\S+?)\).*\| ([\d.]+) h \|$", readme, re.MULTILINE)
    assert rows == [(unit.number, unit.title, f"curriculum/{unit.folder}.ipynb", f"{unit.minutes / 60:g}")
                    for unit in UNITS]
