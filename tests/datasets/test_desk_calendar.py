"""Calendars, holidays by rule, and the clock of effective hours."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from craftdata import desk
from craftdata.desk.catalogue import AMER, APAC, EMEA
from craftdata.desk.clock import CLOSED_DAY_PACE, utc_offset_s, work_clock
from craftdata.desk.holidays import easter_sunday, holidays_of, lunar_new_year

# Published dates: Ministry of Manpower, Singapore; U.S. Office of Personnel Management.
LUNAR_NEW_YEARS = {
    2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12),
    2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26),
}  # fmt: skip
EASTERS = {2015: (4, 5), 2019: (4, 21), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2038: (4, 25)}
WEEKDAYS = (0, 1, 2, 3, 4)


@pytest.mark.parametrize("year", LUNAR_NEW_YEARS)
def test_lunar_new_year_is_the_published_date(year):
    """The rule of the new moon gives the published date."""
    assert lunar_new_year(year) == dt.date(year, *LUNAR_NEW_YEARS[year])


@pytest.mark.parametrize("year", EASTERS)
def test_easter_is_the_published_date(year):
    """The algorithm gives the published date."""
    assert easter_sunday(year) == dt.date(year, *EASTERS[year])


@given(st.integers(1990, 2100))
@settings(deadline=None)
def test_every_year_has_its_holidays(year):
    """Each region closes 6 to 12 days in any year, US holidays never fall on a weekend."""
    for region in (AMER, EMEA, APAC):
        assert 6 <= len(holidays_of(region, year, year)) <= 12
    assert all(day.weekday() < 5 for day in holidays_of(AMER, year, year))


def test_known_holidays_of_2024_are_listed():
    """A few dates that each list must and must not hold."""
    united_states, germany, singapore = (holidays_of(region, 2024, 2024) for region in (AMER, EMEA, APAC))
    assert {dt.date(2024, 5, 27), dt.date(2024, 11, 28), dt.date(2024, 7, 4)} <= united_states
    assert {dt.date(2024, 3, 29), dt.date(2024, 5, 9), dt.date(2024, 5, 20)} <= germany
    assert {dt.date(2024, 2, 10), dt.date(2024, 2, 11), dt.date(2024, 2, 12)} <= singapore
    assert dt.date(2024, 7, 4) not in germany | singapore


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"zone": "Mars/Olympus"}, "zone must be"),
        ({"zone": None}, "zone must be"),
        ({"opens": "08:00"}, "opens and closes must be"),
        ({"opens": dt.time(19)}, "opens must come before"),
        ({"workdays": ()}, "workdays must be"),
        ({"workdays": (1, 7)}, "workdays must be"),
        ({"holidays": {dt.datetime(2024, 1, 1)}}, "holidays must be"),
    ],
)
def test_a_calendar_names_the_field_that_is_wrong(change, message):
    """A calendar that makes no sense raises a ValueError about its field."""
    good = {"zone": "Europe/Berlin", "opens": dt.time(8), "closes": dt.time(18), "workdays": WEEKDAYS}
    with pytest.raises(ValueError, match=message):
        desk.Calendar(**{**good, "holidays": frozenset(), **change})


def test_calendar_of_reads_back_what_the_tables_say():
    """The calendar of a team has the zone, hours, days and holidays of its rows."""
    tables = desk.make_tables(7, days=14)
    for row in tables.teams.itertuples():
        calendar = desk.calendar_of(tables, row.team)
        assert (calendar.zone, calendar.opens.strftime("%H:%M")) == (row.zone, row.opens)
        assert calendar.closes.strftime("%H:%M") == row.closes
        assert len(calendar.workdays) == row.workdays.count(",") + 1
        assert len(calendar.holidays) == (tables.holidays["team"] == row.team).sum()
    with pytest.raises(ValueError, match="there are amer-1, emea-1"):
        desk.calendar_of(tables, "moon-1")


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Asia/Kolkata"])
def test_the_clock_counts_the_open_hours_of_each_local_day(zone):
    """Over four weeks with a change of clocks the effective hours are those of a count minute by minute."""
    calendar = desk.Calendar(zone, dt.time(8, 30), dt.time(17), WEEKDAYS, {dt.date(2024, 3, 29)})
    start, days = dt.date(2024, 3, 6), 28
    clock = work_clock((calendar,), start, days, 0.25)
    begin = dt.datetime(2024, 3, 6, tzinfo=dt.UTC)
    hours = 0.0
    for quarter in range(days * 96):
        wall = (begin + quarter * dt.timedelta(minutes=15)).astimezone(ZoneInfo(zone))
        works = wall.weekday() in WEEKDAYS and wall.date() not in calendar.holidays
        is_open = works and calendar.opens <= wall.time() < calendar.closes
        hours += 0.25 * (1 if is_open else 0.25 * (1 if works else CLOSED_DAY_PACE))
    assert clock.worked[0, -1] == pytest.approx(hours)


@given(st.lists(st.integers(0, 28 * 86_400 - 1), min_size=1, max_size=50))
@settings(deadline=None)
def test_the_clock_reads_the_same_forwards_and_backwards(seconds):
    """second_at undoes hours_at to the second, and hours never decrease."""
    calendar = desk.Calendar("Asia/Singapore", dt.time(9), dt.time(17), WEEKDAYS, frozenset())
    clock = work_clock((calendar,), dt.date(2024, 2, 5), 28, 0.12)
    second, team = np.array(sorted(seconds)), np.zeros(len(seconds), int)
    hours = clock.hours_at(team, second)
    assert (np.diff(hours) >= 0).all()
    assert np.abs(clock.second_at(team, hours) - second).max() < 1e-3


def test_offsets_follow_the_change_of_clocks():
    """Berlin is one hour ahead of UTC before 31 March 2024 and two from then on."""
    offsets = utc_offset_s("Europe/Berlin", dt.date(2024, 3, 30), 3)
    assert offsets.tolist() == [3600, 7200, 7200]
