"""Each twin tells one named mistake of a drift monitor, and neither a right monitor nor a deaf one."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from autograder.checks.monitoring import drift_gaps, drift_properties, drift_stays, drift_twins
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.oracle import Property

UNIT = "13_monitoring"
DRAWS = [public_draw(UNIT, "DriftMonitor"), graded_draw(UNIT, "DriftMonitor", learner_key("l0"))]
NAN = float("nan")


class Monitor:
    """The sum of the last four distances from the median of each kind of day; attributes are choices."""

    limit = 7.0
    kinds_apart = True
    both_ways = True
    gap: float | None = None  # the distance of a missing day; None leaves the day out

    def fit(self, reference: pd.DataFrame) -> "Monitor":
        weekend = np.asarray(reference.index.day_of_week >= 5)
        self.kinds = {kind: reference[(weekend == kind) | (not self.kinds_apart)] for kind in (False, True)}
        self.seen: dict[str, list[float]] = {str(name): [] for name in reference}
        return self

    def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
        days = self.kinds[bool(date.day_of_week >= 5)]
        usual, spread = days.median(), (days.quantile(0.9) - days.quantile(0.1)) / 2.56
        said = set()
        for name, seen in self.seen.items():
            away = (figures.get(name, NAN) - usual[name]) / spread[name]
            if np.isnan(away):
                said.add(name)
                seen.extend([] if self.gap is None else [self.gap])
                continue
            seen.append(away)
            total = sum(seen[-4:])
            if (abs(total) if self.both_ways else total) > self.limit * len(seen[-4:]) ** 0.5:
                said.add(name)
        return said


class Deaf(Monitor):
    limit = 1e9


class OneSpread(Monitor):
    kinds_apart = False


class RisesOnly(Monitor):
    both_ways = False


class GapIsNoDistance(Monitor):
    gap = 0.0


class Learns(Monitor):
    """A part of each day that is near goes into what is usual of its kind of day."""

    def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
        kind = bool(date.day_of_week >= 5)
        said = super().update(date, figures)
        days = self.kinds[kind]
        near = {name: value for name, value in figures.items() if abs(self.seen[name][-1]) < 5}
        self.kinds[kind] = days + 0.3 * (pd.Series(near).reindex(days.columns) - days.median()).fillna(0.0)
        return said


class Forgets(Monitor):
    """After ten days of alarms of a figure it has none any more."""

    def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
        said = super().update(date, figures)
        self.days = {name: getattr(self, "days", {}).get(name, 0) + (name in said) for name in figures}
        return {name for name in said if self.days[name] <= 10}


def test_a_creep_is_found_and_not_forgotten() -> None:
    for draw in DRAWS:
        told = {kind.__name__: (bool(drift_twins.creeps(kind, draw)), bool(drift_twins.creeps_on(kind, draw)))
                for kind in (Monitor, Deaf, RisesOnly, Forgets)}
        assert told == {"Monitor": (False, False), "Deaf": (True, False), "RisesOnly": (False, False),
                        "Forgets": (False, True)}
        assert drift_twins.creeps(Learns, draw) is not None


def test_a_slow_creep_tells_who_learns_from_quiet_days() -> None:
    class FromQuietDays(Monitor):
        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            said, kind = super().update(date, figures), bool(date.day_of_week >= 5)
            if not said:
                self.kinds[kind] = self.kinds[kind] + 0.05 * (pd.Series(figures) - self.kinds[kind].median())
            return said

    for draw in DRAWS:
        assert not any(drift_twins.creeps_slowly(kind, draw) for kind in (Monitor, Deaf, RisesOnly))
        assert drift_twins.creeps_slowly(FromQuietDays, draw) is not None


def test_a_new_figure_changes_nothing() -> None:
    """Whoever looks at what is there today, and whoever is surprised by it, is told so; others are not."""

    class Surprised(Monitor):
        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            return super().update(date, figures) | (set(figures) - set(self.seen))

    class GapsOnly(Monitor):
        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            return super().update(date, figures) | {name for name in figures if np.isnan(figures[name])}

    for draw in DRAWS:
        assert not any(drift_twins.not_its_figure(kind, draw) for kind in (Monitor, Deaf, RisesOnly))
        assert drift_twins.not_its_figure(Surprised, draw) is not None
        assert drift_twins.not_its_figure(GapsOnly, draw) is not None


TWINS: list[tuple[Property, type[Monitor]]] = [
    (drift_twins.one_spread, OneSpread),
    (drift_twins.one_sided, RisesOnly),
    (drift_gaps.away_behind_a_gap, GapIsNoDistance),
]


@pytest.mark.parametrize(("twin", "mistaken"), TWINS, ids=lambda one: one.__name__)
def test_a_twin_tells_its_mistake_and_no_other(twin: Property, mistaken: type[Monitor]) -> None:
    for draw in DRAWS:
        told = {kind.__name__ for kind in (Monitor, Deaf, *(kind for _, kind in TWINS)) if twin(kind, draw)}
        assert told == {mistaken.__name__}


def test_a_spread_of_six_days_is_named_where_weekends_alarm() -> None:
    """The same limit for all days: too small a spread by luck on weekends, too low a limit on every day."""

    class SixDays(Monitor):
        limit = 4.5

        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            days = self.kinds[date.day_of_week >= 5]
            days = days[days.index.day_of_week == date.day_of_week] if date.day_of_week >= 5 else days
            spread = 1.4826 * (days - days.median()).abs().median()
            away = (pd.Series(figures) - days.median()) / spread
            return set(away.index[away.abs() > self.limit])

    class LowLimit(Monitor):
        limit = 2.5

    class LowAlsoOnWeekdays(SixDays):
        limit = 3.0

    def note(kind: Callable[[], Monitor]) -> str:
        found = drift_properties.cries_daily(kind, DRAWS[0])
        return found.note if found else ""

    assert note(SixDays) == drift_properties.SIX_DAYS
    assert note(LowLimit) == note(LowAlsoOnWeekdays) == drift_properties.MANY_LOOKS
    assert not note(Monitor)


def test_gaps_are_told_only_of_what_the_gaps_have_done() -> None:
    """Whoever cries without any gap is told so elsewhere; whoever goes blind by them is told here."""

    class CriesAnyway(Monitor):
        limit = 0.5

    class BlindByGaps(Monitor):
        def fit(self, reference: pd.DataFrame) -> "Monitor":
            super().fit(reference)
            if reference.isna().any(axis=None):
                self.limit = 1e9
            return self

    for draw in DRAWS:
        assert drift_properties.gaps_in_reference(Monitor, draw) is None
        assert drift_properties.gaps_in_reference(CriesAnyway, draw) is None
        assert drift_properties.gaps_in_reference(BlindByGaps, draw) is not None


class OneDay:
    """Each day by itself, in robust deviations from the median of its kind of day."""

    limit = 6.0

    def fit(self, reference: pd.DataFrame) -> "OneDay":
        self.usual = {}
        for kind in (False, True):
            days = reference[np.asarray(reference.index.day_of_week >= 5) == kind]
            self.usual[kind] = days.median(), 1.4826 * (days - days.median()).abs().median()
        return self

    def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
        usual, spread = self.usual[bool(date.day_of_week >= 5)]
        away = (pd.Series(figures) - usual).abs()
        return set(away.index[away > self.limit * spread])


def test_a_stay_is_counted_over_all_figures() -> None:
    """At six robust deviations every tenth day of a jump by 8 lies within, at four and a half hardly one."""

    class Lower(OneDay):
        limit = 4.5

    class StaysOn(Monitor):
        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            self.on = getattr(self, "on", set()) | super().update(date, figures)
            return self.on

    class LastFifteen(Monitor):
        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            super().update(date, figures)
            return {name for name, seen in self.seen.items() if abs(np.median(seen[-15:])) > 3.5}

    tests = (drift_stays.silent_while_away, drift_stays.found_late, drift_stays.goes_on)
    for draw in DRAWS:
        told = {kind.__name__: [bool(test(kind, draw)) for test in tests]
                for kind in (Monitor, OneDay, Lower, StaysOn, LastFifteen)}
        assert drift_stays.silent_while_away(Deaf, draw) is not None
        assert told == {"Monitor": [False, False, False],
                        "OneDay": [True, False, False], "Lower": [False, False, False],
                        "StaysOn": [False, False, True], "LastFifteen": [False, True, False]}


def test_a_spread_of_each_weekday_is_named() -> None:
    """Six values make a spread that is too large on the same weekday again and again; two spreads do not."""

    class Weekdays(OneDay):
        limit = 8.0

        def fit(self, reference: pd.DataFrame) -> OneDay:
            days = [reference[reference.index.day_of_week == day] for day in range(7)]
            self.days = [(one.median(), 1.4826 * (one - one.median()).abs().median()) for one in days]
            return self

        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            usual, spread = self.days[date.day_of_week]
            away = (pd.Series(figures) - usual).abs()
            return set(away.index[away > self.limit * spread])

    class Two(OneDay):
        limit = 7.0

    notes = [drift_stays.silent_while_away(kind, DRAWS[0]).note for kind in (Weekdays, Two)]
    assert ["same weekday" in note for note in notes] == [True, False]
    assert not any("Saturdays" in note for note in notes)
    assert ["too near to 8" in note for note in notes] == [False, True]


@pytest.mark.parametrize("limits", ((4.0, 4.0, 8.0, 8.0), (4.0, 4.0, 99.0, 99.0), (4.5, 4.5, 4.5, 9.0)))
def test_a_wider_limit_at_weekends_is_named(limits: tuple[float, ...]) -> None:
    """The spread of the weekend days is right; what is wrong is the limit beside it. limits: Thu to Sun."""

    class Wider(OneDay):
        def fit(self, reference: pd.DataFrame) -> OneDay:
            parts = [reference[(reference.index.day_of_week >= 5) == weekend] for weekend in (False, True)]
            self.kinds = [(one.median(), 1.4826 * (one - one.median()).abs().median()) for one in parts]
            return self

        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            usual, spread = self.kinds[date.day_of_week >= 5]
            away = (pd.Series(figures) - usual).abs()
            return set(away.index[away > limits[max(0, date.day_of_week - 3)] * spread])

    notes = [drift_stays.silent_while_away(Wider, draw).note for draw in DRAWS]
    assert all("Saturdays and Sundays" in note and "same weekday" not in note for note in notes)


def test_one_robust_spread_of_all_days_is_quiet_on_weekends() -> None:
    """It finds the fall to the level of weekends, and loses a rise on weekends that lie lower."""

    class OneRobustSpread:
        def fit(self, reference: pd.DataFrame) -> "OneRobustSpread":
            self.usual = reference.median()
            self.spread = 1.4826 * (reference - self.usual).abs().median()
            self.seen: list[pd.Series] = []
            return self

        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            away = (pd.Series(figures) - self.usual) / self.spread
            self.seen = [*self.seen, away.clip(-6, 6)][-4:]
            total = pd.concat(self.seen, axis=1).sum(axis=1)
            return set(total.index[total.abs() > 6 * len(self.seen) ** 0.5]) if len(self.seen) > 1 else set()

    for draw in DRAWS:
        assert drift_twins.one_spread(OneRobustSpread, draw) is not None
        assert drift_twins.one_spread(Monitor, draw) is None


def test_a_slow_monitor_of_both_sides_is_not_called_one_sided() -> None:
    """An exponential average that reaches its limit on the fifth or sixth day, as luck will have it."""

    class Slow(OneDay):
        def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
            usual, spread = self.usual[bool(date.day_of_week >= 5)]
            away = (pd.Series(figures) - usual) / spread
            self.mean = 0.9 * getattr(self, "mean", 0.0) + 0.1 * away
            return set(away.index[self.mean.abs() > 3])

    draws = [*DRAWS, *(graded_draw(UNIT, "DriftMonitor", learner_key(f"s{number}")) for number in range(10))]
    assert not [draw for draw in draws if drift_twins.one_sided(Slow, draw)]
    assert all(drift_twins.one_sided(RisesOnly, draw) for draw in DRAWS)
