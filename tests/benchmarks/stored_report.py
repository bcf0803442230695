"""Show what a benchmark found, and keep it in `report.md` with the machine that it was measured on."""
from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import os
import platform
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

REPORT = Path(__file__).with_name("report.md")
_TITLE = "# What grading takes\n\nWritten by the benchmarks of this folder with `--write`; see README.md.\n"
_PACKAGES = ("nbgrader", "numpy", "pandas", "scikit-learn")


def parser(text: str | None) -> argparse.ArgumentParser:
    """The command line of a benchmark; text: its docstring."""
    made = argparse.ArgumentParser(description=(text or "").split("\n")[0])
    made.add_argument("--write", action="store_true", help="keep what was found in report.md")
    return made


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table that is readable in a terminal too: columns of one width, numbers to the right."""
    cells = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    lines = [" | ".join(cell.ljust(width) if not column else cell.rjust(width)
                        for column, (cell, width) in enumerate(zip(row, widths, strict=True)))
             for row in cells]
    rule = " | ".join("-" * width if not column else "-" * (width - 1) + ":"
                      for column, width in enumerate(widths))
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])


def show(title: str, parts: Sequence[str], write: bool) -> None:
    """Print a section, and put it into the report in the place of the one with its title."""
    section = "\n\n".join([f"## {title}", *parts, f"Measured {_here()}."]) + "\n"
    print(section)
    if write:
        before = REPORT.read_text(encoding="utf-8") if REPORT.exists() else _TITLE
        sections = re.split(r"(?m)^(?=## )", before)
        kept = [old for old in sections[1:] if not old.startswith(f"## {title}\n")]
        ordered = sorted([*(old.strip() + "\n" for old in kept), section])
        REPORT.write_text("\n".join([sections[0].strip() + "\n", *ordered]), encoding="utf-8")


def _here() -> str:
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return (f"{datetime.datetime.now():%Y-%m-%d} on {os.cpu_count()} cores ({platform.machine()}, "
            f"{platform.system()}){load}, Python {platform.python_version()}, {versions}")
