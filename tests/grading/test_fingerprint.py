"""What has to be graded again: whatever could give another result, and nothing else."""
from __future__ import annotations

import dataclasses

import pytest

from autograder.grading import versions
from autograder.grading.fingerprint import fingerprint, recipe_of
from autograder.grading.submissions import Submission
from tests.graded_tiny import NOON

BASE = Submission("ana", "90_tiny", b"{}", NOON, {"data.csv": b"1"})


def test_who_handed_in_when_does_not_matter():
    again = dataclasses.replace(BASE, learner="ben", submitted_at=None)
    assert fingerprint(again, "recipe", "key") == fingerprint(BASE, "recipe", "key")


@pytest.mark.parametrize("change", [{"content": b"{ }"}, {"files": {}}, {"files": {"data.csv": b"2"}},
                                    {"files": {"other.csv": b"1"}}])
def test_other_bytes_matter(change):
    assert fingerprint(dataclasses.replace(BASE, **change), "r", "k") != fingerprint(BASE, "r", "k")


def test_recipe_key_and_variant_matter():
    prints = {fingerprint(BASE, "r", "k"), fingerprint(BASE, "s", "k"), fingerprint(BASE, "r", "l"),
              fingerprint(BASE, "r", "k", 1)}
    assert len(prints) == 4


@pytest.mark.parametrize("file", ["exercises/90_tiny/tiny.ipynb", "exercises/90_tiny/unit.toml"])
def test_a_changed_unit_is_another_recipe(tiny, file):
    before = recipe_of(tiny.unit)
    assert recipe_of(tiny.unit) == before
    path = tiny.root / file
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert recipe_of(tiny.unit) != before


def test_another_library_or_check_is_another_recipe(tiny, monkeypatch):
    before = recipe_of(tiny.unit)
    found = versions.versions_of("autograder.checks.tiny")
    for name in ("pandas", "checks", "engine"):
        monkeypatch.setattr("autograder.grading.fingerprint.versions_of",
                            lambda module, name=name: {**found, name: "another"})
        assert recipe_of(tiny.unit) != before
