"""`craft doctor`: each lack is a line with its remedy, and only real lacks fail."""
from __future__ import annotations

import importlib.metadata
import os
import sys
from pathlib import Path

import pytest

from autograder.cli import doctor
from autograder.sandbox.abilities import jail_trouble

LOCK = """\
numpy==2.4.6
colorama==0.4.6 ; sys_platform == 'no-such-platform'
rich==14.0.0
"""


def installed(versions: dict[str, str]):
    """Looks a version up as importlib.metadata does."""
    def version(name: str) -> str:
        if name not in versions:
            raise importlib.metadata.PackageNotFoundError(name)
        return versions[name]
    return version


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text(LOCK, encoding="utf-8")
    return path


def test_matching_packages_are_one_good_line(lock: Path):
    """Pins for other platforms are not asked for."""
    findings = doctor.packages_against_lock(lock, installed({"numpy": "2.4.6", "rich": "14.0.0"}))
    assert [(each.state, each.what) for each in findings] == [("ok", "2 packages as in requirements.lock")]


@pytest.mark.parametrize(("versions", "named"), [
    ({"numpy": "2.4.5", "rich": "14.0.0"}, "numpy is 2.4.5"),
    ({"numpy": "2.4.6"}, "rich is missing"),
])
def test_wrong_package_is_named_with_a_remedy(lock: Path, versions: dict[str, str], named: str):
    """A wrong or missing version is a failing line that names the package and how to mend it."""
    (finding,) = doctor.packages_against_lock(lock, installed(versions))
    assert finding.state == "FAIL" and named in finding.what and "requirements.lock" in finding.remedy


def test_old_python_fails():
    """Python 3.10 is too old, 3.11 is not."""
    assert doctor.python_version((3, 10, 14)).state == "FAIL"
    assert doctor.python_version((3, 11, 0)).state == "ok"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_unwritable_folder_fails(tmp_path: Path):
    """A folder without write permission is a failing line."""
    tmp_path.chmod(0o500)
    assert doctor.writable(tmp_path / "work").state == "FAIL"


def test_folder_hidden_by_a_file_fails(tmp_path: Path):
    """Where a file has the folder's name, nothing can be written."""
    (tmp_path / "work").write_text("", encoding="utf-8")
    finding = doctor.writable(tmp_path / "work")
    assert finding.state == "FAIL" and finding.remedy


def test_missing_programs_are_notes_not_failures(monkeypatch: pytest.MonkeyPatch):
    """chromium and bubblewrap are wanted by some people only."""
    monkeypatch.setattr("shutil.which", lambda name: None)
    jail_trouble.cache_clear()
    findings = [doctor.chromium(), doctor.grading()[0]]
    jail_trouble.cache_clear()
    assert all(finding.state == "note" and finding.remedy for finding in findings)
    assert "jail" in findings[1].what and "no jail" in findings[1].remedy


@pytest.mark.parametrize(("states", "code"), [(["ok", "note"], 0), (["ok", "FAIL"], 1)])
def test_exit_code_says_whether_anything_failed(monkeypatch, capsys, states: list[str], code: int):
    """Only a failing line makes the exit code 1."""
    monkeypatch.setattr(doctor, "examine", lambda: [doctor.Finding(state, "x", "do y") for state in states])
    assert doctor.run(None) == code
    assert "-> do y" in capsys.readouterr().out


def test_report_covers_this_environment(course, capsys):
    """In a course, the report names Python, packages, folders, kernel and programs."""
    what = " ".join(finding.what for finding in doctor.examine())
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for word in (version, "requirements.lock", "work", "build", "kernel", "chromium", "jail", "Landlock"):
        assert word in what
