"""What the decisions of a shift were worth, apart from its luck: by the answer key, when it is over."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from craftdata import desk

WHY = {
    "rule from day 12": "the rule looks for enterprises in plan, which is empty too, and it knows no chances",
    "gaps filled": "with plan and deadlines the places go to the tickets that cost most",
    "also a new model": "trained on day 17 on 28 days, it knows billing and ui as they are now",
}


def account(
    seed: int, scenario: desk.Scenario, lanes: Sequence[Sequence[str]], first: int, work: float
) -> dict[str, float]:
    """The costs of the days from `first` on of a desk on which the fast lane was given as `lanes` say.

    Parameters
    ----------
    lanes : sequence of sequences of str
        ticket_ids by day of the world, from its first day on.
    first : int
        First day of the world that is counted.
    work : float
        Euros of work to be added.
    """
    world = desk.World(seed, scenario)
    for lane in lanes:
        world.open_day()
        world.close_day(lane)
    truth = world.truth()
    truth = truth[(truth["day"] >= first) & (truth["day"] < len(lanes))]
    chance = np.where(truth["fast_lane"], truth["p_breach_fast"], truth["p_breach"])
    penalties = float(truth.loc[truth["breach"], "penalty"].sum())
    return {
        "penalties": penalties,
        "work": work,
        "total": penalties + work,
        "expected": round(float((chance * truth["penalty"]).sum())) + work,
        "breaches": int(truth["breach"].sum()),
        "tickets": len(truth),
    }


def in_words(costs: pd.DataFrame) -> str:
    """What each shift of a review saved against doing nothing, by its decisions and by luck, in euros.

    Parameters
    ----------
    costs : DataFrame
        total and expected, one row a shift; "nothing done" is one of them.
    """
    saved = costs.loc["nothing done"] - costs
    lines = ["Against doing nothing, work included:"]
    for name, row in saved.drop(index="nothing done").iterrows():
        line = f"- {name}: {_euros(row['total'])}; by the decisions {_euros(row['expected'])}, by luck "
        line += _euros(row["total"] - row["expected"])
        lines.append(f"{line} ({WHY[name]})" if name in WHY else line)
    best, missed = costs["expected"].idxmin(), costs.loc["yours", "expected"] - costs["expected"].min()
    said = f"{best!r} is the best of these, {missed:,.0f} euros better than yours."
    lines.append("Luck averaged out, " + (said if missed > 0 else "yours is the best of these."))
    return "\n".join(lines)


def _euros(saved: float) -> str:
    return f"{abs(saved):,.0f} euros {'saved' if saved >= 0 else 'lost'}"
