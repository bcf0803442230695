"""CalendarFeatures: local time on circles, and whether anybody works today and tomorrow."""
from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.features import calendar_cases as cases
from autograder.checks.features.calendar_cases import CALENDARS, COLUMNS
from autograder.checks.features.encoder import contract
from autograder.draws import Draw
from autograder.oracles.cases import Case, View, agrees
from autograder.oracles.compare import first_difference
from autograder.oracles.estimator import can_be_cloned, keeps_the_contract, oracle_through, table_of, through
from autograder.oracles.invariance import in_zone
from autograder.oracles.oracle import NotJudged, Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_inputs_alone
from autograder.results import Counterexample

SECTION = "Time goes in circles"
CALL = "CalendarFeatures(calendars)"
CIRCLES, DAY, WEEK, OPEN = COLUMNS[:4], COLUMNS[:2], COLUMNS[2:4], COLUMNS[4:]


def shown(target: Any, calendars: dict[str, Any], X: pd.DataFrame) -> Any:
    """What transform returns, as it is."""
    made = target(calendars=calendars)
    made.fit(X.copy())
    return made.transform(X)


def returned(target: Any, calendars: dict[str, Any], X: pd.DataFrame) -> pd.DataFrame:
    return table_of(shown(target, calendars, X), COLUMNS, "transform(X)")


def features(target: Any, calendars: dict[str, Any], X: pd.DataFrame) -> pd.DataFrame:
    """What transform returns, in the order of X: another order of the same index is INDEX_LOST's business."""
    return in_order(returned(target, calendars, X), X)


def in_order(table: pd.DataFrame, X: pd.DataFrame) -> pd.DataFrame:
    return table.loc[X.index] if sorted(table.index.map(str)) == sorted(X.index.map(str)) else table


def untouched(target: Any, calendars: dict[str, Any], X: pd.DataFrame) -> Any:
    """fit and transform on the caller's own X."""
    made = target(calendars=calendars)
    made.fit(X)
    return made.transform(X)


def use(target: Any, calendars: dict[str, Any], X: pd.DataFrame) -> Any:
    """All that can be seen of a transformer on some data."""
    made = target(calendars=calendars)
    made.fit(X[:1].copy())
    return {"values": made.transform(X), "parameters": made.get_params()}


def judged(columns: Sequence[str], rows: int | None = None) -> View:
    """These columns of the first rows, by position; that a row has no value is MISSING's business."""
    def view(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
        expected = case.expected[list(columns)].reset_index(drop=True)[:rows]
        got = value[list(columns)].reset_index(drop=True)[:rows]
        return got.astype(float).round(6), expected.round(6)
    return view


def gaps(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    """Which values are missing; a value where there should be none is shown."""
    got, expected = judged(COLUMNS)(value, case)
    shown = got.astype(object).where(got.isna() | expected.isna(), "a number")
    return (shown.where(got.notna(), "missing"),
            expected.astype(object).where(expected.isna(), "a number").where(expected.notna(), "missing"))


def index_alone(value: pd.DataFrame, case: Case) -> tuple[Any, Any]:
    return pd.Series(0, index=value.index), pd.Series(0, index=case.expected.index)


def shows(make: Callable[[Draw], Iterator[Case]], view: View) -> Property:
    """The property; sines in the columns of cosines are turned back, as SINE_FOR_COSINE judges them."""
    def test(answer: Any, draw: Draw) -> Counterexample | None:
        pairs = swapped(answer)

        def turned(target: Any, calendars: dict[str, Any], X: pd.DataFrame) -> pd.DataFrame:
            found = features(target, calendars, X)
            return found.rename(columns=pairs)[COLUMNS] if pairs else found
        return through(turned, agrees(make, view))(answer, draw)
    return test


def swapped(answer: Any) -> dict[str, str]:
    """The right names of the columns in which a sine and its cosine have changed places."""
    made = next(cases.three_days())
    try:
        got = features(answer, *made.args).reset_index(drop=True).astype(float)
    except NotImplementedError:
        raise
    except Exception:       # what raises here raises elsewhere, where it is judged
        return {}
    expected, pairs = made.expected.reset_index(drop=True), {}
    for sine, cosine in (DAY, WEEK):
        turned = got[[cosine, sine]].set_axis([sine, cosine], axis=1)
        if first_difference(turned.round(6), expected[[sine, cosine]].round(6)) is None:
            pairs |= {sine: cosine, cosine: sine}
    return pairs


def sines_in_place(answer: Any, draw: Draw) -> Counterexample | None:
    made, pairs = next(cases.three_days()), swapped(answer)
    if not pairs:
        return None
    name = next(iter(pairs))
    got, expected = (table[name].round(6).tolist() for table in (features(answer, *made.args), made.expected))
    return Counterexample(made.call, f"{name}: {got}", f"{name}: {expected}", str(made.rows), made.note)


def unless_one_clock(test: Property) -> Property:
    """Not judged of an answer that reads another team's clock: UTC_CLOCK and ONE_ZONE_FOR_ALL say so."""
    def judge(answer: Any, draw: Draw) -> Counterexample | None:
        calendars, X = next(cases.three_days()).args
        got = features(answer, calendars, X).reset_index(drop=True)[DAY].astype(float).round(6)
        for team in set(calendars) - {"utc-1"}:
            read = cases.definition(X.assign(team=team), calendars)[DAY].reset_index(drop=True).round(6)
            if first_difference(got, read) is None:
                raise NotJudged
        return test(answer, draw)
    return judge


def fitted_elsewhere(answer: Any, draw: Draw) -> Counterexample | None:
    """What it was fitted on, and what stands beside a row, changes nothing."""
    X = cases.table(("emea-1", "2024-06-03 10:00"), ("apac-1", "2024-06-04 21:59"),
                    ("emea-1", "2024-06-08 06:00"))
    together = features(answer, dict(CALENDARS), X.copy())
    for row in range(len(X)):
        made = answer(calendars=dict(CALENDARS))
        made.fit(X[:1].copy())
        alone = table_of(made.transform(X[row:row + 1].copy()), COLUMNS, "transform(X)")
        difference = first_difference(alone.reset_index(drop=True),
                                      together[row:row + 1].reset_index(drop=True))
        if difference:
            return Counterexample("fit(X[:1]).transform(one row)", f"{difference.got} ({difference.place})",
                                  f"{difference.expected}, as among three rows", str(cases.rows_text(X=X)),
                                  "A row's values depend on that row alone.")
    return None


def parameters(draw: Draw) -> Mapping[str, Any]:
    return {"calendars": dict(CALENDARS)}


def data(draw: Draw) -> tuple[pd.DataFrame]:
    return (cases.table(("emea-1", "2024-06-03 10:00"), ("apac-1", "2024-06-08 10:00")),)


def other_data(draw: Draw) -> tuple[pd.DataFrame]:
    return (cases.table(("gulf-1", "2024-01-05 10:00")),)


def transformed(made: Any, given: tuple[Any, ...]) -> pd.DataFrame:
    return table_of(made.transform(given[0]), COLUMNS, "transform(X)")


def cloned(draw: Draw) -> list[Mapping[str, Any]]:
    return [parameters(draw), {"calendars": {}}]


def contract_kept(answer: Any, draw: Draw) -> Counterexample | None:
    kept = keeps_the_contract(parameters, data, other_data, transformed, CALL)
    return (kept(answer, draw) or can_be_cloned(cloned, CALL)(answer, draw)
            or reads_its_parameter(answer, draw))


def reads_its_parameter(answer: Any, draw: Draw) -> Counterexample | None:
    """After set_params, which searches call, the new calendars count, not what the constructor made."""
    if not hasattr(answer(**parameters(draw)), "set_params"):
        return None
    given, X = parameters(draw), data(draw)
    changed, fresh = answer(calendars={}), answer(**given)
    changed.set_params(**given)
    tables = []
    for made in (changed, fresh):
        made.fit(*copy.deepcopy(X))
        tables.append(transformed(made, copy.deepcopy(X)))
    difference = first_difference(*tables)
    return difference and Counterexample(
        "CalendarFeatures({}).set_params(calendars=calendars).fit(X).transform(X)",
        f"{difference.got} ({difference.place})",
        f"{difference.expected} ({difference.place}), as of {CALL}", str(cases.rows_text(X=X[0])),
        "The constructor stores its argument and does nothing else: a search changes it by set_params.")


def plain(draw: Draw) -> tuple[Any, ...]:
    return next(cases.everything(draw)).args


def elsewhere(zone: str) -> Callable[[Draw], tuple[Any, ...]]:
    """The same instants, written in this zone."""
    def arguments(draw: Draw) -> tuple[Any, ...]:
        calendars, X = plain(draw)
        return calendars, in_zone(X[:10], zone)
    return arguments


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    makers = (cases.other_zone, cases.two_zones, cases.summer_time, cases.midnight, cases.seconds, cases.week,
              cases.local_date, cases.holidays, cases.workdays, cases.next_day, cases.missing, cases.index,
              cases.everything)
    return [case.args for make in makers for case in make(draw)]


GIVEN = (plain, elsewhere("Europe/Berlin"), elsewhere("Asia/Tokyo"))
CHECK = Check("CalendarFeatures", contract, (
    oracle_through(shown, return_shape(0.5, SECTION, cases.shape)),
    Oracle("INDEX_LOST", 0.5, "The result does not have the index of X, in its order.",
           "Joined to the other features, every ticket gets another ticket's hour.",
           SECTION, through(returned, agrees(cases.index, index_alone))),
    Oracle("SINE_FOR_COSINE", 0.25, "The sine stands in the column of the cosine, and the cosine in that of "
                                    "the sine.",
           "A service that computes the two by their names turns every clock by a quarter of a day.",
           SECTION, sines_in_place, guard=True),
    Oracle("CIRCLE_NOT_CLOSED", 1, "The day is no full circle from midnight to midnight: it "
                                   "jumps, or its minutes do not count.",
           "A minute before and after midnight are 23 hours apart, or a tenth of the clock is left out.",
           SECTION, unless_one_clock(shows(cases.midnight, judged(DAY)))),
    Oracle("SECONDS_LOST", 0.25, "The seconds of the wall clock do not count.",
           "The service sends seconds and the warehouse minutes: two values for one ticket.",
           SECTION, unless_one_clock(shows(cases.seconds, judged(DAY)))),
    Oracle("UTC_CLOCK", 1.5, "The clock that is read is not that of the team's zone.",
           "Every evening in Singapore is a morning to the model, and the same hour means another in each "
           "zone.",
           SECTION, shows(cases.other_zone, judged(DAY))),
    Oracle("ONE_ZONE_FOR_ALL", 1, "All rows are read on one team's clock.",
           "The feature is right in the office where it was tested.",
           SECTION, shows(cases.two_zones, judged(DAY))),
    Oracle("FIXED_OFFSET", 1, "The change of clocks is ignored or counted as hours of the day.",
           "Right in winter, an hour off from March on: nobody deploys on that day, so nobody looks.",
           SECTION, shows(cases.summer_time, judged(DAY))),
    Oracle("WEEK_MISPLACED", 1, "The week is no full circle from Monday 00:00 on the wall clock, to the "
                                "second.",
           "Trained with Monday as 0 and served with Sunday as 0, the model is a day off, and its AUC "
           "hardly says so.",
           SECTION, unless_one_clock(shows(cases.week, judged(WEEK)))),
    Oracle("HOLIDAYS_FORGOTTEN", 0.5, "Holidays of the calendar are workdays.",
           "On the first of May every ticket looks as if somebody would answer it.",
           SECTION, shows(cases.holidays, judged(OPEN))),
    Oracle("DATE_IN_UTC", 1, "Workdays and holidays are looked up by another date than the local one.",
           "The busiest hours of a holiday count as the day before.",
           SECTION, unless_one_clock(shows(cases.local_date, judged(OPEN[:1])))),
    Oracle("WORKDAYS_ASSUMED", 0.5, "The workdays are Monday to Friday, whatever the calendar says.",
           "The team that works on Sundays has its weekend in the wrong place.",
           SECTION, shows(cases.workdays, judged(OPEN[:1]))),
    Oracle("NEXT_DAY", 0.5, "The next day's column is not that of the next local date.",
           "The evening before a day off, for which the feature was made, looks like any other.",
           SECTION, shows(cases.next_day, judged(OPEN[1:]))),
    Oracle("MISSING", 1, "A row without a time or a calendar raises, or gets the values of a real one.",
           "Unknown looks like Monday midnight, or one bad row stops the batch.",
           "Categories nobody has seen", shows(cases.missing, gaps)),
    Oracle("ROWS_TOGETHER", 0.5, "A row's values depend on other rows, or on those that were fitted.",
           "The service sees one ticket at a time and gets other numbers than the training table.",
           "One definition, two callers", fitted_elsewhere),
    Oracle("CONTRACT", 0.5, "The class does not keep scikit-learn's contract.",
           "clone() and every search build a new object from get_params(), and fit it again: they fail, or "
           "it answers by old calendars.",
           SECTION, contract_kept),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's X.",
           "The next feature reads local wall times where instants stood.",
           SECTION, through(untouched, leaves_inputs_alone(GIVEN, ("calendars", "X"))), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "In a drawn year some rows get other values than the definition gives.",
           "The feature is wrong in the rare rows that no spot check looks at.",
           SECTION, shows(cases.everything, judged(COLUMNS))),
), probes, use)
