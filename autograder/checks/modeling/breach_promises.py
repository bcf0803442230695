"""What a model of `BreachModel` promises: of late columns, open hours, neighbours and words it never saw."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.modeling.breach_fits import (
    FEW,
    Fitted,
    again,
    model_of,
    model_of_decisions,
    model_of_mirrored,
    model_of_turned,
    model_of_turned_within,
    turned_within,
)
from autograder.checks.modeling.breach_worlds import LATE, NUMBERS, World, world_of
from autograder.draws import Draw
from autograder.oracles.unchanged_input import changed
from autograder.results import Counterexample

SWEPT, TOGETHER, ASKED, MATES = 400, 40, 20, 150
HOURS = (0.5, 1.5, 3.0, 5.0, 8.0, 12.0, 17.0, 24.0, 33.0, 45.0, 70.0, 110.0)
WORDS = ("area", "channel", "language", "team", "region", "deployment")
SAME = 1e-9


def reads_late_columns(answer: Any, draw: Draw) -> Counterexample | None:
    """What the three columns hold today changes no risk, whether in the rows asked about or in training."""
    world, model = world_of(draw), model_of(answer, draw)
    today, served = world.new_today, world.new
    now, before = model.risks(today), model.risks(served)
    apart = np.abs(now - before)
    if apart.max() <= SAME:
        return learns_late_columns(answer, draw)
    row = int(apart.argmax())
    shown = pd.DataFrame({"at the decision": served[LATE].iloc[row], "today": today[LATE].iloc[row]})
    return Counterexample(
        "model.predict(rows) of one ticket, with the three columns as of today and as of its decision",
        f"{now[row]:.3f} and {before[row]:.3f}",
        "the same risk: both rows are one ticket at one decision",
        shown.T.to_string(),
        f"{moved_by(model, served, today, before)} Such a column changes after the decision, and because "
        "of what happens to the ticket.",
    )


def learns_late_columns(answer: Any, draw: Draw) -> Counterexample | None:
    """What the three columns hold today in the training table changes no risk.

    Asked of few rows with other labels, which teach other risks; what fit reads is the same. A model whose
    training is left to chance differs anyway, and is not judged.
    """
    rows = world_of(draw).new
    learned = model_of_turned(answer, draw).risks(rows)
    then = model_of_decisions(answer, draw).risks(rows)
    apart = np.abs(learned - then)
    if apart.max() <= SAME or np.abs(again(answer, draw).risks(rows) - learned).max() > SAME:
        return None
    row = int(apart.argmax())
    return Counterexample(
        f"model.predict(rows) of one ticket, fitted on {FEW} rows with the three columns as of today, and as "
        "of the decision",
        f"{learned[row]:.3f} and {then[row]:.3f}",
        "the same risk: fit may not read what the tickets became",
        "",
        "predict does not read hours_open, messages or priority, but fit does: what a risk was learned "
        "from is not what it is asked about.",
    )


def moved_by(model: Fitted, served: pd.DataFrame, today: pd.DataFrame, before: np.ndarray) -> str:
    """Which of the late columns moves a risk, put in as of today one at a time."""
    moving = [
        name
        for name in LATE
        if np.abs(model.risks(served.assign(**{name: today[name]})) - before).max() > SAME
    ]
    return f"The risk moves with {' and with '.join(moving) or 'several of them together'}."


def breaks_the_promise(answer: Any, draw: Draw) -> Counterexample | None:
    """More open hours and all else equal: never more risk, whatever the training table says."""
    rows = turned_within(world_of(draw))
    together = np.corrcoef(rows["open_hours"], rows["breached"])[0, 1]
    turned_round = (
        f"It was trained on {FEW} rows whose labels were turned round, where tickets with more open hours "
        "breach more often. The promise is kept by the model's form, or by a test of the sign in fit."
    )
    within = (
        f"It was trained on {FEW} rows where tickets with longer SLAs breach less often, but of those with "
        "the same sla_hours the ones with more open hours more often. Over all rows the correlation of "
        f"open_hours and breached is {together:.2f}; what counts is the sign in the model, all else equal."
    )
    mirrored = (
        "It was trained on rows whose open hours were mirrored (the most became the fewest), all else as it "
        "was. If fit looks at a coefficient: is it that of open_hours? After a ColumnTransformer the columns "
        "stand in another order, those of its first part first."
    )
    return (
        rises(model_of(answer, draw), draw, "")
        or rises(model_of_turned(answer, draw), draw, turned_round)
        or rises(model_of_turned_within(answer, draw), draw, within)
        or rises(model_of_mirrored(answer, draw), draw, mirrored)
    )


def rises(model: Fitted, draw: Draw, trained: str) -> Counterexample | None:
    """A ticket whose risk rises with its open hours, by this model; trained: on what, if not as usual."""
    rows = world_of(draw).new.head(SWEPT)
    swept = pd.concat([rows.assign(open_hours=value) for value in HOURS], ignore_index=True)
    table = model.risks(swept).reshape(len(HOURS), len(rows))
    steps = np.diff(table, axis=0)
    if steps.max() <= SAME:
        return None
    step, row = np.unravel_index(int(steps.argmax()), steps.shape)
    ticket = rows.iloc[int(row)]
    return Counterexample(
        f"model.predict(rows) of one ticket with open_hours {HOURS[step]:g} and {HOURS[step + 1]:g}",
        f"{table[step, row]:.3f} and {table[step + 1, row]:.3f}",
        "no more risk with more open hours",
        f"{ticket['plan']}, {ticket['severity']}, sla_hours {ticket['sla_hours']:g}",
        f"Of {SWEPT} tickets {int((steps > SAME).any(axis=0).sum())} have such a step. {trained}".strip(),
    )


def depends_on_others(answer: Any, draw: Draw) -> Counterexample | None:
    """The table backwards, a row alone, and rows beside others that are like them get the same risks."""
    model, rows = model_of(answer, draw), world_of(draw).new.head(TOGETHER)
    together, backwards = model.risks(rows), model.risks(rows.iloc[::-1])[::-1]
    worst = int(np.abs(backwards - together).argmax())
    if not abs(backwards[worst] - together[worst]) <= SAME:
        return Counterexample(
            f"model.predict(rows) of {TOGETHER} rows, and backwards: the risk of one ticket",
            f"{together[worst]:.4f} and {backwards[worst]:.4f}",
            "the same risk",
            "",
            "Both times the same risks come back, at the places of other rows: sorted, or put together by "
            "groups."
            if np.allclose(np.sort(together), np.sort(backwards), rtol=0, atol=SAME)
            else "Perhaps words get their codes anew in each table, in the order in which they come.",
        )
    for place in (0, 17, TOGETHER - 1):
        call, expected = f"model.predict(rows) of one row, alone and among {TOGETHER}", "the same risk"
        try:
            alone = model.risks(rows.iloc[[place]])[0]
        except (ValueError, TypeError, LookupError) as error:
            got = f"alone {type(error).__name__}: {' '.join(str(error).split())[:200]}"
            return Counterexample(call, got, f"{expected}: {together[place]:.4f}")
        if not abs(alone - together[place]) <= SAME:
            return Counterexample(call, f"{alone:.4f} and {together[place]:.4f}", expected)
    return counts_others(model, world_of(draw)) or filled_by_others(model, world_of(draw))


def counts_others(model: Fitted, world: World) -> Counterexample | None:
    """Rows get the same risks beside many tickets of their account, day and team with other numbers."""
    asked, others = world.new.iloc[:TOGETHER:8], world.new.iloc[TOGETHER : TOGETHER + MATES]
    own = others.columns.difference([*NUMBERS, "ticket_id"])
    mates = [others.assign(**row[own].to_dict()) for _, row in asked.iterrows()]
    few = model.risks(asked)
    many = model.risks(pd.concat([asked, *mates], ignore_index=True))[: len(asked)]
    worst = int(np.abs(few - many).argmax())
    if abs(few[worst] - many[worst]) <= SAME:
        return None
    return Counterexample(
        f"model.predict(rows) of {len(asked)} rows, and of the same rows followed by {MATES} other tickets "
        "of the account, day and team of each",
        f"{few[worst]:.4f} and {many[worst]:.4f}",
        "the same risk",
        "",
        "A count, a mean or a largest value over the rows asked about is another one when the service asks "
        "about one ticket. What a row has to know of other tickets stands in its columns, or is kept by fit.",
    )


def filled_by_others(model: Fitted, world: World) -> Counterexample | None:
    """Rows with an unseen word or missing seats get the same risks beside either of two other tables."""
    names = [*WORDS, "seats"]
    if not gives_risks(model, unseen(world.new.head(3), names)):
        names = [name for name in names if gives_risks(model, unseen(world.new.head(3), [name]))]
    if not names or not beside_two(model, world, names)[0]:
        return None
    for which in (*([name] for name in names), names):
        apart, risks, company = beside_two(model, world, which)
        if apart:
            break
    word = "seats missing" if which == ["seats"] else f"an unseen word in {', '.join(which)}"
    return Counterexample(
        f"model.predict(rows) of a row with {word}, beside {TOGETHER} rows with {company[0]}, and beside "
        f"{TOGETHER} with {company[1]}",
        f"{risks[0]:.4f} and {risks[1]:.4f}",
        "the same risk",
        "",
        "What is missing or unseen may be replaced by what fit has kept of the training rows, not by a mean, "
        "a median or a mode of the rows asked about.",
    )


def unseen(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    return rows.assign(**{name: np.nan if name == "seats" else "never seen" for name in names})


def beside_two(
    model: Fitted, world: World, names: list[str]
) -> tuple[bool, tuple[float, float], tuple[str, str]]:
    """Whether a row's risks differ beside two tables that differ in these columns; which; what they hold."""
    asked, risks, told = unseen(world.new.iloc[:ASKED], names), [], []
    for place in (0, -1):
        held = {name: common(world, name)[place] for name in names}
        others = world.new.iloc[ASKED : ASKED + TOGETHER].assign(**held)
        risks.append(model.risks(pd.concat([asked, others], ignore_index=True))[:ASKED])
        told.append(", ".join(f"{name} = {value!r}" for name, value in held.items()))
    worst = int(np.abs(risks[0] - risks[1]).argmax())
    pair = float(risks[0][worst]), float(risks[1][worst])
    return abs(pair[0] - pair[1]) > SAME, pair, (told[0], told[1])


def common(world: World, name: str) -> list[object]:
    """Two values for others to hold: the commonest words of training, or very few and very many seats."""
    return [1.0, 10_000.0] if name == "seats" else world.train[name].value_counts().index[:2].tolist()


def fails_on_the_unseen(answer: Any, draw: Draw) -> Counterexample | None:
    """A word that training has not seen, and missing seats, give a risk."""
    model, rows = model_of(answer, draw), world_of(draw).new.head(3)
    unseen_words = pd.concat([rows.assign(**{name: "never seen"}) for name in WORDS], ignore_index=True)
    for name in ("seats",) if gives_risks(model, unseen_words) else (*WORDS, "seats"):
        value = np.nan if name == "seats" else "never seen"
        call = f"model.predict(rows) with {name} = {value!r}"
        try:
            risk = model.risks(unseen(rows, [name]))
        except (ValueError, TypeError, KeyError) as error:
            return Counterexample(call, f"{type(error).__name__}: {str(error)[:200]}", "risks from 0 to 1")
        if not np.isfinite(risk).all() or risk.min() < 0 or risk.max() > 1:
            return Counterexample(call, str(risk.round(3)), "risks from 0 to 1")
    return None


def gives_risks(model: Fitted, rows: pd.DataFrame) -> bool:
    """Whether all rows get risks; where they do not, one column at a time says which is in the way."""
    try:
        risk = model.risks(rows)
    except (ValueError, TypeError, KeyError):
        return False
    return bool(np.isfinite(risk).all() and risk.min() >= 0 and risk.max() <= 1)


def changes_input(answer: Any, draw: Draw) -> Counterexample | None:
    """All tables are what they were, also one with unseen words and missing seats, which predict fills.

    What raises an exception is the other oracles' business.
    """
    world = world_of(draw)
    for before in (world.new.head(5), unseen(world.new.head(5), [*WORDS, "seats"])):
        rows = before.copy()
        with contextlib.suppress(Exception):
            model = model_of(answer, draw)
            found = changed("train", world.train, model.given)
            if found:
                return found
            model.made.predict(rows)
        found = changed("rows", before, rows)
        if found:
            return found
    return None
