"""scikit-learn's contract as seen from outside: parameters kept, fit returns itself, fit starts afresh.

A class is judged through its public methods alone, so that an object which stays in another process does
as well. `through` makes an oracle for functions one for classes: `use` says what is done with the class.
"""
from __future__ import annotations

import copy
import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.draws import Draw
from autograder.oracles.compare import first_difference, show
from autograder.oracles.oracle import ContractBroken, Oracle, Property
from autograder.results import Counterexample

Use = Callable[..., Any]
Data = tuple[Any, ...]


def through(use: Use, test: Property) -> Property:
    """The property of the function `use(target, ...)`: for example of fitting a class and transforming."""
    def asked(answer: Any, draw: Draw) -> Counterexample | None:
        return test(functools.partial(use, answer), draw)
    return asked


def oracle_through(use: Use, oracle: Oracle) -> Oracle:
    """The same oracle, asked about what `use` does with a class."""
    return dataclasses.replace(oracle, test=through(use, oracle.test))


def keeps_the_contract(parameters: Callable[[Draw], Mapping[str, Any]], fitted_on: Callable[[Draw], Data],
                       others: Callable[[Draw], Data], transformed: Callable[[Any, Data], Any],
                       call: str) -> Property:
    """get_params gives what the constructor got, also after fit; fit returns its object and starts afresh.

    parameters: of the constructor. fitted_on, others: two sets of arguments of fit. transformed: what a
    fitted object makes of the first set. call: the constructor's call as a learner types it.
    """
    def test(answer: Any, draw: Draw) -> Counterexample | None:
        given = dict(parameters(draw))
        made = answer(**given)
        for moment, act in (("", lambda: made), (" after fit", lambda: made.fit(*fitted_on(draw)))):
            result = act()
            problem = _parameters_problem(made, given)
            if problem:
                return Counterexample(f"{call}.get_params(){moment}", problem,
                                      ", ".join(f"{name}={show(value)}" for name, value in given.items()), "",
                                      "clone() and grid searches make a new object from get_params(): the "
                                      "constructor stores its arguments, and fit leaves them alone.")
            if result is not made:
                return Counterexample(f"{call}.fit(...)", show(result), "the object itself", "",
                                      "fit returns self, so that fit(...).transform(...) can be written.")
        return _fit_remembers(answer, given, fitted_on(draw), others(draw), transformed, call)
    return test


def can_be_cloned(parameters: Callable[[Draw], Sequence[Mapping[str, Any]]], call: str) -> Property:
    """clone() takes an object of each of these parameters: the arguments themselves are stored.

    clone() compares by identity, which no copy keeps that comes from another process. So the object is asked
    by `__sklearn_clone__`, which every BaseEstimator has; a class without it is looked at where it lives.
    """
    def test(answer: Any, draw: Draw) -> Counterexample | None:
        for given in parameters(draw):
            problem = _clone_problem(answer, given)
            if problem:
                return Counterexample(f"sklearn.base.clone({call})", problem, "another object like it",
                                      ", ".join(f"{name}={show(value)}" for name, value in given.items()),
                                      "The constructor stores the arguments themselves: no copy of them, and "
                                      "nothing else where they are empty.")
        return None
    return test


def _clone_problem(answer: Any, given: Mapping[str, Any]) -> str:
    made = answer(**given)
    clone = getattr(made, "__sklearn_clone__", None)
    if clone is None:
        copied = [name for name, value in made.get_params().items() if value is not given.get(name)]
        return f"{copied[0]} is not the argument itself" if copied and isinstance(answer, type) else ""
    try:
        clone()
    except NotImplementedError:
        raise
    except (RuntimeError, TypeError) as error:
        return f"{type(error).__name__}: {str(error)[:300]}"
    return ""


def _parameters_problem(made: Any, given: Mapping[str, Any]) -> str:
    found = made.get_params()
    if not isinstance(found, dict) or set(found) != set(given):
        return show(found)
    strange = [name for name, value in given.items() if not _is_the_same(found[name], value)]
    return ", ".join(f"{name}={show(found[name])}" for name in strange)


def _is_the_same(found: Any, given: Any) -> bool:
    return type(found) is type(given) and bool(found == given)


def _fit_remembers(answer: Any, given: Mapping[str, Any], data: Data, others: Data,
                   transformed: Callable[[Any, Data], Any], call: str) -> Counterexample | None:
    used, fresh = answer(**given), answer(**given)
    used.fit(*others)
    tables = []
    for made in (used, fresh):
        made.fit(*copy.deepcopy(data))      # what becomes of the arguments is judged elsewhere
        tables.append(transformed(made, copy.deepcopy(data)))
    difference = first_difference(*tables)
    if difference is None:
        return None
    return Counterexample(f"{call}, fitted on other rows before", f"{difference.got} ({difference.place})",
                          f"{difference.expected} ({difference.place}), as when fitted once", "",
                          "fit starts afresh: what was fitted before leaves no trace.")


def table_of(value: Any, columns: Sequence[str], what: str) -> pd.DataFrame:
    """What a method returned, as a table with these columns, whatever it calls them.

    An array or a Series of the right width is read as such a table: RETURN_SHAPE judges the kind and the
    names. Raises ContractBroken, naming the method, if nothing of the kind came back.
    """
    if isinstance(value, pd.Series):
        value = value.to_frame()
    if isinstance(value, np.ndarray) and value.ndim == 2:
        value = pd.DataFrame(value)
    if not isinstance(value, pd.DataFrame):
        raise ContractBroken(f"{what} returned a {type(value).__name__}; the prompt asks for a DataFrame")
    if value.shape[1] != len(columns):
        raise ContractBroken(f"{what} returned {value.shape[1]} columns; the prompt asks for "
                             f"{', '.join(map(str, columns))}")
    return value.set_axis(list(columns), axis=1)
