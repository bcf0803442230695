"""account_breach_rate: how often an account's tickets breached, as far as was known by then."""
from __future__ import annotations

from typing import Any

import pandas as pd

from autograder.checks.aggregation import breach_rate_cases as cases
from autograder.checks.aggregation.breach_rate_cases import PRIOR, WINDOW, tables_text
from autograder.checks.aggregation.outcomes import BREACHED, MET, drawn
from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, Rows, View, at_any_time, in_another_week
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "A label is late too"


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a Series with the index of `tickets`"
    if not (pd.api.types.is_numeric_dtype(value.dtype) or value.dtype == object):
        return f"a Series of dtype {value.dtype}; the prompt asks for floats"
    return None


def judged(*names: str) -> View:
    """Judge these tickets alone: the others are there for their outcomes.

    A result with another index is read by position: ORDER_LOST judges the index.
    """
    def view(value: pd.Series, case: Case) -> tuple[pd.Series, pd.Series]:
        expected = case.expected
        if len(value) == len(expected) and set(value.index) != set(expected.index):
            value = value.set_axis(expected.index)
        value = value[value.index.isin(names)]
        value = value.reindex(names) if value.index.is_unique else value
        return readable(value), readable(expected.reindex(names))
    return view


def readable(values: pd.Series) -> pd.Series:
    """Rounded, so that a prior of next to no weight does not show."""
    return pd.to_numeric(values, errors="coerce").round(6)


T_1 = judged("T-1")


def missing_is_no_pool(value: pd.Series, case: Case) -> tuple[pd.Series, pd.Series]:
    """T-1 and T-2, where it is no mistake if T-2 is missing: COLD_START judges that."""
    value, expected = judged("T-1", "T-2")(value, case)
    return value.mask(value.isna() & (value.index == "T-2"), expected["T-2"]), expected


def index_then_value(value: pd.Series, case: Case) -> tuple[pd.Series, pd.Series]:
    """The index, and if that is right the value of T-1, which comes first."""
    if list(value.index) != list(case.expected.index):
        return value, case.expected
    return readable(value[:1]), readable(case.expected[:1])


def wrong_somewhere(answer: Any, draw: Draw) -> Counterexample | None:
    """`everything`; of the drawn tables the example shows one ticket and its account's outcomes."""
    for made in in_another_week(cases.everything)(draw):
        tickets, events = (table.copy() for table in made.args[:2])
        got, expected = answer(*made.args), made.expected
        difference = first_difference(got, expected)
        if difference is None:
            continue
        rows = ""
        if list(got.index) == list(expected.index):
            rows_of = (slice(row, row + 1) for row in range(len(tickets)))
            one = next(row for row in rows_of if first_difference(got[row], expected[row]))
            rows = str(outcomes_text(tickets[one], tickets, events))
        return Counterexample(made.call, f"{difference.got} ({difference.place})",
                              f"{difference.expected} ({difference.place})", rows, made.note)
    return None


def mixed(answer: Any, draw: Draw) -> Counterexample | None:
    return at_any_time(cases.rare, T_1)(answer, draw) or wrong_somewhere(answer, draw)


def outcomes_text(ticket: pd.DataFrame, tickets: pd.DataFrame, events: pd.DataFrame) -> Rows:
    """A ticket, and the deliveries of its account's outcomes before and just after its decision."""
    of_account = tickets.loc[tickets["account_id"] == ticket["account_id"].iloc[0], "ticket_id"]
    outcomes = events[events["ticket_id"].isin(of_account) & events["type"].isin([MET, BREACHED])]
    outcomes = outcomes.sort_values("ingested_at", kind="stable")
    later = outcomes["ingested_at"] > ticket["decide_at"].iloc[0]
    return tables_text(ticket, pd.concat([outcomes[~later].tail(8), outcomes[later].head(2)]))


def plain(draw: Draw) -> Arguments:
    return (*drawn(draw, 30, "plain"), WINDOW, PRIOR)


def probes(draw: Draw) -> list[Arguments]:
    makers = (cases.one_known, cases.own_label, cases.future_tickets, cases.label_lag, cases.not_ingested,
              cases.copies, cases.other_events, cases.outside_window, cases.other_clock, cases.window_edge,
              cases.cold_start, cases.prior, cases.other_accounts, cases.null_account, cases.row_order,
              cases.wall_clock, cases.rare, cases.everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("account_breach_rate", contract, (
    return_shape(0.5, SECTION, cases.other_events),
    # First: a wrong formula makes every case below look like the mistake that it is about.
    Oracle("NOT_THE_FORMULA", 0.5, "Where only one ticket can count, the number is not that of the formula.",
           "Every account's rate is off, by more the less is known of it.",
           "Small groups", at_any_time(cases.one_known, T_1)),
    Oracle("OWN_LABEL", 1.5, "A ticket's own outcome is part of its own feature.",
           "Offline the feature knows the answer; in production it is always missing.",
           SECTION, at_any_time(cases.own_label, T_1)),
    Oracle("LEAK_FUTURE_TICKETS", 1.5, "Tickets that came later are counted.",
           "The training set knows which accounts will go bad; the service does not.",
           SECTION, at_any_time(cases.future_tickets, T_1)),
    Oracle("LEAK_LABEL_LAG", 1.5, "A ticket counts once it has come, though its outcome is not yet known.",
           "It is the leak that survives every time split: sorting by creation looks so careful.",
           SECTION, at_any_time(cases.label_lag, T_1)),
    Oracle("LEAK_NOT_INGESTED", 1.5, "An outcome counts from when it happened, not from when we knew of it.",
           "Late events are few, and they are the interesting ones: outages, offline agents, backfills.",
           "Two clocks", at_any_time(cases.not_ingested, T_1)),
    Oracle("COPIES_COUNTED", 1, "An outcome delivered twice counts twice, or only from its last copy.",
           "Delivery is at least once: after an outage of the queue breaches count twice, or are lost.",
           "Grain before joins", at_any_time(cases.copies, T_1)),
    Oracle("OTHER_EVENTS_COUNTED", 0.5,
           "Events that are no outcomes are counted as tickets, or hide the outcome of theirs.",
           "Accounts that write a lot look safe, because every reply dilutes their breaches.",
           "Grain before joins", at_any_time(cases.other_events, T_1)),
    Oracle("WINDOW_IGNORED", 1, "Outcomes older than the window are counted.",
           "An account never outgrows its first bad month.",
           "Windows and edges", at_any_time(cases.outside_window, T_1)),
    Oracle("WINDOW_ON_OTHER_CLOCK", 0.5, "The window is laid on the tickets' age or on the ingestion time.",
           "A backfill of last year's events turns them into this month's.",
           "Windows and edges", at_any_time(cases.other_clock, T_1)),
    Oracle("WINDOW_EDGE", 0.5, "The window includes its start or excludes its end, not the opposite.",
           "Adjacent windows count an event twice or never, and totals do not reconcile.",
           "Windows and edges", at_any_time(cases.window_edge, T_1)),
    Oracle("COLD_START", 1,
           "Where nothing is known the answer is not the prior's rate, but missing, zero or another number.",
           "New accounts are a tenth of the traffic; zero says that they never breach.",
           "Small groups", at_any_time(cases.cold_start, judged("T-1", "T-2", "T-3"))),
    Oracle("PRIOR_MISUSED", 0.5, "The rate is not pulled towards the prior by the stated weights.",
           "An account with one breach of one ticket goes to the top of every list.",
           "Small groups", at_any_time(cases.prior, T_1)),
    Oracle("OTHER_ACCOUNTS", 1, "Tickets of other accounts are counted.",
           "The feature is the desk's average: it says nothing of the account.",
           SECTION, at_any_time(cases.other_accounts, T_1)),
    Oracle("NULL_ACCOUNTS_POOLED", 0.5, "Tickets without an account are treated as one account.",
           "The giant of unknowns gets a rate of its own, and a model loves it.",
           "Small groups", at_any_time(cases.null_account, missing_is_no_pool)),
    Oracle("ORDER_LOST", 0.5,
           "The result does not have the index of `tickets`, or depends on the rows' order.",
           "Assigned as a column it lands on other tickets.", SECTION,
           at_any_time(cases.row_order, index_then_value)),
    Oracle("WALL_CLOCK", 0.5, "Times of different zones are compared as wall clocks, or not at all.",
           "Events written in Singapore are eight hours in the future of those written in UTC.",
           "Wall clocks lie", at_any_time(cases.wall_clock, T_1)),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's own tables.",
           "The next feature is computed on a table that is sorted, renamed or longer than it was.",
           "The as-of join", leaves_input_alone(plain, ("tickets", "events", "window", "prior")), guard=True),
    Oracle("WRONG_SOMEWHERE", 1, "On mixed tables some tickets get another rate than the definition gives.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, mixed),
), probes)
