"""What a submission says cannot rule the terminal of whoever reads it."""
from __future__ import annotations

import io

import pytest
from rich.console import Console

from autograder.report.strangers_text import strangers_text


@pytest.mark.parametrize(("said", "shown"), [
    ("\x1b[2Jpassed", "\ufffd[2Jpassed"), ("\x1b]52;c;aGk=\x07", "\ufffd]52;c;aGk=\ufffd"),
    ("[red]5 points[/red] [/x]", "[red]5 points[/red] [/x]"), ("a\u202eb", "a\ufffdb"),
    ("two\nlines é", "two\nlines é"),
], ids=["clears the screen", "writes the clipboard", "markup", "turns the line round", "plain text"])
def test_signs_that_rule_a_terminal_are_replaced(said: str, shown: str) -> None:
    console = Console(file=io.StringIO(), width=80)
    console.print(strangers_text(said))
    assert console.file.getvalue() == f"{shown}\n"
