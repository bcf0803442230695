"""The course's salt: made once, kept secret, and never the same as a key."""
from __future__ import annotations

import stat
import sys

import pytest

from autograder.course import CourseError
from autograder.grading.salt import course_salt, key_of


@pytest.fixture(autouse=True)
def no_salt_in_the_environment(monkeypatch):
    monkeypatch.delenv("CRAFT_SALT", raising=False)


def test_the_first_use_makes_a_salt_and_the_second_finds_it(tmp_path):
    assert course_salt(tmp_path / "build") == course_salt(tmp_path / "build")
    assert course_salt(tmp_path / "build") != course_salt(tmp_path / "other")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_only_the_owner_may_read_the_salt(tmp_path):
    course_salt(tmp_path)
    assert stat.S_IMODE((tmp_path / "course_salt").stat().st_mode) == 0o600


def test_the_environment_goes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("CRAFT_SALT", "given")
    assert course_salt(tmp_path) == "given"
    assert not (tmp_path / "course_salt").exists()


def test_an_empty_file_is_named_and_not_taken_for_a_salt(tmp_path):
    (tmp_path / "course_salt").touch()
    with pytest.raises(CourseError, match="course_salt: is empty"):
        course_salt(tmp_path)


def test_two_learners_have_different_keys_and_neither_is_the_salt(tmp_path):
    keys = {key_of("ana", tmp_path), key_of("ben", tmp_path)}
    assert len(keys) == 2 and course_salt(tmp_path) not in keys
