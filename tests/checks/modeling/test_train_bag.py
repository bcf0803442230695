"""The statistical oracles of train_bag: a right bootstrap passes on many draws, equal bags do not."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
import pytest

from autograder.checks.modeling import bag_formulas, bag_seeds, bags
from autograder.draws import graded_draw, learner_key

DRAWS = [graded_draw("06_modeling", "train_bag", learner_key(f"bag {number}")) for number in range(60)]


def apart(seed: int, number: int) -> list[int]:
    return [seed, number, 17]


def bag(
    config: dict[str, int], tickets: pd.DataFrame, made: Callable[[int, int], int | list[int]] = apart
) -> dict[str, object]:
    """The prompt's definition; made: the seed of a bag's generator, from the seed and the bag's number."""
    ordered = tickets.sort_values("ticket_id")
    train = ordered[~ordered["ticket_id"].map(lambda ticket: bags.is_held_out(config["seed"], ticket))]
    names, cells = np.unique(
        (train["plan"] + "/" + train["severity"]).to_numpy(dtype=str), return_inverse=True
    )
    labels = train["breached"].to_numpy(dtype=float)
    rates = np.zeros(len(names))
    for number in range(config["bags"]):
        rng = np.random.default_rng(made(config["seed"], number))
        drawn = rng.integers(0, len(train), len(train))
        breaches = np.bincount(cells[drawn], labels[drawn], minlength=len(names))
        rates += (breaches + 5 * labels.mean()) / (np.bincount(cells[drawn], minlength=len(names)) + 5)
    return {"rates": dict(zip(names.tolist(), (rates / config["bags"]).tolist(), strict=True))}


def test_other_bags_are_never_taken_for_one() -> None:
    """On 60 draws."""
    assert all(bag_seeds.bags_alike(bag, draw) is None for draw in DRAWS)


def test_a_mean_of_rates_is_never_taken_for_another_formula() -> None:
    """Algebra and not chance: a few draws say it."""
    tests = (bag_formulas.pooled, bag_formulas.prior_of_the_bag)
    assert not any(test(bag, draw) for test in tests for draw in DRAWS[:5])


@pytest.mark.parametrize("digits", [2, 6, 9])
def test_rounded_numbers_are_found(digits: int) -> None:
    """Rates, or the prior alone; not those that are left as they are, nor a prior of the bag."""

    def told(config: dict[str, int], tickets: pd.DataFrame, places: int, prior: float) -> dict[str, object]:
        rates = bag(config, tickets)["rates"]
        return {"rates": {cell: round(rate, places) for cell, rate in rates.items()}, "prior": prior}

    for places, prior, found in (
        (digits, 1 / 3, True),
        (17, round(1 / 3, digits), True),
        (17, 1 / 3, False),
        (17, 18 / 60, False),
    ):
        answer = partial(told, places=places, prior=prior)
        assert bool(bag_formulas.rounded(answer, DRAWS[0])) == found


def test_equal_bags_are_found() -> None:
    assert all(bag_seeds.bags_alike(with_seeds(lambda seed, number: seed), draw) for draw in DRAWS[:5])


@pytest.mark.parametrize("draw", DRAWS[:4])
def test_a_right_bootstrap_passes(draw) -> None:
    """The bands of the moments are wide enough for a right answer."""
    for oracle in (
        bags.first_bags_move,
        bags.no_bootstrap,
        bag_seeds.seed_ignored,
        bag_seeds.seeds_overlap,
        bags.empty_cell,
        bags.cells_wrong,
    ):
        assert oracle(bag, draw) is None


def with_seeds(made: Callable[[int, int], int | list[int]]) -> Callable[..., dict[str, object]]:
    """The definition with generators of these seeds; made: called with the seed and the bag's number."""
    return lambda config, tickets: bag(config, tickets, made)


@pytest.mark.parametrize(
    "made",
    [
        lambda seed, number: seed + number,
        lambda seed, number: (seed + 1) * (number + 1),
        lambda seed, number: seed ^ number,
        lambda seed, number: seed * 10 + number,
        lambda seed, number: seed * 31 + number,
        lambda seed, number: seed * 50 + number,
        lambda seed, number: int(f"{seed}{number}"),
        lambda seed, number: seed + 10 * number,
        lambda seed, number: seed + 97 * number,
        lambda seed, number: seed + 100 * number,
        lambda seed, number: seed + 1000 * number,
        lambda seed, number: [7, *f"{seed}{number}".encode()],
    ],
)
def test_seeds_that_share_bags_are_found(made) -> None:
    """On each draw: a bag of a seed is one of the next seed, or of one far off."""
    answer = with_seeds(made)
    assert all(bag_seeds.seeds_overlap(answer, draw) for draw in DRAWS[:3])
    assert not any(bag_seeds.bags_alike(answer, draw) for draw in DRAWS[:3])


@pytest.mark.parametrize(
    "made", [lambda seed, number: seed * 100 + number, lambda seed, number: seed + 1_000_001 * number]
)
def test_seeds_that_share_no_bag_up_to_a_million_pass(made) -> None:
    answer = with_seeds(made)
    assert not any(
        test(answer, draw) for test in (bag_seeds.seeds_overlap, bag_seeds.bags_alike) for draw in DRAWS[:3]
    )


@pytest.mark.parametrize(
    "made",
    [
        lambda seed, number: seed * (number + 1),
        lambda seed, number: [seed, number // 2],
        lambda seed, number: [seed, number % 10],
    ],
)
def test_bags_that_are_another_one_s_draw_are_found(made) -> None:
    """In pairs, after ten, or all of the seed 0."""
    assert all(bag_seeds.bags_alike(with_seeds(made), draw) for draw in DRAWS[:3])


def below(limit: int) -> Callable[[int, int], int]:
    """A bag's seed: drawn by the seed's own generator from the numbers below the limit."""
    return lambda seed, number: int(np.random.default_rng(seed).integers(0, limit, number + 1)[-1])


def test_seeds_of_a_small_range_meet() -> None:
    """On each draw, and not those of 31 bits."""
    for draw in DRAWS[:5]:
        assert bag_seeds.seeds_overlap(with_seeds(below(1000)), draw)
        assert bag_seeds.seeds_overlap(with_seeds(below(2**31)), draw) is None
