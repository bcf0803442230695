"""One run of the team's pipeline on a small desk whose truth the tests may look at."""

import pandas as pd
import pytest

from craftdata import pipeline
from tests.datasets.pipeline.small_desk import SMALL, a_desk


@pytest.fixture(scope="session")
def world():
    return a_desk()


@pytest.fixture(scope="session")
def done(world, tmp_path_factory):
    """The run; `world` is at its end."""
    return pipeline.run(world, tmp_path_factory.mktemp("pipeline"), SMALL)


@pytest.fixture(scope="session")
def extract(world, done):
    """What the model of the run was trained on, taken once more after the end of the desk."""
    moment = pd.Timestamp(done.artefact.manifest.as_of)
    rows, past = done.served.table(), pipeline.ServedLog()
    past.add(rows[rows["decide_at"] < moment])
    return pipeline.extract(world, past, moment)
