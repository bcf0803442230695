"""train_bag: the same arguments give the same bytes, and the randomness that is left is the right one."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.modeling import bag_formulas, bag_seeds, bags
from autograder.checks.modeling.bag_seeds import CALL
from autograder.checks.modeling.bag_tickets import is_held_out, seed_of, tickets
from autograder.draws import Draw
from autograder.oracles.invariance import shuffled
from autograder.oracles.oracle import Oracle
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample

SECTION = "The same bytes again"
KEYS = ["rates", "prior", "holdout"]


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, dict) or sorted(map(str, value)) != sorted(KEYS):
        shown = sorted(map(str, value)) if isinstance(value, dict) else type(value).__name__
        return f"{shown}; the prompt asks for a dictionary with rates, prior and holdout"
    if not isinstance(value["rates"], dict) or not isinstance(value["holdout"], list):
        return "rates that are no dictionary, or a holdout that is no list"
    return None


def text(value: Any) -> str:
    return json.dumps(value)


def apart(first: str, second: str) -> str:
    """Where two JSON texts differ first, as both read there."""
    at = next((place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    return f"...{first[max(0, at - 25) : at + 25]}... and ...{second[max(0, at - 25) : at + 25]}..."


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    value = getattr(answer, "target", answer)({"bags": 2, "seed": 1}, tickets(draw, "shape"))
    problem = contract(value)
    if problem:
        return Counterexample(
            CALL, *(problem.split("; the prompt asks for ", 1) + ["as the prompt says"])[:2]
        )
    try:
        text(value)
    except TypeError as error:
        return Counterexample(
            f"json.dumps({CALL})", f"TypeError: {error}", "a text: plain Python values only"
        )
    if list(value["rates"]) != sorted(value["rates"]) or value["holdout"] != sorted(value["holdout"]):
        return Counterexample(
            CALL,
            f"rates {list(value['rates'])[:4]}, holdout {value['holdout'][:3]}",
            "cells in alphabetical order, ids sorted",
        )
    return None


def not_the_same(answer: Any, draw: Draw) -> Counterexample | None:
    """Twice the same call, and once more after others."""
    table, config = tickets(draw, "again"), {"bags": 3, "seed": seed_of(draw, "again")}
    first = text(answer(dict(config), table.copy()))
    for what, act in (
        ("again", lambda: None),
        ("after a training with another config", lambda: answer({"bags": 4, "seed": 8}, table.copy())),
        ("after np.random.seed(3)", lambda: np.random.seed(3)),
    ):
        act()
        again = text(answer(dict(config), table.copy()))
        if again != first:
            return Counterexample(
                f"{CALL}, and {what}",
                apart(first, again),
                "the same text",
                f"config {config}, {len(table)} tickets",
            )
    return None


def order_matters(answer: Any, draw: Draw) -> Counterexample | None:
    table, config = tickets(draw, "order"), {"bags": 3, "seed": seed_of(draw, "order")}
    first = text(answer(dict(config), table.copy()))
    rng = draw.rng("shuffled")
    for what, other in (
        ("the rows in another order", shuffled(table, rng)),
        ("another index", table.set_axis(rng.permutation(len(table)))),
        ("one more column", table.assign(area="api")),
    ):
        again = text(answer(dict(config), other.copy()))
        if again != first:
            return Counterexample(
                f"{CALL}, and with {what}",
                apart(first, again),
                "the same text",
                f"config {config}, {len(table)} tickets",
                "A draw picks positions: sort by ticket_id first, so that a position means the same ticket.",
            )
    return None


def holdout_wrong(answer: Any, draw: Draw) -> Counterexample | None:
    table = tickets(draw, "holdout")
    for seed in (0, seed_of(draw, "holdout")):
        for rows in (table.head(30), table):
            expected = sorted(ticket for ticket in rows["ticket_id"] if is_held_out(seed, ticket))
            got = list(map(str, answer({"bags": 1, "seed": seed}, rows.copy())["holdout"]))
            if sorted(got) != expected:
                missing = sorted(set(expected) - set(got)) or sorted(set(got) - set(expected))
                return Counterexample(
                    f"{CALL}['holdout'] with seed {seed}, {len(rows)} tickets",
                    f"{len(got)} tickets",
                    f"{len(expected)} tickets by the rule",
                    "",
                    f"For example {missing[0]} stands on the wrong side.",
                )
    return None


def holdout_teaches(answer: Any, draw: Draw) -> Counterexample | None:
    """Labels of held-out tickets, turned round, change nothing; the prior is that of the others."""
    table, seed = tickets(draw, "teaches"), seed_of(draw, "teaches")
    held = table["ticket_id"].map(lambda ticket: is_held_out(seed, ticket)).to_numpy()
    turned = table.assign(breached=table["breached"].where(~held, 1 - table["breached"]))
    before, after = (answer({"bags": 2, "seed": seed}, rows.copy()) for rows in (table, turned))
    if before["rates"] != after["rates"] or before["prior"] != after["prior"]:
        return Counterexample(
            f"{CALL}, and with the labels of held-out tickets turned round",
            apart(text(before), text(after)),
            "the same rates and prior",
        )
    expected = float(table["breached"][~held].mean())
    if not abs(before["prior"] - expected) < 1e-9:
        return Counterexample(
            f"{CALL}['prior']",
            f"{before['prior']:.6g}",
            f"{expected:.6g}: the breach rate of the {int((~held).sum())} tickets that train",
        )
    return None


# What is drawn cannot be judged while the call is no function of its arguments, or others train.
holdout_holds = all_hold(not_the_same, holdout_wrong, bag_formulas.rounded, holdout_teaches)
rates_hold = all_hold(holdout_holds, bag_formulas.pooled)


def one_draw(answer: Any, draw: Draw) -> Counterexample | None:
    """Bags alike that were drawn; bags with each row once are alike, too, and NO_BOOTSTRAP says why."""
    return bag_seeds.bags_alike(answer, draw) if not bags.every_row_once(answer, draw) else None


def plain(draw: Draw) -> tuple[Any, ...]:
    return {"bags": 2, "seed": 1}, tickets(draw, "plain")


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    return [({"bags": bags, "seed": seed}, tickets(draw, f"probe {seed}")) for bags, seed in ((1, 0), (4, 7))]


CHECK = Check(
    "train_bag",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.5, MISCONCEPTION, WHY, SECTION, shape, guard=True),
        Oracle(
            "NOT_THE_SAME",
            1.5,
            "The same call gives another result the second time.",
            "The model that failed cannot be made again, so nobody can say why it failed.",
            SECTION,
            not_the_same,
            guard=True,
        ),
        Oracle(
            "HOLDOUT_MOVES",
            1,
            "The holdout does not follow from ticket and seed by the rule.",
            "A ticket that trained yesterday is held out today: what is measured was seen.",
            SECTION,
            holdout_wrong,
        ),
        *while_holds(
            not_the_same,
            Oracle(
                "ROUNDED",
                0.25,
                "The rates or the prior are rounded.",
                "Rounding hides that two trainings differ, until a number stands on the edge.",
                SECTION,
                bag_formulas.rounded,
            ),
        ),
        *while_holds(
            all_hold(not_the_same, holdout_wrong, bag_formulas.rounded),
            Oracle(
                "HOLDOUT_TEACHES",
                1.5,
                "Held-out tickets have a part in the rates or in the prior.",
                "The holdout is the only honest number, and it no longer is.",
                SECTION,
                holdout_teaches,
            ),
        ),
        *while_holds(
            holdout_holds,
            Oracle(
                "OTHER_CELLS",
                0.25,
                "The cells are not those of the tickets that train.",
                "The artefact has a rate for a cell of which it knows nothing.",
                SECTION,
                bags.other_cells,
            ),
        ),
        *while_holds(
            not_the_same,
            Oracle(
                "ORDER_MATTERS",
                1.5,
                "The order of rows, the index or another column changes the result.",
                "The export sorts otherwise after an upgrade, and the model changes without a change.",
                SECTION,
                order_matters,
                guard=True,
            ),
        ),
        *while_holds(
            bags.every_row_once,
            Oracle(
                "SEED_IGNORED",
                0.5,
                "The seed has no part in the draws.",
                "Five trainings with five seeds look perfectly stable, because they are one.",
                SECTION,
                bag_seeds.seed_ignored,
            ),
            Oracle(
                "BAGS_ALIKE",
                1,
                "Bags that should be draws of their own are one draw.",
                "A bag of equal tables is one table, at the price of many.",
                SECTION,
                bag_seeds.bags_alike,
            ),
        ),
        *while_holds(
            all_hold(bag_seeds.seed_ignored, bag_seeds.bags_alike, bags.cell_by_cell),
            Oracle(
                "SEEDS_OVERLAP",
                0.25,
                "Bags of one seed are bags of another seed, too.",
                "Trainings with several seeds share draws, and look steadier than they are.",
                SECTION,
                bag_seeds.seeds_overlap,
            ),
        ),
        *while_holds(
            holdout_holds,
            Oracle(
                "BAGS_POOLED",
                0.25,
                "The rows of all bags are counted together, and shrunk once.",
                "With more bags the prior counts less: a setting against noise moves all rare cells.",
                SECTION,
                bag_formulas.pooled,
            ),
        ),
        *while_holds(
            rates_hold,
            Oracle(
                "FIRST_BAGS_MOVE",
                0.5,
                "With more bags the first ones are drawn anew.",
                "Two runs that differ in one setting differ in all random numbers: nothing can be compared.",
                SECTION,
                bags.first_bags_move,
            ),
        ),
        *while_holds(
            all_hold(rates_hold, bag_seeds.bags_alike, bags.first_bags_move),
            Oracle(
                "PRIOR_OF_THE_BAG",
                0.25,
                "Rates are pulled to the breach rate of their bag.",
                "Each bag has another prior, and the rare cells of all bags scatter together with it.",
                SECTION,
                bag_formulas.prior_of_the_bag,
            ),
        ),
        *while_holds(
            all_hold(rates_hold, one_draw, bags.first_bags_move, bag_formulas.prior_of_the_bag),
            Oracle(
                "NO_BOOTSTRAP",
                0.5,
                "Bags are not drawn as many rows as there are, with replacement.",
                "The spread of the bags says nothing about the uncertainty of the rates.",
                SECTION,
                bags.no_bootstrap,
            ),
        ),
        *while_holds(
            all_hold(rates_hold, bag_formulas.prior_of_the_bag),
            Oracle(
                "EMPTY_CELL",
                0.5,
                "A cell that a bag lacks does not have the prior there.",
                "Rare cells get rates that are too low or too high, and nobody looks at rare cells.",
                SECTION,
                bags.empty_cell,
            ),
        ),
        *while_holds(
            all_hold(rates_hold, bag_seeds.bags_alike, bags.no_bootstrap, bags.empty_cell),
            Oracle(
                "CELLS_WRONG",
                0.25,
                "The rate of a cell is not the mean of shrunk rates.",
                "The table looks like a table of rates.",
                SECTION,
                bags.cells_wrong,
            ),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.5,
            "The call changes the caller's tickets.",
            "The next training gets the rows in another order.",
            SECTION,
            leaves_input_alone(plain, ("config", "tickets")),
            guard=True,
        ),
    ),
    probes,
)
