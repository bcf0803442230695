"""DeskFeatures: one definition, two callers, equal to the last bit."""
from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.features import desk_features_cases as cases
from autograder.checks.features.desk_features_calls import (
    batch,
    one_by_one,
    plain_store,
    row_of,
    shown,
)
from autograder.checks.features.desk_features_cases import (
    COLUMNS,
    NIGHT,
    RATE,
    STRENGTH,
    drawn,
    history_table,
    tickets_table,
)
from autograder.checks.features.desk_features_formula import both, by_the_table, gives, rounded, values
from autograder.checks.features.desk_features_state import (
    each_history_anew,
    holds_nothing_later,
    reads_the_store,
)
from autograder.checks.features.encoder import contract
from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.compare import first_difference
from autograder.oracles.estimator import oracle_through, through
from autograder.oracles.oracle import NotJudged, Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

ACCOUNT, COUNTED = COLUMNS[:3], COLUMNS[1:3]
LAST_BITS = 1e-9
ROWS_AT_MOST = 12
SECTION, CLOCKS, UNSEEN = "One definition, two callers", "The question", "Categories nobody has seen"


def use(target: Any, tickets: pd.DataFrame, history: pd.DataFrame, as_of: pd.Timestamp) -> Any:
    """All that can be seen of the features of some tickets."""
    return {"batch": batch(target, tickets, history, as_of),
            "one": one_by_one(target, tickets, history, as_of)}


def index_alone(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def knows_nothing_later(answer: Any, draw: Draw) -> Counterexample | None:
    return both(cases.future, *COUNTED)(answer, draw) or holds_nothing_later(answer, draw)


def clock_read(answer: Any, draw: Draw) -> Counterexample | None:
    """as_of at any minute; not judged of an answer that counts what is known later, or not what is known."""
    found = both(cases.clock, *COUNTED)(answer, draw)
    if found and (knows_nothing_later(answer, draw) or both(cases.edge, *COUNTED)(answer, draw)):
        raise NotJudged
    return found


def same_bits(answer: Any, draw: Draw) -> Counterexample | None:
    """On drawn tickets with nothing missing each row of the batch is, bit for bit, what `one` gives."""
    tickets, history = drawn(draw, 80)
    tickets = tickets.dropna()
    table, rows = batch(answer, tickets, history, NIGHT), one_by_one(answer, tickets, history, NIGHT)
    return _parted(table, rows, tickets, "", _identical)


def same_when_missing(answer: Any, draw: Draw) -> Counterexample | None:
    """What pandas writes as nan and JSON as null, or not at all, gives the same features."""
    tickets = tickets_table(("A-1", None, 24), (None, 30.0, 24))
    history = history_table(("A-1", 5, 1, 3.5), (None, 5, 1, 3.5))
    table = batch(answer, tickets, history, NIGHT)
    found = _parted(table, one_by_one(answer, tickets, history, NIGHT), tickets,
                    "nan in the table is null in the service's JSON, and None in Python.", _close)
    if found:
        return found
    features = answer(rate=RATE, strength=STRENGTH)
    store = features.store(history, NIGHT)
    expected = row_of(features.one({"account_id": "A-1", "seats": None, "sla_hours": 24}, store))
    ticket = {"account_id": "A-1", "sla_hours": 24}
    try:
        got = row_of(features.one(dict(ticket), store))
    except KeyError as error:
        got = f"it raised KeyError: {error}"
    if isinstance(got, str) or not all(map(_close, got, expected)):
        return Counterexample(f"one({json.dumps(ticket)}, store)", str(got),
                              f"{expected}, as with seats: None", "",
                              "A key that is not there is a missing value.")
    return None


def _parted(table: pd.DataFrame, rows: pd.DataFrame, tickets: pd.DataFrame, note: str,
            equal: Callable[[Any, Any], bool]) -> Counterexample | None:
    for place in range(len(tickets)):
        for column in COLUMNS:
            got, expected = table[column].iloc[place], rows[column].iloc[place]
            if not equal(got, expected):
                note = note or _two_computations(got, expected)
                return Counterexample(f"batch(...) and one(...) of the same ticket, "
                                      f"{column}", repr(_float(got)),
                                      f"{_float(expected)!r}, as one(...) gives",
                                      str(rows_text(ticket=tickets[place:place + 1])), note)
    return None


def _two_computations(left: Any, right: Any) -> str:
    """What it means that these two values are not the same bits."""
    left, right = _float(left), _float(right)
    if not (isinstance(left, float) and isinstance(right, float)) or not abs(left - right) <= LAST_BITS:
        return ("The two are two computations, and they have parted: the model is served other numbers than "
                "it was trained on.")
    return ("The two differ in the last bits: they are two computations. A parity test that must allow for "
            "rounding will not see a small difference of meaning.")


def _float(value: Any) -> Any:
    return float(value) if isinstance(value, int | float | np.generic) else value


def _identical(left: Any, right: Any) -> bool:
    left, right = _float(left), _float(right)
    if isinstance(left, float) and isinstance(right, float):
        return left.hex() == right.hex()
    return False


def _close(left: Any, right: Any) -> bool:
    """Equal but for rounding, which TWO_DEFINITIONS judges."""
    left, right = _float(left), _float(right)
    if not (isinstance(left, float) and isinstance(right, float)):
        return False
    return math.isnan(left) and math.isnan(right) or math.isclose(left, right, rel_tol=1e-5)


def alone_and_together(answer: Any, draw: Draw) -> Counterexample | None:
    """A ticket's row is the same in a table of one row and among others."""
    tickets = tickets_table(("A-1", 30.0, 24), ("A-2", None, 8), ("A-2", 500.0, 72))
    history = history_table(("A-1", 5, 1, 3.5), ("A-2", 7, 0, 8.25), ("A-2", 9, 1, 1.5))
    together = batch(answer, tickets, history, NIGHT)
    for place in range(len(tickets)):
        alone = batch(answer, tickets[place:place + 1], history, NIGHT)
        difference = first_difference(alone.reset_index(drop=True),
                                      together[place:place + 1].reset_index(drop=True))
        if difference:
            return Counterexample("batch(one row of tickets, history, as_of)",
                                  f"{difference.got} ({difference.place})",
                                  f"{difference.expected}, as among three tickets",
                                  str(rows_text(history=history, tickets=tickets)),
                                  "What other tickets stand in the table must not matter.")
    return None


def somewhere(answer: Any, draw: Draw) -> Counterexample | None:
    """`everything`; of many tickets the first that is wrong is shown, with what is known of its account."""
    for made in cases.everything(draw):
        got, expected = values(digits=9)(batch(answer, *made.args), made)
        difference = first_difference(got, expected)
        if difference is None:
            continue
        tickets, history, _ = made.args
        apart = [place for place in range(len(expected)) if len(got) == len(expected)
                 and first_difference(got[place:place + 1], expected[place:place + 1])]
        if apart:
            tickets = tickets.iloc[apart[:1]]
            difference = first_difference(got.iloc[apart[:1]], expected.iloc[apart[:1]]) or difference
        own = history[history["account_id"].isin(tickets["account_id"].dropna())]
        rows = str(rows_text(history=own[:ROWS_AT_MOST], tickets=tickets[:ROWS_AT_MOST]))
        return Counterexample(made.call, f"{difference.got} ({difference.place})",
                              f"{difference.expected} ({difference.place})", rows, made.note)
    return None


def store_is_json(answer: Any, draw: Draw) -> Counterexample | None:
    """The store survives json.loads(json.dumps(...)), and gives the same features after it."""
    features = answer(rate=RATE, strength=STRENGTH)
    history = history_table(("A-1", 5, 1, 3.5), ("A-2", 7, 0, 8.25))
    store = plain_store(features.store(history, NIGHT))
    ticket = {"account_id": "A-1", "seats": 30, "sla_hours": 24}
    call = "json.loads(json.dumps(store(history, as_of)))"
    try:
        again = json.loads(json.dumps(store, allow_nan=False))
    except (TypeError, ValueError) as error:
        return Counterexample(call, f"{type(error).__name__}: {error}", "a dictionary", "",
                              "Text as keys; plain int, float, text and lists as values.")
    before, after = row_of(features.one(dict(ticket), store)), row_of(features.one(ticket, again))
    if before != after:
        return Counterexample(f"one(ticket, {call})", str(after), f"{before}, as before", "",
                              "JSON has no other keys than text and no tuples.")
    return None


def plain(draw: Draw) -> tuple[Any, ...]:
    return *drawn(draw, 30), NIGHT


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    makers = (cases.formula, cases.future, cases.edge, cases.clock, cases.cold, cases.no_account, cases.prior,
              cases.fractions, cases.index, cases.everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("DeskFeatures", contract, (
    oracle_through(shown, return_shape(0.5, SECTION, cases.shape)),
    Oracle("FORMULA", 0.5, "A feature is not computed as the prompt's table of the features says.",
           "Another logarithm or unit under the same name: one team's model cannot use another's table.",
           SECTION, by_the_table),
    Oracle("LEAKS_AFTER_AS_OF", 1, "Outcomes that became known after as_of are counted.",
           "The training table knows the next day; the night job cannot.",
           CLOCKS, knows_nothing_later),
    Oracle("EDGE_EXCLUDED", 0.5, "What became known at as_of itself is not counted.",
           "The job that posts on the full hour is ignored for a day.",
           CLOCKS, both(cases.edge, *COUNTED)),
    Oracle("AS_OF_CUT", 0.25, "as_of or known_at is cut to the hour or the day before they are compared.",
           "A job that is run again at noon answers from midnight, or knows what the hour still brings.",
           CLOCKS, clock_read),
    Oracle("COLD_START", 0.75, "For an account of which nothing is known it raises, or a feature is missing "
                               "or wrong (the prior is `rate`).",
           "New accounts are a tenth of the traffic, and the service must answer.",
           UNSEEN, both(cases.cold, *ACCOUNT, "log_seats", "sla_days")),
    Oracle("NOBODY_POOLED", 1, "Tickets without an account share the history of all such tickets.",
           "The account of unknowns is the largest of all, and has a rate that a model loves.",
           UNSEEN, both(cases.no_account, *COUNTED)),
    Oracle("PRIOR_MISUSED", 1, "The rate is not pulled towards the prior by the stated weights.",
           "One breach of one ticket, and the account leads every list.",
           "Target encoding", both(cases.prior, "account_rate")),
    Oracle("MISSING_SKEW", 1.5, "A missing value in the table and a null in the JSON give other features.",
           "The model was trained on tickets that the service never sees, and no test with full rows shows "
           "it.",
           SECTION, same_when_missing),
    Oracle("BATCH_STATISTICS", 1.5, "A ticket's features depend on the other tickets of the table.",
           "In the service a ticket stands alone: scaled by itself, filled with its own mean.",
           SECTION, alone_and_together),
    Oracle("STORE_NOT_JSON", 0.5, "The store does not survive the way through JSON.",
           "It works in the notebook; in the database the keys are text and the tuples are gone.",
           SECTION, store_is_json),
    Oracle("STORE_IGNORED", 1, "`one` reads the object, or the last store made, not the store it was given.",
           "The service has another object than the night job: it fails, or answers from another night.",
           SECTION, reads_the_store),
    Oracle("HISTORY_KEPT", 0.5, "A later call of `store` or `batch` answers from the history of an earlier "
                                "one.",
           "Outcomes arrive late and the night is computed again: the table keeps the first version.",
           SECTION, each_history_anew),
    Oracle("TWO_DEFINITIONS", 2, "batch and one compute the same feature in two ways.",
           "They agree until one of them is changed. Skew does not raise, it only costs.",
           SECTION, same_bits),
    Oracle("INDEX_LOST", 0.5, "The result does not have the index of `tickets`, in its order.",
           "Joined to the labels, every ticket gets another ticket's features.",
           SECTION, gives(cases.index, index_alone)),
    Oracle("INPUT_CHANGED", 0.5, "The call changes the caller's tables.",
           "The next day's table is built from tables that are no longer what they were.",
           SECTION, through(shown, leaves_input_alone(plain, ("tickets", "history", "as_of"))), guard=True),
    Oracle("ROUNDED", 0.25, "Hours, days or shares are rounded, in the store or in the features.",
           "Two stores of one history differ by their rounding, and a model splits between two such values.",
           SECTION, rounded),
    Oracle("WRONG_SOMEWHERE", 0.25, "On drawn tables some features are not those of the definition.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, somewhere),
), probes, use)
