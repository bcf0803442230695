"""What is served is what the model says, is logged, and never stops."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from craftdata import desk, pipeline
from craftdata.pipeline.join import PENALTY
from craftdata.pipeline.serve import answers, rule_score
from craftdata.pipeline.served_log import RULE
from tests.datasets.pipeline.small_desk import a_desk

FROM_CRM = ("sla_hours", "open_hours", "tenure_days")
BROKEN = {
    "null_upstream": lambda rows: rows.assign(plan=None, **dict.fromkeys(FROM_CRM, np.nan)),
    "unit_change": lambda rows: rows.assign(sla_hours=rows["sla_hours"] * 60),
    "schema_change": lambda rows: rows.rename(columns={"severity": "priority"}),
    "nothing left": lambda rows: rows[["ticket_id", "decide_at"]],
}


@pytest.fixture
def rows(done):
    table = done.served.table()
    return table[table["model"] == done.artefact.version].iloc[:200]


@pytest.fixture
def scorer(done):
    return pipeline.Scorer(done.artefact, pipeline.ServedLog())


def test_one_by_one_equals_the_batch(rows, scorer):
    """A ticket's score does not depend on who else is asked about, to the last bit."""
    batch = scorer(rows)
    assert batch.tolist() == [scorer(rows.iloc[[k]])[0] for k in range(len(rows))]


def test_the_score_is_the_expected_cost(rows, done):
    """Probability times the price of the plan; a resolved ticket costs nothing."""
    said, score = answers(done.artefact.model, rows)
    assert (said[~rows["still_open"]] == 0).all() and (~rows["still_open"]).any()
    np.testing.assert_array_equal(score, said * rows["plan"].map(PENALTY).to_numpy(float))


def test_the_log_answers_for_itself(done):
    """From the logged rows alone, every logged answer comes out again."""
    served = done.served.table()
    assert (served["model"] == done.artefact.version).sum() > 500
    assert pipeline.replay(served, done.artefact).empty


def test_a_tampered_log_is_found_out(done):
    """A feature changed after serving shows as an answer that does not come out again."""
    served = done.served.table()
    last = served.index[served["still_open"]][-1]
    served.loc[last, "open_hours"] /= 2
    assert pipeline.replay(served, done.artefact).index.tolist() == [last]


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_day_gets_an_order_nevertheless(rows, scorer, fault):
    """The rule scores the day, the log says why, and no model is named."""
    rows = rows.drop(columns=["model", "reason", "probability", "score"])
    broken = BROKEN[fault](rows)
    score = scorer(broken)
    assert score.shape == (len(rows),) and np.isfinite(score).all()
    logged = scorer.served.table()
    assert (logged["model"] == RULE).all() and logged["probability"].isna().all()
    assert logged["reason"].str.startswith("served tickets: ").all()


def test_the_fallback_is_the_old_order():
    """Severe and urgent or enterprise first, other severe ones next, all others last."""
    rows = pd.DataFrame({
        "severity": ["P1", "P2", "P2", "P3", "P1"],
        "subject": ["URGENT: no login", "no login", "slow", "urgent: slow", None],
        "plan": ["starter", "enterprise", "business", "enterprise", None],
    })  # fmt: skip
    assert rule_score(rows).tolist() == [2, 2, 1, 0, 1]


def test_a_day_without_severity_fills_its_places(done):
    """Through `by_score` a desk whose form has changed still gives out all places."""
    incident = desk.Incident("schema_change", start_day=3)
    world = a_desk(5, incident, days=7, tickets_per_day=30, fast_lane_places=3)
    served = pipeline.ServedLog()
    days = world.run(desk.policies.by_score(pipeline.Scorer(done.artefact, served)))
    assert [day.fast_lane for day in days] == [3] * 7
    reasons = served.table().groupby(served.table()["decide_at"].dt.floor("D"))["reason"].first()
    assert (reasons != "").tolist() == [False] * 3 + [True] * 4


def test_a_log_of_another_model_is_not_replayed(done):
    """Rows that another version answered are none of this one's."""
    other = dataclasses.replace(done.artefact, model=dataclasses.replace(done.artefact.model, intercept=0.0))
    assert pipeline.replay(done.served.table(), other).empty
