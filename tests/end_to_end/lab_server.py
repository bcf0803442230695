"""Start and stop `craft lab` as a person would: a process, its printed address, Ctrl-C."""
from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# What a course's folder holds besides the installed package.
COURSE_PARTS = ("curriculum", "exercises", "nbgrader_config.py", "kit.toml")
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\S*\?token=\w+")


def copy_course(target: Path) -> Path:
    """Copy the course's content to `target`, without anybody's work; returns `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for part in COURSE_PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        elif source.exists():
            shutil.copy2(source, target / part)
    return target


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class LabServer:
    """A running `craft lab`. `address` holds the token; `output` is what it has printed so far."""

    root: Path
    process: subprocess.Popen[str]
    address: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def output(self) -> str:
        return "".join(self.lines)

    @property
    def port(self) -> int:
        match = ADDRESS.search(self.address)
        return int(match.group(1)) if match else 0

    def stop(self, patience: float = 20) -> int:
        """Press Ctrl-C once and return the exit code.

        One that does not answer in `patience` seconds is ended, and RuntimeError says where it stood.
        """
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            # Python's fault handler prints the stack of every thread.
            self.process.send_signal(signal.SIGABRT)
            self.process.wait()
            time.sleep(1)  # until all is read
            raise RuntimeError(f"craft lab did not stop in {patience:g} s:\n{self.output}") from None


def start_lab(root: Path, port: int | None = None, extra_env: Mapping[str, str] | None = None,
              patience: float = 90) -> LabServer:
    """Run `craft lab --no-browser` in `root` and wait until it prints its address.

    Raises RuntimeError with everything printed if that takes more than `patience` seconds.
    """
    command = [sys.executable, "-m", "autograder.cli.main", "lab", "--no-browser",
               "--port", str(port or free_port())]
    environment = {**os.environ, "PYTHONPATH": _python_path(), "PYTHONUNBUFFERED": "1",
                   "PYTHONFAULTHANDLER": "1", **(extra_env or {})}
    process = subprocess.Popen(command, cwd=root, env=environment, text=True, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    server = LabServer(root, process)
    threading.Thread(target=_read, args=(server,), daemon=True).start()
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        if match := ADDRESS.search(server.output):
            server.address = match.group(0)
            return server
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"craft lab printed no address in {patience:g} s:\n{server.output}")


def _read(server: LabServer) -> None:
    assert server.process.stdout
    for line in server.process.stdout:
        server.lines.append(line)


def _python_path() -> str:
    # The course under test is a copy, the package under test is this repository's.
    return os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "datasets")])
