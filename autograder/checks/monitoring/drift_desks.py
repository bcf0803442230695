"""What a DriftMonitor must hold on desks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from autograder.checks.monitoring import drift_worlds as worlds
from autograder.checks.monitoring.drift_properties import alarms_of
from autograder.draws import Draw
from autograder.results import Counterexample

DESK_ALARMS, WITHIN = 16, 7


def quiet_desk(answer: Any, draw: Draw) -> Counterexample | None:
    said = [one for weeks in worlds.quiet_desks(draw) for one in alarms_of(answer, weeks)]
    total = sum(bool(names) for names in said)
    if total <= DESK_ALARMS:
        return None
    loudest = pd.Series([name for names in said for name in names]).value_counts()
    shown = ", ".join(f"{name} {count}" for name, count in loudest.head(4).items())
    return Counterexample(
        f"{len(said)} quiet days of {worlds.QUIET_DESKS} desks",
        f"alarms on {total} days ({shown})",
        f"at most {DESK_ALARMS}",
        "",
        "Real figures have Mondays after holidays and a trend; the budget is one day in 28.",
    )


def late_on_the_desk(answer: Any, draw: Draw) -> Counterexample | None:
    for kind, onset, weeks in worlds.struck_desks(draw):
        said = alarms_of(answer, weeks)
        if not any(said[onset : onset + WITHIN]):
            return Counterexample(
                f"a desk with an incident ({kind}) from the watched day {onset + 1} on",
                f"no alarm within {WITHIN} days",
                f"an alarm within {WITHIN} days",
                "",
                desk_note(kind),
            )
    return None


def desk_note(kind: str) -> str:
    return {
        "population": "many new small accounts in APAC",
        "adversarial": "most customers write as if everything burned",
    }[kind]
