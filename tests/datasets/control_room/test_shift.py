"""A shift: what can be seen of it, what a decision changes, and what no decision changes."""

import contextlib
import io
import os
import re

import pandas as pd
import pytest
from IPython.core.formatters import PNGFormatter

from craftdata import control_room
from craftdata.control_room.scoring import UNKNOWN_PENALTY, penalty, repaired

# A desk takes ten seconds: but for the one that learners have, only where CRAFT_SHIFTS=all.
DESKS = (1313, *range(1, 8)) if os.environ.get("CRAFT_SHIFTS") == "all" else (1313,)


@pytest.fixture(scope="module")
def shift() -> control_room.Shift:
    return control_room.open_shift()


@pytest.fixture(scope="module")
def ended() -> tuple[control_room.Shift, pd.DataFrame, str]:
    """A shift in which nothing was done, beyond its end; its review after a refused decision, as printed."""
    over = control_room.open_shift()
    over.decide(days=99, why="All as ever.")
    with contextlib.suppress(ValueError):
        over.decide(retrain_on=21, why="Too late.")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        review = over.review()
    return over, review, printed.getvalue()


def test_a_shift_begins_on_day_one_with_nine_weeks_behind_it(shift: control_room.Shift) -> None:
    assert shift.day == 1 and len(shift.table) == 64 and shift.log.empty
    assert (shift.outcomes["known_at"] < shift.now).all()


def test_what_is_served_is_what_performance_by_week_takes(shift: control_room.Shift) -> None:
    served = shift.served
    assert {"ticket_id", "decide_at", "due_at", "probability", "fast_lane"} <= set(served)
    assert served["ticket_id"].is_unique and served["probability"].between(0, 1, inclusive="neither").all()
    assert (served["decide_at"] < shift.now).all()


def test_a_decision_it_does_not_know_changes_nothing(shift: control_room.Shift) -> None:
    unclear = [
        ({"use": "both"}, "'both'"),
        ({"retrain_on": 1}, "take more days"),
        ({"days": 0}, "days must be"),
        ({"days": -2, "repair": True}, "days must be"),
        ({"days": 1.5}, "days must be"),
        ({"retrain_on": -3}, "retrain_on must be"),
        ({"repair": "no"}, "repair must be"),
        ({"why": " "}, "why must say"),
    ]
    for arguments, told in unclear:
        with pytest.raises(ValueError, match=told):
            shift.decide(**({"why": "No reason."} | arguments))
    with pytest.raises(ValueError, match="why must say"):
        shift.decide()
    assert shift.day == 1 and shift.log.empty


def test_nothing_is_decided_nor_charged_after_the_end(
        ended: tuple[control_room.Shift, pd.DataFrame, str]) -> None:
    over, review, _ = ended
    with pytest.raises(ValueError, match="is over"):
        over.decide(retrain_on=21, why="Too late.")
    assert len(over.log) == 1 and review.loc["yours", "work"] == 0


def test_two_shifts_share_their_tickets_whatever_is_decided() -> None:
    """The rule on one day, the model on the other: the same tickets come, other ones are in the fast lane."""
    one, other = control_room.open_shift(), control_room.open_shift()
    one.decide(use="rule", days=2, why="The model is not to be trusted yet.")
    other.decide(use="model", days=2, why="All as ever.")
    assert one.day == other.day == 3
    pd.testing.assert_series_equal(one.today["ticket_id"], other.today["ticket_id"])
    lanes = [set(shift.served.query("fast_lane")["ticket_id"]) for shift in (one, other)]
    assert lanes[0] != lanes[1]
    assert one.log["why"].tolist() == ["The model is not to be trusted yet."]
    board = one.dashboard()
    assert board.axes[0].get_title().startswith("The ten figures")
    assert PNGFormatter()(board).startswith(b"\x89PNG"), "a notebook without pyplot shows no picture"


def test_gaps_are_filled_from_what_was_last_seen_and_from_the_deadline() -> None:
    created = pd.Timestamp("2024-04-08 09:00", tz="UTC")
    rows = pd.DataFrame({
        "account_id": ["A", "B"], "plan": [None, None], "seats": [float("nan")] * 2,
        "tenure_days": [float("nan")] * 2, "sla_hours": [float("nan")] * 2,
        "created_at": [created] * 2, "due_at": [created + pd.Timedelta("24h")] * 2})
    seen = pd.DataFrame({"plan": ["enterprise"], "seats": [40.0], "tenure_days": [300.0]}, index=["A"])
    filled = repaired(rows, seen)
    assert filled["plan"].tolist()[0] == "enterprise" and filled["sla_hours"].tolist() == [24.0, 24.0]
    assert penalty(filled).tolist() == [400.0, UNKNOWN_PENALTY]


def test_a_review_sums_the_costs_and_tells_what_had_happened(
        ended: tuple[control_room.Shift, pd.DataFrame, str]) -> None:
    one, review, printed = ended
    assert (review["total"] == review["penalties"] + review["work"]).all()
    assert review.loc["yours"].equals(review.loc["nothing done"])
    outcomes = one.outcomes.set_index("ticket_id")["breach"]
    served = one.served.set_index("decide_at").sort_index()["2024-04-08":"2024-05-05"]
    assert review.loc["yours", "breaches"] == served["ticket_id"].map(outcomes).astype(int).sum()
    told = printed.splitlines()
    assert [line.split(",")[0] for line in told[:2]] == ["Day 3 (Wed 10 Apr)", "Day 12 (Fri 19 Apr)"]
    assert "- yours: 0 euros saved; by the decisions 0 euros saved, by luck 0 euros saved" in told
    assert "'also a new model' is the best of these" in told[-1]


def test_a_review_tells_what_ones_own_retraining_and_repairs_were_worth() -> None:
    """Against the same shift without them: of the best one of the comparison that is the one before it."""
    good = control_room.open_shift()
    good.decide(days=11, why="All as ever.")
    good.decide(days=5, repair=True, why="The join is broken.")
    good.decide(days=12, repair=True, retrain_on=28, why="A ripe week is worse.")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        expected = good.review()["expected"]
    retraining, repairs = printed.getvalue().splitlines()[-2:]
    worth = expected["gaps filled"] - expected["yours"]
    assert retraining.startswith(f"Your 1 retraining (day 17, on 28 days): {worth:,.0f} euros saved against")
    ripe, changed = re.search(r"on ([\d,]+) ripe tickets, of which ([\d,]+) were", retraining).groups()
    assert 0 < int(changed.replace(",", "")) < int(ripe.replace(",", ""))
    assert "on or after day 3," in retraining
    assert re.match(r"Your 17 days of repairs \(the first on day 12\): [\d,]+ euros saved against", repairs)


@pytest.mark.slow
def test_the_right_action_pays_on_every_desk_and_a_wrong_one_does_not() -> None:
    """Gaps filled at once and a new model in time, against the rule and haste; one in eight may fail."""
    reviews, most = [], len(DESKS) - len(DESKS) // 8
    for seed in DESKS:
        hasty = control_room.open_shift(seed)
        hasty.decide(days=11, why="All as ever.")
        hasty.decide(repair=True, retrain_on=10, days=17, why="Now or never.")
        reviews.append(hasty.review())

    def saved(one: str, other: str, column: str) -> list[float]:
        return [review.loc[other, column] - review.loc[one, column] for review in reviews]

    for column in ("total", "expected"):
        assert min(saved("gaps filled", "nothing done", column)) > 2000
        assert min(saved("also a new model", "nothing done", column)) > 2000
        assert sum(euros > 0 for euros in saved("also a new model", "gaps filled", column)) >= most
        assert sum(euros < 0 for euros in saved("rule from day 12", "nothing done", column)) >= most
        assert sum(euros < 0 for euros in saved("yours", "gaps filled", column)) >= most
