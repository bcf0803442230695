"""Each broken promise is refused by a message that names table, column and owner."""

import pandas as pd
import pytest

from craftdata.pipeline import ContractError
from craftdata.pipeline.contract import EVENTS, SERVED, check

BREAKS = {
    "sla_hours (CRM) has 3 of 3 values outside 1 to 168": lambda rows: rows.assign(
        sla_hours=rows["sla_hours"] * 60
    ),
    "plan (CRM) has 1 of 3 values missing": lambda rows: rows.assign(
        plan=rows["plan"].where(rows.index != rows.index[0])
    ),
    "severity (ticket form) is missing": lambda rows: rows.rename(columns={"severity": "priority"}),
    "area (ticket form) has 3 of 3 values outside billing, ": lambda rows: rows.assign(area="refunds"),
    "still_open (event stream) should be of kind flag, but is int64": lambda rows: rows.assign(
        still_open=rows["still_open"].astype(int)
    ),
    "body_chars (ticket form) should be of kind number": lambda rows: rows.assign(
        body_chars=rows["body_chars"].astype(str)
    ),
    "decide_at (ticket form) should be of kind instant": lambda rows: rows.assign(
        decide_at=rows["decide_at"].dt.tz_localize(None)
    ),
    "reassigned_1h (event stream) has 1 of 3 values missing": lambda rows: rows.assign(
        reassigned_1h=rows["reassigned_1h"].astype(object).where(rows.index != rows.index[1])
    ),
}


@pytest.fixture
def rows(done):
    return done.served.table().iloc[:3]


@pytest.mark.parametrize("message", BREAKS)
def test_a_broken_promise_is_named(rows, message):
    """The message says what is wrong with which column, and whom to ask."""
    with pytest.raises(ContractError) as error:
        check(BREAKS[message](rows), SERVED, "Tuesday's tickets")
    assert str(error.value).startswith(f"Tuesday's tickets: {message}")


def test_all_problems_are_told_at_once(rows):
    """Whoever mends the table need not come back for the next message."""
    with pytest.raises(ContractError, match=r"plan \(CRM\) is missing; sla_hours \(CRM\) is missing"):
        check(rows.drop(columns=["plan", "sla_hours"]), SERVED, "served")


def test_bounds_are_allowed(rows):
    """The bound of a range is within it."""
    check(rows.assign(sla_hours=168.0, open_hours=0.0), SERVED, "served")


def test_columns_that_nobody_reads_may_be_anything(rows):
    """The contract is the consumer's."""
    check(rows.assign(seats="many", mood=None), SERVED, "served")


def test_no_quiet_day_is_refused(done, world):
    """Fourteen weeks of a desk without incidents keep both contracts."""
    assert (done.served.table()["reason"] == "").all()
    check(world.events(), EVENTS, "events")


def test_a_table_without_rows_keeps_the_contract(rows):
    """An empty day is a day."""
    check(rows.iloc[:0], SERVED, "served")
    check(pd.DataFrame(rows.iloc[:0]), SERVED, "served")
