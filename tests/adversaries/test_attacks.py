"""Every attack earns what its honest part is worth, harms nobody else, and leaves nothing behind.

A new attack is a new folder in attacks/.
"""
from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from nbgrader.utils import determine_grade

from autograder.grading.grade import grade
from autograder.grading.graded import Graded
from autograder.sandbox.sandbox import Sandbox
from tests.adversaries.attack import Attack, attacks
from tests.adversaries.decoys import SECRET, Decoys
from tests.adversaries.traces import left_since, traces
from tests.grading.tiny_job import released, submitted, tiny_job

ALL = {"double": 3.0, "above": 2.0}
# An attack that is to run into a limit need not take the time that an honest submission may take.
QUICK = {"cell_seconds": 3.0, "oracle_seconds": 1.5, "check_seconds": 8.0, "grace_seconds": 0.5,
         "memory_mib": 300, "scratch_mib": 32, "file_mib": 16, "processes": 24, "cpu_seconds": 20}


def points(graded: Graded) -> dict[str, float]:
    return {task.name: task.points for task in graded.tasks}


def in_nbgrader(graded: Graded) -> dict[str, float]:
    """The points that nbgrader reads from the graded notebook."""
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in graded.read_notebook().cells}
    return {task.name: determine_grade(cells[task.check])[0] for task in graded.tasks}


def said(graded: Graded) -> str:
    return "\n".join([*graded.notes, *(task.trouble for task in graded.tasks), graded.refused])


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.name)
def test_an_attack_earns_its_honest_part_alone(attack: Attack, jail: Sandbox, decoys: Decoys) -> None:
    """Graded beside an honest submission: both earn what they are worth; afterwards there is no trace."""
    job = tiny_job(attack.submission(released(), str(decoys.folder), decoys.port), attack.files(),
                   **{**QUICK, **attack.limits})
    honest, before = tiny_job(submitted()), traces()
    with ThreadPoolExecutor(2) as pool:
        attacking, beside = pool.submit(grade, job, jail), pool.submit(grade, honest, jail)
        graded, other = attacking.result(), beside.result()
    assert points(graded) == attack.earns, said(graded)
    assert in_nbgrader(graded) == points(graded)
    assert points(other) == ALL and not other.notes
    assert not decoys.touched()
    assert not (left := left_since(before)), left
    written = json.dumps(graded.as_json(), ensure_ascii=False)
    assert not [word for word in (SECRET, *attack.never_shown) if word in written]
    assert not [note for note in attack.notes if note not in said(graded)], said(graded)


def test_each_folder_says_what_it_tries_and_where_it_comes_from() -> None:
    """There are at least forty, each with one line, an origin, and points for every task."""
    found = attacks()
    assert len(found) >= 40
    for attack in found:
        assert attack.tries.endswith(".") and "\n" not in attack.tries, attack.name
        assert attack.origin and set(attack.earns) == set(ALL), attack.name
