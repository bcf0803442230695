"""What a prompt says is what JupyterLab shows of it."""
from __future__ import annotations

import re

import pytest

from autograder.course import Course, Unit
from autograder.notebook.source import read_source


@pytest.mark.parametrize("unit", Course.find().units(), ids=lambda unit: unit.folder)
def test_no_star_of_a_statement_is_shown_as_a_bullet(unit: Unit) -> None:
    """Markdown takes `1. * text` for a list within a list: a statement that must be met has a ★."""
    for cell in read_source(unit.exercise_source).cells:
        shown_as_two_lists = re.search(r"^\s*\d+\. [*+-] ", cell.source, re.MULTILINE)
        assert cell.cell_type == "code" or not shown_as_two_lists, cell.id
