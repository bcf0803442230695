"""Deliveries become facts."""

import pandas as pd

from craftdata.pipeline.clean import one_row_a_ticket, one_row_an_event


def test_an_event_is_known_from_its_first_delivery(world, done):
    """Each event stays once, with its least `ingested_at`, whatever the order of the rows.

    done: the run after which the world has events.
    """
    deliveries = world.events()
    assert deliveries["event_id"].duplicated().any()
    events = one_row_an_event(deliveries)
    expected = deliveries.groupby("event_id")["ingested_at"].min()
    pd.testing.assert_series_equal(events.set_index("event_id")["ingested_at"].sort_index(), expected)
    shuffled = one_row_an_event(deliveries.sample(frac=1, random_state=0))
    by_id = [rows.sort_values("event_id", ignore_index=True) for rows in (events, shuffled)]
    pd.testing.assert_frame_equal(*by_id)


def test_a_repeated_ticket_stays_once(done):
    """The first of its rows stays, and the others' order does not change."""
    rows = done.served.table().iloc[:5]
    twice = pd.concat([rows, rows.iloc[1:3]])
    pd.testing.assert_frame_equal(one_row_a_ticket(twice), rows)
