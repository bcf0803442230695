"""The check of plan_repairs: the policy that knows is hard to beat, lazy ones are far from it."""

import inspect
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from autograder.checks.cleaning.plan_repairs import ALLOWED, CHECK, worlds
from autograder.checks.cleaning.repair_worlds import (
    CHEAP,
    COPIED,
    DEAR,
    FAR,
    GROWTH,
    MIXED,
    PRICES,
    STALE,
    make_world,
)
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("03_cleaning", "plan_repairs")
DRAWS = [PUBLIC, *[graded_draw("03_cleaning", "plan_repairs", learner_key(f"l{i}")) for i in range(3)]]


def _ratio(kind: str, draw: object, policy: object) -> float:
    made = worlds(draw, kind)
    return sum(world.cost(policy(world)) / world.per_doubling for world in made) / sum(
        world.knowing / world.per_doubling for world in made
    )


def _ask(world: object) -> pd.DataFrame:
    return world.unknown.assign(action="ask", seats=1.0)


def _fill(world: object) -> pd.DataFrame:
    known = world.accounts["seats"].where(world.accounts["seats"].between(1, 5000))
    return world.unknown.assign(action="fill", seats=known.median())


@pytest.mark.parametrize("kind", [DEAR, COPIED, MIXED, FAR, GROWTH, STALE])
def test_asking_everybody_is_too_dear(kind: str) -> None:
    """But where a question costs next to nothing, asking everybody costs far more than the best policy."""
    for draw in DRAWS:
        assert _ratio(kind, draw, _ask) > ALLOWED + 0.2


def test_where_questions_are_cheap_all_are_asked() -> None:
    """The policy that knows asks everybody there, and filling in is far dearer."""
    for draw in DRAWS:
        assert abs(_ratio(CHEAP, draw, _ask) - 1) < 1e-9
        assert _ratio(CHEAP, draw, _fill) > 5


def test_one_number_for_all_is_far_off() -> None:
    """One median for all costs more than twice the best, where nobody should be asked."""
    for draw in DRAWS:
        assert _ratio(DEAR, draw, _fill) > 2


def test_the_exercise_has_the_same_law() -> None:
    """`make_world` of the notebook draws from the law of the check: the lines of the law are the same."""
    source = (
        Path(__file__).parents[3].joinpath("exercises/03_cleaning/cleaning.py").read_text(encoding="utf-8")
    )
    shown = source[source.index("def make_world") : source.index("def cost(")].replace("1500", "N")
    law = inspect.getsource(make_world)
    for name in (
        "middle = ",
        "spread = ",
        "far = ",
        "scatter = ",
        "sizes = ",
        "before = ",
        "true = ",
        "hidden = ",
        "copy = ",
        "copied = ",
        "per_doubling = ",
        "code = ",
    ):
        lines = [
            next(line.strip() for line in text.splitlines() if line.strip().startswith(name))
            for text in (shown, law)
        ]
        plain = lines[0].replace('"far"', "FAR").replace('"dear"', "DEAR").replace(" ", "")
        assert plain == lines[1].replace(" ", ""), name
    for kind, price in PRICES.items():
        assert f'"{kind}": {price}' in shown


def test_an_empty_plan_earns_nothing() -> None:
    """A plan without rows has no point."""
    empty = pd.DataFrame({"action": [], "seats": np.array([], dtype=float)})
    assert CHECK.run("03_cleaning", "Fill in, or ask?", lambda *arguments: empty, PUBLIC).points == 0
