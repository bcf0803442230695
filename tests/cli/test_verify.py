"""`craft verify`: exit codes and what is written."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "verify_course"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURE, tmp_path / "course")
    return tmp_path / "course"


def craft(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `craft` in a course whose checks are importable."""
    path = os.pathsep.join(filter(None, [str(root / "importable"), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "160",
                   "CRAFT_TEST_CHECKS": str(root / "autograder" / "checks")}
    return subprocess.run([sys.executable, "-m", "autograder.cli.main", *arguments], cwd=root, text=True,
                          env=environment, capture_output=True, timeout=200)


@pytest.mark.slow
def test_a_sound_unit_is_proved_with_its_matrix(root: Path) -> None:
    """Exit code 0, every promise with ✓, the matrix in the terminal and in build/verify/."""
    done = craft(root, "verify", "91")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✗" not in done.stdout and "LEAK_UNFINISHED" in done.stdout
    assert "100.0% killed" in done.stdout
    assert "## Kill matrix" in (root / "build" / "verify" / "91_sample.md").read_text()


def test_a_problem_gives_exit_code_1(root: Path) -> None:
    """A stale twin is reported with what to do, without running anything."""
    source = root / "exercises" / "91_sample" / "sample.py"
    source.write_text(source.read_text().replace("Two small", "Some small"))
    done = craft(root, "verify", "--fast")
    assert done.returncode == 1
    assert "✗ The exercise's notebook is what its source makes of it" in done.stdout
    assert "Run `craft build 91`." in done.stdout
    assert "Kill matrix" not in (root / "build" / "verify" / "91_sample.md").read_text()


def test_an_unknown_unit_is_a_clear_error(root: Path) -> None:
    """The message lists the units there are."""
    done = craft(root, "verify", "17")
    assert done.returncode == 1 and "The units are: 91_sample" in done.stderr


@pytest.mark.slow
def test_a_new_unit_runs_and_fails_with_a_readable_list(root: Path) -> None:
    """A scaffold builds, its answers run, and what is left to do is read out file by file."""
    assert craft(root, "new", "unit", "sweeping").returncode == 0
    assert craft(root, "build", "92").returncode == 0
    done = craft(root, "verify", "92")
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    assert "exercises/92_sweeping/unit.toml: 'goals' is empty" in done.stdout
    assert "TODO: a nudge" in done.stdout
    for promise in ("The lesson runs", "The stub earns", "The reference solution", "Each wrong answer"):
        assert f"✓ {promise}" in done.stdout
