"""The checks of maturity_curve and weekly_report: their definitions, and what lazy answers earn."""
import pandas as pd

from autograder.checks.formulation import maturity_curve, weekly_cases, weekly_report
from autograder.checks.formulation.worlds import drawn_tables
from autograder.draws import graded_draw, learner_key, public_draw

UNIT = "01_formulation"
PUBLIC = public_draw(UNIT, "weekly_report")
DRAWS = [PUBLIC, *[graded_draw(UNIT, "weekly_report", learner_key(f"l{i}")) for i in range(3)]]


def test_the_bounds_hold_the_truth() -> None:
    """The rate of a week's tickets, once all is known, lies between low and high as reported before."""
    for draw in DRAWS:
        tickets, events, as_of = drawn_tables(draw)
        now = weekly_cases.definition(tickets, events, as_of).set_index("week")
        asked = tickets[tickets["created_at"] <= as_of]
        late = weekly_cases.definition(asked, events, as_of + pd.Timedelta(days=7)).set_index("week")
        assert (now["low"] <= late["low"]).all() and (late["high"] <= now["high"]).all()
        assert now["open"].iloc[-1] > 0 and now["tickets"].sum() == len(asked)


def test_shares_known_never_fall_with_age() -> None:
    """Of tickets that have all reached both ages, more are known at the higher one."""
    for draw in DRAWS:
        tickets, events, as_of = drawn_tables(draw)
        old = tickets[tickets["created_at"] + pd.Timedelta(days=9) <= as_of]
        ages = [pd.Timedelta(days=days) for days in (1, 2, 4, 9)]
        curve = maturity_curve.definition(old, events, as_of, ages)
        assert curve["known"].is_monotonic_increasing and (curve["tickets"] == len(old)).all()
        assert curve["breached"].iloc[0] < curve["breached"].iloc[-1]


def test_lazy_reports_earn_nothing() -> None:
    """An empty table of the right columns earns no point in either task."""
    def no_weeks(tickets: object, events: object, as_of: object) -> pd.DataFrame:
        return pd.DataFrame(columns=weekly_cases.COLUMNS)

    def no_ages(tickets: object, events: object, as_of: object, ages: object) -> pd.DataFrame:
        return pd.DataFrame(columns=maturity_curve.COLUMNS)
    assert weekly_report.CHECK.run(UNIT, "Report", no_weeks, PUBLIC).points <= 0.5
    assert maturity_curve.CHECK.run(UNIT, "Curve", no_ages, PUBLIC).points == 0


def test_a_week_is_told_in_words_that_open_is_not_met() -> None:
    """The message about the shipped query's fault shows the bound that was too low."""
    def flattering(tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
        table = weekly_cases.definition(tickets, events, as_of)
        return table.assign(high=table["low"])
    first = weekly_report.CHECK.run(UNIT, "Report", flattering, PUBLIC).findings[0]
    assert first.oracle == "OPEN_IS_MET" and "high" in first.counterexample.got


def test_what_only_the_drawn_desk_shows_is_shown_by_one_ticket() -> None:
    """A mistake about one kind of ticket is shown by the first such ticket alone."""
    def without_it(define: object) -> object:
        return lambda tickets, *others: define(tickets[tickets["ticket_id"] != "T-twice"], *others)
    for check, define in ((weekly_report.CHECK, weekly_cases.definition),
                          (maturity_curve.CHECK, maturity_curve.definition)):
        [found] = check.run(UNIT, "A table", without_it(define), PUBLIC).findings
        assert found.oracle == "WRONG_SOMEWHERE", check.task
        assert "of ticket T-twice alone" in found.counterexample.call
        assert str(found.counterexample.rows).count("T-twice") == 3


def test_a_week_may_be_anything_that_names_a_time() -> None:
    """Periods and texts are judged as weeks without a zone, not as errors."""
    def as_periods(*arguments: pd.DataFrame) -> pd.DataFrame:
        table = weekly_cases.definition(*arguments)
        return table.assign(week=table["week"].dt.tz_localize(None).dt.to_period("W-SUN"))

    def as_texts(*arguments: pd.DataFrame) -> pd.DataFrame:
        table = weekly_cases.definition(*arguments)
        return table.assign(week=table["week"].dt.strftime("%Y-%m-%d"))
    for answer in (as_periods, as_texts):
        [found] = weekly_report.CHECK.run(UNIT, "Report", answer, PUBLIC).findings
        assert found.oracle == "WEEK_WITHOUT_ZONE"


def test_ages_may_stand_in_the_index_too() -> None:
    """A curve whose index is called age, as its column is, is judged like any other."""
    def indexed(*arguments: pd.DataFrame) -> pd.DataFrame:
        return maturity_curve.definition(*arguments).set_index("age", drop=False)
    assert len(maturity_curve.CHECK.run(UNIT, "Curve", indexed, PUBLIC).findings) == 0


def test_ages_as_numbers_are_no_matter_of_order() -> None:
    """Ages in hours are told apart from ages in another order; other kinds of time spans are right."""
    def in_hours(*arguments: pd.DataFrame) -> pd.DataFrame:
        table = maturity_curve.definition(*arguments)
        return table.assign(age=table["age"] / pd.Timedelta("1h"))

    def in_python(*arguments: pd.DataFrame) -> pd.DataFrame:
        table = maturity_curve.definition(*arguments)
        return table.assign(age=pd.Series([age.to_pytimedelta() for age in table["age"]], dtype=object))
    [found] = maturity_curve.CHECK.run(UNIT, "Curve", in_hours, PUBLIC).findings
    assert found.oracle == "RETURN_SHAPE" and "float64 24" in found.counterexample.got
    assert len(maturity_curve.CHECK.run(UNIT, "Curve", in_python, PUBLIC).findings) == 0


def test_a_week_with_its_time_of_day_is_no_matter_of_zones() -> None:
    """Weeks that begin at the tickets' time of day begin at the wrong time; nothing is said of zones."""
    def with_time_of_day(tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
        created = tickets["created_at"].dt.tz_convert("UTC")
        return pd.concat([weekly_cases.definition(tickets[created == moment], events, as_of).assign(
            week=moment - pd.Timedelta(days=moment.day_of_week)) for moment in sorted(created.unique())])
    assert weekly_report.CHECK.run(UNIT, "Report", with_time_of_day, PUBLIC).findings[0].oracle == "WEEK_EDGE"
