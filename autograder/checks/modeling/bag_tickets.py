"""Tickets for the check of `train_bag`: drawn, of one cell, one alone in its cell, none of them held out."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
import pandas as pd

from autograder.draws import Draw

PULL = 5.0


def is_held_out(seed: int, ticket: str) -> bool:
    return int(hashlib.sha256(f"{seed}:{ticket}".encode()).hexdigest(), 16) % 5 == 0


def tickets(draw: Draw, stream: str, rows: int = 60, plans: int = 3) -> pd.DataFrame:
    """Drawn tickets; a copy of its own for each caller."""
    return _drawn(draw, stream, rows, plans).copy()


@lru_cache(maxsize=32)
def _drawn(draw: Draw, stream: str, rows: int, plans: int) -> pd.DataFrame:
    rng = draw.rng(stream)
    names = [f"T-{number:05d}" for number in rng.choice(90_000, rows, replace=False)]
    table = pd.DataFrame(
        {
            "ticket_id": pd.array(names, dtype="str"),
            "plan": rng.choice(["starter", "business", "enterprise"][:plans], rows),
            "severity": rng.choice(["P2", "P3"], rows) if plans > 1 else "P3",
            "breached": (rng.uniform(size=rows) < 0.4).astype(int),
            "sla_hours": 24.0,
        },
        index=rng.permutation(rows) + 300,
    )
    return table.astype({"plan": "str", "severity": "str"})


def seed_of(draw: Draw, stream: str) -> int:
    return int(draw.rng(f"seed {stream}").integers(1, 10_000))


def one_cell(draw: Draw, stream: str, rows: int = 50) -> tuple[pd.DataFrame, int, float, int]:
    """A table of one cell, a seed, the rate of those that train and their number."""
    table, seed = tickets(draw, stream, rows, plans=1), seed_of(draw, stream)
    train = table[~table["ticket_id"].map(lambda ticket: is_held_out(seed, ticket)).to_numpy()]
    return table, seed, float(train["breached"].mean()), len(train)


def lonely(draw: Draw, seed: int, which: int = 0) -> tuple[pd.DataFrame, str, float]:
    """Tickets of which one is alone in its cell, trains and breached; the cell and the prior.

    which: 0 for the smallest id of those that train, -1 for the largest.
    """
    table = tickets(draw, "lonely", 40)
    ids = sorted(ticket for ticket in table["ticket_id"] if not is_held_out(seed, ticket))
    alone = (table["ticket_id"] == ids[which]).to_numpy()
    place = int(alone.argmax())
    table = table.assign(
        plan=table["plan"].where(~alone, "zeta"), breached=table["breached"].where(~alone, 1)
    )
    train = table[~table["ticket_id"].map(lambda ticket: is_held_out(seed, ticket)).to_numpy()]
    return table, f"zeta/{table['severity'].iloc[place]}", float(train["breached"].mean())


def none_held_out(draw: Draw, seeds: range) -> pd.DataFrame:
    """Sixty tickets of one cell, every second breached, none of which is held out with any of these seeds."""
    names = [
        name
        for name in (f"T-{number:06d}" for number in draw.rng("ids").choice(900_000, 1500, replace=False))
        if not any(is_held_out(seed, name) for seed in seeds)
    ][:60]
    return pd.DataFrame(
        {"ticket_id": names, "plan": "starter", "severity": "P3", "breached": np.arange(len(names)) % 2}
    )


@lru_cache(maxsize=1)
def of_twenty_cells(draw: Draw, seeds: tuple[int, ...]) -> tuple[pd.DataFrame, ...]:
    """For each seed sixty tickets that train: three in each of twenty cells, one of which breached.

    The ids differ, but in their order the rows of all tables are the same: with the same numbers drawn, the
    same rates.
    """
    place = np.arange(60)
    cells = pd.DataFrame(
        {
            "plan": np.array(["business", "enterprise", "free", "starter", "team"])[place % 5],
            "severity": np.array(["P1", "P2", "P3", "P4"])[place // 5 % 4],
            "breached": (place // 20 == 1).astype(int),
        }
    )
    names = sorted(f"T-{number:06d}" for number in draw.rng("ids").choice(900_000, 150, replace=False))
    free = ([name for name in names if not is_held_out(seed, name)][:60] for seed in seeds)
    return tuple(cells.assign(ticket_id=ids) for ids in free)


def of_six_cells(draw: Draw, seeds: range) -> pd.DataFrame:
    """Those sixty tickets in six cells: ten in each, five of which breached."""
    table, place = none_held_out(draw, seeds), np.arange(60)
    return table.assign(
        plan=np.array(["business", "enterprise", "starter"])[place % 3],
        severity=np.array(["P2", "P3"])[place // 3 % 2],
        breached=place // 6 % 2,
    )
