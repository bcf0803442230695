"""What learners write and show, as a page of the mentor's own server may show it: markup that runs nothing.

A script in such a page could grade itself, or worse.
"""
from __future__ import annotations

from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode

TAGS = [
    "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
ATTRIBUTES = {
    "*": ["style", "title"], "a": ["href"], "img": ["alt", "src"], "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan"]}
STYLES = [
    "background", "border-left", "border-radius", "color", "display", "flex", "font-family", "font-size",
    "font-weight", "gap", "line-height", "margin", "margin-top", "max-width", "min-width", "overflow-x",
    "padding", "text-align", "white-space"]
# What the renderer adds of its own: names of headings, classes of highlighted code and of math.
OF_RENDERER = {"*": [*ATTRIBUTES["*"], "id", "class"]}


class SanitizeOutputs(SanitizeHTML):
    """Cleans what cells show. `safe_markdown` cleans written text: twice would show `a < b` as `a &lt; b`."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
                        ) -> tuple[NotebookNode, dict[str, Any]]:
        if cell.cell_type == "markdown":
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)


def safe_markdown(source: str) -> str:
    """HTML of a markdown text, in which no link runs anything when it is clicked.

    SanitizeHTML cleans a text before it is rendered, when `[look](javascript:...)` is no link yet; so this
    stands in for nbconvert's filter `markdown2html` and cleans what was rendered. See nbgrader_config.py.
    """
    rendered = MarkdownWithMath(renderer=IPythonRenderer(escape=False, anchor_link_text="")).render(source)
    cleaner = SanitizeHTML(tags=TAGS, attributes=ATTRIBUTES | OF_RENDERER, styles=STYLES)
    return str(cleaner.sanitize_html_tags(rendered))
