"""BreachModel: between a floor and a ceiling on a desk whose true risks are known, with promises kept.

Measured on 24 graded draws of 880 to 1,246 new tickets. The ceiling: the log-loss of an honest model is
.12 above that of the true risks on average, .09 at least, with a standard deviation of .018 over draws
(boosting kept small, logistic regression of all columns): six deviations, so fewer than 1 of 10,000 honest
answers are below. The floor is relative to a logistic regression fitted on the same draw. Of what that
removes, small boosting removes .88 or more (mean .96, deviation .04: five of them above the floor), a linear
model of all columns 1.00, of the form and open hours .84 on average; below the floor on most draws are
boosting with its defaults (mean .68; with the promise kept .71, below on 17 of 24 draws, but .84 on
the public one), a linear model of the form alone (.54), balanced classes (.21) and trees without
end (-.92).
"""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.modeling import breach_promises as promises
from autograder.checks.modeling import breach_worlds as worlds
from autograder.checks.modeling.breach_fits import fit, is_one_a_row, model_of, told
from autograder.checks.modeling.breach_worlds import World, world_of
from autograder.draws import Draw
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample

LEVELS, PROMISES, RARE = "The floor and the ceiling", "What a model must promise", "Rare outcomes"
HALF_WAY, FLOOR = 0.5, 0.75
MUCH_BETTER = 0.05
PROBED = 900


def contract(value: Any, *arguments: Any, **parameters: Any) -> str | None:
    """An object is judged by what its methods return."""
    return None


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    """fit returns its object, predict one risk a row."""
    model = model_of(answer, draw)
    if model.returned is not model.made:
        return Counterexample("model.fit(train)", f"a {type(model.returned).__name__}", "the model itself")
    rows = world_of(draw).new
    value = model.made.predict(rows.copy())
    if not is_one_a_row(value, len(rows)):
        return Counterexample(
            f"model.predict(rows) of {len(rows)} rows",
            told(value).removeprefix("predict returned "),
            f"an array or a Series of {len(rows)} risks",
        )
    return None


def no_risks(answer: Any, draw: Draw) -> Counterexample | None:
    """One risk a row, and half of what the team's kind of model removes.

    A model that is much better on rows as of today, or has learned from the late columns, is another mistake,
    which the next oracles name.
    """
    found = shape(answer, draw) or removes(HALF_WAY)(answer, draw)
    if found is None or "regret" not in found.call:
        return found
    world, model = world_of(draw), model_of(answer, draw)
    served, today = (
        worlds.log_loss(world.breached, model.risks(rows)) for rows in (world.new, world.new_today)
    )
    late = today < served - MUCH_BETTER or promises.learns_late_columns(answer, draw)
    return None if late else found


def rows_mixed_up(answer: Any, draw: Draw) -> Counterexample | None:
    """Risks of another row, or by codes of another table, are far from the truth for that reason alone.

    Pulled to the base rate they would be better, too, so NO_RISKS would call them too sure. Risks of another
    shape are its business, and so are exceptions: it shows them.
    """
    with contextlib.suppress(Exception):
        return promises.depends_on_others(answer, draw) if not shape(answer, draw) else None
    return None


def above_ceiling(answer: Any, draw: Draw) -> Counterexample | None:
    """On rows of today the log-loss is not below that of the truth."""
    world = world_of(draw)
    loss = worlds.log_loss(world.breached, model_of(answer, draw).risks(world.new_today))
    ceiling = worlds.log_loss(world.breached, world.truth)
    if loss >= ceiling:
        return None
    return Counterexample(
        f"log-loss of BreachModel().fit(train).predict(rows) on {len(world.truth)} rows of the warehouse",
        f"{loss:.3f}",
        f"not below {ceiling:.3f}, the log-loss of the true risks",
        "",
        "Better than the truth: a column holds the outcome, or something that followed from it.",
    )


def removes(share: float) -> Property:
    """Of the regret that the team's kind of model removes, the answer removes at least this share."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        world = world_of(draw)
        risk = model_of(answer, draw).risks(world.new)
        if not np.isfinite(risk).all() or risk.min() < 0 or risk.max() > 1:
            return Counterexample(
                "model.predict(rows)", f"from {risk.min():.3g} to {risk.max():.3g}", "risks from 0 to 1"
            )
        got, team = worlds.removed(world, risk), worlds.removed_by_the_team(draw)
        if got >= share * team:
            return None
        return Counterexample(
            f"regret removed by BreachModel().fit(train).predict(rows) on {len(world.truth)} new tickets",
            f"{got:.0%}",
            f"at least {share * team:.0%}: {share:.0%} of the {team:.0%} that the team's kind of "
            "model removes",
            f"mean risk {risk.mean():.3f}, largest {risk.max():.3f}; breached "
            f"{world.breached.mean():.3f}; mean of the true risks {world.truth.mean():.3f}",
            _advice(world, risk),
        )

    return test


def _advice(world: World, risk: np.ndarray) -> str:
    if np.isin(risk, (0, 1)).all():
        return "These are labels, not risks: of scikit-learn's models predict_proba gives the risks."
    if worlds.removed(world, 1 - risk) > max(0.0, worlds.removed(world, risk)):
        return "These are the chances of the other outcome: of predict_proba the column of 1, see classes_."
    if abs(risk.mean() - world.truth.mean()) > 0.08:
        if worlds.removed(world, risk) < 0:
            return (
                "The risks are wrong by far on average, worse than those of the constant. Do fit and predict "
                "see the columns alike? A transform that one of them lacks does this, or a table that fit "
                "changes."
            )
        return "The risks are wrong by far on average: something has changed the base rate in training."
    order = np.corrcoef(np.argsort(np.argsort(risk)), np.argsort(np.argsort(world.truth)))[0, 1]
    steep = worlds.removed(world, world.constant + 0.7 * (risk - world.constant))
    if steep > worlds.removed(world, risk):
        return (
            "Pulled a third of the way to the base rate they would be better: too sure. "
            f"(Rank correlation with the truth {order:.2f}.)"
        )
    return (
        "Too little is told apart: columns are missing, or a constraint keeps one from being used. "
        f"(Rank correlation with the truth {order:.2f}.)"
    )


def use(target: Any, train: pd.DataFrame, rows: pd.DataFrame) -> Any:
    return np.round(fit(target, train).risks(rows), 9)


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    world = world_of(draw)
    return [(world.train.head(PROBED), world.new.head(50))]


CHECK = Check(
    "BreachModel",
    contract,
    (
        *while_holds(
            rows_mixed_up,
            Oracle(
                "NO_RISKS",
                2.5,
                "What comes back are no risks: of another shape, or far from the truth, whatever their "
                "order.",
                "Whoever multiplies such a risk with a price, or compares it with a threshold, decides "
                "wrongly.",
                RARE,
                no_risks,
            ),
        ),
        *while_holds(
            shape,
            Oracle(
                "ABOVE_CEILING",
                2,
                "The model is better than the truth: it has seen the outcome.",
                "The best result of the year, and on the first day in service it is gone.",
                LEVELS,
                above_ceiling,
                guard=True,
            ),
            Oracle(
                "READS_LATE_COLUMNS",
                2,
                "A risk depends on a column that changes after the decision.",
                "Trained on what the ticket became, asked about what it is: the risks are wrong in service.",
                LEVELS,
                promises.reads_late_columns,
                guard=True,
            ),
            Oracle(
                "DEPENDS_ON_OTHERS",
                1.5,
                "A row's risk depends on the other rows of its table.",
                "Scored alone by the service, a ticket gets another risk than in the nightly batch.",
                PROMISES,
                promises.depends_on_others,
                guard=True,
            ),
            *while_holds(
                promises.depends_on_others,
                Oracle(
                    "PROMISE_BROKEN",
                    2,
                    "More open hours, all else equal, give a higher risk.",
                    "An account manager finds the one ticket, and nobody trusts the other risks any more.",
                    PROMISES,
                    promises.breaks_the_promise,
                    guard=True,
                ),
            ),
            Oracle(
                "FAILS_ON_THE_UNSEEN",
                1,
                "An unseen word, or missing seats, gives no risk.",
                "A new team is founded on Monday, and the service answers with an error.",
                PROMISES,
                promises.fails_on_the_unseen,
                guard=True,
            ),
            *while_holds(
                all_hold(no_risks, promises.reads_late_columns),
                Oracle(
                    "BELOW_FLOOR",
                    1.5,
                    "The risks are further from the truth than those of a plain model.",
                    "What costs more than the logistic regression removes less of what the desk pays for not "
                    "knowing.",
                    LEVELS,
                    removes(FLOOR),
                ),
            ),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.5,
            "The call changes the caller's tables.",
            "The next candidate of the comparison trains on a table without its labels.",
            LEVELS,
            promises.changes_input,
            guard=True,
        ),
    ),
    probes,
    use,
)
