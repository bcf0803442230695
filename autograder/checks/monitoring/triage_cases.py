"""Evidence for triage, with the cause to act on by the rules of the prompt."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from autograder.draws import Draw
from autograder.oracles.cases import Case

CAUSES = ("bug", "labels", "season", "covariate", "concept", "quiet")
EVIDENCE = ("findings", "skew", "outcomes", "moved", "moved_year", "gap")
NAN = float("nan")
CALM = {"findings": 0, "skew": 0.0, "outcomes": 1.0, "moved": 2.0, "moved_year": 2.0, "gap": 0.5}


def even_rates() -> pd.Series:
    return pd.Series([0.3, 0.1, 0.2, 0.15, 0.15, 0.1], index=list(CAUSES))


def usual_costs() -> pd.DataFrame:
    """To be wrong costs 100 euros, whatever is wrong."""
    return pd.DataFrame(100.0 * (1 - np.eye(len(CAUSES))), index=list(CAUSES), columns=list(CAUSES))


def known(evidence: dict[str, float], name: str) -> float | None:
    value = evidence.get(name)
    return None if value is None or value != value else float(value)


def is_possible(cause: str, evidence: dict[str, float]) -> bool:
    """Whether no known evidence contradicts what the cause implies."""
    findings, skew, outcomes, moved, year, gap = (known(evidence, name) for name in EVIDENCE)
    implied: dict[str, list[bool]] = {
        "bug": [findings is None or skew is None or findings > 0 or skew > 0.02],
        "labels": [outcomes is None or outcomes < 0.5],
        "season": [moved is None or moved > 6, year is None or year <= 6],
        "covariate": [moved is None or moved > 6, year is None or year > 6],
        "concept": [moved is None or moved <= 6, gap is None or abs(gap) > 3.5],
        "quiet": [moved is None or moved <= 6, gap is None or abs(gap) <= 3.5],
    }
    return all(implied[cause])


def definition(evidence: dict[str, float], rates: pd.Series, costs: pd.DataFrame) -> str:
    findings, skew, outcomes = (known(evidence, name) for name in EVIDENCE[:3])
    if (findings is not None and findings > 0) or (skew is not None and skew > 0.02):
        return "bug"
    if outcomes is not None and outcomes < 0.5:
        return "labels"
    possible = [cause for cause in CAUSES if is_possible(cause, evidence)] or list(CAUSES)
    expected = [
        sum(float(rates[cause]) * float(costs.loc[cause, said]) for cause in possible)
        for said in costs.columns
    ]
    return str(costs.columns[int(np.argmin(np.round(expected, 9)))])


def case(
    changes: dict[str, float | None],
    note: str,
    rates: pd.Series | None = None,
    costs: pd.DataFrame | None = None,
) -> Case:
    """A call with calm evidence but for `changes`; None stands for evidence that is absent."""
    evidence = {name: value for name, value in (CALM | changes).items() if value is not None}
    rates = even_rates() if rates is None else rates
    shown = usual_costs() if costs is None else costs
    rows = f"rates: {rates.round(3).to_dict()}\ncosts: " + (
        "100 wherever the assumed cause is not the true one" if costs is None else f"\n{costs.to_string()}"
    )
    return Case(
        (evidence, rates, shown),
        definition(evidence, rates, shown),
        f"triage({evidence}, rates, costs)",
        rows,
        note,
    )


def plain(draw: Draw) -> Iterator[Case]:
    yield case(
        {"moved": 9.0, "moved_year": 9.0},
        "Everything is known; the figures have moved, and were elsewhere last year.",
    )


def bug_first(draw: Draw) -> Iterator[Case]:
    yield case(
        {"findings": 2, "moved": 40.0, "moved_year": 40.0, "gap": 5.0},
        "The contract is broken: minutes for hours move the figures and the outcomes too.",
    )
    yield case({"skew": 0.9, "gap": 6.0}, "A feature is served otherwise than it is recomputed.")
    yield case({"findings": 1, "outcomes": 0.1}, "A bug that is seen comes before the outcomes that stopped.")
    yield case({"findings": None, "skew": 0.5}, "skew alone is enough.")
    yield case({"findings": 1, "skew": NAN}, "A finding alone is enough to see a bug.")


def labels_next(draw: Draw) -> Iterator[Case]:
    yield case(
        {"outcomes": 0.1, "gap": -6.0},
        "Outcomes have stopped: those few that came say nothing about the model.",
    )
    yield case(
        {"outcomes": 0.2, "moved": 9.0, "moved_year": 9.0}, "Outcomes that stopped come before the rest."
    )


def season(draw: Draw) -> Iterator[Case]:
    yield case({"moved": 9.0, "moved_year": 1.5}, "It has moved as it did in this week of last year.")


def concept(draw: Draw) -> Iterator[Case]:
    yield case({"gap": 5.0}, "No figure has moved, and the outcomes are others than the model said.")
    yield case({"gap": -5.0}, "Fewer breaches than expected are a change as well.")


def harmless(draw: Draw) -> Iterator[Case]:
    yield case(
        {"moved": 9.0, "moved_year": 9.0, "gap": 0.2},
        "The figures have moved, and nothing is lost: covariate.",
    )
    yield case({}, "Nothing has moved, nothing is broken: quiet.")


def unknown_is_not_zero(draw: Draw) -> Iterator[Case]:
    likely = pd.Series([0.02, 0.02, 0.02, 0.02, 0.7, 0.22], index=list(CAUSES))
    yield case(
        {"gap": NAN}, "No outcome is ripe: concept or quiet, and concept is the more frequent.", likely
    )
    yield case({"gap": None}, "gap is absent: as good as missing.", likely)
    bugs = pd.Series([0.9, 0.02, 0.02, 0.02, 0.02, 0.02], index=list(CAUSES))
    yield case(
        {"skew": NAN}, "The nightly comparison did not run: a bug is possible, and the most frequent.", bugs
    )
    yield case({"findings": NAN}, "Nobody has read the rows: a bug is possible, and the most frequent.", bugs)
    stopped = pd.Series([0.02, 0.9, 0.02, 0.02, 0.02, 0.02], index=list(CAUSES))
    yield case(
        {"outcomes": NAN},
        "Nobody knows whether outcomes arrive: labels is possible, and the most frequent.",
        stopped,
    )
    yield _most_frequent(
        "season",
        {"moved": NAN},
        "Nobody knows whether figures have moved: season, concept and quiet are possible",
    )
    for cause in ("season", "covariate"):
        yield _most_frequent(
            cause,
            {"moved": 9.0, "moved_year": NAN},
            "There is nothing of last year to compare with: season and covariate are possible",
        )


def _most_frequent(cause: str, evidence: dict[str, float | None], note: str) -> Case:
    """The cause is the most frequent one, and what is done about it does least harm where it is another."""
    rates = pd.Series(0.02, index=list(CAUSES))
    rates[cause] = 0.9
    costs = usual_costs()
    costs[cause] *= 0.4
    return case(evidence, f"{note}, and {cause} is the most frequent.", rates, costs)


def price(draw: Draw) -> Iterator[Case]:
    costs = usual_costs()
    costs.loc["concept", "quiet"], costs.loc["quiet", "concept"] = 2000.0, 50.0
    yield case(
        {"gap": NAN},
        "concept or quiet, .1 to .5: to overlook the former costs .1 * 2000, to retrain for nothing .5 * 50.",
        pd.Series([0.1, 0.1, 0.1, 0.1, 0.1, 0.5], index=list(CAUSES)),
        costs,
    )


def hedge(draw: Draw) -> Iterator[Case]:
    costs = usual_costs()
    costs.loc["season"] = [100.0, 100.0, 0.0, 900.0, 100.0, 20.0]
    costs.loc["covariate"] = [100.0, 100.0, 900.0, 0.0, 100.0, 20.0]
    yield case(
        {"moved": 9.0, "moved_year": NAN},
        "season or covariate, and either is dear to be mistaken for the "
        "other: to act as if it were quiet costs 20 in both cases.",
        None,
        costs,
    )


def concept_or_quiet(rates: pd.Series, note: str, costs: pd.DataFrame) -> Case:
    """No outcome is ripe, and everything else is calm: these two are possible."""
    return case({"gap": NAN}, note, rates, costs)


def beside_the_causes(draw: Draw) -> Iterator[Case]:
    by_hand = usual_costs().assign(by_hand=25.0)
    yield case(
        {"moved": 9.0, "moved_year": NAN},
        "season or covariate, .2 to .15: to be mistaken costs 100, and to have tickets looked at by hand 25, "
        "whatever it is. This column is no cause, and the answer all the same.",
        None,
        by_hand,
    )


def directions(draw: Draw) -> Iterator[Case]:
    """Where only the direction in which costs are read decides: rates are even, nothing is equal."""
    costs = usual_costs()
    costs.loc["concept", "quiet"], costs.loc["quiet", "concept"] = 900.0, 30.0
    costs.loc["season", ["concept", "quiet"]] = 1.0  # so that a row is least where no column is
    yield concept_or_quiet(
        pd.Series([0.1, 0.1, 0.1, 0.1, 0.3, 0.3], index=list(CAUSES)),
        "concept or quiet, .3 each: to act as if it were concept costs .3 * costs.loc['quiet', 'concept'], "
        "the least of all columns. The row is the true cause: costs.loc[true, assumed].",
        costs,
    )


def read_along_a_row(made: Case) -> str:
    """What is said if costs are taken as costs.loc[assumed, true]."""
    evidence, rates, costs = made.args
    return definition(evidence, rates, costs.T)


def frequencies(draw: Draw) -> Iterator[Case]:
    """Where only the rates decide: each mistake costs 100, or nearly."""
    costs = usual_costs()
    costs.loc["concept", "quiet"], costs.loc["quiet", "concept"] = 110.0, 100.0
    yield concept_or_quiet(
        pd.Series([0.1, 0.1, 0.1, 0.1, 0.1, 0.5], index=list(CAUSES)),
        "concept or quiet, .1 to .5: the mistakes cost nearly the same, 110 and 100, so the rates decide.",
        costs,
    )


def without_rates(made: Case) -> str:
    """What is said if all possible causes are equally frequent."""
    evidence, rates, costs = made.args
    return definition(evidence, rates * 0 + 1.0, costs)


def chances_of_the_possible(draw: Draw) -> Iterator[Case]:
    costs = usual_costs()
    costs.loc["bug", ["season", "covariate"]] = [0.0, 5000.0]
    yield case(
        {"moved": 9.0, "moved_year": NAN},
        "A bug is excluded: what it would cost does not count.",
        pd.Series([0.3, 0.1, 0.1, 0.3, 0.1, 0.1], index=list(CAUSES)),
        costs,
    )


def nothing_possible(draw: Draw) -> Iterator[Case]:
    costs = usual_costs()
    costs.loc["labels"] = [100.0, 0.0, 100.0, 100.0, 300.0, 100.0]
    yield case(
        {"moved": NAN, "moved_year": NAN, "gap": NAN, "skew": NAN, "findings": NAN, "outcomes": NAN},
        "Nothing is known: every cause is possible.",
    )
    yield case(
        {"moved": None, "moved_year": None, "gap": None, "skew": None, "findings": None, "outcomes": None},
        "There is no evidence at all: every cause is possible.",
    )


def other_order(draw: Draw) -> Iterator[Case]:
    costs = usual_costs()
    costs.loc["concept", "quiet"], costs.loc["quiet", "concept"] = 2000.0, 50.0
    rates = pd.Series(
        [0.05, 0.5, 0.05, 0.15, 0.05, 0.2], index=["season", "quiet", "bug", "labels", "covariate", "concept"]
    )
    note = "concept or quiet, .2 to .5; rates, rows and columns come in different orders."
    yield case({"gap": NAN}, note, rates, costs.loc[list(reversed(CAUSES))])
    yield case({"gap": NAN}, note, rates, costs[["quiet", "covariate", "bug", "concept", "season", "labels"]])
    yield case(
        {"moved": 9.0, "moved_year": NAN},
        "season or covariate, .05 to .3; in different orders.",
        pd.Series(
            [0.3, 0.05, 0.1, 0.3, 0.15, 0.1],
            index=["covariate", "season", "quiet", "bug", "labels", "concept"],
        ),
        usual_costs().loc[["quiet", "covariate", "bug", "concept", "season", "labels"]],
    )


def ties(draw: Draw) -> Iterator[Case]:
    yield case(
        {"gap": NAN},
        "concept and quiet cost the same: the first column of the two.",
        pd.Series([0.1, 0.1, 0.1, 0.1, 0.3, 0.3], index=list(CAUSES)),
        usual_costs()[["quiet", "concept", "bug", "labels", "season", "covariate"]],
    )


def edges(draw: Draw) -> Iterator[Case]:
    yield case({"skew": 0.02}, "skew of exactly .02 is not above it.")
    yield case({"outcomes": 0.5, "gap": 4.0}, "Half of the outcomes is not below half.")
    yield case({"moved": 6.0, "moved_year": 1.0}, "moved of exactly 6 is not above 6.")
    yield case({"moved": 9.0, "moved_year": 6.0}, "moved_year of exactly 6 is at most 6.")
    yield case({"gap": 3.5}, "gap of exactly 3.5 is not above it.")
    yield case({"gap": -3.5}, "gap of exactly -3.5 is not below it.")


def drawn(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("calls")
    values: dict[str, list[float | None]] = {
        "findings": [0, 0, 0, 0, 1, NAN],
        "skew": [0.0, 0.01, 0.0, 0.02, 0.03, NAN],
        "outcomes": [0.4, 0.9, 1.1, 1.0, 0.5, NAN],
        "moved": [1.0, 4.0, 8.0, 20.0, 6.0, NAN],
        "moved_year": [1.0, 5.0, 9.0, 6.0, NAN, None],
        "gap": [0.3, -4.0, 4.0, -3.0, NAN, None],
    }
    for _ in range(150):
        changes = {name: options[int(rng.integers(len(options)))] for name, options in values.items()}
        rates = pd.Series(rng.dirichlet(np.ones(len(CAUSES))), index=list(CAUSES))
        costs = pd.DataFrame(
            rng.permutation(1000)[:36].reshape(6, 6).astype(float), index=list(CAUSES), columns=list(CAUSES)
        )
        yield case(changes, "A drawn call.", rates, costs)
