"""Planted curves: every kind is told from the others by its definition, at any scale."""

import numpy as np
import pytest

from autograder.checks.modeling.curves import BIAS, BUG, FINE, KINDS, LABELS, LEAK, VARIANCE, make_curve
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
