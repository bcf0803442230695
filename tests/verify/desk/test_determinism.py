"""The proof of determinism: what differs is named, what is absent is said."""
from pathlib import Path

from autograder.verify.desk import determinism
from autograder.verify.desk.finding import Effort
from craftdata.desk.pins import PINNED

SMALL = (2024, 20, 10)


def test_a_changed_byte_is_found_and_named(monkeypatch):
    """With a pin that is wrong the finding fails and says which table of which world."""
    monkeypatch.setattr(determinism, "PINNED", {SMALL: PINNED[SMALL] | {"labels of Monday": "0" * 16}})
    finding = determinism._here("here")
    assert finding.holds is False
    assert "labels of Monday of (2024, 20, 10)" in finding.figure


def test_older_libraries_that_are_absent_are_no_proof(monkeypatch):
    """Without the environment of `make pins` the finding is open and says what installs it."""
    monkeypatch.setattr(determinism, "OLDER", Path("nowhere/bin/python"))
    monkeypatch.setattr(determinism, "PINNED", {SMALL: PINNED[SMALL]})
    monkeypatch.setattr(determinism, "AFTER_OTHERS", "print('0 tables differ')")
    monkeypatch.setattr(determinism, "ANOTHER_STREAM", "raise SystemExit('a table differs')")
    here, after, stream, older = determinism.run(Effort())
    assert here.holds and after.holds
    assert stream.holds is False and stream.figure == "a table differs"
    assert older.holds is None and "make pins" in older.figure


def test_a_new_stream_is_really_read():
    """The program that reads another stream before every draw does so: it counts what it patches."""
    program = determinism.ANOTHER_STREAM.replace(
        'at(self, "a new stream", place)', 'raise SystemExit("read")')
    finding = determinism._elsewhere("elsewhere", Path(determinism.sys.executable), program)
    assert finding.holds is False and finding.figure == "read"
