"""Results as plain text, for terminals and for notebooks without HTML."""
from __future__ import annotations

import textwrap

from autograder.draws import GRADED
from autograder.render.message import message_of
from autograder.results import TaskResult

WIDTH = 100
MARKS = {"passed": "PASS", "failed": "FAIL", "too slow": "SLOW", "not attempted": "TODO"}


def result_text(result: TaskResult) -> str:
    """The result as lines of at most 100 columns (tables of rows keep their own width)."""
    message = message_of(result)
    lines = [f"{MARKS[message.mark]}  {message.headline}"]
    for label, text in message.parts:
        lines += ["", f"  {label}", textwrap.indent(_wrapped(text), "    ")]
    if message.others:
        lines += ["", f"  {message.others_title}"]
        lines += [textwrap.indent(_wrapped(other), "    ") for other in message.others]
    if message.footer:
        lines += ["", f"  {message.footer}"]
    # What an answer prints of a graded draw would tell its data.
    if result.printed and result.draw != GRADED:
        lines += ["", "  Your code printed", textwrap.indent(result.printed.rstrip(), "    ")]
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    """Prose wrapped to the width; anything already set in lines (tables, calls) left alone."""
    return text if "\n" in text else textwrap.fill(text, WIDTH - 4)
