"""choose_rung: where to stop on the ladder, decided on many made-up desks whose truth is known.

How often a rule is put to desks of a kind, and how often it may be wrong, stands in DESKS and WRONG.
Measured on 8,000 desks of the kind "noise", a rule that asks a dearer rung for k standard errors is wrong on
43 % of them for k = 1, 12 % for 2, 2.4 % for 3, 1.2 % for 3.5 and .5 % for 4; the least mean sum on 83 %. So
more than 7 of 120 are wrong in 1 of 10,000 draws for 3.5 standard errors, in fewer from there on (for 3: in
1 of 100), and at most 7 in 1 of 60 for 2. On 20,000 desks of each other kind but EVEN (1,500 of CLIMB and of
CALM) all of these rules were right, so that two wrong of 20 are a margin for rules of other shapes. On 4,000
of EVEN .8 % were wrong for k = 3 and .3 % for 3.5, so that more than two of 20 are in 1 of 2,000 and in 1 of
25,000 draws; a rule that proves the gain and compares its mean alone with upkeep is wrong on 57 %.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.modeling.desks import CALM, CHEAP, CLIMB, EVEN, JUMP, NOISE, UPKEEP, Desk, make_desk
from autograder.draws import Draw
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.oracles.waiting import all_hold
from autograder.results import Counterexample

DESKS = {NOISE: 120, UPKEEP: 20, JUMP: 20, CHEAP: 20, CLIMB: 20, CALM: 20, EVEN: 20}
WRONG = {NOISE: 7, UPKEEP: 2, JUMP: 2, CHEAP: 2, CLIMB: 2, CALM: 2, EVEN: 2}
RESCALED, REORDERED = 3, 20
SECTION = "When does the next rung pay?"


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, str):
        return f"a {type(value).__name__}; the prompt asks for the name of a column of losses"
    if value not in set(arguments[0].columns):
        return f"{value!r}, which is no column of losses"
    return None


def desks(draw: Draw, kind: str, number: int) -> list[Desk]:
    rng = draw.rng(f"desks {kind}")
    return [make_desk(rng, kind) for _ in range(number)]


def mostly(wrong: Callable[[Desk, str], bool], note: str, *kinds: str) -> Property:
    """On all but WRONG of DESKS desks of each kind the answer is not wrong in this way."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        for kind in kinds:
            faults: list[tuple[Desk, str]] = []
            for desk in desks(draw, kind, DESKS[kind]):
                said = str(answer(desk.losses.copy(), desk.upkeep.copy()))
                if wrong(desk, said):
                    faults.append((desk, said))
                if len(faults) > WRONG[kind]:
                    return example(*faults[0], note)
        return None

    return test


def too_dear(desk: Desk, said: str) -> bool:
    return bool(desk.upkeep[said] > desk.upkeep[desk.wanted])


def too_cheap(desk: Desk, said: str) -> bool:
    return bool(desk.upkeep[said] < desk.upkeep[desk.wanted])


def another(desk: Desk, said: str) -> bool:
    return said != desk.wanted


def example(desk: Desk, said: str, note: str) -> Counterexample:
    losses = desk.losses
    gain = losses[said] + desk.upkeep[said] - losses[desk.wanted] - desk.upkeep[desk.wanted]
    table = pd.DataFrame({"mean loss": losses.mean(), "upkeep": desk.upkeep[losses.columns]})
    table["sum"] = table["mean loss"] + table["upkeep"]
    rows = f"{table.map(lambda value: f'{value:.6g}').to_string()}"
    error = gain.std() / np.sqrt(len(gain))
    return Counterexample(
        f'choose_rung(losses, upkeep) on a desk of the kind "{desk.kind}"',
        said,
        desk.wanted,
        rows,
        f"{note} Fold by fold and upkeep included, {said} looks {abs(gain.mean()):.3g} "
        f"{'dearer' if gain.mean() > 0 else 'cheaper'} than {desk.wanted}, which is "
        f"{abs(gain.mean()) / error:.1f} standard errors of that difference. This happened on more than "
        f"{WRONG[desk.kind]} of {DESKS[desk.kind]} desks of this kind.",
    )


def same_in_any_unit(answer: Any, draw: Draw) -> Counterexample | None:
    """All amounts times 1024 or 1/1024 give the same rung: no rounding changes by a power of two."""
    for kind in (NOISE, UPKEEP, JUMP):
        for number in range(RESCALED):
            said = {}
            for scale in (1.0, 1024.0, 1 / 1024):
                desk = make_desk(draw.rng(f"unit {kind} {number}"), kind, scale)
                said[scale] = str(answer(desk.losses, desk.upkeep))
            if len(set(said.values())) > 1:
                return Counterexample(
                    "choose_rung(losses, upkeep), both times 1024 and both divided by 1024",
                    ", ".join(f"{value} (amounts times {scale:.3g})" for scale, value in said.items()),
                    "the same rung each time",
                    "",
                    "Euros, cents or millions: the decision stays what it is.",
                )
    return None


def same_in_any_order(answer: Any, draw: Draw) -> Counterexample | None:
    """The columns of losses from right to left give the same rung: no two cost the same here."""
    for number in range(REORDERED):
        desk = make_desk(draw.rng(f"order {number}"), NOISE)
        turned = desk.losses[list(desk.losses.columns[::-1])]
        said = [str(answer(losses.copy(), desk.upkeep.copy())) for losses in (desk.losses, turned)]
        if said[0] != said[1]:
            return Counterexample(
                'choose_rung(losses, upkeep) on a desk of the kind "noise", twice: the second time with the '
                "columns of losses from right to left",
                f"{said[0]}, then {said[1]}",
                "the same rung twice",
                desk.upkeep.sort_values().to_frame("upkeep").to_string(),
                "The same losses, the same upkeep. What is dearer than what stands in upkeep, not in the "
                "order of the columns.",
            )
    return None


def exact(rung_losses: dict[str, float], upkeep: dict[str, float]) -> tuple[pd.DataFrame, pd.Series]:
    """Losses whose differences scatter by a thousandth of their size, with months that differ."""
    wave = np.array([1, -1] * 6)
    turned = np.array([1, 1, -1, -1] * 3)
    months = 50 * np.sin(np.arange(12.0))
    losses = {
        name: level + months + 0.001 * (wave if place % 2 else turned)
        for place, (name, level) in enumerate(rung_losses.items())
    }
    return pd.DataFrame(losses), pd.Series(upkeep)


def tables(draw: Draw) -> list[tuple[dict[str, float], dict[str, float], str, str]]:
    return [
        ({"constant": 100.0}, {"constant": 0.0}, "constant", "One rung is measured: it is built."),
        (
            {"constant": 100.0, "table": 90.0},
            {"never measured": 1.0, "table": 3.0, "constant": 0.0},
            "table",
            "A rung that was not measured is no candidate.",
        ),
        (
            {"a": 90.0, "b": 70.0},
            {"none": 0.0, "a": 1.0, "b": 5.0},
            "b",
            "The cheapest of upkeep was not measured: the comparison begins with the next.",
        ),
        ({"b": 90.0, "a": 90.0}, {"a": 5.0, "b": 5.0}, "b", "Equal in all: the first in losses."),
        ({"b": 90.0, "a": 80.0}, {"a": 5.0, "b": 5.0}, "a", "As dear, and proved to be better."),
        ({"b": 80.0, "a": 90.0}, {"a": 5.0, "b": 5.0}, "b", "As dear, and proved to be better."),
        (
            {"c": 90.0, "b": 80.0, "a": 70.0},
            {"a": 21.0, "b": 5.0, "c": 0.0},
            "b",
            "a loses 10 less than b, and costs 16 more.",
        ),
    ]


def edges(answer: Any, draw: Draw) -> Counterexample | None:
    """Few rungs, equal upkeep, rungs nobody has measured: differences are plain here."""
    for levels, costs, wanted, note in tables(draw):
        losses, upkeep = exact(levels, costs)
        said = str(answer(losses.copy(), upkeep.copy()))
        if said != wanted:
            return Counterexample(
                f"choose_rung(losses, upkeep), mean losses {levels}, upkeep {costs}", said, wanted, "", note
            )
    return None


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    losses, upkeep = exact({"constant": 100.0, "table": 50.0}, {"constant": 0.0, "table": 1.0})
    value = getattr(answer, "target", answer)(losses, upkeep)
    problem = contract(value, losses)
    if problem:
        return Counterexample(
            "choose_rung(losses, upkeep)",
            problem.split(";")[0].split(",")[0],
            "a column name of losses, for example 'table'",
        )
    return None


def plain(draw: Draw) -> tuple[Any, ...]:
    desk = desks(draw, NOISE, 1)[0]
    return desk.losses, desk.upkeep


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    made = [(desk.losses, desk.upkeep) for kind in DESKS for desk in desks(draw, kind, 4)]
    return made + [exact(levels, costs) for levels, costs, _, _ in tables(draw)]


CHECK = Check(
    "choose_rung",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.5, MISCONCEPTION, WHY, SECTION, shape, guard=True),
        Oracle(
            "UPKEEP_FORGOTTEN",
            2,
            "A rung is built that loses less than it costs.",
            "The model is better, and the desk is poorer: somebody maintains a gain that is none.",
            SECTION,
            mostly(too_dear, "The dearer rung does lose less.", UPKEEP),
            guard=True,
        ),
        Oracle(
            "STOPPED_EARLY",
            2,
            "A rung that clearly pays is not built.",
            "The ladder ends at the first rung that gains nothing, or the months' scatter hides the gain.",
            SECTION,
            mostly(
                too_cheap,
                "Months are good or bad for all rungs together, and a rung that gains "
                "nothing says nothing of the next.",
                UPKEEP,
                JUMP,
                CHEAP,
                CALM,
            ),
        ),
        Oracle(
            "NOT_THE_BEST",
            1,
            "The first rung that pays is built, or the last that beats its neighbour, and not the best.",
            "What pays, but less than another rung, costs the desk the difference every month.",
            SECTION,
            mostly(
                another,
                "Two rungs pay, one after the other; of the dearer ones the last is better than the one "
                "before it. Each rung has to be compared with the best so far.",
                CLIMB,
            ),
        ),
        Oracle(
            "LUCK_BUILT",
            2,
            "A rung is built that was only lucky.",
            "Each release wins the next comparison by luck, and the system grows without getting better.",
            SECTION,
            all_hold(
                mostly(
                    too_dear,
                    "In truth eight rungs lose the same, and of eight the luckiest looks better.",
                    NOISE,
                ),
                mostly(
                    too_dear,
                    "The dearer rungs do lose less, which is proved, and cost a little more than that: "
                    "where their sum looks less, it is luck.",
                    EVEN,
                ),
            ),
            guard=True,
        ),
        Oracle(
            "ORDER_TAKEN_FOR_UPKEEP",
            1,
            "The order of the columns is taken for that of upkeep.",
            "The cheap rung that came last is never considered.",
            SECTION,
            all_hold(
                same_in_any_order,
                mostly(too_dear, "The right rung stands last and is among the cheapest.", CHEAP),
            ),
            guard=True,
        ),
        Oracle(
            "HANGS_ON_THE_UNIT",
            1,
            "What is built hangs on the unit of the amounts.",
            "The same desk gets another model when it is reported in thousands.",
            SECTION,
            same_in_any_unit,
            guard=True,
        ),
        Oracle(
            "EDGES",
            1,
            "With one rung, equal upkeep or a rung that was not measured, the choice is wrong.",
            "The decision fails, or changes, on the day on which a rung is added or taken away.",
            SECTION,
            edges,
        ),
        Oracle(
            "INPUT_CHANGED",
            0.5,
            "The call changes the caller's losses or upkeep.",
            "The report beside the decision shows other figures than those that decided.",
            SECTION,
            leaves_input_alone(plain, ("losses", "upkeep")),
            guard=True,
        ),
    ),
    probes,
)
