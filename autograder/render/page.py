"""The frame of our HTML pages: no scripts, nothing loaded, light and dark, narrow and printed."""
from __future__ import annotations

from html import escape

# The --jp names are those that results use in JupyterLab.
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #f1f1f1; --faint: #595959;
  --good: #00704f; --bad: #b34700; --line: #d0d0d0; --jp-content-font-color1: var(--ink);
  --jp-content-font-color2: var(--faint); --jp-layout-color2: var(--soft); }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #161616; --soft: #262626;
  --faint: #a8a8a8; --good: #35c99b; --bad: #ff9457; --line: #3d3d3d; } }
@media print { :root { --ink: #000; --paper: #fff; --soft: #f5f5f5; --faint: #444; --line: #999; }
  .craft-result > div, tr { break-inside: avoid; } h2, h2 + p { break-after: avoid; } }
body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto;
  max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h2 code { color: var(--faint); font-size: .9rem; font-weight: 400; }
table { border-collapse: collapse; } th { text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem .3rem 0; vertical-align: top; }
.scroll { overflow-x: auto; } .number { text-align: right; white-space: nowrap; }
.total { font-size: 1.3rem; font-weight: 600; margin: .3rem 0; }
.small { color: var(--faint); font-size: .9rem; }
@media (max-width: 40rem) { .craft-result div { display: block !important; }
  .craft-result pre { white-space: pre !important; } }
.said { white-space: pre-wrap; } .comment { border-left: 4px solid var(--faint); margin: .7rem 0;
  padding: .2rem .8rem; } details { margin: .7rem 0; } summary { cursor: pointer; }
details pre { background: var(--soft); overflow-x: auto; padding: .6rem; font-size: .85rem; }
.good { color: var(--good); } .bad { color: var(--bad); } a { color: inherit; }
"""


def page(title: str, body: str) -> str:
    """A complete HTML document; `title` is plain text, `body` is HTML."""
    return ('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n")
