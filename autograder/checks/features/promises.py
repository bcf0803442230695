"""broken_promises: the learner's own test, put to features that keep their promises and to those that do not.

An answer that names every promise finds all: features that break none come in between. All come unnamed and
in a drawn order, so that neither names nor a count of calls answer.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.features import promised_features as features
from autograder.checks.features.promised_features import Feature
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees, in_another_week, rows_text
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample

SECTION = "A test for a promise"
PROMISES = ("order", "others", "zone", "own_label")
DECOYS = 2
START = pd.Timestamp("2024-03-04 20:30", tz="UTC")


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, set | frozenset | list | tuple):
        return f"a {type(value).__name__}; the prompt asks for a set of promises"
    strange = [item for item in value if item not in PROMISES]
    return f"it names {strange[0]!r}, which is none of {', '.join(PROMISES)}" if strange else None


def table(*rows: tuple[str, float, str | None, int]) -> pd.DataFrame:
    """Rows (ticket, hours after the start, account, breached)."""
    frame = pd.DataFrame(rows, columns=["ticket_id", "created_at", "account_id", "breached"])
    times = pd.Series([START + pd.Timedelta(hours=hours) for hours in frame["created_at"]]).dt.as_unit("us")
    frame = frame.assign(created_at=times).astype({"ticket_id": "str", "account_id": "str"})
    return frame.set_axis(range(50, 50 + len(frame)))


def three() -> pd.DataFrame:
    return table(("T-1", 0, "A-1", 1), ("T-2", 30, "A-2", 0), ("T-3", 61, "A-1", 0))


def definition(feature: Feature, tickets: pd.DataFrame) -> set[str]:
    """The table of the prompt, promise by promise."""
    before = feature(tickets.copy())
    in_tokyo = tickets["created_at"].dt.tz_convert("Asia/Tokyo")
    zoned = tickets.assign(created_at=in_tokyo)
    trials = [("order", tickets.iloc[::-1].copy(), tickets.index), ("zone", zoned, tickets.index)]
    for label in tickets.index:
        flipped = tickets.copy()
        flipped.loc[label, "breached"] = 1 - flipped.loc[label, "breached"]
        trials += [("others", tickets.loc[[label]].copy(), [label]), ("own_label", flipped, [label])]
    broken = set()
    for promise, changed, labels in trials:
        old, new = (values[labels].to_numpy(dtype=float) for values in (before, feature(changed)))
        if not (np.isnan(old) & np.isnan(new) | (abs(old - new) <= 1e-9)).all():
            broken.add(promise)
    return broken


def case(feature: Feature, tickets: pd.DataFrame, note: str = "") -> Case:
    values = ", ".join(f"{ticket}: {show(value)}" for ticket, value in
                       zip(tickets["ticket_id"], feature(tickets.copy())[tickets.index], strict=True))
    return Case((feature, tickets), definition(feature, tickets), f"broken_promises({feature.__name__}, "
                                               f"tickets)",
                rows_text(tickets=tickets) + f"\nthe feature's values: {values}",
                f"{feature.__name__}: {feature.__doc__}\n{note}".strip())


def says(cases: Callable[[Draw], Iterator[Case]], *promises: str) -> Property:
    """Of each case the answer names these promises just where they are broken (all promises without any)."""
    judged = set(promises or PROMISES)

    def view(value: Any, made: Case) -> tuple[Any, Any]:
        return _text(set(value) & judged), _text(made.expected & judged)

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return shuffled(cases, view, 0)(answer, draw)
    return test


def finds(cases: Callable[[Draw], Iterator[Case]], *promises: str) -> Property:
    """`says`, of an answer that accuses no good feature, however often one comes in between."""
    judged = set(promises or PROMISES)

    def view(value: Any, made: Case) -> tuple[Any, Any]:
        asked = judged if made.expected else set(PROMISES)
        return _text(set(value) & asked), _text(made.expected & asked)
    return shuffled(cases, view, DECOYS)


def shuffled(cases: Callable[[Draw], Iterator[Case]], view: View, decoys: int) -> Property:
    """`at_any_time`, asked in a drawn order among so many good features: a count of calls answers little.

    The good features come with the first case's tickets, so that these do not answer either. Judged is in the
    order of the cases, good features first, so that the smallest one is shown.
    """
    def all_of(draw: Draw) -> Iterator[Case]:
        bad = list(cases(draw))
        yield from [case(features.text_length, bad[0].args[1], "It keeps all four promises.")] * decoys
        yield from bad

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        made = list(in_another_week(all_of)(draw))
        order = draw.rng(f"order {cases.__name__}").permutation(len(made))
        values = {int(n): answer(unnamed(made[n].args[0]), *made[n].args[1:]) for n in order}
        replies = iter([values[n] for n in range(len(made))])
        return agrees(lambda _: made, view)(lambda *_: next(replies), draw)
    return test


def unnamed(function: Feature) -> Feature:
    """The same feature under the one name of all: neither that nor a docstring says what it breaks."""
    def feature(table: pd.DataFrame) -> pd.Series:
        return function(table)
    return feature


def _text(promises: set[str]) -> str:
    return show(promises) if promises else "the empty set"


def innocent(draw: Draw) -> Iterator[Case]:
    yield case(features.text_length, three(), "It keeps all four promises.")


def good_let_be(answer: Any, draw: Draw) -> Counterexample | None:
    """A good feature breaks nothing; of which promise it is accused, says what may be wrong with the test."""
    found = says(innocent)(answer, draw)
    advice = [text for promise, text in ADVICE.items() if found and promise in found.got]
    return found and replace(found, note="\n".join([found.note, *advice]))


def order(draw: Draw) -> Iterator[Case]:
    yield case(features.number_of_the_account, three(), "In reverse order T-3 is the first of its account; "
               "a shuffle may leave the rows in their order.")
    for rows in (4, 5, 6):
        newest_last = table(*((f"T-{row}", 30 * row, f"A-{row}", row % 2) for row in range(1, rows + 1)))
        yield case(features.newest_on_top, newest_last,
                   f"In reverse order T-{rows} comes first; a shuffle brings another ticket there.")


def others(draw: Draw) -> Iterator[Case]:
    yield case(features.share_of_the_account, three(), "Alone, T-2 is all of its table.")
    yield case(features.hours_to_the_first, table(("T-1", 0, "A-1", 1), ("T-2", 30, "A-2", 0)),
               "The first ticket's value is the same alone: another one's is not.")
    yield case(features.in_company, three(),
               "With any one of the three left out the other two keep their values; alone, each has another.")
    alike = table(("T-1", 0, "A-1", 1), ("T-2", 30, "A-1", 0), ("T-3", 61, "A-1", 0))
    yield case(features.account_with_others, alike,
               "With any one of the three left out the account still has two; alone, each is its only one.")


def zone(draw: Draw) -> Iterator[Case]:
    yield case(features.wall_hour, three(), "20:30 in UTC is 05:30 in Tokyo, by tz_convert.")


def label(draw: Draw) -> Iterator[Case]:
    yield case(features.rate_of_the_account, three(), "T-2 is alone in its account: its rate is its own "
                                                      "label.")
    balanced = table(("T-1", 0, "A-1", 1), ("T-2", 30, "A-1", 0))
    yield case(features.rate_of_the_account, balanced,
               "With both labels flipped at once the rate stays .5; with one flipped it does not.")
    yield case(features.label_of_the_later, table(("T-1", 0, "A-1", 0), ("T-2", 30, "A-1", 1)),
               "T-2's value is its label, T-1's is not; and a label of 1 is flipped to 0.")
    yield case(features.label_of_the_later, table(("T-1", 0, "A-1", 1), ("T-2", 30, "A-1", 0)),
               "T-2's value is its label, T-1's is not; and a label of 0 is flipped to 1.")


def gaps(draw: Draw) -> Iterator[Case]:
    yield case(features.since_the_last, table(("T-1", 0, "A-1", 1), ("T-2", 0, "A-1", 0)),
               "T-2 has the value 0 after T-1, and none alone or before it: that is a change.")


def missing(draw: Draw) -> Iterator[Case]:
    yield case(features.nothing_yet, three(), "Missing before and after is no change.")


def rounding(draw: Draw) -> Iterator[Case]:
    yield case(features.rounding_of_the_order, three(), "A difference below 1e-9 is rounding.")


def large(draw: Draw) -> Iterator[Case]:
    yield case(features.seconds_and_label, three(),
               "The label moves it by 1 of 1.7e9: np.isclose and math.isclose take that for nothing unless "
               "told otherwise (rtol=0, rel_tol=0).")
    yield case(features.in_thousands, three(), "The label moves it by 4e-5, and more than 1e-9 is a change, "
                                               "whatever the unit.")
    yield case(features.in_millions, three(), "The label moves it by 5e-9: that is a change, of more than "
                                              "1e-9 (np.isclose has an atol of 1e-8 unless told otherwise).")


def overwriting(draw: Draw) -> Iterator[Case]:
    """Features that overwrite a column which they read: of the same table the next call makes others."""
    note = "What one call wrote, the next must not read: each gets a copy of `tickets` as they came."
    yield case(features.hours_until_due, three(), note)
    yield case(features.labels_used_up, three(), note)


def others_labels(draw: Draw) -> Iterator[Case]:
    yield case(features.rate_of_the_others, three(),
               "T-3's flipped label changes T-1's value, which may know it; T-3's own value stays. Each "
               "label is flipped alone: the one before must be as it was again.")


def by_label(draw: Draw) -> Iterator[Case]:
    tickets = table(("T-1", 61, "A-1", 1), ("T-2", 0, "A-2", 0), ("T-3", 30, "A-1", 0))
    yield case(features.sorted_by_time, tickets,
               "It returns its values in order of time: they belong to the tickets by their index.")


def everything(draw: Draw) -> Iterator[Case]:
    """All features on drawn tickets, in a drawn index."""
    rng = draw.rng("tickets")
    accounts = ["A-1", "A-2", "A-3", None, "A-2", "A-1"]
    rows = [(f"T-{i}", float(hours), account, int(label)) for i, (hours, account, label) in enumerate(
        zip(rng.integers(0, 500, 6), accounts, rng.integers(0, 2, 6), strict=True))]
    tickets = table(*rows).set_axis(rng.permutation(6) + 3)
    for feature in (features.number_of_the_account, features.label_of_the_later, features.rate_of_the_others,
                    features.nothing_yet, features.in_millions_by_place):
        yield case(feature, tickets, "On drawn tickets.")


def plain(draw: Draw) -> Arguments:
    return unnamed(features.text_length), three()


def writing(draw: Draw) -> Arguments:
    return unnamed(features.hour_noted), three()


def tickets_let_be(answer: Any, draw: Draw) -> Counterexample | None:
    """The caller's tickets stay as they are, also where a feature writes into the table it is given."""
    names = ("feature", "tickets")
    found = leaves_input_alone(plain, names)(answer, draw)
    if found:
        return found
    found = leaves_input_alone(writing, names)(answer, draw)
    name, words = features.hour_noted.__name__, features.hour_noted.__doc__
    return found and replace(found, note=f"{name}: {words} Give each call of a feature a copy.")


def nothing_too_much(value: Any, made: Case) -> tuple[Any, Any]:
    """A promise that is named and not broken; of those that are broken other oracles ask, and of labels."""
    innocent = set(value) - {"own_label"} <= made.expected
    return _text(made.expected if innocent else set(value)), _text(made.expected)


def probes(draw: Draw) -> list[Arguments]:
    makers = (order, others, zone, label, gaps, missing, rounding, large, overwriting,
              others_labels, by_label, everything)
    return [(unnamed(case.args[0]), *case.args[1:]) for make in makers for case in make(draw)]


def wanted(draw: Draw) -> Iterator[Case]:
    made = case(features.wall_hour, three())
    yield replace(made, args=(unnamed(made.args[0]), *made.args[1:]))


ADVICE = {"order": "In another order T-1 stands last: compare each ticket's value by its index label.",
          "zone": "tz_convert writes the same instants in another zone."}
SWITCHED_OFF = "A test that accuses good features is switched off, and with it the guard."
CHECK = Check("broken_promises", contract, (
    return_shape(0.25, SECTION, wanted),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's tickets.",
           "The test spoils the data that the next test runs on.",
           SECTION, tickets_let_be, guard=True),
    Oracle("ACCUSES_GOOD", 0.25, "A good feature is accused of breaking a promise.",
           SWITCHED_OFF, SECTION, good_let_be, guard=True),
    *while_holds(
        all_hold(tickets_let_be, good_let_be),
        Oracle("TABLE_SHARED", 0.25, "A call of the feature reads what an earlier call wrote into its table.",
               "Features that reuse a column are accused, and somebody looks for faults that are not there.",
               SECTION, shuffled(overwriting, nothing_too_much, 0), guard=True)),
    Oracle("MISSES_ORDER", 0.75, "A feature that depends on the order of the rows is not found.",
           "The table is sorted another way on the next machine, and every value moves.",
           SECTION, finds(order, "order")),
    Oracle("MISSES_OTHERS", 1.25, "A feature that depends on the other rows of the table is not found.",
           "The service sees one ticket: a rank among one is always 1.",
           SECTION, finds(others, "others")),
    Oracle("MISSES_ZONE", 1, "A feature that reads the wall clock of whatever zone it gets is not found.",
           "The warehouse writes UTC, the service local time: same instant, another hour.",
           SECTION, finds(zone, "zone")),
    Oracle("MISSES_OWN_LABEL", 2, "A feature that contains its own label is not found, or only at times.",
           "It is the best feature of the offline report, and there is none of it in production.",
           SECTION, finds(label, "own_label")),
    Oracle("MISSES_GAPS", 0.75, "A value that is missing in only one of the two is not called a change.",
           "Alone, in the service, the feature has no value at all, and the test is green.",
           SECTION, finds(gaps, "others", "order")),
    Oracle("MISSES_SMALL_CHANGES", 0.5, "A change of more than 1e-9 is taken for rounding.",
           "Seconds since 1970 are large, millions of euros small: a label hides in the tolerance.",
           SECTION, finds(large, "own_label")),
    Oracle("ALL_LABELS_AT_ONCE", 1, "A feature is accused that uses other tickets' labels and not its own.",
           SWITCHED_OFF, SECTION, says(others_labels, "own_label"), guard=True),
    Oracle("FALSE_ALARM_MISSING", 0.5, "Missing before and after is called a change.",
           SWITCHED_OFF, SECTION, says(missing), guard=True),
    Oracle("FALSE_ALARM_ROUNDING", 0.5, "Differences of rounding are called changes.",
           SWITCHED_OFF, SECTION, says(rounding, "order"), guard=True),
    Oracle("VALUES_BY_POSITION", 0.5, "Values are compared by position, not by the ticket's index.",
           SWITCHED_OFF, SECTION, says(by_label, "order", "others", "zone"), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On drawn tickets some feature is judged another way than defined.",
           "The test is blind in a case that no small example has.", SECTION, says(everything)),
), probes)
