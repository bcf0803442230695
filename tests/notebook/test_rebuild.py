"""Rebuilding a submission on its release: what is kept, what is put back, what is refused."""
from __future__ import annotations

import json

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.notebook.files import notebook_bytes
from autograder.notebook.rebuild import NoNotebook, rebuild
from tests.tiny_course import SOLUTION, answered, copy_of


def sources(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells]


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    return next(cell for cell in notebook.cells
                if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def as_sent(notebook: NotebookNode, **changes: object) -> bytes:
    return json.dumps({**json.loads(nbformat.writes(notebook)), **changes}).encode()


def test_the_untouched_release_comes_back_unchanged(release):
    rebuilt = rebuild(release, notebook_bytes(release))
    assert notebook_bytes(rebuilt.notebook) == notebook_bytes(release)
    assert rebuilt.notes == ()


def test_answers_are_kept_and_nothing_is_said(release):
    rebuilt = rebuild(release, notebook_bytes(answered(release, SOLUTION)))
    assert cell_of(rebuilt.notebook, "double").source == SOLUTION["double"]
    assert rebuilt.notes == ()


def test_a_changed_locked_cell_is_put_back_and_named(release):
    sent = answered(release, {"double-check": "check.double = 3"})
    rebuilt = rebuild(release, notebook_bytes(sent))
    assert sources(rebuilt.notebook) == sources(release)
    assert any("double-check" in note for note in rebuilt.notes)


def test_points_tags_and_kernel_of_the_submission_do_not_count(release):
    sent = answered(release, SOLUTION)
    cell = cell_of(sent, "double-check")
    cell.metadata.nbgrader.points = 300
    cell.metadata.tags = ["skip-execution"]
    sent.metadata.kernelspec = NotebookNode(name="bash", display_name="bash")
    rebuilt = rebuild(release, notebook_bytes(sent)).notebook
    assert cell_of(rebuilt, "double-check").metadata == cell_of(release, "double-check").metadata
    assert rebuilt.metadata == release.metadata


def test_of_a_cell_that_stands_twice_the_last_answer_counts(release):
    sent = answered(release, SOLUTION)
    second = new_code_cell("def double(values):\n    return values")
    second.metadata = cell_of(sent, "double").metadata
    sent.cells.append(second)
    rebuilt = rebuild(release, notebook_bytes(sent))
    assert sources(rebuilt.notebook).count(second.source) == 1
    assert cell_of(rebuilt.notebook, "double").source == second.source
    assert any("twice" in note for note in rebuilt.notes)


def test_an_empty_stub_pasted_after_the_answer_does_not_erase_it(release):
    sent = answered(release, SOLUTION)
    sent.cells.append(cell_of(release, "double"))
    rebuilt = rebuild(release, notebook_bytes(sent))
    assert cell_of(rebuilt.notebook, "double").source == SOLUTION["double"]


def test_a_missing_answer_is_the_stub_and_is_named(release):
    sent = answered(release, SOLUTION)
    sent.cells.remove(cell_of(sent, "double"))
    rebuilt = rebuild(release, notebook_bytes(sent))
    assert cell_of(rebuilt.notebook, "double").source == cell_of(release, "double").source
    assert any("'double' is missing" in note for note in rebuilt.notes)


def test_the_learners_own_cells_stay_where_they_stood(release):
    sent = answered(release, SOLUTION)
    position = sent.cells.index(cell_of(sent, "above"))
    sent.cells.insert(position, new_code_cell("import math"))
    rebuilt = rebuild(release, notebook_bytes(sent)).notebook
    assert sources(rebuilt)[position] == "import math"
    assert "nbgrader" not in rebuilt.cells[position].metadata


def test_cells_without_ids_are_known_by_their_text_and_do_not_run_twice(release):
    sent = answered(release, SOLUTION)
    sent.cells.insert(0, new_code_cell("plain = 1", id="cell-00x"))
    released = copy_of(sent)
    data = json.loads(nbformat.writes(sent))
    for cell in data["cells"]:
        del cell["id"]
    rebuilt = rebuild(released, json.dumps({**data, "nbformat_minor": 4}).encode()).notebook
    assert sources(rebuilt).count("plain = 1") == 1


def test_a_changed_open_cell_runs_after_the_original(release):
    opened = copy_of(release)
    opened.cells.insert(1, new_code_cell("import math", id="imports"))
    sent = copy_of(opened)
    sent.cells[1].source = "import math, statistics"
    rebuilt = rebuild(opened, notebook_bytes(sent))
    assert sources(rebuilt.notebook)[1:3] == ["import math", "import math, statistics"]
    assert any("imports" in note for note in rebuilt.notes)


def test_an_old_format_is_converted_and_its_answers_count(release):
    old = nbformat.convert(answered(release, SOLUTION), 3)
    rebuilt = rebuild(release, nbformat.writes(old, version=3).encode())
    assert cell_of(rebuilt.notebook, "double").source == SOLUTION["double"]
    assert any("old notebook format 3" in note for note in rebuilt.notes)


def test_pictures_pasted_into_a_written_answer_stay(release):
    sent = answered(release, {"reason": "![](attachment:plot.png)"})
    cell_of(sent, "reason").attachments = {"plot.png": {"image/png": "aGk="}}
    rebuilt = rebuild(release, notebook_bytes(sent)).notebook
    assert cell_of(rebuilt, "reason").attachments["plot.png"] == {"image/png": "aGk="}


def test_of_what_is_pasted_into_a_written_answer_only_text_stays(release):
    """Neither trees, which have no end, nor halves of surrogate pairs, which no file takes."""
    pasted = {"a": {"image/png": "aGk=", "application/json": {"b": []}}, "\ud800": {"image/png": "aGk="},
              "c": {"image/png": "\ud800"}}
    sent = json.loads(as_sent(answered(release, {"reason": "a"})))
    for cell in sent["cells"]:
        cell["attachments"] = pasted
    rebuilt = rebuild(release, json.dumps(sent).encode()).notebook
    assert cell_of(rebuilt, "reason").attachments == {"a": {"image/png": "aGk="}, "c": {}}
    assert notebook_bytes(rebuilt)


def test_a_heading_of_an_old_format_is_no_longer_than_its_level_can_be(release):
    """Its level is a number in the file, and as many signs in the notebook."""
    cell = {"cell_type": "heading", "metadata": {}, "source": "x", "level": 1_000_000}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    assert "###### x" in sources(rebuild(release, json.dumps(old).encode()).notebook)


def test_half_a_surrogate_pair_does_not_stop_the_file_from_being_written(release):
    sent = as_sent(answered(release, {"double": "name = 'LONE'"})).replace(b"LONE", b"\\ud800")
    assert b"name = '?'" in notebook_bytes(rebuild(release, sent).notebook)


@pytest.mark.parametrize("sent", [
    b'{"cells": [], "nbformat": ' + b"1" * 5000 + b"}",
    b"", b"PK\x03\x04", b"\xff\xfe\x00", b"[" * 100_000, b"[]", b"{}", b'"cells"',
    b'{"cells": 3, "nbformat": 4}', b'{"cells": [3], "nbformat": 4}',
    b'{"cells": [{"source": "x"}], "nbformat": 4}',
    b'{"cells": [], "nbformat": 9}', b'{"cells": [], "nbformat": "four"}',
    b'{"worksheets": 3, "nbformat": 3}',
])
def test_what_is_no_notebook_is_refused_with_a_remedy(release, sent):
    with pytest.raises(NoNotebook, match="[Hh]and"):
        rebuild(release, sent)


@pytest.mark.parametrize("notebook", [
    {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}] * 2001},
    {"nbformat": 3, "worksheets": [{"cells": [{}] * 1001}, {"cells": [{}] * 1001}]}], ids=["4", "3"])
def test_a_notebook_of_more_cells_than_anybody_writes_is_refused_at_once(release, notebook):
    with pytest.raises(NoNotebook, match="200[12] cells"):
        rebuild(release, json.dumps(notebook).encode())
