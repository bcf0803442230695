"""BreachModel: between a floor and a ceiling on a desk whose true risks are known, with promises kept.

Measured on 24 graded draws of 880 to 1,246 new tickets. The ceiling: the log-loss of an honest model is
.12 above that of the true risks on average, .09 at least, with a standard deviation of .018 over draws
(boosting kept small, logistic regression of all columns): six deviations, so fewer than 1 of 10,000 honest
answers are below. The floor is relative to a logistic regression fitted on the same draw. Of what that
removes, small boosting removes .88 or more (mean .96, deviation .04: five of them above the floor), a linear
model of all columns 1.00, of the form and open hours .84 on average; below the floor on most draws are
boosting with its defaults (mean .68), a linear model of the form alone (.54), balanced classes (.21) and
trees without end (-.92).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.modeling import breach_worlds as worlds
from autograder.checks.modeling.breach_worlds import LATE, World, world_of
from autograder.draws import Draw
from autograder.oracles.oracle import ContractBroken, Oracle, Property
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

LEVELS, PROMISES, RARE = "The floor and the ceiling", "What a model must promise", "Rare outcomes"
HALF_WAY, FLOOR = 0.5, 0.75
FEW, SWEPT = 900, 60
SAME = 1e-9
MUCH_BETTER = 0.05


def contract(value: Any, *arguments: Any, **parameters: Any) -> str | None:
    """An object is judged by what its methods return."""
    return None


def fitted(target: Any, train: pd.DataFrame) -> Callable[[pd.DataFrame], np.ndarray]:
    made = target().fit(train.copy())

    def risks(rows: pd.DataFrame) -> np.ndarray:
        value = made.predict(rows.copy())
        if not isinstance(value, np.ndarray | pd.Series | list) or np.shape(value) != (len(rows),):
            raise ContractBroken(
                f"predict returned a {type(value).__name__} of the shape {np.shape(value)}; the "
                f"prompt asks for one risk for each of {len(rows)} rows"
            )
        return np.asarray(value, dtype=float)

    return risks


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    world = world_of(draw)
    made = getattr(answer, "target", answer)()
    returned = made.fit(world.train.head(FEW).copy())
    if returned is not made:
        return Counterexample("model.fit(train)", f"a {type(returned).__name__}", "the model itself")
    value = made.predict(world.new.head(5).copy())
    if not isinstance(value, np.ndarray | pd.Series | list) or np.shape(value) != (5,):
        return Counterexample(
            "model.predict(rows) of five rows",
            f"a {type(value).__name__} of the shape {np.shape(value)}",
            "an array or a Series of five risks",
        )
    return None


def no_risks(answer: Any, draw: Draw) -> Counterexample | None:
    """One risk a row, and half of what the team's kind of model removes.

    A model that is much better on rows as of today is another mistake, which the next oracles name.
    """
    found = shape(answer, draw) or removes(HALF_WAY)(answer, draw)
    if found is None or "regret" not in found.call:
        return found
    world = world_of(draw)
    risks = fitted(answer, world.train)
    served, today = (worlds.log_loss(world.breached, risks(rows)) for rows in (world.new, world.new_today))
    return None if today < served - MUCH_BETTER else found


def above_ceiling(answer: Any, draw: Draw) -> Counterexample | None:
    """On rows of today the log-loss is not below that of the truth."""
    world = world_of(draw)
    loss = worlds.log_loss(world.breached, fitted(answer, world.train)(world.new_today))
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


def reads_late_columns(answer: Any, draw: Draw) -> Counterexample | None:
    """What the three columns hold today changes no risk."""
    world = world_of(draw)
    risks = fitted(answer, world.train.head(FEW))
    now, before = (risks(rows.head(200)) for rows in (world.new_today, world.new))
    apart = np.abs(now - before)
    if apart.max() <= SAME:
        return None
    row = int(apart.argmax())
    shown = pd.DataFrame(
        {"at the decision": world.new[LATE].iloc[row], "today": world.new_today[LATE].iloc[row]}
    )
    return Counterexample(
        "model.predict(rows) of one ticket, with the three columns as of today and as of its decision",
        f"{now[row]:.3f} and {before[row]:.3f}",
        "the same risk: both rows are one ticket at one decision",
        shown.T.to_string(),
        "These columns change after the decision, and because of what happens to the ticket.",
    )


def removes(share: float) -> Property:
    """Of the regret that the team's kind of model removes, the answer removes at least this share."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        world = world_of(draw)
        risk = fitted(answer, world.train)(world.new)
        if not np.isfinite(risk).all() or risk.min() < 0 or risk.max() > 1:
            return Counterexample(
                "model.predict(rows)", f"from {risk.min():.3g} to {risk.max():.3g}", "risks from 0 to 1"
            )
        got, team = worlds.removed(world, risk), worlds.removed_by_the_team(draw.entropy, draw.name)
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
    if abs(risk.mean() - world.truth.mean()) > 0.08:
        return "The risks are wrong by far on average: something has changed the base rate in training."
    order = np.corrcoef(np.argsort(np.argsort(risk)), np.argsort(np.argsort(world.truth)))[0, 1]
    steep = worlds.removed(world, world.constant + 0.7 * (risk - world.constant))
    if steep > worlds.removed(world, risk):
        return (
            "Pulled a third of the way to the base rate they would be better: too sure. "
            f"(Rank correlation with the truth {order:.2f}.)"
        )
    return f"Too little is told apart: columns are missing. (Rank correlation with the truth {order:.2f}.)"


def breaks_the_promise(answer: Any, draw: Draw) -> Counterexample | None:
    """More open hours and all else equal: never more risk."""
    world = world_of(draw)
    risks = fitted(answer, world.train)
    hours = [0.5, 1.5, 3.0, 5.0, 8.0, 12.0, 17.0, 24.0, 33.0, 45.0, 70.0, 110.0]
    rows = world.new.head(SWEPT)
    swept = pd.concat([rows.assign(open_hours=value) for value in hours], ignore_index=True)
    table = risks(swept).reshape(len(hours), len(rows))
    steps = np.diff(table, axis=0)
    if steps.max() <= SAME:
        return None
    step, row = np.unravel_index(int(steps.argmax()), steps.shape)
    ticket = rows.iloc[int(row)]
    return Counterexample(
        f"model.predict(rows) of one ticket with open_hours {hours[step]:g} and {hours[step + 1]:g}",
        f"{table[step, row]:.3f} and {table[step + 1, row]:.3f}",
        "no more risk with more open hours",
        f"{ticket['plan']}, {ticket['severity']}, sla_hours {ticket['sla_hours']:g}",
        f"Of {SWEPT} tickets {int((steps > SAME).any(axis=0).sum())} have such a step.",
    )


def depends_on_others(answer: Any, draw: Draw) -> Counterexample | None:
    """A row alone, and the table backwards, get the same risks."""
    world = world_of(draw)
    risks = fitted(answer, world.train.head(FEW))
    rows = world.new.head(40)
    together = risks(rows)
    for place in (0, 17, 39):
        alone = risks(rows.iloc[[place]])[0]
        if not abs(alone - together[place]) <= SAME:
            return Counterexample(
                "model.predict(rows) of one row, alone and among 40",
                f"{alone:.4f} and {together[place]:.4f}",
                "the same risk",
            )
    backwards = risks(rows.iloc[::-1])[::-1]
    worst = int(np.abs(backwards - together).argmax())
    if not abs(backwards[worst] - together[worst]) <= SAME:
        return Counterexample(
            "model.predict(rows) of 40 rows, and backwards",
            f"{together[worst]:.4f} and {backwards[worst]:.4f}",
            "the same risk",
        )
    return None


def fails_on_the_unseen(answer: Any, draw: Draw) -> Counterexample | None:
    world = world_of(draw)
    risks = fitted(answer, world.train.head(FEW))
    for name in ("area", "channel", "language", "team", "region", "deployment", "seats"):
        rows = world.new.head(3).assign(**{name: np.nan if name == "seats" else "never seen"})
        try:
            risk = risks(rows)
        except (ValueError, TypeError, KeyError) as error:
            return Counterexample(
                f"model.predict(rows) with {name} = {rows[name].iloc[0]!r}",
                f"{type(error).__name__}: {str(error)[:200]}",
                "risks from 0 to 1",
            )
        if not np.isfinite(risk).all() or risk.min() < 0 or risk.max() > 1:
            return Counterexample(
                f"model.predict(rows) with {name} = {rows[name].iloc[0]!r}",
                str(risk.round(3)),
                "risks from 0 to 1",
            )
    return None


def untouched(target: Any, train: pd.DataFrame, rows: pd.DataFrame) -> Any:
    made = target()
    made.fit(train)
    return made.predict(rows)


def changes_input(answer: Any, draw: Draw) -> Counterexample | None:
    world = world_of(draw)
    given = (world.train.head(FEW).copy(), world.new.head(5).copy())
    test = leaves_input_alone(lambda _: given, ("train", "rows"))
    return test(lambda train, rows: untouched(answer, train, rows), draw)


def use(target: Any, train: pd.DataFrame, rows: pd.DataFrame) -> Any:
    return np.round(fitted(target, train)(rows), 9)


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    world = world_of(draw)
    return [(world.train.head(FEW), world.new.head(50))]


CHECK = Check(
    "BreachModel",
    contract,
    (
        Oracle(
            "NO_RISKS",
            2.5,
            "What comes back are no risks: of another shape, or far from the truth, whatever their order.",
            "Whoever multiplies such a risk with a price, or compares it with a threshold, decides wrongly.",
            RARE,
            no_risks,
        ),
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
            reads_late_columns,
            guard=True,
        ),
        Oracle(
            "PROMISE_BROKEN",
            2,
            "More open hours, all else equal, give a higher risk.",
            "An account manager finds the one ticket, and nobody trusts the other risks any more.",
            PROMISES,
            breaks_the_promise,
            guard=True,
        ),
        Oracle(
            "DEPENDS_ON_OTHERS",
            1.5,
            "A row's risk depends on the other rows of its table.",
            "Scored alone by the service, a ticket gets another risk than in the nightly batch.",
            PROMISES,
            depends_on_others,
            guard=True,
        ),
        Oracle(
            "FAILS_ON_THE_UNSEEN",
            1,
            "An unseen word, or missing seats, gives no risk.",
            "A new team is founded on Monday, and the service answers with an error.",
            PROMISES,
            fails_on_the_unseen,
            guard=True,
        ),
        Oracle(
            "BELOW_FLOOR",
            1.5,
            "The risks are further from the truth than those of a plain model.",
            "What costs more than the logistic regression removes less of what the desk pays for not "
            "knowing.",
            LEVELS,
            removes(FLOOR),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.5,
            "The call changes the caller's tables.",
            "The next candidate of the comparison trains on a table without its labels.",
            LEVELS,
            changes_input,
            guard=True,
        ),
    ),
    probes,
    use,
)
