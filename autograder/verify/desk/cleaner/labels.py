"""Labels of tickets: whether the SLA was breached, by the snapshot alone and by the events."""
from __future__ import annotations

import pandas as pd

from .events import clean_events, forms, forms_sent_again, present_ids
from .reading import RawFiles

INTERNAL = "internal"


def labels_from_snapshot(files: RawFiles, export_at: pd.Timestamp, released_at: pd.Timestamp) -> pd.Series:
    """breach (bool) by ticket_id of the real tickets whose outcome had come.

    export_at: moment of the export. released_at: since when atlas sends the SLA in minutes.
    """
    table = files.snapshot
    created = table["created_at"].dt.tz_localize("UTC")
    resolved = table["resolved_at"].where(table["resolved_at"] > table["created_at"]).dt.tz_localize("UTC")
    hours = table["sla"].where(created < released_at, table["sla"] / 60)
    account = present_ids(table["account_id"], files.merges)
    bot = account.isin(qa_accounts(files.accounts))
    keyed = table.assign(account_id=account, created_at=created)
    again = forms_sent_again(keyed, ["account_id", "subject", "area", "channel"])
    labels = _labels(table["ticket_id"], created, resolved, hours, export_at)
    return labels[(~bot & ~again).to_numpy()].dropna()


def labels_from_events(files: RawFiles, export_at: pd.Timestamp) -> pd.Series:
    """breach (bool) by ticket_id of the real tickets whose outcome had come, from events alone.

    Left out is a ticket of which the events do not tell the end although the snapshot says that it has one:
    its created or its resolved event is lost or unreadable.
    """
    events = clean_events(files.lines)
    table = forms(events, files.merges)
    resolved = first_resolutions(events)
    again = forms_sent_again(table, ["account_id", "subject", "body_chars"])
    table = table[~table["account_id"].isin(qa_accounts(files.accounts)) & ~again]
    end = table["ticket_id"].map(resolved)
    open_now = files.snapshot.loc[files.snapshot["status"] == "open", "ticket_id"]
    unknown = end.isna() & ~table["ticket_id"].isin(open_now)
    labels = _labels(table["ticket_id"], table["created_at"], end, table["sla_hours"], export_at)
    return labels[~unknown.to_numpy()].dropna()


def reconciled_labels(files: RawFiles, export_at: pd.Timestamp, released_at: pd.Timestamp) -> pd.Series:
    """breach (bool) by ticket_id: the snapshot wins, whose clock is the server's; the events fill in."""
    by_events = labels_from_events(files, export_at)
    by_snapshot = labels_from_snapshot(files, export_at, released_at)
    return by_snapshot.combine_first(by_events)


def first_resolutions(events: pd.DataFrame) -> pd.Series:
    """First resolution by ticket_id, by the agent's clock but never after the ingestion.

    A ticket that was opened again and whose first resolution is lost has none: its only one came after that.
    """
    resolved = events[events["type"] == "resolved"]
    bounded = resolved[["occurred_at", "ingested_at"]].min(axis=1)
    first = bounded.groupby(resolved["ticket_id"]).min()
    reopened = events[events["type"] == "reopened"].groupby("ticket_id")["occurred_at"].min()
    before = reopened.reindex(first.index)
    return first[before.isna() | (first < before + pd.Timedelta(minutes=15))]


def qa_accounts(accounts: pd.DataFrame) -> set[str]:
    """Accounts that the QA bot writes under."""
    return set(accounts.loc[accounts["plan"] == INTERNAL, "account_id"])


def _labels(
    ticket_id: pd.Series, created: pd.Series, resolved: pd.Series, hours: pd.Series, export_at: pd.Timestamp
) -> pd.Series:
    """Breach by ticket: True, False, or missing where the outcome has not come."""
    due = created + pd.to_timedelta(hours, "h")
    late = (resolved > due) | (resolved.isna() & (due < export_at))
    mature = (resolved <= export_at) | (due < export_at)
    label = late.astype("boolean").where(mature)
    return pd.Series(label.to_numpy(), index=ticket_id.to_numpy())
