"""The check of CalendarFeatures: its definition is continuous, goes round in a week, and follows the wall."""
import math
from typing import Any, ClassVar

import pandas as pd

from autograder.checks.features import calendar_cases as cases
from autograder.checks.features.calendar_cases import CALENDARS, COLUMNS, definition, table
from autograder.checks.features.calendar_features import swapped
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("05_features", "CalendarFeatures")
GRADED = graded_draw("05_features", "CalendarFeatures", learner_key("l"))
CIRCLES = COLUMNS[:4]


def test_a_minute_is_a_small_step_also_at_midnight_and_at_the_end_of_the_week() -> None:
    """No step of a minute moves a point on the circle of the day by more than a minute's share of it."""
    times = pd.date_range("2024-06-07 20:00", "2024-06-10 04:00", freq="min", tz="UTC")
    X = table(*[("emea-1", str(time)[:19]) for time in times])
    steps = definition(X, CALENDARS)[CIRCLES].diff().dropna()
    assert (steps[["day_sin", "day_cos"]].pow(2).sum(axis=1).pow(0.5) < 2 * math.pi / 1440 + 1e-9).all()
    assert (steps[["week_sin", "week_cos"]].pow(2).sum(axis=1).pow(0.5) < 2 * math.pi / 10080 + 1e-9).all()


def test_a_week_of_wall_time_changes_no_circle() -> None:
    """A week later on the wall, over the change of clocks too, the angles are the same."""
    X = table(("emea-1", "2024-03-28 11:00"), ("emea-1", "2024-04-04 10:00"), ("emea-1", "2024-10-24 10:00"),
              ("emea-1", "2024-10-31 11:00"))
    values = definition(X, CALENDARS)[CIRCLES]
    for row in (1, 2, 3):
        assert abs(values.iloc[row] - values.iloc[0]).max() < 1e-9


def test_graded_cases_are_about_the_same_mistakes() -> None:
    """Weeks later the cases that are moved keep their expected values."""
    for make in (cases.other_zone, cases.two_zones, cases.midnight, cases.week, cases.workdays,
                 cases.next_day):
        for public, graded in zip(make(PUBLIC), make(GRADED), strict=True):
            assert abs(public.expected - graded.expected).max().max() < 1e-9, make.__name__


def test_sines_and_cosines_that_changed_places_are_named_and_turned_back() -> None:
    """Only a whole pair that has changed places is: neither the right table nor a wrong clock."""
    class Made:
        pairs: ClassVar[dict[str, str]] = {}
        clock: ClassVar[str] = ""

        def __init__(self, calendars: dict[str, Any]) -> None:
            self.calendars = calendars

        def fit(self, X: pd.DataFrame) -> None:
            pass

        def transform(self, X: pd.DataFrame) -> pd.DataFrame:
            asked = X.assign(team=self.clock) if self.clock else X
            return definition(asked, self.calendars).rename(columns=self.pairs)[COLUMNS]

    assert swapped(Made) == {}
    Made.clock = "apac-1"
    assert swapped(Made) == {}
    Made.clock, Made.pairs = "", {"day_sin": "day_cos", "day_cos": "day_sin"}
    assert swapped(Made) == Made.pairs
