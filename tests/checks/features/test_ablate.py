"""The check of ablate: how often right and wrong procedures are right, and that luck does not pass."""
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from autograder.checks.features import ablate
from autograder.checks.features.worlds import (
    COPIES,
    LEAK,
    NOISE,
    PARTNERS,
    UNEVEN,
    World,
    make_world,
    make_worlds,
)
from autograder.draws import graded_draw, learner_key, public_draw

VERDICTS = {NOISE: ablate.signal_alone, UNEVEN: ablate.signal_alone, PARTNERS: ablate.all_signal,
            COPIES: ablate.one_copy,
            LEAK: lambda world, keep: ablate.no_leak(world, keep) or ablate.all_signal(world, keep)}


def backward(threshold: float) -> Callable[[World], set[str]]:
    """Backward elimination that stops when the least worth exceeds so many standard errors."""
    def procedure(world: World) -> set[str]:
        keep = list(world.features)
        while keep:
            losses, worth = world.cv(keep), []
            for feature in keep:
                harm = world.cv([other for other in keep if other != feature]) - losses
                worth.append(harm.mean() / max(harm.std() / np.sqrt(len(harm)), 1e-300))
            if min(worth) > threshold:
                break
            keep.pop(int(np.argmin(worth)))
        return set(keep)
    return procedure


def by_share_of_the_gain(threshold: float) -> Callable[[World], set[str]]:
    """Backward elimination on means alone: what is worth less than this share of the total gain goes."""
    def procedure(world: World) -> set[str]:
        keep = list(world.features)
        least_worth = threshold * abs(world.cv([]).mean() - world.cv(keep).mean())
        while keep:
            loss = world.cv(keep).mean()
            worth = [world.cv([other for other in keep if other != one]).mean() - loss for one in keep]
            if min(worth) > least_worth:
                break
            keep.pop(int(np.argmin(worth)))
        return set(keep)
    return procedure


@pytest.mark.parametrize("threshold", [1e-5, 1e-4, 2e-4, 1e-3, 1e-2, 1e-1])
def test_no_share_of_the_total_gain_separates_signal_from_noise(threshold: float) -> None:
    """Whatever the share, in one kind of world or the other such a rule is right in fewer than half."""
    procedure = by_share_of_the_gain(threshold)
    assert min(share_right(procedure, kind, 60) for kind in (NOISE, UNEVEN)) < 0.5


def share_right(procedure: Callable[[World], set[str]], kind: str, number: int) -> float:
    rng = np.random.default_rng(5)
    return float(np.mean([not VERDICTS[kind](world, procedure(world))
                          for world in make_worlds(rng, kind, number)]))


@pytest.mark.parametrize("threshold", [1e-2, 1e-3, 1e-4, 1e-5, 1e-6])
def test_no_share_of_the_loss_separates_signal_from_noise(threshold: float) -> None:
    """Whatever the share, some losses are so small that noise stays, or so large that signal goes."""
    procedure = by_share_of_the_loss(threshold)
    assert min(share_right(procedure, kind, 40) for kind in (NOISE, UNEVEN)) < 0.7


def by_share_of_the_loss(threshold: float) -> Callable[[World], set[str]]:
    """Backward elimination on means alone: what is worth less than this share of the loss goes."""
    def procedure(world: World) -> set[str]:
        keep = list(world.features)
        while keep:
            loss = world.cv(keep).mean()
            worth = [world.cv([other for other in keep if other != one]).mean() - loss for one in keep]
            if min(worth) > threshold * loss:
                break
            keep.pop(int(np.argmin(worth)))
        return set(keep)
    return procedure


@pytest.mark.parametrize("kind", [NOISE, UNEVEN, LEAK, COPIES, PARTNERS])
def test_a_careful_procedure_is_right_nearly_always(kind: str) -> None:
    """At four standard errors at most one of 60 worlds goes wrong."""
    assert share_right(backward(4.0), kind, 60) >= 59 / 60


@pytest.mark.parametrize("kind", [NOISE, UNEVEN, COPIES])
def test_two_standard_errors_are_enough(kind: str) -> None:
    """A rule that is right in 97 % of the worlds, or more, passes all but 3 draws in 100,000."""
    right = share_right(backward(2.0), kind, 100)
    assert right >= 0.9
    assert chance_of_passing(0.969, ablate.NEEDED[kind]) > 1 - 3e-5


def test_what_is_wrong_in_most_worlds_does_not_pass_by_luck() -> None:
    """By the measured shares: keeping whatever helps, a sweep in the order of the list, an unpaired test."""
    assert chance_of_passing(0.28, ablate.NEEDED[NOISE]) < 1e-4
    assert chance_of_passing(0.36, ablate.NEEDED[LEAK]) < 1e-4
    assert chance_of_passing(0.11, ablate.NEEDED[PARTNERS]) < 1e-4


def chance_of_passing(right: float, needed: int) -> float:
    return float(stats.binom.sf(needed - 1, ablate.WORLDS, right))


def test_keeping_whatever_helps_is_not_enough() -> None:
    """Without regard to the scatter fewer than half of the worlds are free of noise."""
    assert share_right(backward(0.0), NOISE, 60) < 0.5


def test_the_right_answer_is_kept_by_no_rule_of_names() -> None:
    """Names are dealt out afresh in each world: no constant list passes."""
    draw = graded_draw("05_features", "ablate", learner_key("l"))
    signals = {tuple(sorted(world.signal)) for world in ablate.worlds(draw, NOISE)}
    assert len(signals) > 5


def test_the_loss_is_that_of_the_model() -> None:
    """More columns never fit the training rows worse, and the loss scales with the world's unit."""
    one, thousand = (make_world(np.random.default_rng(3), NOISE, scale) for scale in (1.0, 1000.0))
    assert np.allclose(1000 * one.cv(one.features), thousand.cv(one.features))
    assert one.cv(one.features).mean() < one.cv([]).mean()
    assert one.cv([]).shape == (12,)


def alone(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    """Each feature alone against the constant, at four standard errors."""
    gains = {feature: cv([]) - cv([feature]) for feature in features}
    keep = [feature for feature, gain in gains.items() if gain.mean() > 4 * gain.std() / 12 ** 0.5]
    return {"keep": keep, "drop": [feature for feature in features if feature not in keep]}


def nothing(features: list[str], cv: Callable[[list[str]], np.ndarray]) -> dict[str, list[str]]:
    return {"keep": [], "drop": list(features)}


@pytest.mark.parametrize(("answer", "heading"), [(alone, "PARTNER_DROPPED"), (nothing, "SIGNAL_DROPPED")])
def test_who_looks_at_features_one_by_one_is_told_of_the_partner_first(answer: object, heading: str) -> None:
    """Both lose signal; who loses all of it is not told that the partner is what is missing."""
    result = ablate.CHECK.run("05_features", "Ablate", answer, public_draw("05_features", "ablate"))
    assert result.findings[0].oracle == heading
    example = next(found for found in result.findings if found.oracle == "SIGNAL_DROPPED").counterexample
    assert example is not None and ('"uneven"' in example.call) == ("its own standard error" in example.note)
