"""The check of open_hours: its definition, what lazy answers earn, and that a case asks one thing."""
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from autograder.checks.aggregation import open_hours_cases
from autograder.checks.aggregation.open_hours import CHECK, probes
from autograder.checks.aggregation.open_hours_cases import definition, of_draw, random_spans
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.oracle import put
from autograder.results import Outcome

PUBLIC = public_draw("04_aggregation", "open_hours")
GRADED = [graded_draw("04_aggregation", "open_hours", learner_key(f"l{i}")) for i in range(50)]
WITHOUT_A_ZONE = ("within_day", "days", "nights", "weekends", "holidays", "backwards", "missing", "row_order")


def _earned(answer: object) -> float:
    return max(CHECK.run("04_aggregation", "Open hours", answer, draw).points for draw in (PUBLIC, GRADED[0]))


@pytest.mark.parametrize("answer", [
    lambda start, end, calendar: (end - start).dt.total_seconds() / 3600,
    lambda start, end, calendar: pd.Series(0.0, index=start.index),
    lambda start, end, calendar: pd.Series(np.nan, index=start.index),
    lambda start, end, calendar: start,
], ids=["elapsed", "zero", "missing", "start"])
def test_an_answer_without_a_calendar_earns_little(answer: object) -> None:
    """Elapsed time, a constant and the input itself earn at most 15 % of the points."""
    assert _earned(answer) <= 0.15 * CHECK.points


def test_the_definition_is_the_count_of_open_minutes() -> None:
    """Day by day overlap agrees with asking every single minute whether the team is open in it."""
    for draw in (PUBLIC, GRADED[0]):
        for number in range(6):
            start, end, calendar = random_spans(draw, 1, number).args
            begin, minutes = start[0].to_pydatetime(), int((end[0] - start[0]).total_seconds() // 60)
            moments = pd.DatetimeIndex([datetime.fromtimestamp(begin.timestamp(), UTC)]).repeat(minutes)
            local = (moments + pd.to_timedelta(np.arange(minutes), unit="m")).tz_convert(calendar.zone)
            is_open = ((local.time >= calendar.opens) & (local.time < calendar.closes)
                       & np.isin(local.day_of_week, calendar.workdays)
                       & ~np.isin(local.date, list(calendar.holidays)))
            assert definition(start[0], end[0], calendar) == pytest.approx(is_open.sum() / 60)


def test_only_the_cases_about_zones_depend_on_them() -> None:
    """Where nights, weekends, holidays or gaps are asked about, the wall shows UTC: the zone is no excuse."""
    for name in WITHOUT_A_ZONE:
        for case in getattr(open_hours_cases, name)(PUBLIC):
            start, end, calendar = case.args
            for moment in pd.concat([start, end]).dropna():
                assert moment.tz_convert(calendar.zone).utcoffset() == timedelta(0)


def test_the_cases_about_the_utc_date_lie_on_another_date_there() -> None:
    """Each span begins, while the team is open, on one date in Los Angeles and on the next in UTC."""
    for draw in (PUBLIC, *GRADED):
        for case in of_draw(open_hours_cases.utc_dates)(draw):
            start, _, calendar = case.args
            assert start[0].date() == start[0].tz_convert(calendar.zone).date() + timedelta(days=1)
            assert case.expected[0] > 0


def test_every_graded_draw_is_valid() -> None:
    """Drawn calendars open before they close; times of day differ from learner to learner."""
    hours = set()
    for draw in GRADED:
        for case in of_draw(open_hours_cases.nights)(draw):
            calendar = case.args[2]
            assert calendar.opens < calendar.closes
            hours.add((calendar.opens, calendar.closes))
            assert case.expected.ge(0).all()
    assert len(hours) == 9


def test_probes_hold_every_kind_of_row() -> None:
    """Mutants are told apart by missing ends, backward spans and spans of more than a week."""
    starts, ends = zip(*[arguments[:2] for arguments in probes(PUBLIC)], strict=True)
    lengths = pd.concat(ends) - pd.concat(starts)
    assert lengths.isna().any() and lengths.lt(pd.Timedelta(0)).any() and lengths.gt(pd.Timedelta("7D")).any()


def test_a_lost_day_is_not_called_a_night() -> None:
    """To leave out the last local day, or to take a day twice, is told as that; of nights nothing is said."""
    def last_day_lost(start: pd.Series, end: pd.Series, calendar: object) -> pd.Series:
        return pd.Series([sum(open_hours_cases.by_day(a, b, calendar)[:(b - a).days + 1])
                          for a, b in zip(start, end, strict=True)], index=start.index)

    def twice(start: pd.Series, end: pd.Series, calendar: object) -> pd.Series:
        return pd.Series([2 * definition(a, b, calendar) for a, b in zip(start, end, strict=True)])
    for answer in (last_day_lost, twice):
        for draw in (PUBLIC, *GRADED[:8]):
            outcomes = {oracle.id: put(oracle, answer, draw).outcome for oracle in CHECK.oracles[:3]}
            assert outcomes["DAY_LOST"] == Outcome.WRONG and outcomes["NIGHTS_COUNTED"] == Outcome.UNJUDGED
