"""Unit 08: what is no chance at all is named first, and what follows from it is not judged."""
import numpy as np
import pytest
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from autograder.checks.evaluation.calibrate import CHECK, removes
from autograder.draws import public_draw
from autograder.oracles.oracle import put
from autograder.results import Outcome

DRAW = public_draw("08_evaluation", "calibrate")


def stepped(validation_p, validation_y, p):
    return IsotonicRegression(out_of_bounds="clip").fit(validation_p, validation_y).predict(p)


def stepped_inside(validation_p, validation_y, p):
    return IsotonicRegression().fit(validation_p, validation_y).predict(p)


def labels(validation_p, validation_y, p):
    return LogisticRegression().fit(validation_p.reshape(-1, 1), validation_y).predict(p.reshape(-1, 1))


def verdicts(answer):
    return {oracle.id: put(oracle, answer, DRAW) for oracle in CHECK.oracles}


@pytest.mark.parametrize(("answer", "got", "note"), (
    (stepped, "0.001 became 0; it lies below the validation rows", "log-loss infinite"),
    (stepped_inside, "0.001 became nan; it lies below the validation rows", "gets a number"),
    (labels, "0.001 became 0", "predict_proba the chance")))
def test_a_certain_prediction_is_the_first_finding_and_the_only_one_of_its_kind(answer, got, note):
    found = verdicts(answer)
    first = next(name for name, result in found.items() if result.outcome != Outcome.PASSED)
    assert first == "CERTAINTY" and found[first].outcome == Outcome.WRONG
    assert found[first].counterexample.got.startswith(got)
    assert note in found[first].counterexample.note
    assert {result.outcome for name, result in found.items() if name.endswith(("_REMAINS", "_FITTED"))} <= {
        Outcome.PASSED, Outcome.UNJUDGED}
    assert found["NEW_ROWS_LEARNED"].outcome == Outcome.PASSED


def test_what_just_misses_the_limit_does_not_read_as_it():
    def shift_of(part):
        def calibrate(validation_p, validation_y, p):
            return 1 / (1 + np.exp(-(np.log(p / (1 - p)) - 1.2 * part)))
        return calibrate
    test = removes({"the log-odds too high by 1.2": (1.2, 1.0)})
    found = [test(shift_of(part), DRAW) for part in np.linspace(0.55, 0.7, 301)]
    shown = {example.got.split("%")[0] for example in found if example}
    assert found[-1] is None and "85.9" in shown and "86.0" not in shown
