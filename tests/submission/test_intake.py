"""Taking submissions in: whose, which unit, which one stands, and nothing is ever lost."""
from __future__ import annotations

import json
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest

from autograder.course import Unit
from autograder.notebook.files import notebook_bytes
from autograder.submission.intake import Fate, collect
from autograder.submission.learner import Refused, checked_learner
from autograder.submission.pack import pack
from tests.tiny_course import SOLUTION, SQUARES, Tiny, answered, submission

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def inbox(tiny: Tiny, release, tmp_path: Path):
    """The mentor's inbox: `take()` collects everything in `folder`."""
    class Inbox:
        folder = tmp_path / "inbox"
        content = submission(release, SOLUTION)
        course = tiny.course

        def plain(self, name: str, content: bytes | None = None, at: datetime = NOON) -> Path:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.content if content is None else content)
            os.utime(path, (at.timestamp(), at.timestamp()))
            return path

        def packed(self, name: str, content: bytes | None = None, at: datetime = NOON) -> Path:
            made = pack(tiny.course, tiny.unit, name, self.content if content is None else content, at)
            self.folder.mkdir(exist_ok=True)
            return made.rename(self.folder / made.name)

        def take(self, *paths: Path, **options):
            now = NOON + timedelta(hours=1)
            return collect(tiny.course, paths or [self.folder], lambda unit: release, now, **options)

        def submitted(self, learner: str) -> str:
            return (tiny.course.build / "submitted" / learner / "90_tiny" / "tiny.ipynb").read_text()

        def history(self, learner: str) -> list[bytes]:
            folder = tiny.course.build / "collected" / learner / "90_tiny"
            return [path.read_bytes() for path in sorted(folder.glob("*"))]
    return Inbox()


def fates(receipts) -> dict[str, Fate]:
    return {receipt.learner: receipt.fate for receipt in receipts}


def test_a_packed_submission_is_taken_with_its_time(inbox):
    inbox.packed("ana")
    [receipt] = inbox.take()
    assert (receipt.fate, receipt.learner, receipt.unit, receipt.time) == (Fate.TAKEN, "ana", "90_tiny", NOON)
    assert receipt.notes == ()
    stamp = (inbox.course.build / "submitted" / "ana" / "90_tiny" / "timestamp.txt").read_text()
    assert stamp == "2026-03-01 12:00:00.000000 UTC"


def test_plain_notebooks_are_taken_by_name_or_by_folder(inbox):
    inbox.plain("ben.ipynb")
    inbox.plain("cleo/tiny.ipynb")
    inbox.plain("dan/90_tiny/tiny.ipynb")
    inbox.plain("dan/.ipynb_checkpoints/tiny-checkpoint.ipynb")
    assert fates(inbox.take()) == dict.fromkeys(["ben", "cleo", "dan"], Fate.TAKEN)


def test_a_notebook_named_after_the_unit_alone_is_refused_because_it_says_not_whose_it_is(inbox):
    inbox.plain("tiny.ipynb")
    [receipt] = inbox.take()
    assert receipt.fate == Fate.REFUSED and "LEARNER.ipynb" in receipt.notes[0]


def test_the_original_bytes_are_kept(inbox):
    odd = inbox.content + b"\n\n"
    inbox.plain("ana.ipynb", odd)
    inbox.take()
    assert inbox.history("ana") == [odd]


def test_a_newer_submission_replaces_the_older_and_both_stay_in_the_history(inbox, release):
    inbox.packed("ana")
    inbox.take()
    newer = submission(release, SQUARES)
    inbox.packed("ana", newer, NOON + timedelta(minutes=1))
    assert [receipt.fate for receipt in inbox.take()] == [Fate.KNOWN, Fate.TAKEN]
    assert "value * value" in inbox.submitted("ana")
    assert inbox.history("ana") == [inbox.content, newer]


def test_an_older_submission_does_not_replace_a_newer_one_but_is_kept(inbox, release):
    inbox.packed("ana")
    inbox.take()
    older = inbox.packed("ana", submission(release, SQUARES), NOON - timedelta(days=1))
    [receipt] = inbox.take(older)
    assert receipt.fate == Fate.OLDER and "--force" in receipt.notes[0]
    assert "value * value" not in inbox.submitted("ana")
    assert len(inbox.history("ana")) == 2


def test_force_lets_an_older_submission_replace_a_newer_one(inbox, release):
    inbox.packed("ana")
    inbox.take()
    older = inbox.packed("ana", submission(release, SQUARES), NOON - timedelta(days=1))
    [receipt] = inbox.take(older, force=True)
    assert receipt.fate == Fate.TAKEN and "value * value" in inbox.submitted("ana")


def test_collecting_the_same_file_again_changes_nothing(inbox):
    inbox.packed("ana")
    inbox.take()
    [receipt] = inbox.take()
    assert receipt.fate == Fate.KNOWN and len(inbox.history("ana")) == 1


def test_the_order_of_the_files_does_not_decide_which_one_stands(inbox, release):
    inbox.packed("ana", submission(release, SQUARES), NOON)
    inbox.packed("ana", inbox.content, NOON - timedelta(hours=2))
    paths = sorted(inbox.folder.iterdir())
    inbox.take(*paths)
    inbox.take(*reversed(paths))
    assert "value * value" in inbox.submitted("ana")


def test_a_time_in_the_future_is_not_believed(inbox):
    path = inbox.packed("ana", at=NOON + timedelta(days=900))
    os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    [receipt] = inbox.take()
    assert receipt.time == NOON and "future" in receipt.notes[0]


def test_a_notebook_changed_after_packing_is_taken_and_noted(inbox, release):
    path = inbox.packed("ana")
    manifest = zipfile.ZipFile(path).read("manifest.json")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", manifest)
        archive.writestr("tiny.ipynb", submission(release, SQUARES))
    [receipt] = inbox.take()
    assert receipt.fate == Fate.TAKEN and "digest differs" in receipt.notes[0]


def broken_inbox(inbox, release) -> None:
    """One file for each way to be broken, among two good ones."""
    inbox.packed("ana")
    inbox.packed("zoe")
    inbox.plain("nojson.ipynb", b"PK this was a zip")
    inbox.plain("empty.ipynb", b"")
    foreign = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    inbox.plain("foreign.ipynb", notebook_bytes(foreign))
    inbox.plain("-rf.ipynb")
    (inbox.folder / "damaged.zip").write_bytes(b"no zip")
    with zipfile.ZipFile(inbox.folder / "slip.zip", "w") as archive:
        archive.writestr("manifest.json", b"{}")
        archive.writestr("../x", b"owned")
    with zipfile.ZipFile(inbox.folder / "nonotebook.zip", "w") as archive:
        good = zipfile.ZipFile(next(inbox.folder.glob("*ana*")))
        archive.writestr("manifest.json", good.read("manifest.json"))
    with zipfile.ZipFile(inbox.folder / "nomanifest.zip", "w") as archive:
        archive.writestr("tiny.ipynb", inbox.content)
    with zipfile.ZipFile(inbox.folder / "badmanifest.zip", "w") as archive:
        archive.writestr("manifest.json", b'{"name": 3}')
        archive.writestr("tiny.ipynb", inbox.content)


def test_every_broken_file_gets_its_own_message_and_the_others_are_taken(inbox, release):
    broken_inbox(inbox, release)
    receipts = {receipt.origin.name: receipt for receipt in inbox.take()}
    taken = {receipt.learner for receipt in receipts.values() if receipt.fate == Fate.TAKEN}
    assert taken == {"ana", "zoe"}
    expected = {
        "nojson.ipynb": "not JSON", "empty.ipynb": "not JSON", "foreign.ipynb": "no answer cell of any unit",
        "-rf.ipynb": "cannot be a learner's name", "damaged.zip": "not a zip", "slip.zip": "'../x'",
        "nonotebook.zip": "no notebooks", "nomanifest.zip": "no manifest.json",
        "badmanifest.zip": "not what `craft submit` writes",
    }
    for name, words in expected.items():
        assert receipts[name].fate == Fate.REFUSED and words in receipts[name].notes[0], name
    outside = [path for path in inbox.folder.parent.rglob("x") if path.name == "x"]
    assert outside == []


def test_a_file_that_is_not_there_is_refused_by_name(inbox):
    [receipt] = inbox.take(inbox.folder / "gone.zip")
    assert receipt.fate == Fate.REFUSED and "no such file" in receipt.notes[0]


def test_a_link_in_a_folder_is_refused(inbox):
    inbox.plain("ana.ipynb")
    (inbox.folder / "eve.ipynb").symlink_to(inbox.folder / "ana.ipynb")
    receipts = {receipt.origin.name: receipt for receipt in inbox.take()}
    assert receipts["eve.ipynb"].fate == Fate.REFUSED and "is a link" in receipts["eve.ipynb"].notes[0]
    assert not (inbox.course.build / "submitted" / "eve").exists()


def test_a_submission_for_another_unit_is_refused(inbox, tiny, release):
    other = Unit(**{**tiny.unit.__dict__, "folder": "91_other"})
    path = pack(tiny.course, other, "ana", inbox.content, NOON)
    [receipt] = inbox.take(path)
    assert receipt.fate == Fate.REFUSED and "'91_other'; this course has 90_tiny" in receipt.notes[0]


def test_a_duplicated_cell_and_an_old_format_are_taken_and_noted(inbox, release):
    data = json.loads(nbformat.writes(answered(release, SOLUTION)))
    inbox.plain("twice.ipynb", json.dumps({**data, "cells": data["cells"] + data["cells"][3:4]}).encode())
    old = nbformat.convert(answered(release, SOLUTION), 3)
    inbox.plain("old.ipynb", nbformat.writes(old, version=3).encode())
    receipts = {receipt.learner: receipt for receipt in inbox.take()}
    assert "twice" in receipts["twice"].notes[0] and "old notebook format 3" in receipts["old"].notes[0]
    assert fates(receipts.values()) == {"twice": Fate.TAKEN, "old": Fate.TAKEN}


@pytest.mark.parametrize("name", ["ana", "Ana.B-3_x", "12345", "_", "a" * 64])
def test_ordinary_names_are_learner_ids(name):
    assert checked_learner(name) == name


@pytest.mark.parametrize("name", ["", ".ana", "..", "a/b", "a\\b", "a b", "-rf", "a" * 65, "ana\n", "ä",
                                  "ana."])
def test_names_that_could_do_harm_as_folder_names_are_refused(name):
    with pytest.raises(Refused, match="learner's name"):
        checked_learner(name)
