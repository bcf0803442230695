"""Functions of ours that a learner's code calls run here, and do there what they would do in one process."""
from __future__ import annotations

import pandas as pd
import pytest

from craftdata import desk


def test_functions_given_as_arguments_run_here(answering):
    """A function of ours is called back with the learner's arguments; it may raise, and be given back."""
    answer = answering("""
def f(function, values):
    try:
        function('no number')
    except TypeError as error:
        return [function(value) for value in values], str(error), function
""").callable("f")
    seen = []

    def half(value):
        seen.append(value)
        return value / 2

    halves, message, back = answer(half, [1, 2])
    assert halves == [0.5, 1.0] and "unsupported operand" in message and back is half
    assert seen == ["no number", 1, 2]


def test_what_a_call_back_does_to_its_arguments_is_done_to_the_learner_s_own(answering):
    """As in a notebook: a function of ours that writes into the learner's table has written there."""
    answer = answering("""
def f(function, table, values):
    function(table)
    function(table.copy())
    function(values=values)
    return table, values
""").callable("f")

    def mark(table=None, values=()):
        if table is None:
            values.append(3)
        else:
            table["seen"] = table["n"] + 1

    given = pd.DataFrame({"n": [1, 2]}, index=[7, 5])
    table, values = answer(mark, given, [1])
    assert table.equals(pd.DataFrame({"n": [1, 2], "seen": [2, 3]}, index=[7, 5])) and values == [1, 3]
    assert given.equals(table)


def test_functions_given_as_arguments_have_neither_name_nor_words(answering):
    """A learner's test that is given right and wrong functions must not know them by what we call them."""
    tells = "def f(function): return function.__name__, function.__doc__, repr(function)"
    answer = answering(tells).callable("f")

    def wrong_by_one(value):
        """Wrong: off by one."""

    assert answer(wrong_by_one) == ("function", None, "<function function>")


def test_a_learner_s_function_given_to_a_call_back_comes_back_as_itself(answering):
    answerer = answering("def key(x): return -x\ndef f(sort, values): return sort(values, key)")
    with pytest.raises(TypeError, match="while it waits for a call back"):
        answerer.callable("f")(lambda values, key: sorted(values, key=key), [1, 2])
    handles = []
    answerer.callable("f")(lambda values, key: handles.append(key), [1, 2])
    assert handles[0](3) == -3


def test_a_desk_is_operated_by_the_learner_s_code_and_lives_here(answering):
    """The learner's function gets a client; the desk's process is ours, and tells what it refuses."""
    answerer = answering("""
from craftdata import desk
def operate(op, policy):
    assert type(op) is desk.Client
    try: op.close_day()
    except desk.DeskError as error: refused = str(error)
    day = op.open_day()
    waiting = day.tickets[day.tickets["still_open"]]
    summary = op.close_day(fast_lane=waiting["ticket_id"].head(1))
    return refused, summary, len(op.run(policy, days=2)), op.labels()
""")
    with desk.open_desk(seed=3, days=14, tickets_per_day=20, fast_lane_places=3) as op:
        refused, summary, days, labels = answerer.callable("operate")(op, desk.policies.incumbent_rule())
        assert "open" in refused and isinstance(summary, desk.DaySummary) and days == 2
        pd.testing.assert_frame_equal(labels, op.labels())


def test_a_desk_s_world_cannot_be_replaced_by_whoever_is_given_its_client(answering):
    """Neither while it is open nor after it was closed; else the learner would choose what is judged."""
    swap = answering("""
def swap(op, close):
    if close: op._call("close")
    try: op._call("open", seed=1, scenario={})
    except Exception as error: return str(error)
""").callable("swap")
    with desk.open_desk(seed=3, days=14, tickets_per_day=20, fast_lane_places=3) as op:
        assert "opened before" in swap(op, False) and op._call("days_left") == 14
        assert "opened before" in swap(op, True)
