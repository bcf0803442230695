"""Counting events in windows by sorting and searching equals counting them one by one."""
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from craftdata.flights.windows import EventLog, group_codes

MOMENTS = st.integers(-50, 50)
EVENTS = st.lists(st.tuples(st.integers(0, 3), st.none() | MOMENTS, st.integers(-5, 5)), max_size=30)
QUESTIONS = st.lists(st.tuples(st.integers(0, 3), MOMENTS), min_size=1, max_size=10)


@given(EVENTS, QUESTIONS, st.integers(1, 40) | st.just(np.inf))
def test_count_and_sum_equal_a_loop_over_events(events, questions, minutes):
    group, time, value = (np.array([event[i] for event in events], float) for i in range(3))
    asked, until = (np.array([question[i] for question in questions], float) for i in range(2))
    count, total = EventLog.of(group, time, value).within(asked, until, minutes)
    for row, (name, moment) in enumerate(questions):
        inside = [v for g, t, v in events if g == name and t is not None and moment - minutes < t <= moment]
        assert (count[row], total[row]) == (len(inside), sum(inside))


def test_an_event_counts_at_its_own_minute_and_not_when_the_window_has_just_passed():
    log = EventLog.of(np.array([0]), np.array([100.0]))
    count, _ = log.within(np.zeros(4, int), np.array([99.0, 100.0, 159.0, 160.0]), 60)
    assert count.tolist() == [0, 1, 1, 0]


def test_codes_are_equal_exactly_where_the_keys_are():
    table = pd.DataFrame({"a": ["x", "x", "y", "x"], "b": [1, 2, 1, 1]})
    codes = group_codes(table, "a", "b")
    assert codes[0] == codes[3] and len(set(codes)) == 3


def test_missing_keys_are_refused_by_name():
    with pytest.raises(ValueError, match="tailnum has missing values"):
        group_codes(pd.DataFrame({"tailnum": ["N1", None]}), "tailnum")
