"""The first ticket that is enough to show what is wrong with a table made of many."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.oracle import Property
from autograder.results import Counterexample

Cases = Callable[[Draw], Iterable[Case]]


def shown_by_one(says: Callable[[Cases], Property], cases: Cases, define: Callable[..., Any]) -> Property:
    """The property `says(cases)`; where it does not hold, its example is one ticket if any one shows it.

    define: makes the expected value of the same arguments. The arguments begin with tickets and events.
    """
    def alone(draw: Draw) -> Iterator[Case]:
        for made in cases(draw):
            tickets, events, *others = made.args
            for ticket in tickets["ticket_id"]:
                few = [table[table["ticket_id"] == ticket] for table in (tickets, events)]
                rows = rows_text(tickets=few[0][["ticket_id", "created_at"]],
                                 events=few[1][["ticket_id", "type", "occurred_at", "ingested_at"]])
                yield replace(made, args=(*few, *others), expected=define(*few, *others), rows=rows,
                              call=f"{made.call}, of ticket {ticket} alone")

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        found = says(cases)(answer, draw)
        if found is None:
            return None
        try:
            return says(alone)(answer, draw) or found
        except Exception:  # An answer that breaks on a single row has still been shown wrong on the many.
            return found
    return test
