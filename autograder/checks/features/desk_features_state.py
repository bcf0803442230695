"""Whether an object of DeskFeatures answers from what it is given, or from what it saw before."""
from __future__ import annotations

import copy
from typing import Any

import pandas as pd

from autograder.checks.features.desk_features_calls import as_json, batch, plain_store, row_of
from autograder.checks.features.desk_features_cases import (
    COLUMNS,
    NIGHT,
    RATE,
    STRENGTH,
    history_table,
    tickets_table,
)
from autograder.draws import Draw
from autograder.oracles.cases import rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.estimator import table_of
from autograder.oracles.oracle import ContractBroken
from autograder.results import Counterexample


def holds_nothing_later(answer: Any, draw: Draw) -> Counterexample | None:
    """A row that became known after as_of does not alter the store."""
    history = history_table(("A-1", 30, 0, 4.0), ("A-1", -9, 1, 90.0))
    features = answer(rate=RATE, strength=STRENGTH)
    got, expected = (str(plain_store(features.store(rows.copy(), NIGHT))) for rows in (history, history[:1]))
    if got == expected:
        return None
    return Counterexample("store(history, as_of)", got[:300], f"{expected[:300]}, as without the second row",
                          f"{rows_text(history=history)}\nas_of: {NIGHT:%a %d %b %H:%M %z}",
                          "The second row became known nine hours after as_of: the store holds what was "
                          "known at as_of and nothing else.")


def reads_the_store(answer: Any, draw: Draw) -> Counterexample | None:
    """A store gives the same features whichever object is asked, and whatever stores were made since."""
    first, second = _two_histories()
    ticket = {"account_id": "A-1", "seats": 30, "sla_hours": 24}
    maker = answer(rate=RATE, strength=STRENGTH)
    store = plain_store(maker.store(first.copy(), NIGHT))
    expected = row_of(maker.one(dict(ticket), copy.deepcopy(store)))
    rows = str(rows_text(history=first, other_history=second))
    service = answer(rate=RATE, strength=STRENGTH)
    call = "night_job, service: two DeskFeatures(.25, 4); store = night_job.store(history, as_of)"
    for asked, step in ((service, "service.one(ticket, store)"),
                        (maker, "night_job.store(other_history, as_of); night_job.one(ticket, store)"),
                        (service, "night_job.store(other_history, as_of); service.one(ticket, store)")):
        if step.startswith("night_job"):
            maker.store(second.copy(), NIGHT)
        got = row_or_error(asked, dict(ticket), copy.deepcopy(store))
        if got != str(expected):
            return Counterexample(f"{call}; {step}", got, f"{expected}, as night_job.one(ticket, store) gave",
                                  rows, "All that one(...) knows of the history is the store it is given.")
    return None


def each_history_anew(answer: Any, draw: Draw) -> Counterexample | None:
    """The same as_of with another history: the features are those of the history that is given."""
    first, second = _two_histories()
    tickets = tickets_table(("A-1", 30.0, 24))
    used, fresh = (answer(rate=RATE, strength=STRENGTH) for _ in range(2))
    table_of(used.batch(tickets.copy(), first.copy(), NIGHT), COLUMNS, "batch(...)")
    expected = batch(answer, tickets, second, NIGHT)
    rows = str(rows_text(history=first, other_history=second, tickets=tickets))
    note = "as_of does not say what the history is: outcomes arrive late, and are corrected."
    got = table_of(used.batch(tickets.copy(), second.copy(), NIGHT), COLUMNS, "batch(...)")
    found = first_difference(got.reset_index(drop=True), expected.reset_index(drop=True))
    if found:
        return Counterexample("batch(tickets, history, as_of); batch(tickets, other_history, as_of)",
                              f"{found.got} ({found.place})",
                              f"{found.expected}, as of an object that saw no other history", rows, note)
    ticket = as_json(tickets)[0]
    stores = [copy.deepcopy(made.store(second.copy(), NIGHT)) for made in (used, fresh)]
    old, new = (str(row_of(fresh.one(dict(ticket), store))) for store in stores)
    if old != new:
        return Counterexample("store(history, as_of); one(ticket, store(other_history, as_of))", old,
                              f"{new}, as of an object that saw no other history", rows, note)
    return None


def _two_histories() -> tuple[pd.DataFrame, pd.DataFrame]:
    return (history_table(("A-1", 5, 1, 3.5), ("A-1", 7, 1, 8.25)),
            history_table(("A-1", 5, 0, 3.5), ("A-1", 7, 0, 8.25), ("A-1", 9, 0, 2.0)))


def row_or_error(features: Any, ticket: dict[str, Any], store: dict[str, Any]) -> str:
    try:
        return str(row_of(features.one(ticket, store)))
    except (NotImplementedError, ContractBroken):
        raise
    except Exception as error:
        return f"it raised {type(error).__name__}: {error}"
