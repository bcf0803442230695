"""One number of a report for each kind of defect: what a hasty reader of the raw files would tell."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from .naive_reading import NaiveReading

AGENT_TYPES = ("agent_reply", "message", "priority_changed", "reassigned", "resolved")
EMEA_TEAMS = ("emea-1", "spec-emea")


@dataclass(frozen=True)
class Figure:
    """A number of a report.

    name: what it is, with its unit. of: how a hasty reader computes it. least: by how much a defect must move
    it in every world, relative to its clean value (absolute where `absolute`).
    """

    name: str
    of: Callable[[NaiveReading], float]
    least: float
    absolute: bool = False

    def moved(self, clean: float, planted: float) -> float:
        """By how much the defect moved it."""
        change = abs(planted - clean)
        return change if self.absolute else change / max(abs(clean), 1e-12)


def messages_per_ticket(raw: NaiveReading) -> float:
    """Messages counted by line, files sent again aside."""
    rows = raw.lines.drop_duplicates(["event_id", "ingested_at"])
    return float(rows["type"].isin(["message", "customer_msg"]).sum() / raw.forms["ticket_id"].nunique())


def messages_by_identifier(raw: NaiveReading) -> float:
    """Messages counted by event_id."""
    messages = raw.events["type"].isin(["message", "customer_msg"]).sum()
    return float(messages / raw.forms["ticket_id"].nunique())


def known_at_decision(raw: NaiveReading) -> float:
    """Of the agents' events of the first hour, the share ingested by its end."""
    decide = raw.forms.set_index("ticket_id")["created_at"] + pd.Timedelta("1h")
    events = raw.events[raw.events["type"].isin(AGENT_TYPES)]
    decide = events["ticket_id"].map(decide)
    return float((events["ingested_at"] <= decide)[events["occurred_at"] <= decide].mean())


def known_within_a_day(raw: NaiveReading) -> float:
    """Of the agents' events of EMEA, the share ingested within a day."""
    events = raw.events[raw.events["source"] == "hermes"]
    return float((events["ingested_at"] - events["occurred_at"] <= pd.Timedelta("1D")).mean())


def ahead_of_time(raw: NaiveReading) -> float:
    """Of 1,000 agents' events, those ingested before they occurred."""
    events = raw.events[raw.events["type"].isin(AGENT_TYPES)]
    return float(1000 * (events["ingested_at"] < events["occurred_at"]).mean())


def breaches_by_last(raw: NaiveReading) -> float:
    """Share of breaches when the last resolution counts."""
    return float(raw.breaches("last")["breach"].mean())


def breaches_of_emea(raw: NaiveReading) -> float:
    """Share of breaches of the forms that went to EMEA."""
    table = raw.breaches()
    return float(table.loc[table["team"].isin(EMEA_TEAMS), "breach"].mean())


def breaches_by_events(raw: NaiveReading) -> float:
    """Share of breaches when the number in `sla` is taken for hours."""
    return float(raw.breaches()["breach"].mean())


def breaches_by_snapshot(raw: NaiveReading) -> float:
    """The same from the snapshot, open tickets left out."""
    table = raw.snapshot[raw.snapshot["resolved_at"].notna()]
    due = table["created_at"] + pd.to_timedelta(table["sla"], "h")
    return float((table["resolved_at"] > due).mean())


def hours_to_resolution(raw: NaiveReading) -> float:
    """Mean hours from creation to resolution by the snapshot."""
    return float((raw.snapshot["resolved_at"] - raw.snapshot["created_at"]).mean() / pd.Timedelta("1h"))


def without_account(raw: NaiveReading) -> float:
    """Share of the tickets whose account is not in the CRM."""
    return float((~raw.snapshot["account_id"].isin(raw.accounts["account_id"])).mean())


def rows_after_join(raw: NaiveReading) -> float:
    """Rows after a left join of tickets with accounts, per ticket."""
    joined = raw.snapshot.merge(raw.accounts[["account_id"]], on="account_id", how="left")
    return len(joined) / len(raw.snapshot)


def mean_seats(raw: NaiveReading) -> float:
    """Mean seats of the accounts that have any."""
    return float(pd.to_numeric(raw.accounts["seats"]).mean())


def revenue(raw: NaiveReading) -> float:
    """Sum of mrr in euros, what is no number left out."""
    return float(pd.to_numeric(raw.accounts["mrr"], errors="coerce").sum())


def with_signup(raw: NaiveReading) -> float:
    """Share of the accounts whose sign-up reads as year, month, day."""
    dates = pd.to_datetime(raw.accounts["signup_date"], format="%Y-%m-%d", errors="coerce")
    return float(dates.notna().mean())


def dissatisfied(raw: NaiveReading) -> float:
    """Share of the answers with a score of 2 at most."""
    return float((raw.scores.dropna() <= 2).mean())


def scored(raw: NaiveReading) -> float:
    """Answers whose score is a number as it stands."""
    return float(pd.to_numeric(raw.csat["score"], errors="coerce").notna().sum())


def enterprise_share(raw: NaiveReading) -> float:
    """Share of the tickets whose plan is 'enterprise'."""
    return float((raw.forms["plan"] == "enterprise").mean())


def repeated_subjects(raw: NaiveReading) -> float:
    """Share of the tickets whose subject, in small letters, occurs elsewhere too."""
    return float(raw.forms["subject"].str.lower().duplicated(keep=False).mean())


def tickets(raw: NaiveReading) -> float:
    """Tickets created, by identifier."""
    return float(raw.forms["ticket_id"].nunique())


def seem_open(raw: NaiveReading) -> float:
    """Share of the tickets without an event of a resolution."""
    resolved = raw.events.loc[raw.events["type"] == "resolved", "ticket_id"]
    return float((~raw.forms["ticket_id"].isin(resolved)).mean())


def unreadable(raw: NaiveReading) -> float:
    """Lines that are no JSON."""
    return float(raw.line_count - len(raw.lines))


def line_count(raw: NaiveReading) -> float:
    """Lines of all event files."""
    return float(raw.line_count)


# By kind of defect; the least change is well below the smallest one seen on eight worlds of 60 days.
FIGURES = {
    "redelivered": Figure("messages per ticket", messages_per_ticket, 0.005),
    "late_events": Figure("first hour's agent events known at the decision", known_at_decision, 0.005, True),
    "skewed_clocks": Figure("agent events ahead of time, of 1,000", ahead_of_time, 2.0, True),
    "reopened": Figure("breaches, last resolution", breaches_by_last, 0.02),
    "merged_accounts": Figure("tickets without an account", without_account, 0.001, True),
    "csat_self_selected": Figure("dissatisfied among the answers", dissatisfied, 0.1),
    "berlin_time": Figure("breaches of EMEA by events", breaches_of_emea, 0.01),
    "schema_2": Figure("breaches by events", breaches_by_events, 0.2),
    "snapshot_units": Figure("breaches by the snapshot", breaches_by_snapshot, 0.2),
    "resolved_sentinel": Figure("mean hours to resolution", hours_to_resolution, 1.0),
    "local_dates": Figure("accounts with a sign-up date", with_signup, 0.1),
    "decimal_comma": Figure("recurring revenue, euros", revenue, 0.1),
    "european_csv": Figure("answers with a score", scored, 0.1),
    "backfilled_week": Figure("EMEA's agent events known within a day", known_within_a_day, 0.01, True),
    "event_retries": Figure("messages per ticket by event_id", messages_by_identifier, 0.002),
    "ticket_retries": Figure("tickets", tickets, 0.005),
    "qa_tickets": Figure("breaches by the snapshot", breaches_by_snapshot, 0.01),
    "lost_resolved": Figure("tickets that seem open", seem_open, 0.0005, True),
    "broken_lines": Figure("lines that cannot be read", unreadable, 1, True),
    "resent_files": Figure("lines", line_count, 0.001),
    "cut_files": Figure("lines that cannot be read", unreadable, 1, True),
    "missing_blocks": Figure("mean seats", mean_seats, 0.02),
    "seat_sentinels": Figure("mean seats", mean_seats, 0.1),
    "plan_variants": Figure("tickets on the enterprise plan", enterprise_share, 0.05),
    "deleted_accounts": Figure("tickets without an account", without_account, 0.0005, True),
    "stale_rows": Figure("rows after a join, per ticket", rows_after_join, 0.001),
    "garbled_subjects": Figure("tickets whose subject occurs elsewhere", repeated_subjects, 0.02),
}  # fmt: skip
