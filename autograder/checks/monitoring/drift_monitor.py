"""DriftMonitor: a monitor that is run day by day, and judged by what it says and by what it does not say.

The size of the statistical oracles. CRIES_DAILY: 8 made worlds of 28 days with 10 normal figures; a monitor
that keeps its budget of one alarm day in 28 has about 8 such days, 22 are allowed (Poisson: above 22 with
chance 1e-5); over 60 draws the solution had 0 to 2.

ON_THE_DESK: six quiet desks of 28 days. Alarms of a real desk come in clumps, so the limit is measured: on
240 quiet desks the solution had 0.13 alarm days a desk, 7 on the worst; two other right answers had 0.09 and
0.03 on 120 of them, 9 on the worst. For more than the 16 allowed, two desks of six would have to be as bad as
the worst of 120, or nearly: some 2e-4 at most. A limit made for normal noise had 19 to 67. Four struck desks:
on 60 of each kind the solution and two other right answers spoke by the fifth day; the seventh is allowed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.monitoring.drift_desks import late_on_the_desk, quiet_desk
from autograder.checks.monitoring.drift_gaps import (
    as_if_it_had_not_been,
    away_behind_a_gap,
    gap,
    hides_others,
)
from autograder.checks.monitoring.drift_properties import (
    alarms_of,
    apart,
    cries_daily,
    gaps_in_reference,
    jump,
    must_find,
    names_the_figure,
    never_moved,
    shape,
    weekend,
)
from autograder.checks.monitoring.drift_stays import found_late, goes_on, silent_while_away
from autograder.checks.monitoring.drift_twins import (
    creeps,
    creeps_on,
    creeps_slowly,
    not_its_figure,
    one_sided,
    one_spread,
)
from autograder.checks.monitoring.drift_worlds import Weeks, gap_in_reference, made_weeks, outage
from autograder.draws import Draw
from autograder.oracles.oracle import Oracle
from autograder.oracles.unchanged_input import leaves_inputs_alone

SECTION, SEASON = "Thirty figures, every morning", "The season is not drift"


def contract(value: Any, *arguments: Any) -> str | None:
    """Any object will do: its methods are looked at where they are used."""
    return None


def use(target: Any, reference: pd.DataFrame, days: pd.DataFrame) -> Any:
    """What is said on the last day: days on the way there are a matter of the limit."""
    return sorted(alarms_of(target, (reference, days))[-1])


def arguments(draw: Draw) -> Weeks:
    return made_weeks(draw, "input", watched=3)


def with_gaps(draw: Draw) -> Weeks:
    """A reference with missing days and an outage: what one may be tempted to mend in place."""
    return outage(gap_in_reference(arguments(draw)))


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    """Weeks whose last day is beyond doubt, so that one limit is as good as another."""

    def stays(day: np.ndarray) -> np.ndarray:
        return np.where(day >= 2, 25.0, 0.0)

    moved = made_weeks(draw, "probe moved", season=5.0, watched=12, change=stays)
    down = made_weeks(draw, "probe down", season=5.0, watched=12, change=lambda day: -stays(day))
    flat = [frame - frame + 1.0 for frame in made_weeks(draw, "probe flat", watched=9)]
    lost = made_weeks(draw, "probe lost", watched=5)
    lost[1].iloc[-1, 1] = np.nan
    return [moved, down, tuple(flat), lost, outage(moved), gap_in_reference(moved)]


found_at_once = must_find(
    "jump", 4, "an alarm by day 5", "It moved by 8 standard deviations on day 1.", change=jump
)

CHECK = Check(
    "DriftMonitor",
    contract,
    (
        Oracle(
            "RETURN_SHAPE",
            0.25,
            "What comes back is not what the docstring describes.",
            "The next function in the pipeline breaks on it, or worse, does not.",
            SECTION,
            shape,
            guard=True,
        ),
        Oracle(
            "SHARED_MEMORY",
            0.75,
            "Monitors share what they have seen, or fit keeps it.",
            "The second desk is judged by the first one's week.",
            SECTION,
            apart,
        ),
        Oracle(
            "ONE_SPREAD",
            0.5,
            "Weekdays and weekends share one spread.",
            "Half of the tickets stay away on a Monday, and the monitor says: as on any Sunday.",
            SEASON,
            one_spread,
            guard=True,
        ),
        Oracle(
            "BLIND",
            1.5,
            "A figure that jumps by 8 standard deviations is not found within five days.",
            "The customers telephone first.",
            SECTION,
            lambda answer, draw: found_at_once(answer, draw) or found_late(answer, draw),
        ),
        Oracle(
            "ONE_SIDED",
            1.25,
            "A figure that falls is not found.",
            "Half of the tickets stay away because the form is broken: the quietest week of the year.",
            SECTION,
            one_sided,
            guard=True,
        ),
        Oracle(
            "BOILED_FROG",
            1.75,
            "A figure that moves a little every day is never found, or far too late.",
            "A monitor that learns from the days it watches takes each step for the new usual.",
            SECTION,
            lambda answer, draw: creeps(answer, draw) or creeps_slowly(answer, draw),
        ),
        Oracle(
            "GETS_USED_TO_IT",
            1.25,
            "A figure that stays away has no alarm, or its alarm ends.",
            "The morning after, the dashboard is green, and nobody has mended anything.",
            SECTION,
            lambda answer, draw: silent_while_away(answer, draw) or creeps_on(answer, draw),
        ),
        Oracle(
            "NEVER_ENDS",
            0.5,
            "The alarm goes on although the figure has come back.",
            "A list of alarms that only grows is read once.",
            SECTION,
            goes_on,
            guard=True,
        ),
        Oracle(
            "BLINDED_BY_THE_PAST",
            1.5,
            "An outage in the reference hides what happens later.",
            "One odd day in six weeks makes the standard deviation so large that nothing is odd any more.",
            SECTION,
            must_find(
                "outage",
                4,
                "an alarm by day 5",
                "Two days of the reference were an outage; it moved by 8 on day 1.",
                change=jump,
                spoil=outage,
            ),
        ),
        Oracle(
            "GAPS_IN_THE_REFERENCE",
            0.75,
            "Missing days in the reference end in an error, or in blindness.",
            "There was a holiday in the six weeks, and since then the monitor compares with nan.",
            SEASON,
            gaps_in_reference,
        ),
        Oracle(
            "GAP_IS_WELL",
            1,
            "A figure that is missing today is taken for well, or spoils later days.",
            "Every comparison with nan is False, also the one with the limit; and a gap that begins all anew "
            "ends the alarm of what is still away.",
            SECTION,
            lambda answer, draw: (
                gap(answer, draw)
                or hides_others(answer, draw)
                or away_behind_a_gap(answer, draw)
                or as_if_it_had_not_been(answer, draw)
            ),
        ),
        Oracle(
            "NOT_ITS_FIGURE",
            0.25,
            "A figure that the reference does not have is judged, or ends in an error.",
            "A colleague adds a figure to the dashboard, and the monitor of the other ten dies in the night.",
            SECTION,
            not_its_figure,
            guard=True,
        ),
        Oracle(
            "NEVER_MOVED",
            0.75,
            "A figure without any spread in the reference is treated wrongly.",
            "The share of nulls was 0 for six weeks; divided by its spread of 0 it is nan at .3 as well.",
            SECTION,
            never_moved,
        ),
        Oracle(
            "ACCUSES_OTHERS",
            0.75,
            "The alarm does not name the figures that moved, or names others.",
            "The on-call searches in the wrong team's pipeline.",
            SECTION,
            names_the_figure,
        ),
        Oracle(
            "CRIES_DAILY",
            1.75,
            "Pure noise alarms far more often than the budget allows.",
            "At three alarms a week nobody opens the fourth.",
            SECTION,
            cries_daily,
            guard=True,
        ),
        Oracle(
            "WEEKEND_IS_DRIFT",
            1.5,
            "The season of the week alarms.",
            "Each Saturday at six somebody is woken to learn that it is Saturday.",
            SEASON,
            weekend,
            guard=True,
        ),
        Oracle(
            "ON_THE_DESK",
            3.5,
            "On quiet desks it alarms more often than the budget allows, or on struck ones "
            "not within a week.",
            "Limits that hold for normal noise do not hold for a desk.",
            SEASON,
            lambda answer, draw: quiet_desk(answer, draw) or late_on_the_desk(answer, draw),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "fit changes the caller's reference.",
            "The next monitor is fitted on what this one left.",
            SECTION,
            lambda answer, draw: leaves_inputs_alone((with_gaps, arguments), ("reference", "days"))(
                lambda reference, days: answer().fit(reference), draw
            ),
            guard=True,
        ),
    ),
    probes,
    use,
)
