"""Attempts: the format is read strictly, and applied to any copy of the exercise."""
from pathlib import Path

import pytest

from autograder.course import CourseError, Unit
from autograder.nbgrader_plugins.release import release_of
from autograder.notebook.source import read_source
from autograder.verify.attempts import apply, attempts_of, expected_points
from tests.verify.sample import replace_in


def _file(unit: Unit, name: str) -> Path:
    return unit.path / "attempts" / f"{name}.py"


def test_an_attempt_is_read_with_its_cells(sample: Unit) -> None:
    """Header and cells of a file become an Attempt named after the file."""
    attempt = {found.name: found for found in attempts_of(sample)}["late_share_all"]
    assert (attempt.task, attempt.verdict, attempt.says) == ("late_share", "wrong", "All orders count.")
    assert attempt.fails == ("LEAK_UNFINISHED", "EMPTY_IS_NOT_ZERO")
    assert attempt.first == "LEAK_UNFINISHED"
    assert list(attempt.cells) == ["late-share"]
    assert "done_at" in attempt.cells["late-share"]


def test_attempts_come_in_order_of_their_names(sample: Unit) -> None:
    """The order of attempts does not depend on the file system."""
    names = [attempt.name for attempt in attempts_of(sample)]
    assert names == sorted(names) and len(names) == 12


@pytest.mark.parametrize("of", ["source", "release"])
def test_applying_replaces_the_named_cell_alone(sample: Unit, of: str) -> None:
    """All other cells, and the notebook applied to, stay as they are."""
    notebook = read_source(sample.exercise_source)
    notebook = release_of(notebook) if of == "release" else notebook
    before = [cell.source for cell in notebook.cells]
    attempt = attempts_of(sample)[0]
    changed = [cell.id for cell, old in zip(apply(attempt, notebook).cells, before, strict=True)
               if cell.source != old]
    assert changed == ["late-share"]
    assert [cell.source for cell in notebook.cells] == before


def test_expected_points_are_those_of_the_oracles_not_failed(sample: Unit) -> None:
    """An attempt that fails oracles of 2 and 1 of 5 points is expected to earn 2."""
    from autograder.checks.check import check_of
    by_name = {attempt.name: attempt for attempt in attempts_of(sample)}
    check = check_of(sample, "late_share")
    assert expected_points(by_name["late_share_all"], check) == 2.0
    assert expected_points(by_name["late_share_loop"], check) == 5.0


def test_an_unknown_oracle_is_named_with_the_known_ones(sample: Unit) -> None:
    """A misspelt oracle id is an error that lists what could have been meant."""
    from autograder.checks.check import check_of
    replace_in(_file(sample, "late_share_edge"), "EDGE_IS_IN_TIME", "EDGE_IN_TIME")
    attempt = {found.name: found for found in attempts_of(sample)}["late_share_edge"]
    with pytest.raises(CourseError, match=r"late_share_edge.*EDGE_IN_TIME.*EDGE_IS_IN_TIME"):
        expected_points(attempt, check_of(sample, "late_share"))


@pytest.mark.parametrize(("old", "new", "message"), [
    ("# ---\n# task", "# task", "begin with a header"),
    ('verdict = "wrong"', 'verdict = "maybe"', '"right" or "wrong"'),
    ('verdict = "wrong"', 'verdict = "right"', "fails nothing"),
    ('fails = ["EDGE_IS_IN_TIME"]', "fails = []", "every oracle that it fails"),
    ('task = "late_share"', 'task = "early_share"', "has no task 'early_share'"),
    ("# says = ", "# sais = ", "sais"),
    ('says = "Due at ten means done before ten."', 'says = ""', "needs says"),
    ('task = "late_share"', "task = late_share", "no TOML"),
    (' nbgrader={"grade_id": "late-share", "solution": true}', "", "without a grade_id"),
])
def test_a_malformed_attempt_names_its_file_and_the_remedy(sample: Unit, old: str, new: str,
                                                           message: str) -> None:
    """Each malformation is a CourseError that says what to mend."""
    replace_in(_file(sample, "late_share_edge"), old, new)
    with pytest.raises(CourseError, match=message):
        attempts_of(sample)


def test_an_attempt_without_cells_is_refused(sample: Unit) -> None:
    """A header alone replaces nothing."""
    path = _file(sample, "late_share_edge")
    path.write_text(path.read_text().split("# %%")[0])
    with pytest.raises(CourseError, match="replaces no cell"):
        attempts_of(sample)


def test_a_cell_that_the_exercise_lacks_is_named(sample: Unit) -> None:
    """Applying an attempt to an exercise without its cell lists the answer cells there are."""
    replace_in(_file(sample, "late_share_edge"), '"late-share"', '"late-shares"')
    attempt = {found.name: found for found in attempts_of(sample)}["late_share_edge"]
    with pytest.raises(CourseError, match="no answer cell 'late-shares'.*late-share, running-total"):
        apply(attempt, read_source(sample.exercise_source))
