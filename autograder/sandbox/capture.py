"""What running code shows: prints, displays, results and errors, in order and bounded."""
from __future__ import annotations

import base64
import io
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_WARNINGS_AT_MOST = 100
_OUTPUTS_AT_MOST = 1000
# A picture is longer than text that somebody reads.
_PICTURES = 20

Output = dict[str, Any]


class Shown:
    """The outputs of one cell or call, in the form of nbformat; what is too long is cut."""

    def __init__(self, characters: int) -> None:
        self._characters = characters
        self.clear()

    def clear(self) -> None:
        self._outputs: list[Output] = []
        self._text, self._data, self._cut = 0, 0, False

    def take(self) -> list[Output]:
        """The outputs so far, which are then forgotten."""
        outputs = self._outputs
        self.clear()
        for output in outputs:
            if "pieces" in output:
                output["text"] = "".join(output.pop("pieces"))
        return outputs

    def write(self, name: str, text: str) -> None:
        """Add text to "stdout" or "stderr"."""
        room = self._characters - self._text
        if room <= 0 or not text:
            if text and not self._cut:
                self._cut = True
                self._outputs.append({"output_type": "stream", "name": name, "pieces": ["\n[output cut]\n"]})
            return
        self._text += len(text[:room])
        last = self._outputs[-1] if self._outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["pieces"].append(text[:room])
        elif len(self._outputs) < _OUTPUTS_AT_MOST:
            self._outputs.append({"output_type": "stream", "name": name, "pieces": [text[:room]]})

    def add(self, kind: str, data: dict[str, Any], **more: Any) -> None:
        """Add a mime bundle, unless too much was shown already."""
        data = {str(mime): _as_text(value) for mime, value in data.items()}
        self._data += sum(map(len, data.values()))
        if self._data <= _PICTURES * self._characters and len(self._outputs) < _OUTPUTS_AT_MOST:
            self._outputs.append({"output_type": kind, "data": data, "metadata": {}, **more})

    def fail(self, name: str, message: str, traceback: list[str]) -> None:
        """Add an error."""
        self._outputs.append({"output_type": "error", "ename": name[:200], "evalue": message[:5000],
                              "traceback": [line[:5000] for line in traceback[:60]]})


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value if isinstance(value, str) else str(value)


class _Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` while code runs."""

    encoding = "utf-8"

    def __init__(self, name: str, shown: Shown) -> None:
        self._name, self._shown = name, shown

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._shown.write(self._name, str(text))
        return len(text)


@contextmanager
def streams(shown: Shown) -> Iterator[None]:
    """Send what the block prints to `shown`."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Stream("stdout", shown), _Stream("stderr", shown)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


@contextmanager
def warned() -> Iterator[list[tuple[str, str]]]:
    """The warnings of the block as (class, message), each of them, in order, the first hundred."""
    caught: list[tuple[str, str]] = []

    def note(message: Warning | str, category: type[Warning], *rest: Any, **more: Any) -> None:
        if len(caught) < _WARNINGS_AT_MOST:
            caught.append((category.__name__, str(message)[:2000]))

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = note
        yield caught
