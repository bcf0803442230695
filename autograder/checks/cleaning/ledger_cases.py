"""Tables before and after a cleaning: books that balance, with their ledger, and books that do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text

CALL = 'reconcile(before, after, removed, "ticket_id", "hours")'
COLUMNS = ["line", "rows", "known", "total"]

Rows = Sequence[tuple[str | None, float | None]]


def table(rows: Rows, first: int = 0) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["ticket_id", "hours"])
    return frame.astype({"ticket_id": "str", "hours": "float64"}).set_axis(range(first, first + len(frame)))


def taken(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["ticket_id", "reason"]).astype(
        {"ticket_id": "str", "reason": "str"}
    )


def definition(
    before: pd.DataFrame, after: pd.DataFrame, removed: pd.DataFrame, key: str, amount: str
) -> pd.DataFrame:
    """The table of the prompt, for books that balance."""
    old, new = (
        {
            name: None if pd.isna(value) else value
            for name, value in zip(frame[key], frame[amount], strict=True)
        }
        for frame in (before, after)
    )
    reasons = dict(zip(removed[key], removed["reason"], strict=True))

    def line(name: str, values: list[float | None], sign: int = 1) -> tuple[str, int, int, float]:
        known = [value for value in values if value is not None]
        return name, sign * len(values), sign * len(known), float(sign * sum(known))

    lines = [line("before", list(old.values()))]
    for reason in sorted(set(reasons.values())):
        lines.append(
            line(f"removed: {reason}", [old[name] for name in reasons if reasons[name] == reason], -1)
        )
    kept, now = line("", [old[name] for name in new]), line("", list(new.values()))
    lines += [("changed", 0, now[2] - kept[2], now[3] - kept[3]), line("after", list(new.values()))]
    return pd.DataFrame(lines, columns=COLUMNS)


def case(before: pd.DataFrame, after: pd.DataFrame, removed: pd.DataFrame, note: str) -> Case:
    return Case(
        (before, after, removed, "ticket_id", "hours"),
        definition(before, after, removed, "ticket_id", "hours"),
        CALL,
        rows_text(before=before, after=after, removed=removed),
        note,
    )


def three(draw: Draw) -> pd.DataFrame:
    hour = float(draw.rng("hours").integers(2, 50)) if draw.name == GRADED else 10.0
    return table([("T-1", hour), ("T-2", 20.0), ("T-3", 40.0)])


def untouched(draw: Draw) -> Iterator[Case]:
    before = three(draw)
    yield case(before, before.copy(), taken(), "Nothing was done: the line `changed` is there, with zeros.")


def reasons(draw: Draw) -> Iterator[Case]:
    before = three(draw)
    yield case(
        before,
        before[:1],
        taken(("T-3", "robot"), ("T-2", "copy")),
        "One line for each reason, in alphabetical order; they add up to the last line.",
    )


def same_reason(draw: Draw) -> Iterator[Case]:
    before = three(draw)
    yield case(
        before, before[2:], taken(("T-2", "copy"), ("T-1", "copy")), "Two rows of one reason are one line."
    )


def unequal_reasons(draw: Draw) -> Iterator[Case]:
    """Neither the number of rows nor their sum orders the reasons as the alphabet does."""
    before = table([("T-1", 1), ("T-2", 2), ("T-3", 50), ("T-4", 4), ("T-5", 8), ("T-6", 8), ("T-7", 30)])
    gone = [("T-5", "robot"), ("T-4", "robot"), ("T-6", "robot"), ("T-3", "copy")]
    yield case(
        before,
        before[6:],
        taken(*gone, ("T-1", "Bot of QA"), ("T-2", "Bot of QA")),
        "The reasons as they were written, by the alphabet: not by how many rows or hours they took.",
    )


def changed(draw: Draw) -> Iterator[Case]:
    before = three(draw)
    yield case(
        before,
        before.assign(hours=before["hours"] * [1, 60, 1]),
        taken(),
        "20 became 1200: the change of the sum has a line of its own.",
    )


def one_changed(draw: Draw) -> Iterator[Case]:
    before = three(draw)[:1]
    yield case(
        before,
        before.assign(hours=before["hours"] + 2),
        taken(),
        "A value changed and none was won or lost: rows and known of the line `changed` are 0.",
    )


def moved_and_changed(draw: Draw) -> Iterator[Case]:
    before = three(draw)
    after = before[:2].assign(hours=before["hours"][:2] + [5, 0])
    yield case(
        before,
        after,
        taken(("T-3", "robot")),
        "What was taken out counts as it stood in `before`; changes are of the rows in both tables.",
    )


def gaps(draw: Draw) -> Iterator[Case]:
    # Rows keep their places: what is matched by place is found by BY_POSITION.
    before = table([("T-1", None), ("T-2", 20.0), ("T-3", 9999.0), ("T-4", None)])
    yield case(
        before.copy(),
        before[:3].assign(hours=[15.0, 20.0, None]),
        taken(("T-4", "robot")),
        "One gap was filled, one made; the row taken out had no value.",
    )
    filled = table([("T-1", 15.0), ("T-2", 20.0), ("T-3", 9999.0), ("T-4", 30.0)])
    yield case(before.copy(), filled, taken(), "Two gaps were filled.")


def shuffled(draw: Draw) -> Iterator[Case]:
    before = three(draw)
    after = table([("T-3", 41.0), ("T-1", before["hours"].iloc[0])], 50)
    yield case(
        before, after, taken(("T-2", "copy")), "The key says which rows belong together, not their place."
    )


def fractions(draw: Draw) -> Iterator[Case]:
    before = table([("T-1", 0.0625), ("T-2", 20.03125), ("T-3", 1.5)])
    yield case(
        before,
        before[1:].assign(hours=[20.0625, 1.5]),
        taken(("T-1", "copy")),
        "Sums stand there as they are, so that the lines add up.",
    )


def lookalikes(draw: Draw) -> Iterator[Case]:
    before = table([("T-1", 10.0), ("t-1", 20.0), ("T-1 ", 40.0)])
    yield case(before, before[:2], taken(("T-1 ", "copy")),
               f"Three keys that differ in case, or by a blank: {', '.join(map(repr, before['ticket_id']))}.")


def stale(draw: Draw) -> Iterator[Case]:
    """The list of what was removed has a column of amounts itself, and one has moved on since."""
    before = three(draw)
    removed = taken(("T-3", "robot"), ("T-2", "copy")).assign(hours=[40.0, 1200.0])
    yield case(before, before[:1], removed,
               "`removed` has a column `hours`, too, in which T-2 has 1200: what counts is `before`, 20.")


def untidy(draw: Draw) -> Iterator[Case]:
    """Tables in no order, by any column or by their index."""
    before = table([("T-2", 20.0), ("T-4", 5.0), ("T-1", None), ("T-3", 9.0)])
    after = table([("T-4", 5.0), ("T-2", 7.0)]).set_axis([4, 2])
    removed = taken(("T-3", "robot"), ("T-1", "copy")).set_axis([8, 3])
    yield case(before.set_axis([7, 3, 9, 5]), after, removed, "In no order.")


def everything(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("everything")
    names = [f"T-{i}" for i in rng.permutation(40)]
    hours = [None if rng.uniform() < 0.2 else float(rng.integers(1, 200)) for _ in names]
    fates = rng.choice(["stay", "stay", "change", "copy", "robot", "outage"], 40)
    before = table(list(zip(names, hours, strict=True)))
    after = [
        (name, value if fate == "stay" else float(rng.integers(1, 9)))
        for name, value, fate in zip(names, hours, fates, strict=True)
        if fate in ("stay", "change")
    ]
    removed = [
        (name, str(fate)) for name, fate in zip(names, fates, strict=True) if fate not in ("stay", "change")
    ]
    yield case(before, table(list(reversed(after)), 7), taken(*removed), "On drawn tables.")


Books = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, str | None, str]


def lost(draw: Draw) -> Iterator[Books]:
    before = three(draw)
    yield before, before[:2], taken(), "T-3", "T-3 is neither in `after` nor in `removed`."
    yield (
        before,
        table([("T-1", 1.0), ("T-2", 2.0), ("T-9", 3.0)]),
        taken(),
        None,
        "Three rows before, three after; but T-3 is lost, and T-9 comes from nowhere.",
    )


def invented(draw: Draw) -> Iterator[Books]:
    before = three(draw)
    yield (
        before,
        table([("T-1", 1.0), ("T-2", 2.0), ("T-3", 3.0), ("T-9", 4.0)]),
        taken(),
        "T-9",
        "T-9 was not there before.",
    )
    yield (
        before,
        before.copy(),
        taken(("T-8", "copy")),
        "T-8",
        "T-8, which was taken out, was not there before.",
    )


def both(draw: Draw) -> Iterator[Books]:
    before = three(draw)
    yield before, before.copy(), taken(("T-2", "copy")), "T-2", "T-2 was taken out, and is still there."


def twice(draw: Draw) -> Iterator[Books]:
    before = three(draw)
    yield (
        before,
        pd.concat([before, before[1:2]]),
        taken(),
        "T-2",
        "T-2 stands twice in `after`: a join has doubled it.",
    )
    yield pd.concat([before, before[:1]]), before.copy(), taken(), "T-1", "T-1 stands twice in `before`."
    yield before, before[:2], taken(("T-3", "copy"), ("T-3", "robot")), "T-3", "T-3 was taken out twice."


def keyless(draw: Draw) -> Iterator[Books]:
    before = three(draw)
    nameless = table([("T-1", 1.0), ("T-2", 2.0), ("T-3", 3.0), (None, 4.0)])
    yield nameless, before.copy(), taken(), None, "A row of `before` has no key."
    yield (
        nameless,
        nameless.copy(),
        taken(),
        None,
        "A row of both tables has no key: nobody can say that it is the same.",
    )
    yield before, before.copy(), taken((None, "copy")), None, "A row of `removed` has no key."


def unreasoned(draw: Draw) -> Iterator[Books]:
    before = three(draw)
    for reason, note in ((None, "no reason"), ("", "an empty reason"), ("  ", "a blank reason")):
        yield before, before[:2], taken(("T-3", reason)), "T-3", f"T-3 was taken out with {note}."


def other_types(draw: Draw) -> Iterator[Books]:
    """No table mixes the two, so that answers may sort their keys."""
    before = three(draw).assign(ticket_id=[1, 2, 3])
    yield (
        before,
        before[:2],
        taken(("3", "copy")),
        None,
        "The number 3 was lost, and the text '3', which was taken out, was not there: two keys.",
    )


def one_of_many(draw: Draw) -> Iterator[Books]:
    before = table([(f"T-{number}", 1.0) for number in range(101, 111)])
    yield before, before.drop(index=7), taken(), "T-108", "T-108 is lost, the nine others are not."


def all_books(draw: Draw) -> Iterator[Books]:
    for make in (lost, invented, both, twice, unreasoned, one_of_many):
        yield from make(draw)
