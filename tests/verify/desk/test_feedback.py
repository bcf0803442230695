"""The feedback loop: what its three ways have in common, and where they part."""

import pytest

from autograder.verify.desk import feedback


@pytest.fixture
def short(monkeypatch):
    """Three rounds of ten days on a small desk."""
    for name, value in {"ROUNDS": 3, "ROUND_DAYS": 10, "HISTORY_DAYS": 70, "WINDOW_DAYS": 50,
                        "TICKETS_PER_DAY": 40.0}.items():
        monkeypatch.setattr(feedback, name, value)


def test_all_loops_share_their_first_round_but_for_the_holdout(short):
    """Before anything is retrained the frozen and the naive loop are one; the holdout gives fewer places."""
    loops = {loop.name: loop.rounds for loop in feedback.measure(3)}
    assert set(loops) == {"frozen", "naive", "holdout"}
    assert loops["frozen"].iloc[0].equals(loops["naive"].iloc[0])
    assert loops["holdout"].loc[0, "places"] < loops["frozen"].loc[0, "places"]
    assert not loops["frozen"].iloc[1].equals(loops["naive"].iloc[1])
