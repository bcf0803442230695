"""Which units a course has: a draft is found by its name and given to nobody."""
from __future__ import annotations

import shutil

import pytest

from autograder.cli.main import main
from autograder.course import Course, CourseError
from tests.tiny_course import REPOSITORY, Tiny, tiny

__all__ = ["tiny"]


@pytest.fixture
def with_draft(tiny: Tiny) -> Course:
    """The tiny course and a second unit that is still being written."""
    draft = tiny.root / "exercises" / "91_draft"
    shutil.copytree(tiny.root / "exercises" / "90_tiny", draft)
    for path in draft.glob("tiny.*"):
        path.rename(path.with_stem("draft"))
    toml = draft / "unit.toml"
    toml.write_text("draft = true\n" + toml.read_text(encoding="utf-8"), encoding="utf-8")
    return Course.find(tiny.root)


def test_a_draft_is_no_unit_but_found_by_its_name(with_draft: Course):
    assert [unit.folder for unit in with_draft.units()] == ["90_tiny"]
    assert [unit.folder for unit in with_draft.units_and_drafts()] == ["90_tiny", "91_draft"]
    assert with_draft.unit("91").draft and not with_draft.unit("90").draft


def test_who_asks_for_an_unknown_unit_is_not_told_of_drafts(with_draft: Course):
    with pytest.raises(CourseError, match="The units are: 90_tiny\\."):
        with_draft.unit("92")


def test_a_draft_is_not_handed_out(with_draft: Course, tmp_path, capsys):
    (with_draft.root / "autograder" / "checks" / "draft.py").write_text("CHECKS = ()\n")
    assert main(["kit", str(tmp_path / "kit"), "91"]) == 1
    assert "still being written" in capsys.readouterr().err and not (tmp_path / "kit").exists()
    shutil.copytree(REPOSITORY / "datasets", with_draft.root / "datasets")
    assert main(["kit", str(tmp_path / "kit")]) == 0
    given = {path.name for path in (tmp_path / "kit").rglob("*")}
    assert "tiny.py" in given and not {"91_draft", "draft.py", "draft.ipynb"} & given
