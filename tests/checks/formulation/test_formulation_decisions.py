"""The checks of the catalogue, of policies and of the ceiling: definitions, bars and lazy answers."""
import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta

from autograder.checks.formulation import (
    audit_catalogue,
    catalogue_cases,
    ceiling_cases,
    policy_cases,
    policy_value,
    rule_policy,
    rule_rows,
    value_ceiling,
)
from autograder.checks.formulation.worlds import asked_days, saved
from autograder.draws import graded_draw, learner_key, public_draw

UNIT = "01_formulation"
PUBLIC = public_draw(UNIT, "rule_policy")
DRAWS = [PUBLIC, *[graded_draw(UNIT, "rule_policy", learner_key(f"l{i}")) for i in range(2)]]


def test_flagging_all_or_nothing_earns_next_to_nothing() -> None:
    """All fields, or none, is no audit."""
    for answer in (lambda catalogue: set(catalogue["field"]), lambda catalogue: set()):
        assert audit_catalogue.CHECK.run(UNIT, "Audit", answer, PUBLIC).points <= 0.5


def test_every_drawn_catalogue_holds_every_rule() -> None:
    """Each drawn catalogue has fields on both sides, and fields that only their lineage forbids."""
    for draw in DRAWS:
        made = next(catalogue_cases.drawn(draw))
        assert 8 <= len(made.expected) <= len(made.args[0]) - 8
        alone = catalogue_cases.definition(made.args[0].assign(made_from=""))
        assert made.expected > alone


def test_the_bars_of_the_rule_lie_between_wrong_and_right_ones() -> None:
    """On each draw: lots < incumbent < bar < a simple rule < best, each with room."""
    for draw in DRAWS:
        tickets, true = asked_days(draw.entropy, draw.name)
        euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0})
        rule = euros * (tickets["team_wait_h"] + 1) / (tickets["open_hours"] + tickets["team_wait_h"] + 1)
        scores = (true["gain"] * 0, true["tier"], true["gain"])
        lots, incumbent, best = (saved(score, true) for score in scores)
        bar = incumbent + rule_policy.OF_THE_REST * (best - incumbent)
        assert 1.3 * lots < incumbent < bar < 0.9 * saved(rule, true) < best


@pytest.mark.parametrize("missing", [None, pd.NA])
def test_a_missing_value_may_be_written_in_any_way(missing: object) -> None:
    """Where no day is left, None and pd.NA are right answers; where one is left they are none."""
    tickets = pd.DataFrame({"day": [1, 2], "still_open": True, "y": [None, 1.0], "penalty": 100.0})
    score = pd.Series([0.5, 0.5])
    assert policy_value.contract(missing, score, tickets.head(1), 1, 0.5, 0.0) is None
    assert policy_value.contract(missing, score, tickets, 1, 0.5, 0.0) is not None


def test_a_rule_that_asks_for_the_outcome_is_told_so_first() -> None:
    """A rule that reads y or penalty hears that, and not that nothing of the right shape came back."""
    for ask in (lambda tickets: tickets["y"] * 1.0, lambda tickets: -tickets.penalty):
        failed = rule_policy.CHECK.run(UNIT, "Rule", ask, PUBLIC).findings
        assert failed[0].oracle == "USES_OUTCOME"


def test_a_rule_without_the_plan_hears_of_the_plan_alone() -> None:
    """What a message adds to equal scores is true of a rule that is made of hours alone."""
    found = rule_rows.dearer_first(lambda tickets: tickets["team_wait_h"] - tickets["open_hours"], PUBLIC)
    assert found is not None and found.note.endswith("Here the rule gives every plan the same score.")


def test_a_resolved_ticket_without_a_score_is_found_on_every_draw() -> None:
    """Among the tickets that are asked about some are resolved already."""
    for draw in DRAWS:
        assert not asked_days(draw.entropy, draw.name)[0].head(400)["still_open"].all()


def test_constant_scores_are_worth_lots() -> None:
    """By the truth and by the definition of policy_value a constant score is worth an average place."""
    rng = np.random.default_rng(3)
    tickets = pd.DataFrame({"day": np.repeat(range(5), 8), "still_open": True,
                            "y": rng.integers(0, 2, 40).astype(float), "penalty": 100.0})
    value = policy_cases.definition(pd.Series(1.0, index=tickets.index), tickets, 2, 0.5, 10.0)
    assert value == pytest.approx(2 * (tickets["y"].mean() * 50 - 10))


def test_a_constant_rule_earns_little() -> None:
    """Drawing lots is no rule: it fails every bar."""
    constant = rule_policy.CHECK.run(
        UNIT, "Rule", lambda tickets: pd.Series(1.0, index=tickets.index), PUBLIC)
    failed = {item.oracle for item in constant.failures}
    assert {"WORSE_THAN_LOTS", "WORSE_THAN_INCUMBENT", "LITTLE_OF_THE_POSSIBLE", "COSTS_IGNORED"} <= failed
    assert constant.points <= 0.25 * rule_policy.CHECK.points


@pytest.mark.parametrize("n", [30, 37, 45])
def test_the_band_of_coverage_tells_good_intervals_from_the_textbook_one(n: int) -> None:
    """Wilson's interval keeps its level for every drawn n, the textbook one does not."""
    good = np.array([ceiling_cases.wilson(n, k, 0.95) for k in range(n + 1)])
    rates = np.arange(n + 1) / n
    reach = 1.96 * np.sqrt(rates * (1 - rates) / n)
    textbook = np.column_stack([rates - reach, rates + reach])
    assert value_ceiling.coverage(good, n).mean() > value_ceiling.COVERAGE + 0.01
    assert value_ceiling.coverage(textbook, n).mean() < value_ceiling.COVERAGE - 0.02


@pytest.mark.parametrize(("n", "highest"), value_ceiling.FIXED)
def test_the_worst_rate_tells_good_intervals_from_a_patched_one(n: int, highest: float) -> None:
    """Wilson's interval holds its level at each common rate; the textbook one, patched, does not."""
    good = np.array([ceiling_cases.wilson(n, k, 0.95) for k in range(n + 1)])
    rates = np.arange(n + 1) / n
    reach = 1.96 * np.sqrt(rates * (1 - rates) / n)
    patched = np.column_stack([rates - reach, rates + reach])
    patched[0], patched[-1] = (0, 3 / n), (1 - 3 / n, 1)
    common = (value_ceiling.RATES > value_ceiling.COMMON) & (highest + 1e-9 > value_ceiling.RATES)
    assert value_ceiling.coverage(good, n)[common].min() > value_ceiling.WORST + 0.02
    assert value_ceiling.coverage(patched, n)[common].min() < value_ceiling.WORST - 0.005


def test_samples_that_are_not_asked_for_do_not_change_the_coverage() -> None:
    """The coverage from the intervals that are asked for is that from all of them, within 1e-5."""
    def wilson(plans: pd.DataFrame, *rest: float) -> tuple[float, float]:
        n, k = int(plans["labelled"].iloc[0]), int(plans["breached"].iloc[0])
        low, high = ceiling_cases.wilson(n, k, 0.95)
        return low * ceiling_cases.A_DAY, high * ceiling_cases.A_DAY

    for n, highest in value_ceiling.FIXED:
        rates = value_ceiling.RATES[highest + 1e-9 > value_ceiling.RATES]
        asked = value_ceiling.intervals(wilson, n, highest)
        every = np.array([ceiling_cases.wilson(n, k, 0.95) for k in range(n + 1)])
        difference = value_ceiling.coverage(asked, n, rates) - value_ceiling.coverage(every, n, rates)
        assert np.abs(difference).max() < 1e-5


def test_an_answer_that_empties_the_plans_earns_nothing() -> None:
    """Nothing saved of no plans is a tuple of two numbers, and not too wide: that alone is worth nothing."""
    def emptied(plans: pd.DataFrame, *rest: float) -> tuple[float, float]:
        plans.drop(plans.index, inplace=True)
        return 0.0, 0.0
    assert value_ceiling.CHECK.run(UNIT, "Ceiling", emptied, PUBLIC).points == 0


def test_the_ceiling_grows_with_every_rate() -> None:
    """The value at higher rates is never lower, so lower ends of rates give the lower end of the value."""
    plans = ceiling_cases.plans_table([("a", 10.0, 50, 5, 400.0), ("b", 30.0, 50, 5, 90.0)])
    values = [ceiling_cases.value_at([rate, 0.5 - rate / 2 + rate], plans, 6, 0.5, 10.0)
              for rate in np.linspace(0, 1, 11)]
    assert values == sorted(values)


def _ends(kind: str, n: int, k: int, level: float) -> tuple[float, float]:
    """Two-sided intervals by name; where k is 0 or n the outer end is 0 or 1."""
    tail = (1 - level) / 2
    if kind == "wilson":
        return ceiling_cases.wilson(n, k, level)
    a, b = {"clopper": (0.0, 1.0), "jeffreys": (0.5, 0.5), "uniform": (1.0, 1.0)}[kind]
    low = beta.ppf(tail, k + a, n - k + (b if a else 1.0)) if k else 0.0
    high = beta.ppf(1 - tail, k + (a or 1.0), n - k + (b if a else 0.0)) if k < n else 1.0
    return float(low), float(high)


@pytest.mark.parametrize("kind", ["wilson", "clopper", "jeffreys", "uniform"])
def test_good_intervals_follow_the_level_where_none_breached(kind: str) -> None:
    """Each method that the prompt allows passes; one fixed end for no breach does not, on either side."""
    def answer(plans: pd.DataFrame, capacity: float, rescued: float, cost: float, level: float
               ) -> tuple[float, float]:
        low, high = _ends(kind, int(plans["labelled"].iloc[0]), int(plans["breached"].iloc[0]), level)
        return low * ceiling_cases.A_DAY, high * ceiling_cases.A_DAY

    def fixed(plans: pd.DataFrame, *rest: float) -> tuple[float, float]:
        n, k = int(plans["labelled"].iloc[0]), int(plans["breached"].iloc[0])
        return (0.0, 3000 / n) if k == 0 else (1000 - 3000 / n, 1000.0) if k == n else answer(plans, *rest)
    assert value_ceiling.follows_the_level(answer, PUBLIC) is None
    found = value_ceiling.follows_the_level(fixed, PUBLIC)
    assert found is not None and found.note.startswith("0 of 60 breached")


def test_everything_or_nothing_is_no_ceiling() -> None:
    """An interval from 0 to a million earns next to nothing."""
    wide = value_ceiling.CHECK.run(UNIT, "Ceiling", lambda *a, **k: (0.0, 1e6), PUBLIC)
    assert wide.points <= 0.25 * value_ceiling.CHECK.points
