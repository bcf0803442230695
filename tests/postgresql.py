"""A PostgreSQL server for tests: a folder of its own, an unprivileged user, a Unix socket and no network."""
from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest version that is here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of an empty database; skips where there is no server or no driver."""
    with server() as url:
        yield url


@contextlib.contextmanager
def server(durable: bool = False) -> Iterator[str]:
    """A server while it is needed, by the URL of its database; skips as the fixture does.

    durable: whether what is committed is on the disk, as it must be where it counts.
    """
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL server here (Debian, Ubuntu: apt-get install postgresql)")
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("no PostgreSQL driver here (pip install 'ml-craft[postgres]')")
    place = Path(tempfile.mkdtemp(prefix="craft-pg-"))
    user = _unprivileged()
    if user:
        os.chown(place, user["user"], user["group"])
    data = place / "data"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=place, timeout=120, **user)
    try:
        run(str(folder / "initdb"), "-D", str(data), "-U", "craft", "--auth=trust", "-E", "UTF8", "--no-sync")
        run(str(folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(place / "log"), "-o",
            f"-c listen_addresses='' -c fsync={'on' if durable else 'off'} -k {place}", "start")
        yield f"postgresql+psycopg://craft@/postgres?host={place}"
    finally:
        if (data / "postmaster.pid").exists():
            run(str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


def _unprivileged() -> dict[str, int | list[int]]:
    """As whom the server runs: it refuses to run as root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    pytest.skip("no unprivileged user to run PostgreSQL as")
