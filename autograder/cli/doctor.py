"""`craft doctor`: what this machine has and lacks, with a remedy for each failing line."""
from __future__ import annotations

import argparse
import importlib.metadata
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from autograder.course import Course, CourseError
from autograder.sandbox.abilities import abilities

NAME = "doctor"
HELP = "what this machine has and lacks"

OLDEST_PYTHON = (3, 11)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# A notebook of a lesson and its kernel need about this much.
FREE_DISK_MB = 500


@dataclass(frozen=True)
class Finding:
    """One line of the report. state: "ok", "note" (a lack that only some need to mend) or "FAIL"."""

    state: str
    what: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(args: argparse.Namespace) -> int:
    findings = examine()
    for finding in findings:
        print(f"{finding.state:<5} {finding.what}")
        if finding.remedy:
            print(f"      -> {finding.remedy}")
    failures = sum(finding.state == "FAIL" for finding in findings)
    print(f"{failures} to mend." if failures else "Ready.")
    return 1 if failures else 0


def examine() -> list[Finding]:
    """Look at everything, in the order of the report."""
    findings = [python_version(sys.version_info[:3])]
    try:
        course = Course.find()
    except CourseError as error:
        return [*findings, Finding("FAIL", "no course found", str(error))]
    findings += packages_against_lock(course.root / "requirements.lock", importlib.metadata.version)
    findings += [writable(course.work), writable(course.build), free_disk(course.root), kernel(), chromium()]
    return [*findings, *grading()]


def python_version(version: tuple[int, ...]) -> Finding:
    """Python itself."""
    text = f"Python {'.'.join(map(str, version))}"
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return Finding("ok", text)
    return Finding("FAIL", f"{text}; 3.11 or newer is needed", "Install one, then: make distclean, and "
                   "make PYTHON=python3.12 lab")


def packages_against_lock(lock: Path, installed: Callable[[str], str]) -> list[Finding]:
    """Compare what is installed with the pins that apply to this machine.

    installed: version of a package by name; raises importlib.metadata.PackageNotFoundError.
    """
    if not lock.exists():
        return [Finding("note", f"{lock.name} is not here, so package versions are not compared")]
    pins = list(read_pins(lock))
    wrong = [line for pin in pins if (line := _difference(pin, installed))]
    if not wrong:
        return [Finding("ok", f"{len(pins)} packages as in {lock.name}")]
    remedy = f"make install, or: {Path(sys.executable).name} -m pip install -r {lock.name}"
    return [*(Finding("FAIL", line) for line in wrong[:-1]), Finding("FAIL", wrong[-1], remedy)]


def read_pins(lock: Path) -> Iterator[Requirement]:
    """The lock's requirements whose markers hold on this machine."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate():
                yield requirement


def _difference(pin: Requirement, installed: Callable[[str], str]) -> str:
    try:
        version = installed(pin.name)
    except importlib.metadata.PackageNotFoundError:
        return f"{pin.name} is missing; the lock says {pin.specifier}"
    return "" if pin.specifier.contains(version, prereleases=True) else (
        f"{pin.name} is {version}; the lock says {pin.specifier}")


def writable(folder: Path) -> Finding:
    """Whether files can be made in a folder (or it can be made)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return Finding("ok", f"{folder.name}/ can be written")
    except OSError as error:
        return Finding("FAIL", f"{folder} cannot be written ({error.strerror})",
                       "Copy the course to a folder of your own, or give yourself the right to write there.")


def free_disk(root: Path) -> Finding:
    """Room for notebooks, caches and grading."""
    free = shutil.disk_usage(root).free // 2**20
    if free >= FREE_DISK_MB:
        return Finding("ok", f"{free / 1024:.1f} GB of disk free")
    return Finding("FAIL", f"only {free} MB of disk free", f"Free at least {FREE_DISK_MB} MB.")


def kernel() -> Finding:
    """The Python kernel that JupyterLab will start."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    try:
        KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Finding("FAIL", "no kernel 'python3'", f"{Path(sys.executable).name} -m ipykernel install "
                       "--sys-prefix")
    return Finding("ok", "kernel python3")


def chromium() -> Finding:
    """Only the browser tests need it."""
    if found := next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None):
        return Finding("ok", f"chromium: {found}")
    return Finding("note", "no chromium; only the browser tests of `make test` need it",
                   "Debian, Ubuntu: apt-get install chromium")


def grading() -> list[Finding]:
    """What holds other people's notebooks back while they are graded; only mentors need it."""
    return [Finding("ok" if ability.present else "note", f"grading: {ability.name}", ability.remedy)
            for ability in abilities()]
