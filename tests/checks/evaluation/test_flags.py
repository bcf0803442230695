"""Unit 08: flags on other slices than the surest ones are told so, and gains that are sure enough pass."""
import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, ttest_1samp

from autograder.checks.evaluation.decisions import NOTHING_IS_GOOD, SURE, enough_evidence, in_pairs
from autograder.checks.evaluation.slice_report import CHECK as SLICE_REPORT
from autograder.checks.evaluation.slices import definition
from autograder.draws import Draw
from autograder.oracles.oracle import put
from autograder.results import Outcome

DRAWS = [Draw("graded", seed) for seed in range(4)]


def flags_as_sorted(p):
    return p


def flags_by_the_order(p):
    return p[np.argsort(p)]


def report_with(flags_of, by_name):
    """The report by its definition, its flags right in number, but in another order than the rows."""
    def slice_report(table, columns, min_accounts=20, fdr=0.1):
        report = definition(table, columns, min_accounts, fdr)
        if not by_name:
            seen = [str(value) for value in table[columns[0]].astype(object).fillna("missing").unique()]
            places = [seen.index(value) for value in report["value"]]
            report = report.iloc[np.argsort(places)]
        tested = report["p_value"].notna().to_numpy()
        count = int(report["flagged"].sum())
        flags = np.arange(tested.sum()) < count
        if flags_of is flags_by_the_order:
            flags = flags[np.argsort(report["p_value"].to_numpy()[tested])]
        mixed = np.zeros(len(report), dtype=bool)
        mixed[tested] = flags
        return report.assign(flagged=mixed)
    return slice_report


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("by_name", (True, False))
@pytest.mark.parametrize("flags_of", (flags_as_sorted, flags_by_the_order))
def test_flags_in_the_order_of_the_sorted_p_values_are_named(flags_of, by_name, draw):
    told = [put(oracle, report_with(flags_of, by_name), draw) for oracle in SLICE_REPORT.oracles]
    first = next(one for one in told if one.outcome == Outcome.WRONG)
    assert first.oracle == "FLAGS_MIXED_UP"


def chosen_by(p_of):
    """choose_policy with this p-value of a candidate's net gains."""
    def choose_policy(validation, incumbent, upkeep, open_test):
        gains = validation.drop(columns=incumbent).sub(validation[incumbent], axis=0)
        good = [name for name in gains if p_of(gains[name].to_numpy()) <= 0.05 / gains.shape[1]]
        return {"policy": gains[good].mean().idxmax() if good else incumbent}
    return choose_policy


def resampled(gains):
    means = np.random.default_rng(1).choice(gains, (10_000, len(gains))).mean(axis=1)
    return (means <= 0).mean()


def flipped(gains):
    signs = np.random.default_rng(2).choice([-1, 1], (10_000, len(gains)))
    return ((signs @ gains) >= gains.sum()).mean()


def by_t(gains):
    return ttest_1samp(gains, 0, alternative="greater").pvalue


def by_z(gains):
    return norm.sf(gains.mean() / gains.std(ddof=1) * len(gains) ** 0.5)


ONE_SIDED = (by_t, by_z, resampled, flipped)


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("p_of", ONE_SIDED)
def test_a_gain_beyond_luck_is_found_by_every_test_of_one_side(p_of, draw):
    assert enough_evidence(chosen_by(p_of), draw) is None


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("p_of", ONE_SIDED)
def test_tests_of_both_sides_and_a_share_for_the_incumbent_are_too_strict(p_of, draw):
    found = enough_evidence(chosen_by(lambda gains: 2 * p_of(gains)), draw)
    assert found and found.got == "rule" and "ask for one side" in found.note


def days_for_names(validation, incumbent, upkeep, open_test):
    gains = (validation - validation[incumbent])[validation.columns.drop(incumbent)]
    p = pd.Series(ttest_1samp(gains, 0, alternative="greater").pvalue, index=gains.columns)
    good = p[p <= 0.05 / len(p)].index
    return {"policy": gains[good].mean().idxmax() if len(good) else incumbent}


def spread_for_the_error(gains):
    return norm.sf(gains.mean() / gains.std(ddof=1))


@pytest.mark.parametrize(("answer", "note"), ((days_for_names, NOTHING_IS_GOOD),
                                              (chosen_by(spread_for_the_error), SURE)))
def test_missing_net_gains_are_told_from_too_large_an_error(answer, note):
    assert {in_pairs(answer, draw).note for draw in DRAWS} == {note}
