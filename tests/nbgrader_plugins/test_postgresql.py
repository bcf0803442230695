"""The gradebook in PostgreSQL: the same scores, history and feedback as in SQLite, by `--db URL`."""
from __future__ import annotations

import pytest

from autograder.grading.attempt_history import past_gradings
from autograder.nbgrader_plugins.gradebook import cell_scores
from tests.graded_tiny import POINTS, hand_in
from tests.postgresql import postgresql  # noqa: F401

pytestmark = pytest.mark.slow


def test_a_class_is_graded_into_postgresql_and_gets_its_feedback(known, sent, postgresql, monkeypatch):  # noqa: F811
    for kind, content in sent.items():
        hand_in(known, kind, content)
    (known.root / "build/gradebook.db").unlink()
    first = known.craft("grade", "--db", postgresql)
    assert first.returncode == 0, first.stdout + first.stderr
    second = known.craft("grade", "--db", postgresql)
    assert second.returncode == 0 and "4 unchanged" in second.stdout
    assert known.craft("regrade", "90", "--learner", "zero", "--db", postgresql).returncode == 0
    assert len(past_gradings(postgresql, "90_tiny")) == 5
    monkeypatch.setenv("CRAFT_DB", postgresql)
    points = dict.fromkeys(POINTS, 0.0)
    for score in cell_scores(known.course, known.unit):
        points[score.learner] += (score.score or 0.0) if score.cell != "reason" else 0.0
    assert points == POINTS
    known.environment["CRAFT_DB"] = postgresql
    done = known.nbgrader("generate_feedback", "90_tiny")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (known.root / "build/feedback/zero/90_tiny/tiny.html").read_text(encoding="utf-8")
    assert "KEEPS_MISSING" in page and "Score: 4 of 7 points" in page
    assert not (known.root / "build/gradebook.db").exists()
