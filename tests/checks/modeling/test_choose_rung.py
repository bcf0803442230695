"""The check of choose_rung: how often right and wrong rules are right."""

from collections.abc import Callable

import numpy as np
import pytest

from autograder.checks.modeling.desks import EVEN, KINDS, NOISE, Desk, make_desk


def climbing(errors: float) -> Callable[[Desk], str]:
    """In the order of upkeep, a dearer rung if it saves more than so many standard errors."""

    def rule(desk: Desk) -> str:
        order = sorted(desk.losses.columns, key=lambda name: desk.upkeep[name])
        chosen = order[0]
        for name in order[1:]:
            saved = desk.losses[chosen] - desk.losses[name] - (desk.upkeep[name] - desk.upkeep[chosen])
            if saved.mean() > errors * saved.std() / np.sqrt(len(saved)):
                chosen = name
        return chosen

    return rule


def share_right(rule: Callable[[Desk], str], kind: str, number: int = 150) -> float:
    rng = np.random.default_rng(11)
    return float(
        np.mean([rule(desk) == desk.wanted for desk in (make_desk(rng, kind) for _ in range(number))])
    )


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_careful_rule_is_right_nearly_always(kind: str) -> None:
    """At four standard errors at most one of 150 desks goes wrong; 18 of 20 are asked for."""
    assert share_right(climbing(4.0), kind) >= 149 / 150


def test_the_least_mean_is_not_enough() -> None:
    """The least mean sum falls for luck: it is right on fewer than half of the desks with noise."""
    assert share_right(lambda desk: str((desk.losses.mean() + desk.upkeep).idxmin()), NOISE) < 0.5


def test_wanted_is_the_least_true_sum() -> None:
    """The right rung of each kind has the least sum of true loss and upkeep, and no other has the same."""
    for savings, upkeep, place in KINDS.values():
        total = np.array(upkeep) - np.array(savings)
        assert total.argmin() == place and np.sort(total)[1] > total[place]


def test_a_gain_that_is_proved_before_its_upkeep_is_no_proof() -> None:
    """On "even" the dearer rung's lower loss is certain and its lower sum is not: wrong on half or more."""

    def proved_before(desk: Desk) -> str:
        order = sorted(desk.losses.columns, key=lambda name: desk.upkeep[name])
        chosen = order[0]
        for name in order[1:]:
            saved = desk.losses[chosen] - desk.losses[name]
            if saved.mean() > max(3.3 * saved.sem(), desk.upkeep[name] - desk.upkeep[chosen]):
                chosen = name
        return chosen

    assert share_right(proved_before, EVEN) < 0.5
