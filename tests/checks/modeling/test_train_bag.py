"""The statistical oracles of train_bag: a right bootstrap passes on many draws, equal bags do not."""

import numpy as np
import pandas as pd
import pytest

from autograder.checks.modeling import bags
from autograder.draws import graded_draw, learner_key

DRAWS = [graded_draw("06_modeling", "train_bag", learner_key(f"bag {number}")) for number in range(60)]


def bag(config: dict[str, int], tickets: pd.DataFrame, same: bool = False) -> dict[str, object]:
    """The prompt's definition; same: every bag is the first one."""
    ordered = tickets.sort_values("ticket_id")
    train = ordered[~ordered["ticket_id"].map(lambda ticket: bags.is_held_out(config["seed"], ticket))]
    names, cells = np.unique(
        (train["plan"] + "/" + train["severity"]).to_numpy(dtype=str), return_inverse=True
    )
    labels = train["breached"].to_numpy(dtype=float)
    rates = np.zeros(len(names))
    for number in range(config["bags"]):
        rng = np.random.default_rng([config["seed"], 0 if same else number, 17])
        drawn = rng.integers(0, len(train), len(train))
        breaches = np.bincount(cells[drawn], labels[drawn], minlength=len(names))
        rates += (breaches + 5 * labels.mean()) / (np.bincount(cells[drawn], minlength=len(names)) + 5)
    return {"rates": dict(zip(names.tolist(), (rates / config["bags"]).tolist(), strict=True))}


def test_other_bags_are_never_taken_for_one() -> None:
    """On 60 draws; a comparison of two means would be wrong on one or two of them by chance."""
    assert all(bags.bags_alike(bag, draw) is None for draw in DRAWS)


def test_equal_bags_are_found() -> None:
    assert all(
        bags.bags_alike(lambda config, table: bag(config, table, same=True), draw) for draw in DRAWS[:5]
    )


@pytest.mark.parametrize("draw", DRAWS[:4])
def test_a_right_bootstrap_passes(draw) -> None:
    """The bands of the moments are wide enough for a right answer."""
    for oracle in (
        bags.first_bags_move,
        bags.no_bootstrap,
        bags.seed_ignored,
        bags.seeds_overlap,
        bags.empty_cell,
        bags.cells_wrong,
    ):
        assert oracle(bag, draw) is None


def test_seeds_that_are_added_to_bags_are_found() -> None:
    """On each draw: the second bag of a seed is the first of the next."""

    def added(config: dict[str, int], tickets: pd.DataFrame) -> dict[str, object]:
        labels = tickets["breached"].to_numpy(dtype=float)
        rates = [
            (labels[rng.integers(0, len(labels), len(labels))].sum() + 2.5) / (len(labels) + 5)
            for rng in (np.random.default_rng(config["seed"] + number) for number in range(config["bags"]))
        ]
        return {"rates": {"starter/P3": float(np.mean(rates))}}

    assert all(bags.seeds_overlap(added, draw) and not bags.seed_ignored(added, draw) for draw in DRAWS[:5])
