"""Every unit keeps every promise: rule by rule, found by walking `exercises/`."""
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
    pytest.param(unit, rule, id=f"{unit.folder}-{rule.__name__}",
                 marks=pytest.mark.xdist_group(f"measured-{unit.folder}"))
    for unit in UNITS for rule in RULES_OF_RUNNING])
def test_a_unit_keeps_its_promises_when_run(unit: Unit, rule: Rule,
                                            tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the rule promises holds of the stub, the reference, the attempts, the mutants and the lesson."""
    subject = Subject(unit, measured_once(tmp_path_factory, unit))
    assert not (told := _told(rule, subject)), told


def test_there_is_a_unit() -> None:
    """Walking finds units: otherwise the tests above would hold of nothing."""
    assert UNITS
