"""What the decisions of a shift were worth, apart from its luck: by the answer key, when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from craftdata import desk

WHY = {
    "rule from day 12": "the rule looks for enterprises in plan, which is empty too, and it knows no chances",
    "gaps filled": "with plan and deadlines the places go to the tickets that cost most",
    "also a new model": "trained on day 17 on 28 days, it knows billing and ui as they are now",
}


@dataclass(frozen=True)
class Training:
    """A model trained on a day of a shift: on the last so many days, on how many tickets that were ripe.

    changed: how many of these tickets were decided on or after the first day of the silent incident.
    """

    day: int
    days: int
    ripe: int
    changed: int


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


def retrainings_in_words(trained: Sequence[Training], saved: float, first: int) -> str:
    """What the retrainings of a shift were worth, and how much of the world as it is they had to learn from.

    saved: euros by which the shift is better than the same one without them, luck averaged out.
    first: day of the shift on which the world changed.
    """
    day, days, ripe, changed = (
        _listed([getattr(one, what) for one in trained]) for what in ("day", "days", "ripe", "changed")
    )
    what, them = _counted(len(trained), "retraining")
    return (
        f"Your {what} (day{_s(len(trained))} {day}, on {days} days): {_euros(saved)} against your shift "
        f"without {them}, luck averaged out; trained on {ripe} ripe tickets, of which {changed} were decided "
        f"on or after day {first}, when billing and ui changed."
    )


def repairs_in_words(on: Sequence[int], saved: float) -> str:
    """What the repairs on these days of a shift were worth; saved: as of retrainings."""
    what, them = _counted(len(on), "day", " of repairs")
    return (
        f"Your {what} (the first on day {on[0]}): {_euros(saved)} against your shift without {them}, "
        "luck averaged out."
    )


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _counted(number: int, what: str, of: str = "") -> tuple[str, str]:
    """So many of it, and the pronoun for them."""
    return f"{number} {what}{_s(number)}{of}", "it" if number == 1 else "them"


def _listed(numbers: Sequence[int]) -> str:
    """1; 1 and 2; 1, 2 and 3; of more than six the first three and the last."""
    shown = [f"{number:,}" for number in numbers]
    if len(shown) > 6:
        shown = [*shown[:3], "...", shown[-1]]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _euros(saved: float) -> str:
    return f"{abs(saved):,.0f} euros {'saved' if saved >= 0 else 'lost'}"
