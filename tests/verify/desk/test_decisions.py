"""What a decision is worth, in a small world."""

import pytest

from autograder.verify.desk import decisions


@pytest.fixture(scope="module")
def valued():
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"HISTORY_DAYS": 75, "WATCHED_DAYS": 14, "TICKETS_PER_DAY": 70.0}.items():
            patch.setattr(decisions, name, value)
        yield decisions.measure((3, 8))


def test_shares_run_from_nobody_to_the_best(valued):
    """Doing nothing is worth 0, the best choice by the truth 1, and it saves something."""
    assert valued.share["nobody"] == 0
    assert valued.share[decisions.BEST] == 1
    assert 0.02 < valued.saved < 0.6


def test_the_truth_ranks_best(valued):
    """The true chance has the highest AUC, and times the penalty it is worth more than alone."""
    assert max(valued.auc, key=valued.auc.get) == "true p"
    assert valued.share["true p x penalty"] > valued.share["true p"]


def test_a_claim_that_does_not_hold_is_said_so(valued):
    """A world in which the order of policies is turned round fails the claim."""
    upside = {name: -share for name, share in valued.share.items()}
    turned = decisions.Valued(20, upside, valued.saved, valued.auc)
    assert decisions._costs_matter([turned, turned]).holds is False
    assert decisions._risk_is_not_uplift([turned, turned]).holds is False
