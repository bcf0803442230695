"""replay: the state of all tickets as it was known at an instant."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from autograder.checks.aggregation.clock import UTC_DTYPE, at
from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.cases import Case, at_any_time, rows_text
from autograder.oracles.invariance import Arguments, in_zone
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone

SECTION = "Replay: what did we know then"
CALL = "replay(changes, as_of)"
FIELDS = ("priority", "team", "status")


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame with one row for each ticket"
    return None


def changes(rows: Sequence[tuple[str, str, str, str | None, pd.Timestamp, pd.Timestamp]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["event_id", "ticket_id", "field", "value", "occurred_at",
                                        "ingested_at"])
    return frame.astype({"occurred_at": UTC_DTYPE, "ingested_at": UTC_DTYPE, "value": "str"})


def definition(log: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The state by its definition, fact by fact: the last version of each, the latest fact wins."""
    versions: dict[str, Any] = {}
    for row in log.sort_values("ingested_at", kind="stable").itertuples(index=False):
        if row.ingested_at <= as_of:
            versions[row.event_id] = row
    state: dict[str, dict[str, tuple[pd.Timestamp, pd.Timestamp, Any]]] = {}
    for row in versions.values():
        fields = state.setdefault(row.ticket_id, {})
        newer = (row.occurred_at, row.ingested_at)
        if row.field not in fields or newer >= fields[row.field][:2]:
            fields[row.field] = (*newer, row.value)
    names = sorted({name for fields in state.values() for name in fields})
    rows = {ticket: {name: fields[name][2] if name in fields else None for name in names}
            for ticket, fields in sorted(state.items())}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=names, dtype=object)
    return table.rename_axis("ticket_id")


def case(log: pd.DataFrame, as_of: pd.Timestamp, note: str) -> Case:
    return Case((log, as_of), definition(log, as_of), CALL,
                f"as_of: {as_of:%a %d %b %H:%M %z}\n" + rows_text(changes=log), note)


def later(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-1", "priority", "P3", at(0), at(1)),
                   ("E-2", "T-1", "priority", "P1", at(0, days=2), at(1, days=2))])
    yield case(log, at(0, days=1), "The escalation came a day after as_of.")


def late(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-1", "priority", "P3", at(0), at(1)),
                   ("E-2", "T-1", "priority", "P1", at(600), at(0, days=3))])
    yield case(log, at(0, days=1), "It had happened by then, but the event reached us two days later.")
    fast = changes([("E-1", "T-1", "priority", "P3", at(0), at(1)),
                    ("E-2", "T-1", "priority", "P1", at(70), at(59))])
    yield case(fast, at(60), "A fast clock stamped E-2 ten minutes after as_of, but we had it before: it was "
                             "known.")


def out_of_order(draw: Draw) -> Iterator[Case]:
    log = changes([("E-2", "T-1", "team", "emea-1", at(60), at(61)),
                   ("E-1", "T-1", "team", "amer-1", at(0), at(300))])
    yield case(log, at(0, days=1), "The older fact arrived last: the newer fact is still the state.")


def corrected(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-1", "priority", "P3", at(0), at(1)),
                   ("E-1", "T-1", "priority", "P2", at(0), at(90))])
    yield case(log, at(0, days=1), "E-1 was sent again with a corrected value: the last version counts.")
    yield case(log[::-1], at(0, days=1), "The correction was ingested last, wherever it stands in the table.")
    moved = changes([("E-1", "T-1", "team", "amer-1", at(120), at(121)),
                     ("E-1", "T-1", "team", "amer-1", at(0), at(200)),
                     ("E-2", "T-1", "team", "emea-1", at(60), at(300))])
    yield case(moved, at(0, days=1), "The correction moves E-1 back by two hours, to before E-2.")


def later_correction(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-1", "priority", "P3", at(0), at(1)),
                   ("E-1", "T-1", "priority", "P2", at(0), at(90))])
    yield case(log, at(60), "The correction was not there yet: what was known then was the first version.")


def emptied(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-1", "team", "emea-1", at(0), at(1)),
                   ("E-2", "T-1", "team", None, at(60), at(61)),
                   ("E-3", "T-1", "priority", "P2", at(0), at(1)),
                   ("E-4", "T-2", "team", "amer-1", at(0), at(1))])
    yield case(log, at(0, days=1), "T-1 was taken off its team: that no team has it is the state.")


def ties(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-1", "team", "emea-1", at(0), at(90)),
                   ("E-2", "T-1", "team", "amer-1", at(0), at(1))])
    yield case(log, at(0, days=1), "Both occurred at the same instant; E-1 was ingested last.")
    mended = changes([("E-1", "T-1", "team", "emea-1", at(0), at(1)),
                      ("E-2", "T-1", "team", "amer-1", at(0), at(5)),
                      ("E-1", "T-1", "team", "apac-1", at(0), at(9))])
    yield case(mended, at(0, days=1), "All at one instant; the version of E-1 that counts was ingested last.")
    # Long enough for a sort that is not stable to show: short ones keep the order of equals by luck.
    bulk = changes([(f"E-{i}", f"T-{i % 3}", "team", f"team-{i}", at(0), at(1 + i)) for i in range(60)])
    yield Case((bulk, at(0, days=1)), definition(bulk, at(0, days=1)),
               f"{CALL}  # 60 facts of one instant", "",
               "All 60 facts occurred at the same instant; for each ticket the one ingested last wins.")


def edge(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-1", "priority", "P3", at(0), at(1)),
                   ("E-2", "T-1", "priority", "P1", at(59), at(60))])
    yield case(log, at(60), "Ingested exactly at as_of is known.")


def tickets_apart(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-2", "priority", "P3", at(0), at(1)),
                   ("E-2", "T-1", "team", "emea-1", at(5), at(6)),
                   ("E-3", "T-1", "priority", "P1", at(7), at(8)),
                   ("E-4", "T-3", "status", None, at(9), at(10))])
    yield case(log, at(0, days=1), "One row for each ticket in order of ticket_id; T-2 has no team yet. That "
                                   "T-3 has no status is known: it has a row, and status a column.")
    future = changes([("E-1", "T-2", "priority", "P3", at(0), at(1)),
                      ("E-2", "T-1", "team", "emea-1", at(0, days=2), at(1, days=2))])
    yield case(future, at(0, days=1), "Nothing was known yet of T-1, nor of any team: no row, no column.")


def wall_clock(draw: Draw) -> Iterator[Case]:
    log = changes([("E-1", "T-1", "priority", "P3", at(0), at(1)),
                   ("E-2", "T-1", "priority", "P1", at(30), at(31))])
    whole = case(log, at(60), "as_of names an instant, in whatever zone it is written.")
    for zone in ("America/New_York", "Asia/Singapore"):
        moment = at(60).tz_convert(zone)
        written = in_zone(log, "Asia/Singapore")
        yield Case((written, moment), whole.expected, CALL,
                   f"as_of: {moment:%a %d %b %H:%M %z}\n" + rows_text(changes=written), whole.note)


def random_log(draw: Draw, n: int, number: int = 0) -> pd.DataFrame:
    """n facts in any order, half of them corrected; the corrections move some facts in time."""
    rng = draw.rng(f"log-{n}-{number}")
    rows = []
    for i in range(n):
        ticket, field = f"T-{rng.integers(1, max(3, n // 12) + 1):02d}", FIELDS[rng.integers(3)]
        occurred = at(30 * int(rng.integers(3 * n)))
        for version in range(1 + int(rng.random() < .5)):
            if version and rng.random() < .5:
                occurred = at(30 * int(rng.integers(3 * n)))
            # Seconds of their own keep two instants apart: ties are asked about elsewhere.
            own = pd.Timedelta(seconds=i + n * version)
            waited = pd.Timedelta(minutes=1 + i % 29 + 30 * int(rng.integers(n)) * int(rng.random() < .5))
            value = None if rng.random() < .2 else f"v{rng.integers(9)}"
            rows.append((f"E-{i}", ticket, field, value, occurred + own, occurred + own + waited))
    return changes([rows[i] for i in rng.permutation(len(rows))])


def everything(draw: Draw) -> Iterator[Case]:
    note = "Per fact the last version ingested by then; per ticket and field the latest fact."
    for number in range(25):
        log = random_log(draw, 4, number)
        if (log["ingested_at"] <= at(30 * 7)).any():
            yield case(log, at(30 * 7), note)
    for number, n in enumerate((25, 50, 100, 100, 100)):
        log, as_of = random_log(draw, n, number), at(30 * 2 * n)
        yield Case((log, as_of), definition(log, as_of), f"{CALL}  # {n} drawn facts", "", note)


def plain(draw: Draw) -> Arguments:
    return (random_log(draw, 20), at(900))


def probes(draw: Draw) -> list[Arguments]:
    makers = (later, late, out_of_order, corrected, later_correction, emptied, ties, edge, tickets_apart,
              wall_clock, everything)
    return [case.args for make in makers for case in make(draw)]


CHECK = Check("replay", contract, (
    return_shape(0.25, SECTION, edge),
    Oracle("LOOKS_AHEAD", 1.25, "Facts of after as_of are in the state.",
           "Yesterday's report changes when it is run again tomorrow.", SECTION, at_any_time(later)),
    Oracle("OCCURRED_NOT_INGESTED", 1.5,
           "Whether a fact counts is decided by when it happened, not by when we knew of it.",
           "A replayed training row holds what the service could not have seen.",
           SECTION, at_any_time(late)),
    Oracle("LAST_ARRIVED_WINS", 1.5, "The fact that arrived last wins, though it is older.",
           "A delayed message moves a ticket back to the team that it left.",
           SECTION, at_any_time(out_of_order)),
    Oracle("CORRECTION_IGNORED", 1, "A corrected version of a fact is ignored, or taken for another fact.",
           "Sources re-send what they got wrong; the wrong value lives on.",
           SECTION, at_any_time(corrected)),
    Oracle("LATER_CORRECTION", 0.75, "A correction of after as_of hides the version that was known then.",
           "The replay loses just those facts that somebody mended since: nobody can tell what was served.",
           SECTION, at_any_time(later_correction)),
    Oracle("ROWS_OR_COLUMNS", 0.75, "The table is not one row a known ticket, one column a known field.",
           "A ticket lost here is lost from every feature.", SECTION, at_any_time(tickets_apart)),
    Oracle("EMPTIED_VALUE_IGNORED", 1, "A value that was set to nothing falls back to its older value.",
           "Tickets that nobody has look as if somebody had them.", SECTION, at_any_time(emptied)),
    Oracle("TIES", 0.5, "Of two facts of the same instant it is not the one ingested last that wins.",
           "Bulk edits share one timestamp; two replays of one day give two states.",
           SECTION, at_any_time(ties)),
    Oracle("EDGE", 0.5, "A fact ingested exactly at as_of is left out.",
           "Replays run at the full hour, just when the batches arrive.", SECTION, at_any_time(edge)),
    Oracle("WALL_CLOCK", 0.5, "as_of is compared as a wall clock, not as an instant.",
           "A colleague in Singapore replays another evening.", "Wall clocks lie", at_any_time(wall_clock)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's log.",
           "The log is the only truth there is; nobody sorts or cuts it in place.",
           SECTION, leaves_input_alone(plain, ("changes", "as_of")), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On a drawn log some states differ from the definition's.",
           "The state is wrong in the rare rows that no spot check looks at.",
           SECTION, at_any_time(everything)),
), probes)
