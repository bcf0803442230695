"""Clean events: one row each, times in UTC, SLA in hours and attachments in kB."""
from __future__ import annotations

import pandas as pd

BERLIN = "Europe/Berlin"
RETRY_S = 3  # a producer sends again within that many seconds
DUPLICATE_FORM_S = 90


def clean_events(lines: pd.DataFrame) -> pd.DataFrame:
    """One row per event: event_id, ticket_id, type, source, v, occurred_at and ingested_at (UTC), data.

    Deliveries of the same event_id leave the first; an event sent again under a new identifier leaves the
    first too.
    """
    events = lines.assign(ingested_at=utc(lines["ingested_at"]))
    events = events.sort_values(["ingested_at", "event_id"], kind="stable").drop_duplicates("event_id")
    events = events.assign(occurred_at=occurred_utc(events))
    return without_retries(events).drop(columns=["file", "number"]).reset_index(drop=True)


def utc(texts: pd.Series) -> pd.Series:
    """Texts like 2024-07-31T12:00:00Z as instants."""
    return pd.to_datetime(texts, format="%Y-%m-%dT%H:%M:%SZ", utc=True)


def occurred_utc(events: pd.DataFrame) -> pd.Series:
    """The sender's clock in UTC: with Z as it is, without a zone as the wall clock of Berlin.

    In the hour that comes twice the later reading is taken unless it lies after the ingestion.
    """
    local = ~events["occurred_at"].str.endswith("Z")
    out = pd.Series(pd.NaT, index=events.index, dtype="datetime64[us, UTC]")
    out[~local] = utc(events.loc[~local, "occurred_at"])
    wall = pd.to_datetime(events.loc[local, "occurred_at"], format="%Y-%m-%d %H:%M:%S")
    summer, winter = (
        wall.dt.tz_localize(BERLIN, ambiguous=[first] * len(wall), nonexistent="shift_forward")
        .dt.tz_convert("UTC") for first in (True, False)
    )
    out[local] = winter.where(winter <= events.loc[local, "ingested_at"], summer)
    return out


def without_retries(events: pd.DataFrame) -> pd.DataFrame:
    """Leave the first of events of one ticket with the same type and content within seconds."""
    ordered = events.assign(text=events["data"].astype(str))
    ordered = ordered.sort_values(["ticket_id", "type", "text", "ingested_at"], kind="stable")
    content = ordered[["ticket_id", "type", "text"]]
    same = (content == content.shift()).all(axis=1)
    near = pd.Timedelta(seconds=RETRY_S)
    same &= ordered["ingested_at"].diff().abs() <= near
    same &= ordered["occurred_at"].diff().abs() <= near
    return ordered[~same].drop(columns="text")


def forms(events: pd.DataFrame, merges: pd.DataFrame) -> pd.DataFrame:
    """One row per ticket from its created event.

    Columns: ticket_id, created_at, account_id (the present one), plan and subject (as they came), body_chars,
    team, sla_hours, attach_kb.
    """
    created = events[events["type"] == "created"]
    data = pd.DataFrame(created["data"].tolist(), index=created.index)
    account = data["account_id"] if "account_id" in data else pd.Series(None, index=data.index, dtype=object)
    if "account" in data:
        account = account.fillna(data["account"])
    table = pd.DataFrame({
        "ticket_id": created["ticket_id"],
        "created_at": created["occurred_at"],
        "account_id": present_ids(account, merges),
        "plan": data["plan"],
        "subject": data["subject"],
        "body_chars": data["body_chars"],
        "team": data["team"],
        "sla_hours": data["sla"] / created["v"].map({1: 1, 2: 60}),
        "attach_kb": data["attach"] / created["v"].map({1: 1, 2: 1024}),
    })
    return table.drop_duplicates("ticket_id").reset_index(drop=True)


def present_ids(account: pd.Series, merges: pd.DataFrame) -> pd.Series:
    """Identifiers of accounts after all mergers."""
    return account.replace(dict(zip(merges["old_id"], merges["new_id"], strict=True)))


def forms_sent_again(table: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Whether each ticket repeats the form of another within 90 seconds (bool).

    table: created_at and the columns that must agree, `keys`.
    """
    ordered = table.sort_values([*keys, "created_at"], kind="stable")
    same = (ordered[keys] == ordered[keys].shift()).all(axis=1)
    same &= ordered["created_at"].diff() <= pd.Timedelta(seconds=DUPLICATE_FORM_S)
    return same.reindex(table.index)
