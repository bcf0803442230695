"""What performance_by_week must hold on desks.

They are desks of 35 days and some 150 tickets a day, with the true chances as the model's
probabilities: by the law of the desk z is close to normal, and 5 verdicts at limit 4.5 are false with chance
4e-5 in all; on 60 draws the largest |z| was 3.3. The incident made z of a later week 10 or more on each.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd

from autograder.checks.monitoring.performance_weeks import by_week
from autograder.draws import Draw
from autograder.results import Counterexample
from craftdata import desk

DAYS, ONSET, LIMIT = 35, 14, 4.5


@lru_cache(maxsize=4)
def _desk(entropy: int, name: str, kind: str | None) -> tuple[Any, ...]:
    """Arguments for a desk on the evening of its last day, the truth of the quiet desk as probabilities."""
    seed = Draw(name, entropy).seed("desk of performance")

    def world(incidents: tuple[desk.Incident, ...]) -> desk.World:
        made = desk.World(seed, desk.Scenario(days=DAYS, tickets_per_day=150, incidents=incidents))
        made.run()
        return made

    quiet = world(())
    struck = world((desk.Incident(kind, ONSET, DAYS, 2.0),)) if kind else quiet
    truth = quiet.truth().set_index("ticket_id")
    truth = truth[truth["open_at_decision"]]
    tickets = struck.tickets()
    tickets = tickets[tickets["ticket_id"].isin(truth.index)]
    chance = tickets["ticket_id"].map(truth["p_breach"]).clip(1e-6, 1 - 1e-6)
    served = tickets[["ticket_id", "decide_at", "due_at"]].assign(probability=chance, fast_lane=False)
    end = pd.Timestamp(struck.scenario.start, tz="UTC") + pd.Timedelta(days=DAYS)
    return (
        served.reset_index(drop=True),
        struck.labels()[["ticket_id", "breach", "known_at"]],
        end,
        pd.Timedelta("36h"),
        50,
        LIMIT,
    )


def verdicts_of(answer: Callable[..., Any], draw: Draw, kind: str | None) -> dict[str, str]:
    value = answer(*_copies(_desk(draw.entropy, draw.name, kind)))
    return {
        str(key).removeprefix("verdict of "): str(said) for key, said in by_week(value, "verdict").items()
    }


def _copies(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(one.copy() if isinstance(one, pd.DataFrame) else one for one in arguments)


def quiet_desk(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    said = verdicts_of(answer, draw, None)
    wrong = [f"{week}: {verdict}" for week, verdict in said.items() if verdict not in ("ok", "wait")]
    return (
        None
        if not wrong
        else Counterexample(
            "a desk whose probabilities are the truth, five weeks, nothing lost",
            ", ".join(wrong),
            "ok or wait in each",
            "",
            "The newest weeks look good because good outcomes are known first.",
        )
    )


def concept_desk(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    said = verdicts_of(answer, draw, "concept")
    if "worse" in list(said.values())[2:]:
        return None
    shown = ", ".join(f"{week}: {verdict}" for week, verdict in said.items())
    return Counterexample(
        "a desk on which billing and ui take several times the work from the third week on",
        shown,
        "worse in one of the last weeks",
        "",
        "No input has moved: the outcomes alone can tell.",
    )
