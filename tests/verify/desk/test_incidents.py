"""Incidents: signals that see them, and numbers that mean what they say, in small worlds."""

import numpy as np
import pytest

from autograder.verify.desk import incident_worlds, incidents
from autograder.verify.desk.incident_responses import RESPONSES, judged, psi
from autograder.verify.desk.incident_signals import SIGNALS
from craftdata import desk


@pytest.fixture(scope="module")
def small():
    """One seed with 70 tickets a day, and its quiet window."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incident_worlds, "TICKETS_PER_DAY", 70.0)
        yield incident_worlds.models(5), incident_worlds.window(5, None)


def test_there_is_a_signal_and_a_response_for_each_kind():
    """No kind of `desk.INCIDENTS` is left out."""
    assert set(SIGNALS) == set(RESPONSES) == set(desk.INCIDENTS)


@pytest.mark.parametrize("kind", ["null_upstream", "unit_change", "schema_change", "duplicates", "stale"])
def test_faults_of_the_pipeline_are_seen_on_the_first_day_and_not_before(small, kind):
    """They leave no doubt: an alarm at the onset, none before it, and none in the quiet world."""
    models, quiet = small
    seen = incidents._seen(incident_worlds.window(5, kind), quiet, models)
    assert seen.same_before
    assert seen.onset
    assert seen.early == seen.quiet_alarms == 0


def test_the_truth_has_no_regret_and_all_of_the_value(small):
    """Scores equal to the truth have regret 0; ranked by true uplift, the choice is the best one."""
    _, quiet = small
    half = quiet.days(incident_worlds.MATURING_DAYS, incident_worlds.DAYS)
    perfect = judged(quiet, (half["p_breach"].to_numpy(), half))
    assert perfect.regret == pytest.approx(0, abs=1e-4)
    assert 0.7 < perfect.value <= 1


def test_psi_is_zero_for_the_same_and_grows_with_the_shift():
    """The index of equal samples is 0, and that of a shifted one is larger the larger the shift."""
    x = np.random.default_rng(3).random(5_000)
    assert psi(x, x) == pytest.approx(0)
    assert 0.01 < psi(x, x + 0.05) < psi(x, x + 0.2)
