"""The answer to BreachModel is fitted once in a run of its check, and anew in the next."""

import numpy as np
import pandas as pd

from autograder.checks.modeling.breach_fits import fit
from autograder.checks.modeling.breach_model import CHECK
from autograder.checks.modeling.breach_promises import (
    breaks_the_promise,
    changes_input,
    moved_by,
    reads_late_columns,
)
from autograder.checks.modeling.breach_worlds import world_of
from autograder.draws import public_draw
from autograder.results import Outcome

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


class LearnsTalk(Rate):
    """The base rate by messages as of today, asked about those of the first hour alone."""

    def fit(self, train: pd.DataFrame) -> "LearnsTalk":
        self.rate = train["messages"].mean() / 50
        return self


class LeftToChance(Rate):
    """Each fit ends a little elsewhere."""

    def fit(self, train: pd.DataFrame) -> "LeftToChance":
        self.rate = np.random.default_rng().uniform(0.2, 0.3)
        return self


class FollowsTheTable(Rate):
    """More open hours, more risk or less, as in training; drops the label from the table."""

    def fit(self, train: pd.DataFrame) -> "FollowsTheTable":
        labels = train.pop("breached")
        self.slope = np.sign(np.corrcoef(np.log1p(train["open_hours"]), labels)[0, 1])
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        return 0.5 + 0.05 * self.slope * np.log1p(rows["open_hours"].to_numpy()) / 5


def test_a_promise_is_kept_on_any_table() -> None:
    """A sign that is right where the data agree is found on labels turned round, and only there."""
    found = breaks_the_promise(FollowsTheTable, DRAW)
    assert found is not None and "labels were turned round" in found.note
    assert breaks_the_promise(Rate, DRAW) is None


def test_a_label_that_is_gone_is_seen() -> None:
    """The table that fit was given is compared with what it was; an exception is no change."""

    class Fails(Rate):
        def predict(self, rows: pd.DataFrame) -> np.ndarray:
            raise ValueError("no risks today")

    found = changes_input(FollowsTheTable, DRAW)
    assert found is not None and found.call.startswith("train_before")
    assert changes_input(Fails, DRAW) is None


def test_a_late_column_in_training_is_found() -> None:
    """Even if predict does not read it; but chance in training is no reading."""
    found = reads_late_columns(LearnsTalk, DRAW)
    assert found is not None and "but fit does" in found.note
    assert reads_late_columns(LeftToChance, DRAW) is None


def test_one_fit_answers_all_questions() -> None:
    """Five fits a run: of all rows, and mirrored; of few with labels turned, as decided, and within SLAs."""

    class Counted(Rate):
        fits = 0

    for run in (1, 2):
        CHECK.run("06_modeling", "A model", Counted, DRAW)
        assert Counted.fits == 5 * run


def test_a_late_column_is_named() -> None:
    """The one that moves the risk, and no other; none, where none does."""
    found = reads_late_columns(Talk, DRAW)
    assert found is not None and found.note.startswith("The risk moves with messages. ")
    world = world_of(DRAW)
    model = fit(Rate, world.train.head(50))
    before = model.risks(world.new)
    assert "several of them together" in moved_by(model, world.new, world.new_today, before)


def test_an_exception_heads_the_report_as_what_it_is() -> None:
    """In fit as in predict; nothing is said of the risks that never came."""

    class Raises(Rate):
        def predict(self, rows: pd.DataFrame) -> np.ndarray:
            raise ValueError("boom")

    class Refuses(Rate):
        def fit(self, train: pd.DataFrame) -> "Rate":
            raise AttributeError("no feature names")

    for made, words in ((Raises, "boom"), (Refuses, "no feature names")):
        first = CHECK.run("06_modeling", "A model", made, DRAW).findings[0]
        assert first.outcome == Outcome.RAISED and words in first.error
