"""A job is made of a unit and its release; a unit's limits are read from unit.toml, or refused clearly."""
from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from autograder.course import CourseError, read_unit
from autograder.grading.job import job_of, limits_of
from autograder.sandbox.limits import Limits
from tests.grading.tiny_job import KEY, UNIT, released, submitted


def unit_with(tmp_path: Path, table: str):
    """The tiny unit with a table of limits."""
    path = tmp_path / "90_tiny" / "unit.toml"
    path.parent.mkdir()
    path.write_text(f"{(UNIT.path / 'unit.toml').read_text(encoding='utf-8')}\n{table}\n", encoding="utf-8")
    return read_unit(path)


def test_limits_are_read_and_the_others_are_defaults(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, "[limits]\ncell_seconds = 90\nmemory_mib = 3000\nloopback = true")
    assert limits_of(unit) == Limits(cell_seconds=90.0, memory_mib=3000, loopback=True)
    assert job_of(unit, released(), b"", KEY).limits.memory_mib == 3000
    assert limits_of(UNIT) == Limits()


@pytest.mark.parametrize(("line", "said"), [
    ("memory = 3", "there is no limit memory; there are "), ("memory_mib = 2.5", "must be a whole number"),
    ("memory_mib = 0", "greater than 0"), ("loopback = 1", "must be true or false"),
    ("cell_seconds = true", "must be a number"), ("cell_seconds = 'x'", "it must be a number"),
])
def test_limits_that_are_none_name_the_file_and_the_remedy(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(CourseError, match=said) as info:
        limits_of(unit_with(tmp_path, f"[limits]\n{line}"))
    assert "unit.toml" in str(info.value) and "limits" in str(info.value)


def test_a_check_cell_of_no_task_is_refused() -> None:
    """Release and unit.toml must tell of the same tasks: a check that nobody makes would earn nothing."""
    with pytest.raises(CourseError, match="above-check"):
        job_of(dataclasses.replace(UNIT, tasks=UNIT.tasks[:1]), released(), submitted(), KEY)
