"""Features are functions of one served row, with the same columns always."""

import numpy as np
import pandas as pd
import pytest

from craftdata.pipeline import features
from craftdata.pipeline.contract import SERVED


@pytest.fixture(scope="module")
def rows(done):
    return done.served.table().iloc[-400:]


def test_a_row_alone_gets_what_it_gets_in_a_batch(rows):
    """Row by row, the features are the same to the last bit, whatever the order."""
    batch = features.build(rows)
    for k in range(0, 400, 7):
        pd.testing.assert_frame_equal(features.build(rows.iloc[[k]]), batch.iloc[[k]], check_exact=True)
    pd.testing.assert_frame_equal(features.build(rows[::-1]), batch[::-1], check_exact=True)


def test_features_are_finite_numbers(rows):
    """No value is missing or infinite, the extremes of the contract included."""
    bounds = {
        column.name: column.low if k % 2 else min(column.high, 1e9)
        for k, column in enumerate(SERVED) if column.kind == "number"
    }  # fmt: skip
    for table in (rows, rows.assign(**bounds), rows.assign(team_wait_h=1000.0, open_hours=0.0)):
        built = features.build(table)
        assert np.isfinite(built.to_numpy()).all()
        assert set(built.dtypes.astype(str)) == {"float64"}


def test_only_promised_columns_are_read(rows):
    """What the contract does not promise, the features do not need; nor identifiers, clocks and texts."""
    unread = {"ticket_id", "decide_at", "subject", "still_open"}
    promised = rows[[column.name for column in SERVED if column.name not in unread]]
    pd.testing.assert_frame_equal(features.build(promised), features.build(rows))


def test_the_columns_do_not_depend_on_the_rows(rows):
    """One ticket of one plan has the columns of all plans."""
    assert list(features.build(rows.iloc[:1])) == list(features.build(rows))


def test_contracts_of_enterprises_run_at_night(rows):
    """For P1 and P2 of enterprises all hours of the SLA are workable and no queue is in front."""
    night = rows.assign(plan="enterprise", severity="P1", sla_hours=8.0, open_hours=1.0, team_wait_h=3.0)
    built = features.build(night)
    assert np.allclose(built["log_work_left"], np.log(8.5)) and np.allclose(built["log_closed"], 0)


def test_the_fingerprint_sees_a_changed_formula():
    """A feature that changes its values under its old name changes the fingerprint."""
    built = features.build(features.probe_rows())
    changed = built.assign(log_wait=built["log_wait"] * 1.001)
    assert features._fingerprint_of(built) == features.fingerprint()
    assert features._fingerprint_of(changed) != features.fingerprint()
    assert features._fingerprint_of(built[built.columns[::-1]]) != features.fingerprint()
