"""Objects that stay with the learner's code are used from here by handles."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from autograder.sandbox.errors import HandleRefused


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


def test_handles_of_another_learner_are_refused(answering):
    mine, others = answering("def f(x): return x"), answering("def g(): return 1")
    with pytest.raises(HandleRefused, match="another learner"):
        mine.callable("f")(others.callable("g"))
