"""Outputs of cells as nbformat knows them, made of whatever a learner's process sent."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_TEXT_AT_MOST = 4_000_000
_OUTPUTS_AT_MOST = 2000
_LINES_AT_MOST = 100


def outputs_of(sent: Any) -> tuple[dict[str, Any], ...]:
    """The outputs, each rebuilt field by field; what is none is left out."""
    items = sent[:_OUTPUTS_AT_MOST] if isinstance(sent, list) else []
    return tuple(output for item in items if isinstance(item, dict) and (output := _output(item)))


def _output(item: Mapping[str, Any]) -> dict[str, Any] | None:
    kind = item.get("output_type")
    if kind == "stream":
        return {"output_type": kind, "name": "stderr" if item.get("name") == "stderr" else "stdout",
                "text": _text(item.get("text"))}
    if kind == "error":
        return {"output_type": kind, "ename": _text(item.get("ename")), "evalue": _text(item.get("evalue")),
                "traceback": _lines(item.get("traceback"))}
    if kind in ("display_data", "execute_result"):
        data = item.get("data")
        output = {"output_type": kind, "metadata": {}, "data": {
            _text(mime): _text(value) for mime, value in data.items()} if isinstance(data, dict) else {}}
        number = item.get("execution_count")
        return output if kind == "display_data" else {
            **output, "execution_count": number if type(number) is int else None}
    return None


def _text(value: Any) -> str:
    # JSON can hold halves of surrogate pairs, which no file takes.
    return value[:_TEXT_AT_MOST].encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _lines(value: Any) -> list[str]:
    return [_text(line) for line in value[:_LINES_AT_MOST]] if isinstance(value, Sequence) else []
