"""The property of leaving the caller's arrays alone."""
import numpy as np

from autograder.draws import public_draw
from autograder.oracles.unchanged_arrays import leaves_arrays_alone

DRAW = public_draw("unit", "task")


def arguments(draw):
    return np.array([3.0, 1.0, np.inf]), np.array(["b", "a", "c"]), 5


property_ = leaves_arrays_alone(arguments, ("values", "names", "n"))


def test_an_answer_that_only_reads_is_passed():
    assert property_(lambda values, names, n: np.sort(values), DRAW) is None


def test_a_sort_in_place_is_found_and_named():
    found = property_(lambda values, names, n: names.sort(), DRAW)
    assert found is not None and found.got == "names[0] is a"


def test_what_an_answer_raises_is_not_judged_here():
    assert property_(lambda values, names, n: 1 / 0, DRAW) is None
