"""Made-up learning curves for `diagnose_curve`, each with one thing wrong or none.

Losses are `expert` plus a share of the distance from there to `constant`, with a scatter of .008 of it.
Half of the models that are too simple end near the constant, where those of broken code are, too: by the
largest training alone nobody can tell them apart. With the fewest rows the training loss of the former is .63
of the distance at most, that of the latter .83 at least.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

BUG, LEAK, LABELS, BIAS, VARIANCE, FINE = "bug", "leak", "labels", "bias", "variance", "fine"
KINDS = (BUG, LEAK, LABELS, BIAS, VARIANCE, FINE)
SCATTER = 0.008
LOSSES = ["train", "valid", "audited", "served"]


@dataclass(frozen=True)
class Curve:
    kind: str
    table: pd.DataFrame


def make_curve(rng: np.random.Generator, kind: str) -> Curve:
    expert, span = rng.uniform(0.05, 0.4), rng.uniform(0.05, 0.5)
    steps = int(rng.integers(7, 12))
    rows = np.unique((rng.uniform(10, 40) * 2.0 ** np.arange(steps) * rng.uniform(0.8, 1.2)).astype(int))
    shares = _shares(rng, kind, rows, expert / span)
    curve = {"rows": rows}
    for name in LOSSES:
        scatter = np.clip(rng.normal(size=len(rows)), -2.5, 2.5) * SCATTER
        curve[name] = np.maximum(expert + span * (shares[name] + scatter), 0.0)
    table = pd.DataFrame(curve).assign(constant=expert + span, expert=expert)
    return Curve(kind, table.iloc[rng.permutation(len(table))].reset_index(drop=True))


def _shares(rng: np.random.Generator, kind: str, rows: np.ndarray, depth: float) -> dict[str, np.ndarray]:
    """The four losses as shares of the distance from expert to constant; -depth is a loss of 0."""
    wrong, near = rng.uniform(0.32, 0.7), rng.uniform(-0.04, 0.06)
    level = {BIAS: rng.choice([wrong, rng.uniform(0.82, 0.97)]), LABELS: wrong}.get(kind, near)
    gap = 0.6 * (rows / rows[0]) ** -rng.uniform(0.45, 0.7)
    if kind == VARIANCE:
        gap = gap * rng.uniform(0.35, 0.7) / gap[-1]
    learned = rng.uniform(0.6, 0.8) if kind == BIAS else rng.uniform(0.4, 0.6)
    train = level - np.minimum(gap, level + 0.9 * depth) * learned
    valid = level + np.minimum(gap, 1.3)
    shares = {"train": train, "valid": valid, "audited": valid, "served": valid + rng.uniform(-0.02, 0.06)}
    if kind == LABELS:
        shares["audited"] = valid - level + near
    if kind == LEAK:
        drop = rng.choice([0.0, rng.uniform(0.3, 0.9)]) * min(1.0, depth)
        shares = {name: share - drop for name, share in shares.items()}
        shares["served"] = shares["valid"] + rng.uniform(0.5, 2.0)
    if kind == BUG:
        shares = {name: np.full(len(rows), rng.uniform(0.85, 1.15)) for name in ("train", "valid")}
        shares |= {"audited": shares["valid"], "served": shares["valid"] + rng.uniform(-0.05, 0.1)}
    return shares
