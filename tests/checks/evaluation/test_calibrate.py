"""Unit 08: what is no chance at all is named first, and what follows from it is not judged."""
import numpy as np
import pytest
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from autograder.checks.evaluation.calibrate import CHECK, LITTLE, added_harm, does_no_harm, removes
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.oracle import put
from autograder.results import Outcome

DRAW = public_draw("08_evaluation", "calibrate")


def stepped(validation_p, validation_y, p):
    return IsotonicRegression(out_of_bounds="clip").fit(validation_p, validation_y).predict(p)


def stepped_inside(validation_p, validation_y, p):
    return IsotonicRegression().fit(validation_p, validation_y).predict(p)


def labels(validation_p, validation_y, p):
    return LogisticRegression().fit(validation_p.reshape(-1, 1), validation_y).predict(p.reshape(-1, 1))


def line_on_odds(clip, C=100.0):
    def calibrate(validation_p, validation_y, p):
        def log_odds(chance):
            inside = np.clip(chance, clip, 1 - clip)
            return np.log(inside / (1 - inside)).reshape(-1, 1)
        line = LogisticRegression(C=C).fit(log_odds(validation_p), validation_y)
        return line.predict_proba(log_odds(p))[:, 1]
    return calibrate


def stepped_between(least):
    def calibrate(validation_p, validation_y, p):
        steps = IsotonicRegression(y_min=least, y_max=1 - least, out_of_bounds="clip")
        return steps.fit(validation_p, validation_y).predict(p)
    return calibrate


def verdicts(answer):
    return {oracle.id: put(oracle, answer, DRAW) for oracle in CHECK.oracles}


@pytest.mark.parametrize(("answer", "got", "note"), (
    (stepped, "0.001 became 0; it lies below the validation rows", "log-loss infinite"),
    (stepped_inside, "0.001 became nan; it lies below the validation rows", "gets a number"),
    (line_on_odds(1e-15), "1 became 1", "Clip what comes out"),
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


@pytest.mark.parametrize("key", (None, "a", "b", "c"))
def test_steps_follow_the_noise_wherever_they_are_clipped_and_a_line_stays_far_from_the_limit(key):
    draw = graded_draw("08_evaluation", "calibrate", learner_key(key)) if key else DRAW
    for least in (0.01, 0.02, 0.03):
        assert does_no_harm(stepped_between(least), draw) is not None
    added = [added_harm(line_on_odds(1e-4, C), draw) for C in (1.0, 1e6)]
    assert max(added) < 0.65 * LITTLE


def test_what_just_misses_the_limit_does_not_read_as_it():
    def shift_of(part):
        def calibrate(validation_p, validation_y, p):
            return 1 / (1 + np.exp(-(np.log(p / (1 - p)) - 1.2 * part)))
        return calibrate
    test = removes({"the log-odds too high by 1.2": (1.2, 1.0)})
    found = [test(shift_of(part), DRAW) for part in np.linspace(0.55, 0.7, 301)]
    shown = {example.got.split("%")[0] for example in found if example}
    assert found[-1] is None and "85.9" in shown and "86.0" not in shown
