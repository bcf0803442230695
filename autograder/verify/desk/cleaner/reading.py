"""Read a folder of raw files: every line of the events or a reason why not, all else by contract."""
from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

ENVELOPE = {"ticket": "ticket_id", "at": "occurred_at"}  # names of schema 1 and what schema 2 calls them


@dataclass(frozen=True)
class RawFiles:
    """The content of a folder, before any cleaning but for the formats.

    lines: one row per readable line of events, with file, number, the envelope in names of schema 2, and data
    (dict). quarantine: file, number, text and reason of the others. snapshot, accounts, merges, csat: as they
    are. Lines in the files are lines plus quarantine.
    """

    lines: pd.DataFrame
    quarantine: pd.DataFrame
    snapshot: pd.DataFrame
    accounts: pd.DataFrame
    merges: pd.DataFrame
    csat: pd.DataFrame


def read_raw(folder: Path) -> RawFiles:
    """Read everything that cleaning needs."""
    lines, quarantine = read_events(folder)
    with sqlite3.connect(folder / "crm.sqlite") as database:
        accounts = pd.read_sql("SELECT * FROM accounts", database)
        merges = pd.read_sql("SELECT * FROM account_merges", database)
    database.close()
    csat = pd.read_csv(folder / "csat.csv", sep=";", decimal=",", encoding="utf-8-sig")
    return RawFiles(lines, quarantine, pd.read_parquet(folder / "tickets.parquet"), accounts, merges, csat)


def read_events(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All lines of all event files, and those that could not be read."""
    rows, quarantine = [], []
    for name, number, text in numbered_lines(folder):
        try:
            event = json.loads(text)
        except json.JSONDecodeError as error:
            quarantine.append((name, number, text, str(error)))
            continue
        row = {ENVELOPE.get(key, key): value for key, value in event.items()}
        rows.append(row | {"file": name, "number": number})
    return pd.DataFrame(rows), pd.DataFrame(quarantine, columns=["file", "number", "text", "reason"])


def numbered_lines(folder: Path) -> Iterator[tuple[str, int, str]]:
    """File, number and text of every line of the event files."""
    for path in sorted((folder / "events").rglob("*.jsonl.gz")):
        text = gzip.decompress(path.read_bytes()).decode()
        for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
            yield path.relative_to(folder).as_posix(), number, line
