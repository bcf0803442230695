"""Unit 08: what is said of a wrong p-value or interval is true of it."""
import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, t

from autograder.checks.evaluation.cluster_bootstrap import CHECK as CLUSTER_BOOTSTRAP
from autograder.checks.evaluation.compare import CHECK as COMPARE
from autograder.checks.evaluation.compare import of_all_rows
from autograder.checks.evaluation.decisions import (
    ANYWHERE,
    best_of_the_good,
    good_though_not_first,
    in_pairs,
    opened_once,
)
from autograder.checks.evaluation.policy_worlds import INCUMBENT
from autograder.checks.evaluation.reported import interval_of_the_test
from autograder.checks.evaluation.slice_cases import clustered
from autograder.checks.evaluation.slice_p_values import (
    fault_of,
    of_binomial,
    of_centred,
    of_means,
    of_one_binomial,
    of_one_side,
    unequal,
)
from autograder.checks.evaluation.slice_report import CHECK as SLICE_REPORT
from autograder.checks.evaluation.slice_report import figures_of_its_own
from autograder.checks.evaluation.slices import by_slice, definition
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.oracle import put
from autograder.results import Outcome

DRAW = public_draw("08_evaluation", "any")


def of_rounds(rounds):
    """A p-value by the distance from 0 of other rounds than coins for groups."""
    def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
        difference = loss_a - loss_b
        far = np.abs(rounds(difference, np.unique(groups, return_inverse=True)[1], repeats,
                            np.random.default_rng(seed))) >= abs(difference.mean()) - 1e-12
        return float(difference.mean()), float((1 + far.sum()) / (1 + repeats))
    return compare


def coins_for_rows(difference, number, repeats, rng):
    return rng.choice([-1.0, 1.0], size=(repeats, len(difference))) @ difference / len(difference)


def groups_drawn(difference, number, repeats, rng):
    sums, sizes = np.bincount(number, weights=difference), np.bincount(number)
    drawn = rng.integers(len(sums), size=(repeats, len(sums)))
    return sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1) - difference.mean()


@pytest.mark.parametrize("key", (None, "a", "b"))
@pytest.mark.parametrize(("rounds", "name"), (
    (coins_for_rows, "ROWS_INDEPENDENT"), (groups_drawn, "NOT_COINS")))
def test_a_bootstrap_of_groups_is_not_called_a_coin_for_each_row(rounds, name, key):
    draw = graded_draw("08_evaluation", "compare", learner_key(key)) if key else DRAW
    found = {oracle.id: put(oracle, of_rounds(rounds), draw).outcome for oracle in COMPARE.oracles}
    pair = {"ROWS_INDEPENDENT", "NOT_COINS"}
    assert [one for one in pair if found[one] == Outcome.WRONG] == [name]
    if name == "NOT_COINS":
        assert not [one for one in set(found) - pair if found[one] == Outcome.WRONG]


def reports(level):
    """A choice of b whose interval is by t, of this level."""
    def answer(validation, incumbent, upkeep, open_test):
        table = open_test("b")
        gains = table["b"] - table[INCUMBENT] - (upkeep["b"] - upkeep[INCUMBENT])
        half = t.ppf((1 + level) / 2, len(gains) - 1) * gains.sem()
        return {"policy": "b", "gain": gains.mean(), "low": gains.mean() - half, "high": gains.mean() + half}
    return answer


@pytest.mark.parametrize(("level", "says"), ((0.9, "a 90 %"), (0.98, "a 98 %"), (0.97, "2.2")))
def test_an_interval_of_another_level_is_refused_and_named(level, says):
    found = interval_of_the_test(reports(level), DRAW)
    assert found is not None and says in found.note


@pytest.mark.parametrize("level", (0.94, 0.95, 0.955))
def test_an_interval_of_about_95_per_cent_passes(level):
    assert interval_of_the_test(reports(level), DRAW) is None


def test_p_values_of_other_definitions_differ_from_each_other_and_from_the_right_ones():
    (made,) = unequal(DRAW)
    right = by_slice(made.expected)["p_value"].to_numpy(dtype=float)
    found = [right, of_means(made), of_centred(made), of_one_side(made), 1 - of_one_side(made),
             of_binomial(made), of_one_binomial(made)]
    for place, one in enumerate(found):
        assert not any(np.allclose(one, other, rtol=0.02) for other in found[place + 1:])


def test_a_fault_of_p_values_has_the_name_of_what_was_done():
    def by_tickets(table, *rest):
        report = definition(table, *rest)
        rows = table.assign(account_id=np.arange(len(table)))
        return report.assign(p_value=definition(rows, *rest)["p_value"])

    def centred(table, *rest):
        return definition(table.assign(p=table["p"] + (table["y"] - table["p"]).mean()), *rest)

    def binomial(table, *rest):
        report = definition(table, *rest)
        rows = table.assign(miss=table["y"] - table["p"], variance=table["p"] * (1 - table["p"]))
        sums = rows.groupby("area")[["miss", "variance"]].sum().loc[report["value"]]
        z = (sums["miss"] / np.sqrt(sums["variance"])).to_numpy()
        return report.assign(p_value=2 * norm.sf(np.abs(z)))

    def a_little_off(table, *rest):
        report = definition(table, *rest)
        return report.assign(p_value=report["p_value"] * 1.1)
    names = [fault_of(answer, DRAW)[0] for answer in (by_tickets, centred, binomial, a_little_off)]
    assert names == ["ROWS_INDEPENDENT", "MISS_TAKEN_OFF", "ROWS_INDEPENDENT", "WRONG_P"]
    assert "Those of an account go together" in fault_of(binomial, DRAW)[1].note
    assert fault_of(definition, DRAW) is None and len(list(clustered(DRAW))) == 1


def one_too_few(table, *rest):
    """The procedure of Benjamini and Hochberg without the last one that it flags."""
    report = definition(table, *rest)
    last = report["p_value"][report["flagged"]].max()
    return report.assign(flagged=report["flagged"] & (report["p_value"] < last))


def fifteen_always(table, columns, min_accounts=20, fdr=0.1):
    """Slices of fewer than fifteen accounts are not tested, whatever min_accounts is."""
    return definition(table, columns, 15, fdr)


@pytest.mark.parametrize(("answer", "first"), ((one_too_few, "TOO_STRICT"), (fifteen_always, "SMALL_SLICES")))
def test_a_slip_at_a_limit_is_no_matter_of_names_sides_or_p_values(answer, first):
    found = {oracle.id: put(oracle, answer, DRAW).outcome for oracle in SLICE_REPORT.oracles}
    assert next(name for name, outcome in found.items() if outcome == Outcome.WRONG) == first


def replaces_by(error):
    """The best of those whose gain is above three errors, whatever an error is."""
    def choose_policy(validation, incumbent, upkeep, open_test):
        gains = validation.sub(validation[incumbent], axis="index").drop(columns=incumbent)
        good = gains.mean()[gains.mean() > 3 * error(validation, gains, incumbent)]
        return {"policy": incumbent if good.empty else good.idxmax()}
    return choose_policy


def test_a_gain_is_missed_for_want_of_pairs_or_of_the_root_of_the_days():
    def of_two_samples(validation, gains, incumbent):
        return np.hypot(validation.sem(), validation[incumbent].sem())[gains.columns]

    unpaired, spread, right = (in_pairs(replaces_by(error), DRAW) for error in (
        of_two_samples, lambda _, gains, __: gains.std(), lambda _, gains, __: gains.sem()))
    assert "Some days are dear" in unpaired.note and "sqrt(days)" in spread.note
    assert right is None


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("key", (None, "a", "b"))
def test_numbers_that_stand_for_no_group_are_no_matter_of_the_generator(key):
    def numbers_for_names(y, p, groups, metric, level=0.95, repeats=1000, seed=0):
        rng, number, values = np.random.default_rng(seed), len(np.unique(groups)), []
        for _ in range(repeats):
            drawn = rng.integers(number, size=number)
            rows = np.concatenate([np.flatnonzero(groups == one) for one in drawn])
            values.append(metric(y[rows], p[rows]))
        return metric(y, p), *np.nanquantile([*values, metric(y, p)], [(1 - level) / 2, (1 + level) / 2])

    draw = graded_draw("08_evaluation", "cluster_bootstrap", learner_key(key)) if key else DRAW
    found = [put(oracle, numbers_for_names, draw) for oracle in CLUSTER_BOOTSTRAP.oracles]
    wrong = {one.oracle: one.counterexample for one in found if one.outcome == Outcome.WRONG}
    assert next(iter(wrong)) == "NOT_ITS_ROWS" and "ONE_RESAMPLE" not in wrong
    if not key:
        assert wrong["NOT_ITS_ROWS"] is not None and "no rows at all" in wrong["NOT_ITS_ROWS"].got


def test_labels_that_repeat_are_named_where_they_are_the_fault_and_only_there():
    def by_label(table, columns, *rest):
        labels = table.groupby(columns[0]).groups
        rows = [table.loc[labels[value]].assign(area=value) for value in labels]
        return definition(pd.concat(rows), columns, *rest)

    def one_more(table, *rest):
        report = definition(table, *rest)
        return report.assign(tickets=report["tickets"] + 1)

    by_labels, miscounted = (figures_of_its_own(answer, DRAW) for answer in (by_label, one_more))
    assert "same label more than once" in by_labels.note and "three tickets" in miscounted.note
    assert figures_of_its_own(definition, DRAW) is None


def test_who_goes_back_to_the_incumbent_is_told_that_the_choice_stands():
    def goes_back(validation, incumbent, upkeep, open_test):
        gains = open_test("b")["b"] - validation[incumbent].mean()
        return {"policy": "b" if gains.mean() > 0 else incumbent}

    def opens_all(validation, incumbent, upkeep, open_test):
        for name in upkeep:
            open_test(name)
        return {"policy": incumbent}

    assert opened_once(goes_back, DRAW).note == "The choice stands, confirmed or not."
    assert "Who opens it to choose" in opened_once(opens_all, DRAW).note


@pytest.mark.parametrize("tossed", (
    lambda rng, n: np.where(rng.random(n) < 0.5, -1, 1),
    lambda rng, n: np.where(rng.random(n) > 0.5, -1, 1),
    lambda rng, n: 2 * rng.binomial(1, 0.5, n) - 1,
    lambda rng, n: rng.choice([-1, 1], n)))
def test_a_difference_of_the_last_round_is_named(tossed):
    def of_the_last_round(loss_a, loss_b, groups, repeats=1000, seed=0):
        left, rng = loss_a - loss_b, np.random.default_rng(seed)
        at = np.unique(groups, return_inverse=True)[1]
        for _ in range(repeats):
            left *= tossed(rng, at.max() + 1)[at]
        return left.mean(), 0.5

    for draw in (DRAW, graded_draw("08_evaluation", "compare", learner_key("a"))):
        found = of_all_rows(of_the_last_round, draw)
        assert found is not None and "before signs are turned" in found.note


def tossed(toss):
    """A p-value by the coins that `toss` makes of a generator, the seed, the groups and the row's own."""
    def compare(loss_a, loss_b, groups, repeats=1000, seed=0):
        gaps, rng = loss_a - loss_b, np.random.default_rng(seed)
        names, number = np.unique(groups, return_inverse=True)
        far = sum(abs((gaps * toss(rng, seed, names, number)).mean()) >= abs(gaps.mean()) - 1e-12
                  for _ in range(repeats))
        return float(gaps.mean()), float((1 + far) / (1 + repeats))
    return compare


COINS = np.array([-1.0, 1.0])


@pytest.mark.parametrize("key", (None, "a", "b"))
@pytest.mark.parametrize(("toss", "says"), (
    (lambda rng, seed, names, number: np.random.default_rng(seed).choice(COINS, len(names))[number],
     "Make the generator once"),
    (lambda rng, seed, names, number: rng.choice(COINS), "Toss one coin for each group"),
    (lambda rng, seed, names, number: np.repeat(rng.choice(COINS, len(names)), np.bincount(number)),
     "The coins fall on blocks of rows")))
def test_coins_that_are_not_tossed_for_each_group_are_named(toss, says, key):
    draw = graded_draw("08_evaluation", "compare", learner_key(key)) if key else DRAW
    wrong = [result for result in (put(oracle, tossed(toss), draw) for oracle in COMPARE.oracles[:6])
             if result.outcome == Outcome.WRONG]
    assert wrong[0].oracle == "NOT_COINS" and says in wrong[0].counterexample.note


def test_quantiles_of_the_days_are_named_as_those():
    def answer(validation, incumbent, upkeep, open_test):
        table = open_test("b")
        gains = table["b"] - table[INCUMBENT] - (upkeep["b"] - upkeep[INCUMBENT])
        low, high = np.percentile(gains, [2.5, 97.5])
        return {"policy": "b", "gain": gains.mean(), "low": low, "high": high}
    for key in "abc":
        found = interval_of_the_test(answer, graded_draw("08_evaluation", "any", learner_key(key)))
        assert found is not None and "95 % of the days" in found.note


def test_who_breaks_where_nothing_is_flagged_is_told_so():
    """below[-1] of an empty array: no fault of missing values, though they come next."""
    def slice_report(table, columns, min_accounts, fdr):
        report = definition(table, columns, min_accounts, fdr)
        ranked = report["p_value"].dropna().sort_values()
        below = np.flatnonzero(ranked.to_numpy() <= np.arange(1, len(ranked) + 1) / len(ranked) * fdr)
        return report.assign(flagged=report.index.isin(ranked.index[:below[-1] + 1]))
    told = [put(oracle, slice_report, DRAW) for oracle in SLICE_REPORT.oracles]
    assert [one.oracle for one in told if one.outcome == Outcome.RAISED] == ["RETURN_SHAPE"]
    assert "nothing is flagged" in told[0].counterexample.note


def test_who_takes_the_first_column_for_the_incumbent_is_told_so():
    """Candidates are all columns but the first: the one that stands there is never tried."""
    def answer(validation, incumbent, upkeep, open_test):
        def net(table, name):
            return table[name] - table[incumbent] - (upkeep[name] - upkeep[incumbent])
        names = list(validation.columns[1:])
        gains = {name: net(validation, name) for name in names if name != incumbent}
        good = {name: gain.mean() for name, gain in gains.items()
                if gain.mean() - t.ppf(1 - 0.05 / len(names), len(gain) - 1) * gain.sem() > 0}
        return {"policy": max(good, key=good.get, default=incumbent)}
    told = []
    for key in "abcdef":
        draw = graded_draw("08_evaluation", "choose_policy", learner_key(key))
        found = next((found for one in (in_pairs, best_of_the_good, good_though_not_first)
                      if (found := one(answer, draw))), None)
        told += [found.note] if found else []
    assert told and all(ANYWHERE in note for note in told)
