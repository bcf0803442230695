"""The answer to BreachModel is fitted once in a run of its check, and anew in the next."""

import numpy as np
import pandas as pd

from autograder.checks.modeling.breach_fits import fit
from autograder.checks.modeling.breach_model import CHECK
from autograder.checks.modeling.breach_promises import moved_by, reads_late_columns
from autograder.checks.modeling.breach_worlds import world_of
from autograder.draws import public_draw

DRAW = public_draw("06_modeling", "BreachModel")


class Rate:
    """The base rate; counts how often it is fitted."""

    fits = 0

    def fit(self, train: pd.DataFrame) -> "Rate":
        type(self).fits += 1
        self.rate = train["breached"].mean()
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        return np.full(len(rows), self.rate)


class Talk(Rate):
    """More messages, more risk."""

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        return np.clip(rows["messages"].to_numpy() / 50, 0, 1)


def test_one_fit_answers_all_questions() -> None:
    """Two fits a run: the kept one, and that by which INPUT_CHANGED sees what becomes of the table."""
    for run in (1, 2):
        CHECK.run("06_modeling", "A model", Rate, DRAW)
        assert Rate.fits == 2 * run


def test_a_late_column_is_named() -> None:
    """The one that moves the risk, and no other; none, where none does."""
    found = reads_late_columns(Talk, DRAW)
    assert found is not None and found.note.startswith("The risk moves with messages. ")
    world = world_of(DRAW)
    model = fit(Rate, world.train.head(50))
    before = model.risks(world.new)
    assert "several of them together" in moved_by(model, world.new, world.new_today, before)
