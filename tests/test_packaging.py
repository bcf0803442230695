"""pyproject.toml, requirements.lock, environment.yml and Makefile agree with each other."""
from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK_LINES = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
DIRECT = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["test"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]


def pins() -> dict[str, list[Requirement]]:
    """The lock's requirements by canonical name; a package may have one for each Python version."""
    found: dict[str, list[Requirement]] = {}
    for line in LOCK_LINES:
        requirement = Requirement(line)
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


@pytest.mark.parametrize("direct", DIRECT)
def test_direct_dependency_is_locked_within_its_bounds(direct: str):
    """Each dependency of pyproject.toml is in the lock, at a version that pyproject.toml allows."""
    wanted = Requirement(direct)
    locked = pins()[canonicalize_name(wanted.name)]
    for pin in locked:
        (version,) = (spec.version for spec in pin.specifier)
        assert wanted.specifier.contains(version, prereleases=True)


@pytest.mark.parametrize("line", LOCK_LINES)
def test_lock_line_is_an_exact_pin(line: str):
    """A line is name==version with an optional marker: no hash, option, address or path."""
    requirement = Requirement(line)
    assert [spec.operator for spec in requirement.specifier] == ["=="]
    assert requirement.url is None and "--" not in line and "*" not in str(requirement.specifier)


def test_every_locked_name_has_one_pin_on_this_machine():
    """Markers leave at most one version of a package for an environment."""
    for name, requirements in pins().items():
        here = [pin for pin in requirements if pin.marker is None or pin.marker.evaluate()]
        assert len(here) <= 1, name


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_lock_pins_every_direct_dependency_everywhere(version: str, platform: str):
    """On each supported Python and system every direct dependency has exactly one pin."""
    here = {"python_version": version, "python_full_version": f"{version}.9", "sys_platform": platform,
            "os_name": "nt" if platform == "win32" else "posix"}
    for direct in DIRECT:
        chosen = [pin for pin in pins()[canonicalize_name(Requirement(direct).name)]
                  if pin.marker is None or pin.marker.evaluate(here)]
        assert len(chosen) == 1, direct


def test_build_backend_is_pinned_to_the_locked_version():
    """The editable install without isolation uses the backend that pyproject.toml names."""
    (backend,) = (Requirement(line) for line in PROJECT["build-system"]["requires"])
    assert [pin.specifier for pin in pins()[backend.name]] == [backend.specifier]


def test_conda_environment_takes_its_packages_from_the_lock():
    """environment.yml leaves all packages to requirements.lock, so that its pins are the same ones."""
    (pip,) = (each["pip"] for each in CONDA if isinstance(each, dict))
    assert pip == ["-r requirements.lock", "-e ."]
    names = {Requirement(each).name for each in CONDA if isinstance(each, str)}
    assert names == {"python", "pip"}


def test_conda_python_is_one_that_the_project_allows():
    """environment.yml asks for a Python within requires-python."""
    (python,) = (Requirement(each) for each in CONDA if str(each).startswith("python"))
    allowed = SpecifierSet(PROJECT["project"]["requires-python"])
    minors = [f"3.{minor}" for minor in range(5, 20) if python.specifier.contains(f"3.{minor}")]
    assert minors and all(allowed.contains(minor) for minor in minors)


def test_console_script_is_the_command_line():
    """`craft` is installed and runs the command line's main."""
    assert PROJECT["project"]["scripts"] == {"craft": "autograder.cli.main:script"}


def test_wheel_holds_both_packages_and_the_lab_settings(tmp_path: Path):
    """A built wheel has autograder with JupyterLab's settings files, and craftdata at its top level."""
    from hatchling.builders.wheel import WheelBuilder
    source = tmp_path / "source"
    for part in ("pyproject.toml", "LICENSE", "README.md"):
        source.mkdir(exist_ok=True)
        shutil.copy(ROOT / part, source)
    for part in ("autograder/cli", "datasets/craftdata"):
        shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("*.parquet", "__pycache__"))
    (wheel,) = WheelBuilder(str(source)).build(directory=str(tmp_path), versions=["standard"])
    import zipfile
    names = zipfile.ZipFile(wheel).namelist()
    assert "autograder/cli/lab_config/labconfig/default_setting_overrides.json" in names
    assert any(name.startswith("craftdata/") for name in names)
    assert not any(name.startswith("datasets/") for name in names)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_bare_make_lists_every_target():
    """`make` alone names each public target with a line of help and installs nothing."""
    # Under `make test` the inner make would announce the folders that it enters.
    printed = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True,
                             check=True).stdout
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert declared
    assert {line.split()[1] for line in printed.splitlines()} == set(declared.group(1).split())


def test_no_registry_or_absolute_path_in_the_setup():
    """The set-up names no index, host or path of one machine."""
    for name in ("pyproject.toml", "requirements.lock", "environment.yml", "Makefile", ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|--index-url|file://|/home/|/root/", text), name
