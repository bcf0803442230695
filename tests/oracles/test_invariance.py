"""Not caring about what must not matter."""
import numpy as np
import pandas as pd

from autograder.draws import Draw, public_draw
from autograder.oracles.invariance import in_zone, invariant, shuffled

DRAW = public_draw("91_sample", "first")
FRAME = pd.DataFrame({"at": pd.date_range("2030-01-01", periods=5, tz="UTC"), "x": range(5)})


def _shuffle(arguments: tuple[pd.DataFrame, ...], draw: Draw) -> tuple[pd.DataFrame, ...]:
    return (shuffled(arguments[0], np.random.default_rng(1)),)


ORDER = invariant(lambda draw: (FRAME,), _shuffle, "f(shuffled)", "Rows come in no order.")


def test_an_answer_that_does_not_care_holds() -> None:
    """A sum is the same in any order."""
    assert ORDER(lambda frame: int(frame["x"].sum()), DRAW) is None


def test_an_answer_that_cares_is_shown_before_and_after() -> None:
    """The counter-example says what the changed arguments gave and that it was otherwise before."""
    example = ORDER(lambda frame: int(frame["x"].iloc[0]), DRAW)
    assert example.call == "f(shuffled)" and example.expected == "0, as before" and example.got != "0"
    assert example.note == "Rows come in no order."


def test_results_are_compared_in_a_common_form() -> None:
    """With `back`, an answer may return its rows in the order of its input."""
    sorted_back = invariant(lambda draw: (FRAME,), _shuffle, "f(shuffled)", "", back=pd.Series.sort_index)
    assert sorted_back(lambda frame: frame["x"], DRAW) is None
    assert ORDER(lambda frame: frame["x"], DRAW) is not None


def test_shuffling_keeps_rows_with_their_index() -> None:
    """The same rows, in another order."""
    other = shuffled(FRAME, np.random.default_rng(1))
    assert list(other.index) != list(FRAME.index)
    pd.testing.assert_frame_equal(other.sort_index(), FRAME)


def test_another_zone_means_the_same_instants() -> None:
    """Wall clocks change, instants do not, and the original is left alone."""
    other = in_zone(FRAME, "Asia/Kolkata")
    assert (other["at"] == FRAME["at"]).all()
    assert other["at"].dt.hour.iloc[0] == 5 and FRAME["at"].dt.hour.iloc[0] == 0
