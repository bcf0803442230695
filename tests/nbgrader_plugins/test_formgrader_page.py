"""What a mentor's formgrader shows of a submission runs nothing."""
from __future__ import annotations

import re
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import PyFileConfigLoader

from autograder.render.html import result_html
from autograder.results import Counterexample, OracleResult, Outcome, TaskResult
from tests.tiny_course import REPOSITORY

MARK = "alert('marked')"
SHOWN = [
    {"text/html": f"<b>bold</b><script>{MARK}</script><img src=x onerror={MARK}>"},
    {"application/javascript": MARK}, {"text/markdown": f"<script>{MARK}</script>"},
    {"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg' onload={MARK}></svg>"},
    {"text/html": f"<a href=\"javascript:{MARK}\">a</a><p style=\"background:url(javascript:{MARK})\">p</p>"},
]


class Runs(HTMLParser):
    """What in a page would run the mark."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        self.found += [f"{tag} {name}" for name, value in attributes if value and MARK in value]

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag == "script" and MARK in data:
            self.found.append("script")


@pytest.fixture(scope="module")
def exporter() -> HTMLExporter:
    """As the formgrader makes it, with the course's settings."""
    config = PyFileConfigLoader("nbgrader_config.py", str(REPOSITORY)).load_config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    return HTMLExporter(config=config)


def page_of(exporter: HTMLExporter, *cells: nbformat.NotebookNode) -> str:
    resources = {"assignment_id": "a", "notebook_id": "n", "submission_id": "s", "index": 0, "total": 1,
                 "base_url": "", "student": "evil", "last_name": "", "first_name": "", "notebook_path": ""}
    return exporter.from_notebook_node(new_notebook(cells=list(cells)), resources=resources)[0]


@pytest.mark.parametrize("graded", [False, True], ids=["a cell of the learner's", "a written answer"])
def test_markup_in_written_text_runs_nothing(exporter, graded: bool):
    """Scripts and handlers are shown as text; what they stand beside is still formatted."""
    cell = new_markdown_cell(f"**bold**\n<script>{MARK}</script>\n<img src=x onerror={MARK}>\n")
    if graded:
        cell.metadata["nbgrader"] = {"grade": True, "solution": True, "grade_id": "reason", "points": 2}
    shown = page_of(exporter, cell)
    assert not runs(shown) and "<strong>bold</strong>" in shown


@pytest.mark.parametrize("text", [
    "[look](javascript:alert(1))", "[look][1]\n\n[1]: javascript:alert(1)", "[look](JaVaScript&#58;alert(1))",
    "[look](data:text/html,alert(1))", "[look](vbscript:alert(1))", "![look](javascript:alert(1))"])
def test_a_link_in_written_text_leads_to_pages_only(exporter, text: str):
    """A link to a page stays one."""
    shown = page_of(exporter, new_markdown_cell(f"{text}\n\n[page](https://example.org/a?b=1&c=2)"))
    targets = re.findall(r"(?:href|src)=\"([^\"]*)", shown)
    assert not [target for target in targets if "alert" in target]
    assert "look" in shown and "https://example.org/a?b=1&amp;c=2" in targets


def test_code_formulas_and_tables_in_written_text_keep_their_look(exporter):
    """What a written answer may well contain is still formatted."""
    text = ("# Cost\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nif a < b:\n    pass\n```\n\n"
            "$p < 0.1$ and `x & y`\n\n> quoted")
    shown = page_of(exporter, new_markdown_cell(text))
    for part in ('<h1 id="Cost">Cost', "<td>1</td>", 'class="highlight', "$p &lt; 0.1$",
                 "<code>x &amp; y</code>", "<blockquote>"):
        assert part in shown, part
    assert "&amp;lt;" not in shown


@pytest.mark.parametrize("data", SHOWN, ids=["html", "javascript", "markdown", "svg", "links"])
def test_markup_in_outputs_runs_nothing(exporter, data: dict[str, str]):
    assert not runs(page_of(exporter, new_code_cell("x", outputs=[new_output("display_data", data)])))


def test_a_result_of_ours_keeps_its_look(exporter):
    """The mentor sees the example as the learner does."""
    oracle = OracleResult("ONE", Outcome.WRONG, 0, 1, "The answer is off.", "It costs.", "Joins",
                          Counterexample("f(1)", "1 < 2", "2"))
    html = result_html(TaskResult("u", "t", "T", "public", (oracle,)))
    shown = page_of(exporter, new_code_cell("x", outputs=[new_output("display_data", {"text/html": html})]))
    assert "border-left" in shown
    assert "1 &lt; 2" in shown and "<pre style=" in shown


def runs(shown: str) -> list[str]:
    parser = Runs()
    parser.feed(shown)
    return parser.found
