"""The check of to_utc: its definition agrees with zoneinfo, and lazy answers earn nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from autograder.checks.cleaning.to_utc import CHECK, probes
from autograder.checks.cleaning.wall_cases import (
    BERLIN,
    LORD_HOWE,
    NEW_YORK,
    after_gap,
    everything,
    instants_of,
)
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("03_cleaning", "to_utc")
DRAWS = [PUBLIC, *[graded_draw("03_cleaning", "to_utc", learner_key(f"l{i}")) for i in range(10)]]


def _earned(answer: object) -> float:
    return CHECK.run("03_cleaning", "Wall clocks to instants", answer, PUBLIC).points


def test_all_missing_earns_next_to_nothing() -> None:
    """A column of gaps earns no more than the guards and the cases in which gaps are right."""

    def nothing(local: pd.Series, zone: str, policy: dict[str, str]) -> pd.Series:
        return pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")

    assert _earned(nothing) <= 1.5


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE])
def test_every_instant_is_read_back(zone: str) -> None:
    """The wall time of any instant has that instant among its readings; there are at most two."""
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    while moment.year == 2024:
        found = instants_of(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone)
        assert moment in found and len(found) <= 2
        moment += timedelta(minutes=47)


def test_a_gap_ends_where_the_clock_goes_on() -> None:
    """The first instant after the gap of Berlin is 03:00 there, that of Lord Howe 02:30."""
    for zone, wall, ends in (
        (BERLIN, datetime(2024, 3, 31, 2, 30), "03:00"),
        (LORD_HOWE, datetime(2024, 10, 6, 2, 15), "02:30"),
    ):
        assert instants_of(wall, zone) == []
        assert after_gap(wall, zone).astimezone(ZoneInfo(zone)).strftime("%H:%M") == ends


def test_every_draw_holds_the_special_hours() -> None:
    """Each drawn table has a wall time that comes twice in its zone and one that never comes."""
    for draw in DRAWS:
        for made in everything(draw):
            local, zone, _ = made.args
            wall = [datetime.fromisoformat(text) for text in local.dropna() if len(text) == 19]
            if zone != "Asia/Kolkata":
                assert {len(instants_of(moment, zone)) for moment in wall} == {0, 1, 2}


def test_probes_can_be_asked_again() -> None:
    """The same draw gives the same arguments."""
    for first, second in zip(probes(PUBLIC), probes(PUBLIC), strict=True):
        pd.testing.assert_series_equal(first[0], second[0])
