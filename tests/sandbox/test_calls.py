"""Calls of a learner's code over the wire behave as calls in one process do."""
from __future__ import annotations

import random
import warnings

import numpy as np
import pandas as pd
import pytest

from autograder.oracles.learner_line import learner_line
from autograder.oracles.time_limit import OutOfTime, time_limit
from autograder.sandbox.errors import AnswererGone, NotDefined, NotPlain


def test_a_call_returns_plain_data_of_its_own_type(answering):
    """What the learner's function returns is rebuilt here: a table, a number, a set, in one call each."""
    answer = answering("import pandas as pd\ndef f(x, *, times=2):\n    return x * times").callable("f")
    assert answer(3) == 6 and type(answer(3)) is int and answer("ab", times=3) == "ababab"
    frame = pd.DataFrame({"a": [1, 2]}, index=[7, 9])
    pd.testing.assert_frame_equal(answer(frame), frame * 2)
    assert answer.__name__ == "f"


def test_a_name_that_no_cell_binds_is_not_defined(answering):
    answerer = answering("x = 1")
    with pytest.raises(NotDefined, match="name 'f' is not defined"):
        answerer.callable("f")
    assert answerer.names() == ["x"] and answerer.value("x") == 1
    with pytest.raises(TypeError, match="x is a int, which cannot be called"):
        answerer.callable("x")


def test_what_a_call_does_to_its_arguments_is_done_to_ours(answering):
    """A table sorted in place, a column added, a list emptied, a generator used: all arrive."""
    answer = answering("""
def spoil(frame, *rest, rows=None):
    frame['new'] = 1
    frame.sort_values('a', inplace=True)
    rest[0].clear()
    rest[1].random()
    rows.append(3)
""").callable("spoil")
    frame, items, rng, rows = pd.DataFrame({"a": [2, 1]}), [1, 2], np.random.default_rng(1), [1]
    answer(frame, items, rng, rows=rows)
    pd.testing.assert_frame_equal(frame, pd.DataFrame({"a": [1, 2], "new": 1}, index=[1, 0]))
    expected = np.random.default_rng(1)
    expected.random()
    assert items == [] and rows == [1, 3] and rng.random() == expected.random()


def test_arguments_that_a_call_leaves_alone_are_the_same_objects_unchanged(answering):
    """An untouched table is neither replaced nor written to, so that nothing of it can be rounded away."""
    answer = answering("def f(frame, *rest): return len(frame)").callable("f")
    column = pd.Series([1, 2], dtype="Int64").array
    frame = pd.DataFrame({"a": column, "b": [{1}, None], "c": [float("nan"), 2]})
    before = frame._mgr
    assert answer(frame, {1, 2}, [float("nan")], np.random.default_rng(3)) == 2
    assert frame._mgr is before


def test_exceptions_keep_their_name_message_and_the_learner_s_line(answering):
    answer = answering("class Odd(ValueError): pass\n\ndef f(x):\n    raise Odd(f'no {x}')").callable("f")
    with pytest.raises(ValueError, match="no 3") as info:
        answer(3)
    assert type(info.value).__name__ == "Odd"
    assert (learner_line(info.value).number, learner_line(info.value).text) == (4, "raise Odd(f'no {x}')")


def test_the_line_is_the_innermost_of_the_learner_s(answering):
    """Of an exception raised within a library, the line that called the library is named."""
    answer = answering("def inner(frame):\n    return frame['b']\n"
                       "def f(frame):\n    return inner(frame)").callable("f")
    with pytest.raises(KeyError) as info:
        answer(pd.DataFrame({"a": [1]}))
    assert learner_line(info.value).number == 2


def test_prints_and_warnings_of_a_call_appear_here(answering, capsys):
    answer = answering("""
import sys, warnings
def f():
    print('out'); print('err', file=sys.stderr)
    warnings.warn('old', FutureWarning)
""").callable("f")
    with pytest.warns(FutureWarning, match="old"):
        answer()
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("out\n", "err\n")


def test_a_flood_of_prints_and_warnings_is_cut(answering, capsys):
    answer = answering("import warnings\ndef f():\n    for i in range(10**5):\n        print('x' * 100)\n"
                       "        warnings.warn(str(i))").callable("f")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        answer()
    assert len(caught) == 100 and len(capsys.readouterr().out) <= 20_000


def test_random_states_go_both_ways(answering):
    """A seed set here is seen there, and numbers drawn there are gone here."""
    answer = answering("import random, numpy as np\n"
                       "def f(): return np.random.random(), random.random()").callable("f")
    np.random.seed(5)
    random.seed(5)
    expected = [(np.random.random(), random.random()) for _ in range(3)]
    np.random.seed(5)
    random.seed(5)
    assert [answer(), (np.random.random(), random.random()), answer()] == expected


def test_mixed_results_keep_their_plain_parts(answering):
    """In a list with an object of the learner's own, the numbers are numbers and the object a handle."""
    one, two, handle = answering("class A: pass\ndef f(): return [1, {'k': 2.5}, A()]").callable("f")()
    assert one == 1 and two == {"k": 2.5} and type(handle).__name__ == "A"


def test_what_is_no_plain_data_is_not_sent(answering):
    answer = answering("def f(x): return x").callable("f")
    with pytest.raises(NotPlain):
        answer(object())
    with pytest.raises(NotPlain):
        answer(np.zeros(1, [("a", "i4")]))
    assert answer(1) == 1


def test_a_call_that_loops_is_out_of_time_and_the_next_one_answers(answering):
    """The soft limit stops a loop where it is; the process and its state live on."""
    answerer = answering("n = 0\ndef loop():\n    global n\n    while True: n += 1\n"
                         "def f(): return n > 0", call_seconds=0.5)
    with pytest.raises(OutOfTime):
        answerer.callable("loop")()
    assert answerer.callable("f")() is True


def test_an_alarm_around_a_call_limits_it(answering):
    """Under a check's own time limit the call ends in time, and the next one gets its own reply."""
    answerer = answering("import time\ndef f(x):\n    time.sleep(x)\n    return x")
    answer = answerer.callable("f")
    for _ in range(3):
        with pytest.raises(OutOfTime), time_limit(0.3):
            answer(60)
        assert answer(0) == 0


def test_code_that_swallows_every_limit_is_ended(answering):
    """A loop that catches everything is killed; whoever asks again is told at once."""
    answerer = answering("""
import time
def f():
    while True:
        try: time.sleep(60)
        except BaseException: pass
""", call_seconds=0.3, grace_seconds=0.3)
    answer = answerer.callable("f")
    with pytest.raises(OutOfTime):
        answer()
    with pytest.raises(AnswererGone, match="did not stop"):
        answer()
    assert answerer.gone


def test_an_answerer_that_dies_ends_the_call_at_once(answering):
    answer = answering("import os\ndef f(): os._exit(0)").callable("f")
    with pytest.raises(AnswererGone, match="its process ended"):
        answer()


def test_no_exception_handler_of_a_check_takes_silence_for_an_answer(answering):
    """AnswererGone is no Exception: an oracle that suppresses what a call raises does not go on."""
    answer = answering("import os\ndef f(): os._exit(0)").callable("f")
    with pytest.raises(AnswererGone):
        try:
            answer()
        except Exception:
            pytest.fail("an Exception")
