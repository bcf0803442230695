"""triage, evening by evening, at desks whose cause of alarm is known.

evenings.csv holds 38 desks of 28 evenings, run by the Desk (see evening_worlds): quiet ones, some of them
over Christmas, and ones that are struck on a day that the answer is not told. A draw takes 27 of them. The
rules of the prompt keep the budget and find each cause in time whichever desks are drawn (the tests try the
whole pool), so a right answer never fails here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from autograder.checks.monitoring.triage_cases import CAUSES, EVIDENCE
from autograder.draws import Draw
from autograder.results import Counterexample

PICKED = {"quiet": 4, "christmas": 6, "unit_change": 1, "null_upstream": 1, "schema_change": 1, "stale": 1,
          "label_stall": 4, "population": 6, "concept": 3}  # fmt: skip
CALM = ("quiet", "season")
FALSE_ALARMS = 10  # evenings: one in 28, on ten desks
# By which evening from the onset on the cause must have been named; a concept shows in ripe outcomes only.
WITHIN = {"bug": 2, "labels": 7, "covariate": 7, "concept": 14}
WHAT = {
    "unit_change": "hours come in minutes",
    "null_upstream": "five columns are empty",
    "schema_change": "a column has another name",
    "stale": "the feature store stands still",
    "label_stall": "no outcome is posted any more",
    "population": "many new small accounts in APAC",
    "concept": "billing and ui take several times the work",
}
Evening = dict[str, float]


def rates_and_costs() -> tuple[pd.Series, pd.DataFrame]:
    """Those of the exercise."""
    rates = pd.Series([0.35, 0.1, 0.2, 0.15, 0.1, 0.1], index=list(CAUSES))
    euros = [[0, 900, 900, 600, 1500, 900],
             [200, 0, 100, 200, 900, 100],
             [200, 50, 0, 150, 400, 20],
             [250, 300, 400, 0, 150, 400],
             [500, 600, 700, 250, 0, 700],
             [200, 20, 10, 60, 300, 0]]  # fmt: skip
    return rates, pd.DataFrame(euros, index=list(CAUSES), columns=list(CAUSES))


@cache
def pool() -> pd.DataFrame:
    return pd.read_csv(Path(__file__).with_name("evenings.csv"))


def desks_of(draw: Draw) -> list[pd.DataFrame]:
    """The desks of a draw, quiet ones first."""
    rng, picked = draw.rng("evenings"), []
    for kind, number in PICKED.items():
        rows = pool()[pool()["kind"] == kind]
        names = rng.permutation(rows["desk"].unique())[:number]
        picked += [rows[rows["desk"] == name] for name in names]
    return picked


def evidence_of(row: pd.Series) -> Evening:
    return {name: float(row[name]) for name in EVIDENCE}


def said_of(answer: Callable[..., Any], rows: pd.DataFrame) -> list[str]:
    return [answer(evidence_of(row), *rates_and_costs()) for _, row in rows.iterrows()]


def false_alarms(answer: Callable[..., Any], desks: list[pd.DataFrame]) -> Counterexample | None:
    """On quiet desks, season included, it sends somebody on hardly any evening."""
    quiet = pd.concat([rows for rows in desks if rows["cause"].iloc[0] in CALM])
    quiet = quiet.assign(said=said_of(answer, quiet))
    false = quiet[~quiet["said"].isin(CALM)]
    if len(false) <= FALSE_ALARMS:
        return None
    counted = ", ".join(f"{cause} {number}" for cause, number in false["said"].value_counts().items())
    first = false.iloc[0]
    return Counterexample(
        f"{len(quiet)} evenings of {quiet['desk'].nunique()} desks on which nothing happens but the season",
        f"on {len(false)} of them neither quiet nor season, but {counted}",
        f"at most {FALSE_ALARMS}",
        f"one of them: triage({evidence_of(first)}, rates, costs) is {first['said']!r}",
        "rates and costs are those of the exercise.",
    )


def too_late(answer: Callable[..., Any], desks: list[pd.DataFrame]) -> Counterexample | None:
    """On struck desks it names the cause by the evening that is allowed."""
    for rows in desks:
        cause, kind, onset = rows[["cause", "kind", "onset"]].iloc[0]
        if cause in CALM:
            continue
        rows = rows[(rows["evening"] >= onset) & (rows["evening"] < onset + WITHIN[cause])]
        said = said_of(answer, rows)
        if cause not in said:
            counted = ", ".join(f"{one} {number}" for one, number in pd.Series(said).value_counts().items())
            return Counterexample(
                f"{len(rows)} evenings of a desk, from the first on which {WHAT[kind]}",
                counted,
                f"{cause} on one of them at least",
                f"the last of them: triage({evidence_of(rows.iloc[-1])}, rates, costs) is {said[-1]!r}",
                "rates and costs are those of the exercise.",
            )
    return None


def on_the_desk(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    desks = desks_of(draw)
    return false_alarms(answer, desks) or too_late(answer, desks)
