"""An extract holds what was known at its moment, and nothing broken."""

import pandas as pd
import pytest

from craftdata import desk, pipeline
from craftdata.pipeline import operate
from craftdata.pipeline.contract import ContractError
from tests.datasets.pipeline.small_desk import SMALL, a_desk


def test_rows_of_the_future_are_refused(world, done):
    """A log that reaches beyond the moment of the extract is no extract."""
    early = pd.Timestamp(done.artefact.manifest.as_of) - pd.Timedelta(days=3)
    with pytest.raises(ContractError, match=r"served log: \d+ rows are from after"):
        pipeline.extract(world, done.served, early)


def test_an_extract_is_the_same_later(extract, done):
    """Asked for again two weeks later, the same moment gives the same data."""
    assert extract.digest == done.artefact.manifest.data


def test_the_digest_sees_one_changed_value(extract):
    """One hour more in one row is other data; another order of rows is not."""
    served = extract.served
    changed = served.assign(open_hours=served["open_hours"].where(served.index != 5, 1.25))
    assert pipeline.Extract(changed, extract.events, extract.as_of).digest != extract.digest
    shuffled = served.sample(frac=1, random_state=0)
    assert pipeline.Extract(shuffled, extract.events, extract.as_of).digest == extract.digest


@pytest.mark.parametrize("kind", ["null_upstream", "schema_change", "unit_change"])
def test_refused_days_are_left_out_and_the_rest_is_learned_from(kind, tmp_path):
    """A week of a broken upstream in the history costs that week and nothing else."""
    op, served = a_desk(3, desk.Incident(kind, start_day=50, days=7)), pipeline.ServedLog()
    op.run(pipeline.recorded(desk.policies.incumbent_rule(), served), SMALL.history_days)
    as_of = pd.Timestamp(op.scenario.start, tz="UTC") + pd.Timedelta(days=SMALL.history_days)
    data = pipeline.extract(op, served, as_of)
    assert data.served["decide_at"].dt.floor("D").nunique() == SMALL.history_days - 7
    figures = operate.learn(data, SMALL).manifest.evaluation
    assert figures.log_loss < figures.log_loss_table
