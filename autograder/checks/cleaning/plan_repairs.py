"""plan_repairs: fill in or ask, judged by its cost on the truth in many made-up worlds.

Of each kind WORLDS worlds are drawn; costs, in units of `per_doubling`, are added over them and divided by
those of a policy that knows the laws. A policy that learns the medians and the mean errors of each channel,
with and without a copy, had ratios of 1.000 to 1.003 in the mean over 40 draws, with a standard deviation of
at most .0021; one that learns means for medians, at most 1.010 and .0036 ("far"): ALLOWED lies 11 of them
above. With the median error or the standard deviation in place of the mean error, ten draws of "far" had
ratios from 1.22 on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.cleaning.repair_worlds import (
    CHEAP,
    COPIED,
    DEAR,
    FAR,
    GROWTH,
    MIXED,
    PRICES,
    STALE,
    World,
    make_world,
)
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "What a repair costs"
WORLDS = 8
ALLOWED = 1.05


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, pd.DataFrame):
        return f"a {type(value).__name__}; the prompt asks for a DataFrame"
    if not {"action", "seats"} <= set(value.columns):
        return f"the columns {list(map(str, value.columns))}; the prompt asks for action and seats"
    strange = [action for action in value["action"] if action not in ("ask", "fill")]
    return f'an action {strange[0]!r}; the prompt asks for "ask" or "fill"' if strange else None


def worlds(draw: Draw, kind: str, number: int = WORLDS) -> list[World]:
    rng = draw.rng(f"worlds {kind}")
    return [make_world(rng, kind) for _ in range(number)]


def planned(answer: Any, world: World) -> pd.DataFrame:
    """The answer's plan of a world, for the unknown accounts in their order; a gap is dear."""
    plan = answer(world.accounts.copy(), world.ask, world.per_doubling)
    plan = plan[~plan.index.duplicated()].reindex(world.unknown.index)
    seats = pd.to_numeric(plan["seats"], errors="coerce").astype(float)
    return pd.DataFrame({"action": plan["action"].fillna("fill"), "seats": seats.where(seats > 0, 1e-3)})


def cheap_enough(kind: str, note: str) -> Property:
    """Over WORLDS worlds the costs are at most ALLOWED times those of the policy that knows."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        mine = knowing = asked = unknown = 0.0
        for world in worlds(draw, kind):
            plan = planned(answer, world)
            mine += world.cost(plan) / world.per_doubling
            knowing += world.knowing / world.per_doubling
            asked += (plan["action"] == "ask").sum()
            unknown += len(plan)
        if mine <= ALLOWED * knowing:
            return None
        return Counterexample(
            f'plan_repairs(accounts, ask, per_doubling) in {WORLDS} worlds of the kind "{kind}"',
            f"{mine / knowing:.2f} times the costs of a policy that knows",
            f"at most {ALLOWED} times",
            f"asked about {asked / unknown:.0%} of the unknown accounts",
            note,
        )

    return test


def tiny() -> pd.DataFrame:
    table = {
        "channel": ["sales", "sales", "sales", "partner", "partner"],
        "seats": [8.0, -1.0, 16.0, np.nan, 30.0],
        "seats_before": [np.nan, 9.0, 15.0, np.nan, np.nan],
    }
    return pd.DataFrame(table, index=["A-5", "A-2", "A-9", "A-1", "A-3"]).astype({"channel": "str"})


def shape(draw: Draw) -> Iterator[Case]:
    expected = pd.DataFrame({"action": ["fill", "fill"], "seats": [11.0, 30.0]}, index=["A-2", "A-1"])
    yield Case(
        (tiny(), 1e6, 1.0), expected, "plan_repairs(accounts, 1000000, 1)", "", "Two accounts are unknown."
    )


def one_row_each(answer: Any, draw: Draw) -> Counterexample | None:
    """Exactly the unknown accounts have a row: missing ones and codes, and no known one."""
    edges = tiny().assign(seats=[1.0, 0.5, 5000.0, 5001.0, 30.0])
    for accounts in (tiny(), edges, worlds(draw, MIXED, 1)[0].accounts):
        got = sorted(answer(accounts.copy(), 5.0, 10.0).index)
        expected = sorted(accounts.index[~accounts["seats"].between(1, 5000)])
        if got != expected:
            strange = sorted(set(got) ^ set(expected))
            return Counterexample(
                "plan_repairs(accounts, 5, 10).index",
                f"{len(got)} rows",
                f"{len(expected)} rows",
                "",
                f"For example {strange[0] if strange else got[0]}: exactly the accounts whose seats are "
                "missing or lie outside 1 to 5000.",
            )
    return None


def usable(answer: Any, draw: Draw) -> Counterexample | None:
    """Where it fills, the number is above 0 and finite: also in a world in which asking is dear."""
    for world in worlds(draw, DEAR, 1):
        plan = answer(world.accounts.copy(), world.ask, world.per_doubling)
        filled = pd.to_numeric(plan.loc[plan["action"] == "fill", "seats"], errors="coerce").astype(float)
        bad = filled[~(np.isfinite(filled) & (filled > 0))]
        if len(bad):
            return Counterexample(
                "plan_repairs(accounts, ask, per_doubling)",
                f"{bad.iloc[0]} for {bad.index[0]}",
                "a number above 0",
                "",
                "Each account that is not asked gets a number.",
            )
    return None


def prices(answer: Any, draw: Draw) -> Counterexample | None:
    """Costs a thousand times as large, both of them, change no action; asking for nothing asks everybody."""
    world = worlds(draw, MIXED, 1)[0]
    plans = [
        answer(world.accounts.copy(), world.ask * factor, world.per_doubling * factor)
        for factor in (1.0, 1000.0)
    ]
    one, other = (plan["action"].reindex(world.unknown.index) for plan in plans)
    differ = one.index[(one != other).to_numpy()]
    if len(differ):
        return Counterexample(
            "plan_repairs(accounts, 1000 * ask, 1000 * per_doubling)",
            f"{other[differ[0]]} for {differ[0]}",
            f"{one[differ[0]]}, as with both prices undivided",
            "",
            "In another currency the same accounts are worth a question.",
        )
    return None


def plain(draw: Draw) -> Arguments:
    return tiny(), 5.0, 10.0


def probes(draw: Draw) -> list[Arguments]:
    made = [world for kind in PRICES for world in worlds(draw, kind, 1)]
    return [(world.accounts, world.ask, world.per_doubling) for world in made]


def in_worlds(id_: str, points: float, kind: str, misconception: str, why: str, note: str) -> Oracle:
    return Oracle(id_, points, misconception, why, SECTION, cheap_enough(kind, note))


CHECK = Check(
    "plan_repairs",
    contract,
    (
        return_shape(0.25, SECTION, shape, in_order=False),
        Oracle(
            "ROWS",
            0.75,
            "The plan has not exactly one row for each account with unknown seats.",
            "Somebody is asked for what we know, or never asked.",
            "Missing has a cause",
            one_row_each,
        ),
        Oracle(
            "NO_NUMBER",
            0.75,
            "Something is filled in that is no number above 0.",
            "A gap in the repair is a gap in the model's input.",
            SECTION,
            usable,
            guard=True,
        ),
        in_worlds(
            "DEAR",
            1.5,
            DEAR,
            "Where a question costs more than any error, customers are asked, or get numbers too far off.",
            "One number for all is a number for nobody, and a question to each costs more than it mends.",
            "Here nobody should be asked, and hardly an account has an older number. "
            "What is the best number for each group, in factors of two?",
        ),
        in_worlds(
            "COPY_UNUSED",
            1,
            COPIED,
            "An older number that is nearly right is not used.",
            "What is known of a customer is thrown away for what is typical of others.",
            "Here nobody should be asked, and four accounts of ten have an older number. "
            "How far is it from the seats, where both are known?",
        ),
        in_worlds(
            "CHEAP",
            1,
            CHEAP,
            "Where a question costs next to nothing, customers are not asked.",
            "A guess is defended for years that one call would have settled.",
            "Here everybody should be asked.",
        ),
        in_worlds(
            "MIXED",
            2,
            MIXED,
            "Asking and filling do not follow what each costs in each group.",
            "Clerks call the customers whose seats are easy to guess.",
            "What error do you expect for this account? Known accounts of its kind tell.",
        ),
        in_worlds(
            "TYPICAL_ERROR",
            1.25,
            FAR,
            "The error is not measured as it is paid: not by the mean number of doublings.",
            "A few customers are far off and cost most: the median does not see them, squares nothing else.",
            "Here most accounts are close to their group's number, and some are far off. "
            "What is paid in the mean is the mean of the absolute errors.",
        ),
        in_worlds(
            "GROWTH",
            1.5,
            GROWTH,
            "An old value is filled in as if nothing had changed since.",
            "All customers are as small as in the year of the copy.",
            "Known accounts with a copy tell how much accounts of each channel have grown.",
        ),
        in_worlds(
            "STALE",
            1.5,
            STALE,
            "An old copy is trusted, or distrusted, without looking at whether it is right.",
            "One bad import poisons the repairs of a whole channel.",
            "Compare copy and truth where both are known, channel by channel.",
        ),
        Oracle(
            "CURRENCY",
            0.25,
            "The decision hangs on the size of the prices, not on their ratio.",
            "The policy breaks when prices are given in cents.",
            SECTION,
            prices,
            guard=True,
        ),
        Oracle(
            "INPUT_CHANGED",
            0.25,
            "The call changes the caller's accounts.",
            "The guesses stand in the CRM from now on, as if they were known.",
            "Every row accounted for",
            leaves_input_alone(plain, ("accounts", "ask", "per_doubling")),
            guard=True,
        ),
    ),
    probes,
)
