"""What strangers wrote, for a terminal: text, and no order to it."""
from __future__ import annotations

from rich.text import Text


def strangers_text(words: str, style: str = "") -> Text:
    """Neither markup nor escape sequences: those could clear the screen or write to the clipboard."""
    return Text("".join(sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}"
                        for sign in words), style=style)
