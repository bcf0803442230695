"""What the Desk promises of the rows of a day, as one table."""

from __future__ import annotations

import pandas as pd

COLUMNS = ("column", "kind", "low", "high", "levels", "missing_at_most")
ANY = ("account_id", "created_at", "decide_at", "due_at", "subject", "team", "reassigned_1h", "article_read",
       "still_open")  # fmt: skip
COUNTS = ("acct_tickets", "acct_breaches", "acct_tickets_28d", "acct_breaches_28d", "team_open",
          "team_wait_h")  # fmt: skip


def contract() -> pd.DataFrame:
    """One row a column of `Day.tickets`.

    Returns
    -------
    DataFrame
        column : str
        kind : str, number, level (one of some words) or other
        low, high : float, ends of the range of a number, missing where there is none
        levels : str, the words of a level, separated by |, else missing
        missing_at_most : float, share of missing values that is nothing unusual, 0 to 1
    """
    rules = [
        ("ticket_id", "other", None, None, None, 0),
        *[(name, "other", None, None, None, 0) for name in ANY],
        ("area", "level", None, None,
         "billing|how_to|import_export|integrations|login_sso|outage|performance|ui", 0),
        ("severity", "level", None, None, "P1|P2|P3|P4", 0),
        ("channel", "level", None, None, "api|chat|email|portal", 0),
        ("language", "level", None, None, "de|en|es|fr|ja", 0),
        ("plan", "level", None, None, "starter|business|enterprise", 0.02),
        ("region", "level", None, None, "AMER|APAC|EMEA", 0),
        ("deployment", "level", None, None, "cloud|on-prem", 0),
        ("attach_kb", "number", 0, 250_000, None, 0),
        ("body_chars", "number", 1, 100_000, None, 0),
        ("seats", "number", 1, 100_000, None, 0.6),
        ("tenure_days", "number", 0, 10_000, None, 0.02),
        ("sla_hours", "number", 1, 240, None, 0.02),
        ("open_hours", "number", 0, 240, None, 0.02),
        ("messages_1h", "number", 0, 50, None, 0),
        *[(name, "number", 0, 100_000, None, 0) for name in COUNTS],
    ]  # fmt: skip
    return table(rules)


def table(rules: list[tuple[object, ...]]) -> pd.DataFrame:
    """Such a table from rows of `COLUMNS`."""
    made = pd.DataFrame(rules, columns=list(COLUMNS))
    numbers = {name: made[name].astype(float) for name in ("low", "high", "missing_at_most")}
    return made.assign(levels=made["levels"].astype("str"), **numbers)
