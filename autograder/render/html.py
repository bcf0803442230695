"""Results as HTML for a notebook's output area, readable on JupyterLab's light and dark themes."""
from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from autograder.draws import GRADED
from autograder.render.message import Message, message_of
from autograder.results import TaskResult

_COLOURS = {"passed": "#009E73", "failed": "#D55E00", "too slow": "#0072B2", "not attempted": "#0072B2"}
_MARKS = {"passed": "&#10003;", "failed": "&#10007;", "too slow": "&#9675;", "not attempted": "&#9675;"}
_MONOSPACED = {"Call", "Got", "Expected", "Rows that matter", "It raised", "Your code printed"}
_PRE = ("margin:0;padding:4px 8px;white-space:pre-wrap;font-family:var(--jp-code-font-family,monospace);"
        "font-size:12px;line-height:1.45;background:var(--jp-layout-color2,#eee);"
        "color:var(--jp-content-font-color1,#111);border-radius:3px;overflow-x:auto")


_CODE = re.compile(r"`([^`]+)`")


def result_html(result: TaskResult, lesson: str = "") -> str:
    """One self-contained block: headline, first failure in full, the others in a line each.

    lesson: where the lesson lies as seen from the notebook; its section is then a link.
    """
    message = message_of(result)
    colour = _COLOURS[message.mark]
    body = [f'<div style="font-weight:600"><span style="color:{colour}">{_MARKS[message.mark]}</span> '
            f'{escape(message.headline)}</div>']
    body += _rows(message, colour)
    if message.footer:
        footer = _prose(message.footer)
        if lesson and message.section:
            footer = _linked(footer, message.section, lesson)
        body.append(f'<div style="margin-top:6px">{footer}</div>')
    # What an answer prints of a graded draw would tell its data.
    if result.printed and result.draw != GRADED:
        body.append(_row("Your code printed", result.printed.rstrip()))
    return (f'<div class="craft-result" style="border-left:4px solid {colour};padding:6px 12px;'
            f'margin:4px 0;max-width:860px;color:var(--jp-content-font-color1,#111)">{"".join(body)}</div>')


def _rows(message: Message, colour: str) -> list[str]:
    rows = []
    if message.parts:
        (oracle, misconception), *parts = message.parts
        rows.append(f'<div style="margin:6px 0"><code style="color:{colour};background:none">'
                    f"{escape(oracle)}</code><br>{_prose(misconception)}</div>")
        rows += [_row(label, text) for label, text in parts]
    if message.others:
        items = "".join(f"<li>{_prose(other)}</li>" for other in message.others)
        rows.append(f'<div style="margin-top:6px">{message.others_title}'
                    f'<ul style="margin:2px 0">{items}</ul></div>')
    return rows


def _row(label: str, text: str) -> str:
    content = f'<pre style="{_PRE}">{escape(text)}</pre>' if label in _MONOSPACED else _prose(text)
    return (f'<div style="display:flex;gap:12px;margin:4px 0"><div style="flex:0 0 110px;'
            f'color:var(--jp-content-font-color2,#555)">{escape(label)}</div>'
            f'<div style="flex:1;min-width:0">{content}</div></div>')


def _prose(text: str) -> str:
    """Words for a page; names of columns and arguments, written in backticks, become code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _linked(footer: str, section: str, lesson: str) -> str:
    """The footer with its section as a link; JupyterLab names a heading by its words with hyphens."""
    words = escape(section)
    link = f'<a href="{escape(lesson)}#{quote(section.replace(" ", "-"))}">{words}</a>'
    return footer.replace(words, link, 1)
