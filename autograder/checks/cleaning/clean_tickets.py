"""clean_tickets: which rows stay must not depend on how they ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.cleaning.ticket_cases import (
    AS_OF,
    HOUR,
    START,
    codes,
    deadline,
    everything,
    immature,
    no_seats,
    not_yet_known,
    older_rows,
    other_plans,
    overdue,
    resolved_before_creation,
    robots,
    shape,
    slow,
    still_open,
    table,
    ticket,
    untidy,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case, at_any_time, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION, GAPS, BOOKS = "Outliers by the outcome", "Missing has a cause", "Every row accounted for"


def contract(value: Any, tickets: pd.DataFrame, as_of: pd.Timestamp) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    wanted = ["ticket_id", "seats", "seats_missing"] + ["breached"] * ("resolved_at" in tickets)
    if sorted(map(str, value.columns)) != sorted(wanted):
        return f"the columns {list(map(str, value.columns))}; the prompt asks for {wanted} and no others"
    return None


def agreed(
    make: Callable[[Draw], Iterator[Case]], columns: Sequence[str], judged: Sequence[str] = ()
) -> Property:
    """These columns by ticket, of the tickets that came back (all of `judged` must have)."""

    def view(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
        return _by_ticket(value, columns, judged), _by_ticket(case.expected, columns, judged)

    return at_any_time(make, view)


def _by_ticket(value: pd.DataFrame, columns: Sequence[str], judged: Sequence[str]) -> dict[str, Any]:
    return {
        f"{row['ticket_id']}, {name}": row[name]
        for row in value.to_dict("records")
        for name in columns
        if not judged or row["ticket_id"] in judged
    }


def which(make: Callable[[Draw], Iterator[Case]]) -> Property:
    """Which tickets came back, in whatever order, however often."""

    def view(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
        return (", ".join(sorted(set(table["ticket_id"]))) or "none" for table in (value, case.expected))

    return at_any_time(make, view)


def in_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    tickets = table(ticket("T-3"), ticket("T-1"), ticket("T-2", updated=50), ticket("T-2", updated=60))
    got = list(answer(tickets.copy(), AS_OF)["ticket_id"])
    if got == ["T-1", "T-2", "T-3"]:
        return None
    return Counterexample(
        "clean_tickets(tickets, as_of)['ticket_id']",
        str(got),
        "T-1, T-2, T-3",
        str(rows_text(tickets=tickets)),
        "One row for each ticket, by ticket_id.",
    )


def served(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Without resolved_at the same tickets with the same seats come back as with it."""
    small = table(ticket("T-1"), ticket("T-2", None, seats=None), ticket("T-3", None, plan="internal"))
    for asked in (small, next(everything(draw)).args[0]):
        without = asked.drop(columns="resolved_at")
        got, expected = (
            _by_ticket(answer(tickets.copy(), AS_OF), ["seats", "seats_missing"], ())
            for tickets in (without, asked)
        )
        found = first_difference(got, expected)
        if found:
            return Counterexample(
                "clean_tickets(tickets.drop(columns='resolved_at'), as_of)",
                f"{found.got} ({found.place})",
                f"{found.expected} ({found.place}), as with `resolved_at`",
                str(rows_text(tickets=asked)) if asked is small else "",
                "The service has no outcomes: rows and seats are the same without them.",
            )
    return None


def outcome_moves_rows(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Other outcomes, the same rows: 60 tickets with drawn resolutions, and again with other ones."""
    rng = draw.rng("outcomes")
    base = [ticket(f"T-{i:02d}", 5, seats=[None, 5.0, 9999.0][i % 3]) for i in range(60)]
    tables = []
    for ends in (rng.integers(1, 20, 60), np.where(np.arange(60) < 2, 650, rng.integers(1, 30, 60))):
        resolved = pd.Series([START + float(hours) * HOUR for hours in ends]).dt.as_unit("us")
        resolved = resolved.where((np.arange(60) < 2) | (rng.uniform(size=60) > 0.1))
        tables.append(table(*base).assign(resolved_at=resolved))
    one, other = (sorted(answer(tickets, AS_OF)["ticket_id"]) for tickets in tables)
    if one == other:
        return None
    gone = sorted(set(one) ^ set(other))
    return Counterexample(
        "clean_tickets on 60 tickets, and on the same with other values of resolved_at",
        f"{len(one)} rows, then {len(other)}; {gone[0]} comes and goes",
        "the same rows",
        "",
        "Whether a ticket stays must not depend on how it ended.",
    )


def plain(draw: Draw) -> Arguments:
    return next(untidy(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (
        slow,
        still_open,
        immature,
        not_yet_known,
        deadline,
        no_seats,
        codes,
        older_rows,
        robots,
        resolved_before_creation,
        other_plans,
        untidy,
        everything,
    )
    made = [case.args for make in makers for case in make(draw)]
    return made + [(tickets.drop(columns="resolved_at"), as_of) for tickets, as_of in made]


CHECK = Check(
    "clean_tickets",
    contract,
    (
        return_shape(0.25, SECTION, shape),
        Oracle(
            "SLOW_DROPPED",
            1.5,
            "Tickets that took long are dropped as outliers.",
            "The breaches are the ones that took long: the model learns a world in which nothing goes wrong.",
            SECTION,
            which(slow),
        ),
        Oracle(
            "OPEN_DROPPED",
            1.25,
            "Open tickets are dropped.",
            "What takes longest is still open: the worst tickets are missing, in training and in the report.",
            SECTION,
            which(still_open),
        ),
        Oracle(
            "UNLABELLED_DROPPED",
            0.5,
            "Tickets whose label nobody knows yet are left out.",
            "Training and service count other tickets; who needs labels can drop the rest, and say so.",
            SECTION,
            which(lambda draw: [*immature(draw), *not_yet_known(draw)]),
        ),
        Oracle(
            "OPEN_IS_MET",
            1,
            "An open ticket at or past its deadline does not count as a breach.",
            "The longer nobody answers, the better the figure.",
            SECTION,
            agreed(overdue, ["breached"]),
        ),
        Oracle(
            "BEFORE_CREATION",
            0.25,
            "A resolved_at before created_at counts as a resolution, unless it is of 1970.",
            "The next helpdesk writes 1900 for it, and all its open tickets are in time.",
            SECTION,
            agreed(resolved_before_creation, ["breached"]),
        ),
        Oracle(
            "IMMATURE",
            0.75,
            "An open ticket that is not due yet has a label.",
            "Of the last days' tickets only the good news has come: a model on them is too kind.",
            SECTION,
            agreed(immature, ["breached"]),
        ),
        Oracle(
            "FUTURE",
            0.75,
            "What happened after as_of is used.",
            "A label that nobody had at that moment makes last month's report impossible to repeat.",
            SECTION,
            agreed(not_yet_known, ["breached"]),
        ),
        Oracle(
            "DEADLINE",
            0.5,
            "A ticket resolved at its deadline, or as soon as it came, has a wrong label.",
            "Automatic answers come in the very second, and deadlines are kept to the minute.",
            SECTION,
            agreed(deadline, ["breached"]),
        ),
        Oracle(
            "GAPS_DROPPED",
            1,
            "Tickets with a missing value are dropped.",
            "Customers who were never asked for their seats wait for an answer, too.",
            GAPS,
            which(no_seats),
        ),
        Oracle(
            "CODES_KEPT",
            1,
            "Seats outside 1 to 5000 stay, or are not marked as missing.",
            "9999 seats is the largest customer of all, and does not exist.",
            GAPS,
            agreed(codes, ["seats", "seats_missing"]),
        ),
        Oracle(
            "OLDER_ROW",
            0.75,
            "Of several rows of a ticket it is not the latest that counts.",
            "A closed ticket is open again, or a customer's ticket is the bot's: an old row decides.",
            BOOKS,
            agreed(older_rows, ["seats", "breached"]),
        ),
        Oracle(
            "ROBOT_KEPT",
            0.5,
            "Tickets of the plan internal stay, or only one spelling of it goes.",
            "The bot's tickets are always in time: the rate looks better than any customer sees.",
            "One name, many spellings",
            which(robots),
        ),
        Oracle(
            "OTHER_PLANS",
            0.25,
            "Tickets of plans that have `internal` in their name are left out.",
            "A customer on the plan internal pilot is no bot, and waits for an answer.",
            "One name, many spellings",
            which(other_plans),
        ),
        Oracle(
            "NOT_IN_SERVICE",
            1,
            "Without resolved_at the function raises, or gives other rows or seats than with it.",
            "The service cannot call it, or cleans by other rules than the training.",
            SECTION,
            served,
            guard=True,
        ),
        Oracle(
            "OUTCOME_MOVES_ROWS",
            0.25,
            "Other outcomes give other rows.",
            "What was left out is known only after the fact: in production nobody can leave it out.",
            SECTION,
            outcome_moves_rows,
            guard=True,
        ),
        Oracle(
            "ORDER",
            0.25,
            "The rows are not one for each ticket, by ticket_id.",
            "Two runs cannot be compared line by line.",
            BOOKS,
            in_order,
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's tickets.",
            "The next step finds columns that nobody put there.",
            BOOKS,
            leaves_input_alone(plain, ("tickets", "as_of")),
            guard=True,
        ),
    ),
    probes,
)
