"""The answer key of the raw files: for graders and tests, never beside the files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..events import EVENT_TYPES
from ..operation import DeskError
from ..timestamps import timestamps
from .plan_labels import PLAN_NAMES
from .raw_export import RawExport
from .raw_findings import affected, plain_subjects
from .releases import PRODUCERS
from .roster import FORM_AGAIN, QA, REAL


@dataclass(frozen=True)
class RawKey:
    """What is true of the raw files of a world at the end of its last closed day.

    Parameters
    ----------
    tickets : DataFrame
        One row per ticket of the raw files, ordered by `ticket_id`: account_id (present one), plan, severity,
        subject, sla_hours, created_at and resolved_at (first resolution, by the server's clock; UTC, even if
        in the future), due_at, breach, mature (whether the outcome had come by the export), kind ("real",
        "form_again" or "qa") and copy_of (ticket_id of the form that was sent first, else missing). breach
        is what happened; of forms sent again and of the QA bot it is False and means nothing.
    events : DataFrame
        One row per line that reached the gateway: event_id, ticket_id, type, producer, schema,
        true_at, occurred_at (by the sender's clock), ingested_at (UTC), retried, again and broken.
    affected : dict of str to DataFrame
        By kind of `DEFECTS`: the keys of what it struck, and what is true there.
    """

    tickets: pd.DataFrame
    events: pd.DataFrame
    affected: dict[str, pd.DataFrame]

    @property
    def counts(self) -> dict[str, int]:
        """How many things each kind of defect struck."""
        return {name: len(rows) for name, rows in self.affected.items()}


def raw_key(export: RawExport) -> RawKey:
    """Work out the answer key of an export."""
    return RawKey(_tickets(export), _events(export), affected(export))


def write_key(path: str | Path, key: RawKey, raw: str | Path) -> None:
    """Write a key as Parquet and JSON to a folder of its own.

    Raises
    ------
    DeskError
        If the folder lies within the one that holds the raw files.
    """
    folder = Path(path).resolve()
    if folder.is_relative_to(Path(raw).resolve()):
        raise DeskError(f"{path} lies within the raw files; name a folder that no learner gets")
    folder.mkdir(parents=True, exist_ok=True)
    key.tickets.to_parquet(folder / "tickets.parquet", index=False)
    key.events.to_parquet(folder / "events.parquet", index=False)
    for name, rows in key.affected.items():
        rows.to_parquet(folder / f"{name}.parquet", index=False)
    (folder / "counts.json").write_text(json.dumps(key.counts, indent=1) + "\n", encoding="utf-8")


def _tickets(export: RawExport) -> pd.DataFrame:
    world, roster = export.world, export.roster
    ground, ledger, start = world.course.ground, world.course.ledger, world.scenario.start
    index, real = roster.index, roster.kind == REAL
    due_s = roster.created_s + roster.sla_hours * 3600
    qa = roster.kind == QA
    first = pd.array(np.where(roster.kind == FORM_AGAIN, world.ticket_ids[index], None), dtype="str")
    account = np.where(qa, roster.account_ids, ground.accounts.ids[ground.tickets.account[index]])
    table = pd.DataFrame({
        "ticket_id": pd.array(roster.ids, dtype="str"),
        "account_id": pd.array(account, dtype="str"),
        "plan": pd.array(np.array(PLAN_NAMES, object)[roster.plan], dtype="str"),
        "severity": roster.severity + 1,
        "subject": pd.array(plain_subjects(export), dtype="str"),
        "sla_hours": roster.sla_hours,
        "created_at": timestamps(start, roster.created_s),
        "resolved_at": timestamps(start, roster.resolved_s),
        "due_at": timestamps(start, due_s),
        "breach": ledger.breach[index] & real,
        "mature": np.minimum(roster.resolved_s, due_s) < world.now_s,
        "kind": pd.array(np.array(["real", "form_again", "qa"])[roster.kind], dtype="str"),
        "copy_of": first,
    })  # fmt: skip
    return table.sort_values("ticket_id", ignore_index=True)


def _events(export: RawExport) -> pd.DataFrame:
    lines, start = export.lines, export.world.scenario.start
    return pd.DataFrame({
        "event_id": pd.array(lines.event_ids(export.world), dtype="str"),
        "ticket_id": pd.array(export.roster.ids[lines.ticket], dtype="str"),
        "type": pd.array(np.array(EVENT_TYPES)[lines.type], dtype="str"),
        "producer": pd.array(np.array(PRODUCERS)[lines.producer], dtype="str"),
        "schema": lines.version,
        "true_at": timestamps(start, lines.true_s),
        "occurred_at": timestamps(start, lines.occurred_s),
        "ingested_at": timestamps(start, lines.ingested_s),
        "retried": lines.retried,
        "again": lines.again,
        "broken": export.broken,
    })  # fmt: skip
