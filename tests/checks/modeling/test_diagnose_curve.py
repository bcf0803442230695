"""Planted curves: every kind is told from the others by its definition, at any scale."""

import numpy as np
import pytest

from autograder.checks.modeling.curves import BIAS, BUG, FINE, KINDS, LABELS, LEAK, VARIANCE, make_curve
from autograder.checks.modeling.diagnose_curve import (
    in_another_unit,
    order_matters,
    the_other_way,
    unit_matters,
)
from autograder.draws import graded_draw, learner_key


def shares(table):
    ordered = table.sort_values("rows")
    span = (ordered["constant"] - ordered["expert"]).iloc[0]
    return (ordered[["train", "valid", "audited", "served"]] - ordered["expert"].iloc[0]) / span


@pytest.mark.parametrize("kind", KINDS)
def test_one_thing_is_wrong_by_a_quarter(kind: str) -> None:
    """Of 200 curves each shows its own fault by a quarter of the distance at least, less the scatter."""
    rng = np.random.default_rng(5)
    for _ in range(200):
        share = shares(make_curve(rng, kind).table)
        few, many = share.iloc[0], share.iloc[-1]
        evidence = {
            BUG: few["train"] - 0.55,
            LEAK: many["served"] - many["valid"],
            LABELS: many["valid"] - many["audited"],
            BIAS: many["audited"],
            VARIANCE: many["valid"] - many["train"],
        }
        if kind != FINE:
            assert evidence[kind] > 0.21, (kind, evidence)
        else:
            assert max(evidence[LEAK], evidence[LABELS], evidence[BIAS], evidence[VARIANCE]) < 0.2, evidence


def test_a_leak_need_not_look_good() -> None:
    """About half of the leaking curves are not below what experts think possible."""
    rng = np.random.default_rng(6)
    above = [shares(make_curve(rng, LEAK).table).iloc[-1]["valid"] > -0.08 for _ in range(200)]
    assert 0.3 < np.mean(above) < 0.8


def test_two_learners_get_other_curves() -> None:
    first, second = (
        graded_draw("06_modeling", "diagnose_curve", learner_key(name)).rng("curves bug")
        for name in ("a", "b")
    )
    assert not make_curve(first, BUG).table.equals(make_curve(second, BUG).table)


@pytest.mark.parametrize("kind", KINDS)
def test_neither_order_nor_unit_moves_a_share(kind: str) -> None:
    """What the two changes leave alone is all that the definition looks at."""
    table = make_curve(np.random.default_rng(3), kind).table
    for change in (the_other_way, in_another_unit):
        assert np.allclose(shares(change(table)), shares(table), rtol=0, atol=1e-12)


def test_a_threshold_in_nats_and_a_last_line_are_found() -> None:
    """On 20 draws, each by its own property alone; a word that is always the same by none."""

    def in_nats(curve):
        many = curve.sort_values("rows").iloc[-1]
        return VARIANCE if many["valid"] - many["train"] > 0.1 else FINE

    def last_line(curve):
        many = curve.iloc[-1]
        return VARIANCE if many["valid"] - many["train"] > 0.2 * (many["constant"] - many["expert"]) else FINE

    for number in range(20):
        draw = graded_draw("06_modeling", "diagnose_curve", learner_key(f"curve {number}"))
        assert unit_matters(in_nats, draw) and order_matters(in_nats, draw) is None
        assert order_matters(last_line, draw) and unit_matters(last_line, draw) is None
        assert unit_matters(lambda curve: FINE, draw) is None is order_matters(lambda curve: FINE, draw)
