"""Examples are tickets left alone whose outcome is known, each once."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from craftdata.pipeline import ContractError, join
from tests.datasets.pipeline.small_desk import SMALL


@pytest.fixture(scope="module")
def examples(extract):
    return join.examples(extract, SMALL)


def test_labels_are_what_happened(examples, world):
    """Every example has its ticket's outcome and the price of its plan."""
    truth = world.truth().set_index("ticket_id").loc[examples["ticket_id"]]
    assert examples["ticket_id"].is_unique
    np.testing.assert_array_equal(examples["breach"], truth["breach"])
    np.testing.assert_array_equal(examples["penalty"], truth["penalty"])
    assert not truth["fast_lane"].any() and truth["open_at_decision"].all()


def test_nothing_that_could_be_learned_from_is_missing(examples, world):
    """Every open ticket of a matured day that was left alone is an example, slow or fast."""
    truth = world.truth()
    last = SMALL.history_days - SMALL.label_lag_days - 1
    due = truth["day"].between(SMALL.warmup_days, last) & truth["open_at_decision"] & ~truth["fast_lane"]
    assert set(examples["ticket_id"]) == set(truth["ticket_id"][due])


def test_every_label_was_known_at_the_extract(examples, extract, world):
    """No outcome is from after `as_of`."""
    known = world.truth().set_index("ticket_id")["known_at"]
    assert (known[examples["ticket_id"]] <= extract.as_of).all()


def test_a_stalled_stream_of_labels_stops_the_training(extract):
    """Too few outcomes are an error that names the remedy, and not a better desk."""
    late = extract.events["type"].isin(join.BREACHED) & (
        extract.events["ingested_at"] > extract.as_of - pd.Timedelta(days=20)
    )
    stalled = dataclasses.replace(extract, events=extract.events[~late])
    with pytest.raises(ContractError, match=r"\d+ of \d+ matured tickets have no outcome.*wait"):
        join.examples(stalled, SMALL)
