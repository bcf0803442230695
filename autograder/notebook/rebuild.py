"""Rebuild a submission: the release's cells, once and in order, with the learner's answers in them."""
from __future__ import annotations

import json
from dataclasses import dataclass

import nbformat
import nbformat.reader
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

# Far more than anybody writes; what is made of each cell takes time and room where there are no limits.
_CELLS_AT_MOST = 2000
_HEADING_AT_MOST, _SAID_AT_MOST = 6, 500


class NoNotebook(Exception):
    """The bytes are no notebook; the message says what they are and what to send instead."""


@dataclass(frozen=True)
class Rebuilt:
    """A submission put together again.

    notes: sentences about what was odd in what was handed in. found: grade_ids of the answer cells that
    were in it; none at all means that it was made from another notebook.
    """

    notebook: NotebookNode
    notes: tuple[str, ...]
    found: frozenset[str]


def rebuild(release: NotebookNode, submitted: bytes) -> Rebuilt:
    """The release with the learner's answers, by grade_id.

    Locked cells come from the release; a missing answer is the release's stub; of a cell that stands
    twice the last non-stub counts; extra cells of the learner's are kept after the cell they followed;
    outputs, tags and unknown metadata are dropped. Raises NoNotebook.
    """
    notebook, notes = _read(submitted)
    answers, extras = _sort_cells(notebook, {_key(cell): cell for cell in release.cells}, notes)
    cells = [_plain(cell, f"extra-{n:02d}") for n, cell in enumerate(extras.pop("", []))]
    for cell in release.cells:
        copy = nbformat.from_dict(json.loads(json.dumps(cell)))
        key = _key(cell)
        if _is_answer(cell):
            if key in answers:
                copy.source = answers[key].source
                if copy.cell_type == "markdown" and (pictures := _pictures(answers[key])):
                    copy.attachments = pictures
            else:
                notes.append(f"The answer cell '{key}' is missing; it counts as not attempted.")
        cells.append(copy)
        cells += [_plain(extra, f"after-{key}-{n:02d}"[-64:]) for n, extra in enumerate(extras.pop(key, []))]
    result = nbformat.from_dict(json.loads(json.dumps(release)))
    result.cells = cells
    return Rebuilt(result, tuple(notes), frozenset(answers))


def _read(submitted: bytes) -> tuple[NotebookNode, list[str]]:
    try:
        data = json.loads(submitted.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        # No UTF-8, no JSON, or an integer of more digits than Python reads.
        raise NoNotebook(f"not a notebook: its text is not JSON ({error}). Open it in JupyterLab, save it "
                         "again and hand that in.") from error
    if not isinstance(data, dict) or not ("cells" in data or "worksheets" in data):
        raise NoNotebook("not a notebook: it is JSON without cells. Hand in the .ipynb of the exercise.")
    cells = _cells_of(data)
    if len(cells) > _CELLS_AT_MOST:
        raise NoNotebook(f"not a notebook that can be graded: it has {len(cells)} cells, of at most "
                         f"{_CELLS_AT_MOST}. Delete those that you do not need and hand it in again.")
    for cell in cells:
        _lower_heading(cell)
    version = data.get("nbformat")
    notes = [] if version == 4 else [f"It has the old notebook format {version}; it was converted to 4."]
    try:
        notebook = nbformat.convert(nbformat.reader.reads(json.dumps(data)), 4)
        for cell in notebook.cells:
            _set_right(cell)
    except Exception as error:
        said = str(error)[:_SAID_AT_MOST].encode("utf-8", "replace").decode("utf-8")
        raise NoNotebook(f"not a readable notebook ({type(error).__name__}: {said}). Open it in "
                         "JupyterLab, save it again and hand that in.") from error
    return notebook, notes


def _cells_of(data: dict[str, object]) -> list[object]:
    """Of a notebook in any format: older ones have their cells in worksheets."""
    sheets = data.get("worksheets")
    holders = [data, *(sheet for sheet in sheets if isinstance(sheet, dict))] if isinstance(sheets, list) \
        else [data]
    return [cell for holder in holders if isinstance(cells := holder.get("cells"), list) for cell in cells]


def _lower_heading(cell: object) -> None:
    """A heading of an older format is converted to as many "#" as its level says, be it a milliard."""
    if isinstance(cell, dict) and isinstance(level := cell.get("level"), int):
        cell["level"] = min(level, _HEADING_AT_MOST)


def _set_right(cell: NotebookNode) -> None:
    """Give a cell the fields that the rest relies on; raises if it is no cell at all."""
    source = "".join(cell.source) if isinstance(cell.source, list) else str(cell.source)
    # JSON can hold halves of surrogate pairs, which no file and no kernel takes.
    cell.source = source.encode("utf-8", "replace").decode("utf-8")
    cell.cell_type = str(cell.cell_type)
    cell.metadata = cell.metadata if isinstance(cell.get("metadata"), dict) else NotebookNode()


def _sort_cells(notebook: NotebookNode, released: dict[str, NotebookNode],
                notes: list[str]) -> tuple[dict[str, NotebookNode], dict[str, list[NotebookNode]]]:
    """Answers by grade_id, and the learner's own cells by the release cell that they follow."""
    answers: dict[str, NotebookNode] = {}
    extras: dict[str, list[NotebookNode]] = {}
    seen: set[str] = set()
    last = ""
    for cell in notebook.cells:
        key = _key_in_release(cell, released, seen)
        if not key:
            if cell.source.strip():
                extras.setdefault(last, []).append(cell)
            continue
        original, last = released[key], key
        if key in seen and _grade_id(original):
            notes.append(f"The cell '{key}' stands twice; "
                         + ("the last one with an answer counts." if _is_answer(original) else
                            "the original counts once."))
        seen.add(key)
        if _is_answer(original):
            if key not in answers or cell.source.strip() != original.source.strip():
                answers[key] = cell
        elif cell.source.strip() != original.source.strip():
            _note_change(cell, original, key, notes, extras)
    return answers, extras


def _key_in_release(cell: NotebookNode, released: dict[str, NotebookNode], seen: set[str]) -> str:
    """The key of the released cell that this one is a copy of, or "" for a cell of the learner's own.

    Editors that write older formats drop cell ids: then a cell is known by its text.
    """
    key = _key(cell)
    if key in released:
        return key
    same = [known for known, original in released.items() if known not in seen
            and not _grade_id(original) and original.source.strip() == cell.source.strip()]
    return same[0] if same else ""


def _note_change(cell: NotebookNode, original: NotebookNode, key: str, notes: list[str],
                 extras: dict[str, list[NotebookNode]]) -> None:
    """A changed cell of the release: a locked one is put back, of an open one both versions run."""
    if _grade_id(original):
        notes.append(f"The locked cell '{key}' was changed; the original counts.")
    elif cell.cell_type == "code" and cell.source.strip():
        notes.append(f"The cell '{key}' was changed; the original runs first, then the changed one.")
        extras.setdefault(key, []).append(cell)


def _grade_id(cell: NotebookNode) -> str:
    nbgrader = cell.metadata.get("nbgrader") if isinstance(cell.get("metadata"), dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else ""


def _pictures(cell: NotebookNode) -> NotebookNode:
    """What is pasted into a written answer: by name, content by type, as text that a file takes."""
    attached = cell.get("attachments")
    found = {name: {kind: content for kind, content in bundle.items() if _is_text(kind) and _is_text(content)}
             for name, bundle in attached.items() if _is_text(name) and isinstance(bundle, dict)
             } if isinstance(attached, dict) else {}
    return nbformat.from_dict(found)


def _is_text(value: object) -> bool:
    """Whether it is text without halves of surrogate pairs."""
    return isinstance(value, str) and value.encode("utf-8", "replace").decode("utf-8") == value


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution", False))


def _key(cell: NotebookNode) -> str:
    return _grade_id(cell) or str(cell.get("id", ""))


def answer_cells(release: NotebookNode) -> int:
    """How many cells the learner is asked to write."""
    return sum(_is_answer(cell) for cell in release.cells)


def _plain(cell: NotebookNode, cell_id: str) -> NotebookNode:
    make = new_code_cell if cell.cell_type == "code" else new_markdown_cell
    return make(cell.source, id=cell_id)
