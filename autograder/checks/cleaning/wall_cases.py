"""Texts of wall clocks and instants on which wrong readings show, each with the instants by definition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
USUAL = {"ambiguous": "earlier", "nonexistent": "forward"}
CAUTIOUS = {"ambiguous": "missing", "nonexistent": "missing"}
# One instant, 10:00 UTC, written with several offsets.
SAME = ("2024-07-31T10:00:00Z", "2024-07-31 12:00:00+02:00", "2024-07-31 04:30:00-05:30")
# Nights on which clocks go forward and back: zone, date, wall times within the gap or the repeated hour.
GAPS = (
    (BERLIN, "2024-03-31", ("02:00:00", "02:30:00")),
    (NEW_YORK, "2024-03-10", ("02:00:00", "02:45:00")),
    (BERLIN, "2023-03-26", ("02:10:00", "02:59:00")),
)
REPEATED = (
    (BERLIN, "2024-10-27", ("02:00:00", "02:30:00")),
    (NEW_YORK, "2024-11-03", ("01:00:00", "01:45:00")),
    (BERLIN, "2023-10-29", ("02:10:00", "02:59:00")),
)


def instants_of(wall: datetime, zone: str) -> list[datetime]:
    """The instants (none, one or two) at which the clock of `zone` showed this wall time, in order."""
    place = ZoneInfo(zone)
    readings = {wall.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(moment for moment in readings if moment.astimezone(place).replace(tzinfo=None) == wall)


def after_gap(wall: datetime, zone: str) -> datetime:
    """The first instant after the gap in which this wall time would lie."""
    place = ZoneInfo(zone)
    before, after = sorted(wall.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    old = before.astimezone(place).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(place).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def instant_of(text: str | None, zone: str, policy: Mapping[str, str]) -> datetime | None:
    """The instant that a text means by the rules of the prompt."""
    if text is None:
        return None
    if re.search(r"(Z|[+-]\d\d:\d\d)$", text):
        return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
    wall = datetime.fromisoformat(text)
    found = instants_of(wall, zone)
    if not found:
        return after_gap(wall, zone) if policy["nonexistent"] == "forward" else None
    if len(found) == 2 and policy["ambiguous"] == "missing":
        return None
    return found[-1 if policy["ambiguous"] == "later" else 0]


def case(
    texts: Sequence[str | None],
    zone: str,
    policy: Mapping[str, str],
    note: str,
    index: Sequence[int] | None = None,
) -> Case:
    local = pd.Series(list(texts), index=index, dtype="str")
    expected = pd.Series(
        [instant_of(text, zone, policy) for text in texts], index=index, dtype="datetime64[us, UTC]"
    )
    return Case(
        (local, zone, dict(policy)),
        expected,
        f"to_utc(local, {zone!r}, {dict(policy)})",
        f"local: {', '.join(str(text) for text in texts)}",
        note,
    )


def nights(
    draw: Draw, kinds: Sequence[tuple[str, str, tuple[str, ...]]]
) -> list[tuple[str, str, tuple[str, ...]]]:
    """The first night in public, the others in a drawn order in a graded draw."""
    if draw.name != GRADED:
        return [kinds[0]]
    return [kinds[i] for i in draw.rng("nights").permutation(len(kinds))]


def shape(draw: Draw) -> Iterator[Case]:
    yield case(["2024-07-31 12:00:00"], BERLIN, USUAL, "Instants in UTC.")


def plain_wall(draw: Draw) -> Iterator[Case]:
    hour = int(draw.rng("hour").integers(10, 24)) if draw.name == GRADED else 12
    yield case(
        [f"2024-07-31 {hour}:00:00"], BERLIN, USUAL, "The clock of Berlin is two hours ahead of UTC in July."
    )
    yield case([f"2024-07-31T{hour}:00:00"], NEW_YORK, USUAL, "New York is four hours behind, also with a T.")


def seasons(draw: Draw) -> Iterator[Case]:
    yield case(
        ["2024-01-15 12:00:00", "2024-07-15 12:00:00"],
        BERLIN,
        USUAL,
        "One hour ahead in winter, two in summer: an offset is no zone.",
    )


def offsets(draw: Draw) -> Iterator[Case]:
    for text in SAME:
        yield case([text], NEW_YORK, USUAL, "The text says itself which instant it means: 10:00 UTC.")


def both_kinds(draw: Draw) -> Iterator[Case]:
    yield case(
        ["2024-07-31 12:00:00", *SAME[:2]],
        BERLIN,
        USUAL,
        "One instant, written in three ways in one column: take the texts without an offset out first. "
        "utc=True for all of them, as pandas advises, takes wall clocks for UTC.",
    )
    yield case(SAME, NEW_YORK, USUAL, "Each text has an offset of its own, and all mean the same instant.")


def zones(draw: Draw) -> Iterator[Case]:
    for zone in (BERLIN, "Europe/London"):
        yield case(["2024-01-31 12:00:00"], zone, USUAL, "The right instant, written in UTC.")


def repeated(draw: Draw) -> Iterator[Case]:
    for zone, date, clocks in nights(draw, REPEATED):
        for ambiguous in ("earlier", "later", "missing"):
            policy = {"ambiguous": ambiguous, "nonexistent": "missing"}
            for clock in reversed(clocks):
                wall = datetime.fromisoformat(f"{date} {clock}")
                first, second = (f"{moment:%H:%M:%S}" for moment in instants_of(wall, zone))
                note = f"This wall time comes twice: the earlier is {first} UTC, the later {second} UTC."
                yield case([f"{date} {clock}"], zone, policy, note)


def alone_or_mixed(draw: Draw) -> Iterator[Case]:
    """Texts in no order: what a neighbour says about the hour does not count."""
    yield case(
        ["2024-10-27 03:30:00", "2024-10-27 02:30:00", "2024-10-27 01:30:00", "2024-10-27 02:10:00"],
        BERLIN,
        {"ambiguous": "later", "nonexistent": "missing"},
        "The policy decides for each text by itself: rows come in no order.",
    )


def gap(draw: Draw) -> Iterator[Case]:
    for zone, date, clocks in nights(draw, GAPS):
        for nonexistent in ("forward", "missing"):
            policy = {"ambiguous": "earlier", "nonexistent": nonexistent}
            for clock in reversed(clocks):
                wall = f"{date} {clock}"
                first = after_gap(datetime.fromisoformat(wall), zone)
                note = f"This wall time never came; the first instant after the gap is {first:%H:%M} UTC."
                yield case([wall], zone, policy, note)


def half_hour(draw: Draw) -> Iterator[Case]:
    for ambiguous, moment in (("later", "15:10"), ("earlier", "14:40")):
        yield case(
            ["2024-04-07 01:40:00"],
            LORD_HOWE,
            {"ambiguous": ambiguous, "nonexistent": "forward"},
            f"On Lord Howe the clocks go back by half an hour: the {ambiguous} 01:40 is {moment} UTC.",
        )


def missing(draw: Draw) -> Iterator[Case]:
    yield case([None, "2024-07-31 12:00:00", None], BERLIN, USUAL, "A missing text gives a missing result.")
    yield case([None], BERLIN, USUAL, "Also if all are missing.")


def index(draw: Draw) -> Iterator[Case]:
    yield case(
        ["2024-07-31 12:00:00", "2024-07-30T10:00:00Z", "2024-07-29 12:00:00"],
        BERLIN,
        USUAL,
        "The index of `local`, in its order.",
        [7, 3, 5],
    )


def everything(draw: Draw) -> Iterator[Case]:
    """Drawn texts of all kinds, those of the special nights among them, by every policy in turn."""
    rng = draw.rng("everything")
    policies = [(one, two) for one in ("earlier", "later", "missing") for two in ("forward", "missing")]
    for ambiguous, nonexistent in policies:
        texts: list[str | None] = [None]
        for ending in ("", "", "", "Z", "+05:30", "-03:00", "+00:00"):
            wall = datetime(2024, 1, 1) + timedelta(seconds=int(rng.integers(0, 365 * 86_400)))
            texts.append(wall.isoformat(sep=" T"[int(rng.integers(2))]) + ending)
        for night in ("2024-03-10 02", "2024-03-31 02", "2024-10-27 02", "2024-11-03 01"):
            texts.append(f"{night}:{int(rng.integers(60)):02d}:{int(rng.integers(1, 60)):02d}")
        order = rng.permutation(len(texts))
        policy = {"ambiguous": ambiguous, "nonexistent": nonexistent}
        index = list(rng.permutation(len(texts)) + 50)
        for zone in (BERLIN, NEW_YORK, "Asia/Kolkata"):
            yield case([texts[i] for i in order], zone, policy, "On drawn texts.", index)
