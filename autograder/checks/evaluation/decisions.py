"""What a decision must hold: the best of the good, after costs, and with a test set opened once and late.

FOUND: a true gain of 9 standard errors among 20 candidates is found but for a chance below 1e-6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.stats import t

from autograder.checks.evaluation.policy_worlds import INCUMBENT, PolicyWorld, policy_world
from autograder.draws import Draw
from autograder.results import Counterexample

CALL = 'choose_policy(validation, "rule", upkeep, open_test)'
FOUND_WORLDS = 4
ANYWHERE = "It stands anywhere among them: all columns but the one that `incumbent` names are candidates."
DEAR_DAYS = "Some days are dear for everybody; the difference to the incumbent on the same day is not."
SURE = (
    "It is not found where all days are alike either, so pairs are not the matter. Its mean lies about nine "
    "standard errors above zero; that of a mean is the standard deviation of the net gains / sqrt(days)."
)
NOTHING_IS_GOOD = (
    "Not even a lone candidate is found that saves 300 euros more each day, give or take 20. Look at the "
    "net gains that you test: `table - table[incumbent]` takes days for column names and gives nan, and no "
    "p-value of nan is small; `table.sub(table[incumbent], axis=0)` subtracts day by day. Then look at the "
    "side of the test."
)
# Standard errors above zero of a lone candidate over 40 days: one side of 5 % begins at 1.68, two sides at
# 2.02 by t and at 1.94 by a percentile of resamples, as does one side of half the 5 %.
ENOUGH = 1.9


def one_good(draw: Draw, stream: str = "one good", **options: Any) -> PolicyWorld:
    """Four candidates, one of which is better beyond doubt."""
    return policy_world(draw, stream, {"a": 0.0, "b": 60.0, "c": 5.0, "d": -20.0}, **options)


def not_confirmed(draw: Draw) -> PolicyWorld:
    """Two good candidates; on the test days the better one loses, and the other one gains."""
    gains = {"a": 0.0, "b": 60.0, "c": 40.0}
    return policy_world(draw, "not confirmed", gains, test_gains={"b": -40.0})


def chooses(answer: Callable[..., Any], made: PolicyWorld, wanted: str, note: str) -> Counterexample | None:
    got = str(made.ask(answer)["policy"])
    if got == wanted:
        return None
    first = made.validation.columns[0]
    if first != INCUMBENT and str(made.incumbent_first().ask(answer)["policy"]) == wanted:
        note = f"With the incumbent's column before all others you choose {wanted}. {ANYWHERE}"
    costs = ", ".join(f"{name} {cost:g}" for name, cost in made.upkeep.items() if cost)
    rows = made.text() + (f"; upkeep a day: {costs}" if costs else "")
    if len(made.validation.columns) < 7:
        rows += f"; columns in this order: {', '.join(made.validation.columns)}"
    return Counterexample(f'{CALL}["policy"] on {len(made.validation)} days', got, wanted, rows, note)


def in_pairs(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A gain that each day shows is found, though days differ by ten times as much."""
    for number in range(FOUND_WORLDS):
        gains = {f"c{place}": 0.0 for place in range(19)} | {"better": 9 * 20 / 40**0.5}
        found = chooses(answer, policy_world(draw, f"found {number}", gains), "better", DEAR_DAYS)
        if found and ANYWHERE in found.note:
            return found
        if found:
            alike = policy_world(draw, f"found {number}", gains, in_common=0.0)
            if chooses(answer, alike, "better", "") is None:
                return found
            lone = policy_world(draw, "lone", {"better": 300.0}, in_common=0.0)
            never = chooses(answer, lone, "better", "")
            return replace(found, note=NOTHING_IS_GOOD if never else SURE)
    return None


def enough_evidence(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A lone candidate whose gain luck gives in 3 % of cases is good enough."""
    made = policy_world(draw, "enough", {"a": 0.0}, test_gains={"a": 60.0})
    made.place("a", 3.0 * ENOUGH, 3.0, draw.rng("enough gains"))
    by_luck = float(t.sf(ENOUGH, len(made.validation) - 1))
    note = (
        f"One that is no better lies as far above zero in {by_luck:.1%} of cases, and the 5 % of a lone "
        f"candidate are all its own. On both sides together it would be {2 * by_luck:.1%}: ask for one side. "
        "The incumbent is no candidate to share the 5 % with."
    )
    return chooses(answer, made, "a", note)


def best_of_the_good(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Of two that are good enough, the one with the higher mean: not the surest, the first or the last."""
    for names in (("a", "b"), ("b", "a")):
        made = policy_world(
            draw, f"two good {names}", {names[0]: 60.0, names[1]: 72.0, "c": 0.0}, scatter=8.0
        ).in_order()
        rng = draw.rng("wild")
        wild = made.validation[names[1]] + 60 * rng.permutation(np.resize([-1.0, 1.0], len(made.validation)))
        made.validation[names[1]] = wild
        found = chooses(answer, made, names[1], "Both are good enough; the mean net gain decides.")
        if found:
            return found
    return None


def good_though_not_first(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """One that is good enough is chosen, though another one has a higher mean that may be luck.

    b: 60 euros with a standard error of 40, which is 1.5 of them; of three candidates 2.2 are needed.
    """
    made = policy_world(draw, "passed over", {"a": 29.0, "b": 60.0, "c": 0.0}, scatter=5.0)
    days = len(made.validation)
    wild = 250 * draw.rng("wild").permutation(np.resize([-1.0, 1.0], days))
    made.validation["b"] = made.validation[INCUMBENT] + 60 + wild
    note = "b has the highest mean, but may owe it to luck: choose among those that are good enough."
    if str(made.ask(answer)["policy"]) == INCUMBENT:
        note = "The highest mean, of b, may be luck, but a is good enough: test all of them, then choose."
    return chooses(answer, made, "a", note)


def pays_its_upkeep(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What a policy costs beyond the incumbent's costs comes off its gain."""
    gains = {"a": 90.0, "b": 60.0, "c": 0.0}
    dear = policy_world(draw, "dear", gains, {"a": 95.0, "b": 5.0}, scatter=10.0)
    found = chooses(answer, dear, "b", "90 euros for 95 of upkeep are less than 60 for 5.")
    costly = policy_world(
        draw, "costly rule", {"a": -10.0, "c": -80.0}, {INCUMBENT: 60.0, "a": 5.0}, scatter=10.0
    )
    return (
        found
        or chooses(answer, costly, "a", "10 euros less a day, but 55 euros less upkeep than the incumbent.")
        or _compared_after_upkeep(answer, draw)
        or _tested_after_upkeep(answer, draw)
    )


def _compared_after_upkeep(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Of two that are good enough after upkeep, the one that leaves more; the other one saves more."""
    gains = {"cheap": 100.0, "dear": 120.0, "c": 0.0}
    made = policy_world(draw, "both good", gains, {"cheap": 10.0, "dear": 90.0}, scatter=10.0)
    note = "Both are good enough. cheap saves 100 euros for 10, dear 120 for 90: compare what is left."
    return _for_its_upkeep(answer, made, "cheap", note)


def _tested_after_upkeep(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What is left after upkeep is tested: here one standard error, of savings that are beyond doubt."""
    made = policy_world(draw, "thin", {"a": 95.0, "c": -30.0}, {"a": 93.0}, scatter=10.0)
    made.place("a", 2.0, 2.0, draw.rng("thin net"))
    note = "a saves 95 euros, beyond doubt, for 93 of upkeep: test the 2 euros that are left, not the 95."
    return _for_its_upkeep(answer, made, INCUMBENT, note)


def _for_its_upkeep(
    answer: Callable[..., Any], made: PolicyWorld, wanted: str, note: str
) -> Counterexample | None:
    """Another choice than the wanted one, if it is made only where policies cost something."""
    found = chooses(answer, made, wanted, note)
    return found if found and chooses(answer, made.paid(), wanted, note) is None else None


def opened_once(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Not opened twice, nor for another name than is returned; not for a second good one either.

    Whether that is the right one, and whether it was opened at all, is judged elsewhere.
    """
    for made, note in (
        (one_good(draw), "Who opens it to choose has no test set left."),
        (
            not_confirmed(draw),
            "b and c are good enough, and the test days do not confirm b. That is the report: who goes on to "
            "the next one chooses by the test days, and has none left.",
        ),
    ):
        policy, opened = str(made.ask(answer)["policy"]), [str(name) for name in made.seal.opened]
        if opened and opened != [policy]:
            if policy == INCUMBENT and len(opened) == 1 and opened[0] in made.upkeep:
                return _gone_back(made, opened[0])
            return Counterexample(
                f"{CALL}: the names that open_test was called with",
                ", ".join(opened),
                f"once, with the policy that was returned: {policy}",
                made.text(),
                note,
            )
    return None


def _gone_back(made: PolicyWorld, chosen: str) -> Counterexample:
    """The incumbent was returned, after the test set was opened for another one."""
    return Counterexample(
        f'{CALL}["policy"], after open_test("{chosen}")',
        INCUMBENT,
        f"{chosen}, with what the test days show",
        made.text(),
        "The choice stands, confirmed or not.",
    )


def left_sealed(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Not opened where the incumbent stays."""
    made = policy_world(draw, "none good", {"a": -30.0, "b": -60.0})
    policy, opened = str(made.ask(answer)["policy"]), [str(name) for name in made.seal.opened]
    if policy != INCUMBENT or not opened:
        return None
    return Counterexample(
        f"{CALL}: the names that open_test was called with",
        ", ".join(opened),
        "none: the incumbent stays, and there is nothing to estimate",
        made.text(),
        "The next candidate needs test days that nobody has seen.",
    )


def not_by_the_test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The test days may say what they like; the choice stands."""
    made = one_good(draw, "turned", test_gains={"b": -40.0, "d": 200.0})
    if made.ask(answer)["policy"] == INCUMBENT and not made.seal.opened:
        return None
    found = chooses(
        answer,
        made,
        "b",
        "On the test days d would have been best, and b worse than the incumbent: that "
        "is worth reporting, but the choice was made before.",
    )
    return found or _same_on_other_test_days(answer, draw)


def _same_on_other_test_days(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Of two that are good enough the same one is chosen, whichever of them the test days favour.

    Which one it must be is judged elsewhere.
    """
    gains = {"a": 0.0, "b": 60.0, "c": 40.0}
    made = policy_world(draw, "two on the test", gains, test_gains={"b": 90.0, "c": 20.0})
    turned = policy_world(draw, "two on the test", gains, test_gains={"b": 20.0, "c": 90.0})
    first, second = (str(one.ask(answer)["policy"]) for one in (made, turned))
    if first == second:
        return None
    return Counterexample(
        f'{CALL}["policy"] with the same validation days, and other test days',
        f"{first} where b is better on the test days, {second} where c is",
        "b both times",
        made.text(),
        "Both are good enough, and the validation days say which of them is better. Whoever chooses by "
        "the test days has nothing left to estimate the gain with.",
    )
