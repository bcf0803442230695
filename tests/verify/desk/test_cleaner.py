"""The reference cleaner of the raw files: the steps that are easy to get wrong."""
from __future__ import annotations

import pandas as pd
import pytest

from autograder.verify.desk.cleaner.events import (
    clean_events,
    forms_sent_again,
    occurred_utc,
    present_ids,
    without_retries,
)


def event(event_id: str, at: str, ingested: str, **more: object) -> dict[str, object]:
    row = {"event_id": event_id, "ticket_id": "T-1", "type": "message", "source": "atlas", "v": 1, "data": {}}
    return row | {"occurred_at": at, "ingested_at": ingested, "file": "f", "number": 1} | more


@pytest.mark.parametrize(
    ("wall", "ingested", "utc"),
    [
        ("2024-07-31 14:00:00", "2024-07-31T12:00:05Z", "2024-07-31T12:00Z"),
        ("2024-12-01 13:00:00", "2024-12-01T12:00:05Z", "2024-12-01T12:00Z"),
        ("2024-10-27 02:30:00", "2024-10-27T00:30:05Z", "2024-10-27T00:30Z"),
        ("2024-10-27 02:30:00", "2024-10-27T01:30:05Z", "2024-10-27T01:30Z"),
        ("2024-10-27T02:30:00Z", "2024-10-27T02:30:05Z", "2024-10-27T02:30Z"),
    ],
)
def test_times_without_a_zone_are_read_in_berlin(wall, ingested, utc):
    """Summer, winter, and the hour that comes twice, settled by the ingestion; Z stays UTC."""
    events = pd.DataFrame([event("E-1", wall, ingested)])
    events["ingested_at"] = pd.to_datetime(events["ingested_at"], utc=True)
    assert occurred_utc(events).iloc[0] == pd.Timestamp(utc)


def test_the_first_delivery_stays():
    """Of two deliveries the one with the least ingested_at is left, whatever their order."""
    rows = [event("E-1", "2024-07-31T12:00:00Z", "2024-07-31T15:00:00Z"),
            event("E-1", "2024-07-31T12:00:00Z", "2024-07-31T12:00:03Z")]
    events = clean_events(pd.DataFrame(rows))
    assert events["ingested_at"].tolist() == [pd.Timestamp("2024-07-31T12:00:03Z")]


def test_an_event_sent_again_under_a_new_identifier_goes():
    """Same ticket, type and data within three seconds is one event; a minute later it is two."""
    rows = pd.DataFrame([event("E-1", "2024-07-31T12:00:00Z", "2024-07-31T12:00:03Z"),
                         event("E-2", "2024-07-31T12:00:01Z", "2024-07-31T12:00:05Z"),
                         event("E-3", "2024-07-31T12:01:00Z", "2024-07-31T12:01:03Z")])
    for name in ("occurred_at", "ingested_at"):
        rows[name] = pd.to_datetime(rows[name], utc=True)
    assert without_retries(rows)["event_id"].tolist() == ["E-1", "E-3"]


def test_a_form_sent_twice_is_one_and_a_later_one_about_the_same_is_two():
    """Within 90 seconds and alike in all keys; the first is kept."""
    created = ["2024-07-31T12:01:00Z", "2024-07-31T12:00:00Z", "2024-07-31T12:10:00Z"]
    table = pd.DataFrame({
        "created_at": pd.to_datetime(created),
        "account_id": "A-1", "subject": "slow", "body_chars": 80,
    })
    assert forms_sent_again(table, ["account_id", "subject", "body_chars"]).tolist() == [True, False, False]


def test_old_identifiers_become_present_ones():
    """Identifiers of before a merger are replaced, all others stay."""
    merges = pd.DataFrame({"old_id": ["A-old"], "new_id": ["A-new"]})
    assert present_ids(pd.Series(["A-old", "A-x"]), merges).tolist() == ["A-new", "A-x"]
