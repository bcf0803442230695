"""The raw files as someone reads them who has not read about them: what parses is believed."""
from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from .cleaner.reading import numbered_lines, read_events

FIRST_OR_LAST = {"first": "min", "last": "max"}


@dataclass(frozen=True)
class NaiveReading:
    """A folder of raw files, read without care; each frame as a hasty notebook makes it."""

    folder: Path

    @cached_property
    def line_count(self) -> int:
        """Lines of all event files."""
        return sum(1 for _ in numbered_lines(self.folder))

    @cached_property
    def lines(self) -> pd.DataFrame:
        """All lines that are JSON, times without a zone taken for UTC; those that are not, left out."""
        lines, _ = read_events(self.folder)
        for column in ("occurred_at", "ingested_at"):
            plain = lines[column].str.replace(" ", "T").str.removesuffix("Z")
            lines[column] = pd.to_datetime(plain, format="%Y-%m-%dT%H:%M:%S", utc=True)
        return lines

    @cached_property
    def events(self) -> pd.DataFrame:
        """Lines without repeated deliveries."""
        return self.lines.sort_values("ingested_at", kind="stable").drop_duplicates("event_id")

    @cached_property
    def forms(self) -> pd.DataFrame:
        """Created events with their data: created_at, team, sla (taken for hours), plan, account, subject."""
        created = self.events[self.events["type"] == "created"].reset_index(drop=True)
        data = pd.DataFrame(created["data"].tolist())
        data["account"] = data.get("account", pd.Series(index=data.index, dtype=object)).fillna(
            data.get("account_id", pd.Series(index=data.index, dtype=object)))
        table = data.assign(ticket_id=created["ticket_id"], created_at=created["occurred_at"])
        return table.drop_duplicates("ticket_id")

    @cached_property
    def snapshot(self) -> pd.DataFrame:
        """The helpdesk's table of tickets."""
        return pd.read_parquet(self.folder / "tickets.parquet")

    @cached_property
    def accounts(self) -> pd.DataFrame:
        """The CRM's accounts."""
        with sqlite3.connect(self.folder / "crm.sqlite") as database:
            table = pd.read_sql("SELECT * FROM accounts", database)
        database.close()
        return table

    @cached_property
    def csat(self) -> pd.DataFrame:
        """Satisfaction as text."""
        with open(self.folder / "csat.csv", encoding="utf-8-sig") as file:
            separator = ";" if ";" in file.readline() else ","
        return pd.read_csv(self.folder / "csat.csv", sep=separator, encoding="utf-8-sig", dtype=str)

    @cached_property
    def scores(self) -> pd.Series:
        """Scores of satisfaction, a decimal comma understood."""
        return pd.to_numeric(self.csat["score"].str.replace(",", "."))

    def breaches(self, which: str = "first") -> pd.DataFrame:
        """team and breach by ticket whose resolution (the first or the last) has an event."""
        resolved = self.events[self.events["type"] == "resolved"].groupby("ticket_id")["occurred_at"]
        end = resolved.agg(FIRST_OR_LAST[which])
        table = self.forms.assign(resolved_at=self.forms["ticket_id"].map(end))
        table = table[table["resolved_at"].notna()]
        due = table["created_at"] + pd.to_timedelta(table["sla"], "h")
        return table.assign(breach=table["resolved_at"] > due)
