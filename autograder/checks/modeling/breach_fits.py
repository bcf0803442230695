"""Models of an answer to `BreachModel`, fitted once in a run of the check.

Training takes longer than all questions together, so that one model is of all rows and the others are of FEW.
What is kept is kept by the answer of this run: a learner who changes a cell and checks again is asked about a
new fit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from autograder.checks.modeling.breach_worlds import World, of_the_decision, world_of
from autograder.draws import Draw
from autograder.oracles.oracle import ContractBroken

FEW = 600


@dataclass(frozen=True)
class Fitted:
    """made: the answer's object after `fit`. returned: what `fit` returned. given: its table, afterwards."""

    made: Any
    returned: Any
    given: pd.DataFrame

    def risks(self, rows: pd.DataFrame) -> np.ndarray:
        """One risk a row; raises ContractBroken if `predict` returns something of another shape."""
        value = self.made.predict(rows.copy())
        if not is_one_a_row(value, len(rows)):
            raise ContractBroken(f"{told(value)}; the prompt asks for one risk for each of {len(rows)} rows")
        return np.asarray(value, dtype=float)


_MODELS: WeakKeyDictionary[Any, dict[tuple[Draw, str], Fitted]] = WeakKeyDictionary()


def fit(target: Any, train: pd.DataFrame) -> Fitted:
    made, given = target(), train.copy()
    return Fitted(made, made.fit(given), given)


def _kept(answer: Any, draw: Draw, which: str, table: Callable[[World], pd.DataFrame]) -> Fitted:
    kept = _MODELS.setdefault(answer, {})
    if (draw, which) not in kept:
        kept[draw, which] = fit(answer, table(world_of(draw)))
    return kept[draw, which]


def model_of(answer: Any, draw: Draw) -> Fitted:
    """The answer's model of all training rows of this draw's world."""
    return _kept(answer, draw, "today", lambda world: world.train)


def turned(world: World) -> pd.DataFrame:
    """Few training rows with their labels turned round: the more open hours, the more of them breached."""
    rows = world.train.head(FEW)
    return rows.assign(breached=1 - rows["breached"])


def model_of_turned(answer: Any, draw: Draw) -> Fitted:
    """The answer's model of few rows whose labels are turned round."""
    return _kept(answer, draw, "turned", turned)


def again(answer: Any, draw: Draw) -> Fitted:
    """A second model of those few rows: the same as the first, unless training is left to chance."""
    return _kept(answer, draw, "again", turned)


def turned_within(world: World) -> pd.DataFrame:
    """Few rows: the longer the SLA the fewer breached, but of equal SLAs those with more open hours.

    So open_hours and breaches fall together over all rows, and rise together where all else is equal.
    """
    rows = world.train.head(FEW)
    place = rows.groupby("sla_hours")["open_hours"].rank(method="first", pct=True)
    share = np.clip(1.25 - 1.5 * rows["sla_hours"].rank(pct=True), 0.06, 0.94)
    return rows.assign(breached=(place > 1 - share).astype(int))


def model_of_turned_within(answer: Any, draw: Draw) -> Fitted:
    """The answer's model of few rows on which a correlation and a coefficient differ in sign."""
    return _kept(answer, draw, "turned within", turned_within)


def mirrored(world: World) -> pd.DataFrame:
    """All training rows, with log(1 + open_hours) mirrored: who had the most of them has the fewest.

    All else is as it was: a linear model gets the coefficients of `model_of` again, and that of the hours
    alone is turned round. So whoever looks at another coefficient drops the hours from both, or from none.
    """
    logs = np.log1p(world.train["open_hours"])
    return world.train.assign(open_hours=np.expm1(logs.max() + logs.min() - logs))


def model_of_mirrored(answer: Any, draw: Draw) -> Fitted:
    """The answer's model of rows where the more open hours breach more often, and all else is as usual."""
    return _kept(answer, draw, "mirrored", mirrored)


def model_of_decisions(answer: Any, draw: Draw) -> Fitted:
    """The answer's model of those few rows with the late columns as they were at the decision."""
    return _kept(answer, draw, "decision", lambda world: of_the_decision(turned(world)))


def is_one_a_row(value: Any, rows: int) -> bool:
    return isinstance(value, np.ndarray | pd.Series | list) and np.shape(value) == (rows,)


def told(value: Any) -> str:
    return f"predict returned a {type(value).__name__} of the shape {np.shape(value)}"
