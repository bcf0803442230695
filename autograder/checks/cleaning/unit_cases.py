"""Numbers sent in hours or minutes on which wrong conversions show, each with the hours of the definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text

# 1 and 60, 4 and 240 hours: pairs in which reading as hours and as minutes both give a term.
TERMS = [1.0, 2.0, 4.0, 8.0, 24.0, 48.0, 72.0, 120.0, 240.0]

SINCE, SETTLED = pd.Timestamp("2024-09-28 06:00", tz="UTC"), pd.Timestamp("2024-10-10 06:00", tz="UTC")

BEFORE, BETWEEN, AFTER = SINCE - pd.Timedelta("3D"), SINCE + pd.Timedelta("5D"), SETTLED + pd.Timedelta("20D")

SECOND = pd.Timedelta("1s")


def releases_table(*rows: tuple[str, pd.Timestamp, pd.Timestamp]) -> pd.DataFrame:
    """Of each producer schema 1 and, with its two instants, schema 2; the later schema stands first."""
    table = [(name, 2, since, settled) for name, since, settled in rows]
    table += [(name, 1, pd.NaT, pd.NaT) for name, _, _ in rows]
    frame = pd.DataFrame(table, columns=["producer", "schema", "since", "settled"])
    return frame.astype({"producer": "str", "since": "datetime64[us, UTC]", "settled": "datetime64[us, UTC]"})


def tickets_table(*rows: tuple[str, pd.Timestamp, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["producer", "created_at", "sla"])
    return frame.astype({"producer": "str", "created_at": "datetime64[us, UTC]", "sla": "float64"})


ATLAS = releases_table(("atlas", SINCE, SETTLED))


def definition(tickets: pd.DataFrame, releases: pd.DataFrame, terms: Sequence[float]) -> pd.Series:
    """The list of the prompt, ticket by ticket."""
    second = {row["producer"]: row for row in releases.to_dict("records") if row["schema"] == 2}
    hours = []
    for row in tickets.to_dict("records"):
        sent, release = row["sla"], second.get(row["producer"])
        if release is None or row["created_at"] < release["since"]:
            hours.append(sent)
        elif row["created_at"] >= release["settled"]:
            hours.append(sent / 60)
        else:
            fits = [reading for reading in (sent, sent / 60) if reading in terms]
            hours.append(fits[0] if len(fits) == 1 else np.nan)
    return pd.Series(hours, index=tickets.index, dtype=float)


def case(tickets: pd.DataFrame, note: str, releases: pd.DataFrame = ATLAS) -> Case:
    return Case(
        (tickets, releases, list(TERMS)),
        definition(tickets, releases, TERMS),
        "fix_units(tickets, releases, terms)",
        rows_text(tickets=tickets, releases=releases) + f"\nterms: {TERMS}",
        note,
    )


def shape(draw: Draw) -> Iterator[Case]:
    yield case(tickets_table(("atlas", BEFORE, 24.0)), "Floats in hours.")


def minutes_sent(draw: Draw) -> Iterator[Case]:
    yield case(
        tickets_table(("atlas", AFTER, 2880.0)), "Sent long after the release: 2880 minutes are 48 hours."
    )


def small_minutes(draw: Draw) -> Iterator[Case]:
    yield case(
        tickets_table(("atlas", AFTER, 240.0), ("atlas", AFTER, 60.0)),
        "240 and 60 after the release are minutes, though they could be hours.",
    )


def large_hours(draw: Draw) -> Iterator[Case]:
    yield case(
        tickets_table(("atlas", BEFORE, 240.0), ("atlas", BEFORE, 480.0), ("atlas", BEFORE, 1440.0)),
        "Before the release every number is hours, however large.",
    )


def strange_numbers(draw: Draw) -> Iterator[Case]:
    yield case(
        tickets_table(("atlas", BEFORE, 7.0), ("atlas", AFTER, 100.0)),
        "Outside the time of both units nothing is judged and nothing is rounded, known to contracts or not.",
    )
    yield case(
        tickets_table(("atlas", BEFORE, 480.0), ("atlas", AFTER, 2880.0), ("atlas", AFTER, 60.0)),
        "Outside the time of both units 480, 2880 and 60 are what their time says, whatever contracts know.",
    )


def old_clients(draw: Draw) -> Iterator[Case]:
    yield case(
        tickets_table(("atlas", BETWEEN, 48.0), ("atlas", BETWEEN, 2880.0)),
        "While both units are sent the terms decide: 48 is one as hours, 2880 as minutes.",
    )
    yield case(
        tickets_table(("atlas", BETWEEN, 72.0)), "72 hours are a term; 72 minutes are 1.2 hours, no term."
    )


def nobody_knows(draw: Draw) -> Iterator[Case]:
    yield case(
        tickets_table(("atlas", BETWEEN, 240.0), ("atlas", BETWEEN, 120.0)),
        "240 hours and 240 minutes (4 hours) are both terms; so are 120 hours and 120 minutes.",
    )
    yield case(tickets_table(("atlas", BETWEEN, 50.0)), "Neither 50 hours nor 50 minutes are a term.")
    known = (("atlas", BEFORE, 24.0), ("atlas", BETWEEN, 72.0), ("atlas", AFTER, 2880.0))
    yield case(
        tickets_table(*known, ("atlas", BETWEEN, 240.0), *known),
        "What other tickets have, before and after it or in the middle, says nothing about this one.",
    )


def edges(draw: Draw) -> Iterator[Case]:
    for moment, note in (
        (SINCE - SECOND, "A second before `since`: hours."),
        (SINCE, "At `since`: either; both fit."),
        (SETTLED - SECOND, "A second before `settled`: either."),
        (SETTLED, "At `settled`: minutes."),
    ):
        yield case(tickets_table(("atlas", moment, 240.0)), note)


def producers(draw: Draw) -> Iterator[Case]:
    late = SETTLED + pd.Timedelta("40D")
    two = releases_table(("hermes", late, late), ("atlas", SINCE, SINCE))
    yield case(
        tickets_table(("hermes", AFTER, 240.0), ("atlas", AFTER, 240.0)),
        "hermes switched later than atlas.",
        two,
    )
    yield case(
        tickets_table(("portal", AFTER, 240.0), ("atlas", AFTER, 2880.0)), "portal has no schema 2: hours."
    )


def missing(draw: Draw) -> Iterator[Case]:
    yield case(
        tickets_table(("atlas", AFTER, None), ("atlas", BETWEEN, None), ("atlas", BEFORE, None)),
        "A missing number stays missing.",
    )
    known = (("atlas", BEFORE, 24.0), ("atlas", AFTER, 2880.0))
    yield case(
        tickets_table(*known, ("atlas", AFTER, None), *known), "It stays so, whatever other tickets have."
    )


def zones(draw: Draw) -> Iterator[Case]:
    tickets = tickets_table(
        ("atlas", SETTLED - pd.Timedelta("1h"), 48.0),
        ("atlas", SETTLED, 4320.0),
        ("atlas", SINCE - SECOND, 240.0),
    )
    tickets["created_at"] = tickets["created_at"].dt.tz_convert("Asia/Tokyo")
    yield case(tickets, "`created_at` is written in Tokyo; the instants count.")


def index(draw: Draw) -> Iterator[Case]:
    yield case(
        tickets_table(("atlas", AFTER, 2880.0), ("atlas", BEFORE, 24.0)).set_axis([9, 4]),
        "The index of `tickets`, in its order.",
    )


def drawn(draw: Draw, n: int, stream: str) -> tuple[pd.DataFrame, np.ndarray]:
    """n tickets of atlas while both units are sent, and their true hours; a drawn part came in minutes."""
    rng = draw.rng(stream)
    # None of them, read in the other unit, is a term: such a number is decided by the terms.
    truth = rng.choice([8.0, 24.0, 48.0, 72.0], n)
    flipped = rng.uniform(size=n) < rng.uniform(0.1, 0.9)
    since = pd.to_timedelta(rng.integers(0, 12 * 86_400, n), "s")
    frame = pd.DataFrame(
        {"producer": "atlas", "created_at": SINCE + since, "sla": np.where(flipped, truth * 60, truth)}
    )
    return frame.astype({"producer": "str", "created_at": "datetime64[us, UTC]"}), truth


def everything(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("everything")
    two = releases_table(
        ("hermes", SINCE + pd.Timedelta("9D"), SETTLED + pd.Timedelta("9D")), ("atlas", SINCE, SETTLED)
    )
    rows = [
        (
            ["atlas", "hermes", "portal"][int(rng.integers(3))],
            SINCE + pd.Timedelta(hours=int(rng.integers(-400, 1000))),
            float(rng.choice([1, 4, 7, 24, 48, 50, 60, 72, 120, 240, 480, 1440, 2880, 7200])),
        )
        for _ in range(60)
    ]
    rows += [("atlas", moment, 240.0) for moment in (BEFORE, BETWEEN, AFTER)]
    yield case(tickets_table(*rows).set_axis(rng.permutation(63) + 7), "On drawn tickets.", two)
