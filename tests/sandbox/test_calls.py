"""Calls of a learner's code over the wire behave as calls in one process do."""
from __future__ import annotations

import random
import warnings

import numpy as np
import pandas as pd
import pytest

from autograder.oracles.learner_line import learner_line
from autograder.oracles.time_limit import OutOfTime, time_limit
from autograder.sandbox.errors import AnswererGone, HandleRefused, NotDefined, NotPlain
from craftdata import desk


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


def test_stateful_objects_stay_there_and_keep_their_state(answering):
    answerer = answering("""
class Counter:
    limit = 3
    def __init__(self, start): self.n = start
    def up(self, by=1):
        self.n += by
        return self.n
    def __len__(self): return self.n
    def __getitem__(self, key): return key * self.n
    def __contains__(self, item): return item == self.n
""")
    counter = answerer.callable("Counter")(5)
    assert (counter.up(), counter.up(by=4), counter.n, counter.limit) == (6, 10, 10, 3)
    counter.n = 2
    assert (len(counter), counter["a"], 2 in counter, 3 in counter) == (2, "aa", True, False)
    assert "Counter object" in str(counter) and type(counter).__name__ == "Counter"
    with pytest.raises(AttributeError):
        counter.nothing  # noqa: B018


def test_the_same_object_is_the_same_handle(answering):
    answerer = answering("class A: pass\na = A()\ndef f(): return a\ndef same(x): return x is a")
    first = answerer.callable("f")()
    assert answerer.callable("f")() is first and answerer.callable("same")(first) is True


def test_estimators_are_fitted_where_they_live(answering):
    """A fitted model stays a handle; its predictions and attributes are plain data."""
    answerer = answering("from sklearn.linear_model import LinearRegression\n"
                         "def make(): return LinearRegression()")
    model = answerer.callable("make")()
    x = np.arange(10.0).reshape(-1, 1)
    assert model.fit(x, 3 * x[:, 0]) is model
    np.testing.assert_allclose(model.predict(x[:2]), [0, 3], atol=1e-9)
    np.testing.assert_allclose(model.coef_, [3])


def test_an_iterator_that_is_given_can_be_gone_through_once(answering):
    answer = answering("def f(folds): return [[sum(pair) for pair in folds] for _ in range(2)]").callable("f")
    assert answer(iter([(1, 2), (3, 4)])) == [[3, 7], []]


def test_generators_are_read_item_by_item_and_at_most_so_far(answering):
    """A generator runs only as far as it is read; one without end is refused at the limit."""
    answerer = answering("""
done = []
def f(n):
    i = 0
    while i != n:
        done.append(i)
        yield i
        i += 1
""", items=50)
    numbers = answerer.callable("f")(3)
    assert next(numbers) == 0 and answerer.value("done") == [0]
    assert list(numbers) == [1, 2] and next(numbers, "end") == "end"
    with pytest.raises(HandleRefused, match="more than 50 items"):
        list(answerer.callable("f")(-1))


def test_handles_cannot_be_compared_nor_be_numbers(answering):
    """An object that says that it equals everything is asked nothing of the kind."""
    yes = answering("""
class Yes:
    def __eq__(self, other): return True
    __lt__ = __gt__ = __contains__ = __eq__
    def __float__(self): return 1.0
    def __array__(self, *a, **k): return np.ones(1)
    def __bool__(self): return True
    __hash__ = None
    __class__ = int
def f(): return Yes()
""").callable("f")()
    for use in (lambda: yes == 1, lambda: yes != 1, lambda: yes < 2, lambda: float(yes), lambda: bool(yes),
                lambda: np.asarray(yes), lambda: yes + 1, lambda: 1 - yes, lambda: pd.Series([1]) == yes):
        with pytest.raises(HandleRefused):
            use()
    assert not isinstance(yes, int) and type(yes).__name__ == "Yes" and yes not in {1}


def test_private_names_of_handles_are_not_asked_for(answering):
    """By such names pandas asks whether a thing is a table, and IPython how it is shown."""
    table = answering("class Table:\n    _typ = 'dataframe'\n    def _repr_html_(self): return '<script>'\n"
                      "    shown = 1\ndef f(): return Table()").callable("f")()
    assert table.shown == 1 and not hasattr(table, "_typ") and not hasattr(table, "_repr_html_")


def test_an_estimator_is_cloned_where_it_lives(answering):
    """Whether the constructor stored its arguments themselves shows through a handle, too."""
    answerer = answering("""
from sklearn.base import BaseEstimator
class Keeps(BaseEstimator):
    def __init__(self, names): self.names = names
class Copies(BaseEstimator):
    def __init__(self, names): self.names = list(names)
""")
    assert answerer.callable("Keeps")(names=["a"]).__sklearn_clone__().names == ["a"]
    with pytest.raises(RuntimeError, match="names"):
        answerer.callable("Copies")(names=["a"]).__sklearn_clone__()


def test_derived_tables_and_numbers_arrive_as_plain_ones(answering):
    """A table or number whose class lies about equality arrives without its class."""
    answerer = answering("""
import pandas as pd
class Table(pd.DataFrame):
    def __eq__(self, other): return True
    def equals(self, other): return True
class Number(float):
    def __eq__(self, other): return True
    __hash__ = float.__hash__
def f(): return Table({'a': [1]}), Number(7)
""")
    table, number = answerer.callable("f")()
    assert type(table) is pd.DataFrame and not table.equals(pd.DataFrame({"a": [2]}))
    assert type(number) is float and number != 8


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


def test_handles_of_another_learner_are_refused(answering):
    mine, others = answering("def f(x): return x"), answering("def g(): return 1")
    with pytest.raises(HandleRefused, match="another learner"):
        mine.callable("f")(others.callable("g"))


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
