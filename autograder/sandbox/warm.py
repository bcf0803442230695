"""The supervisor's end of a zygote: start it in a jail, ask it for forks, stop it."""
from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from autograder.sandbox.errors import SandboxError
from autograder.sandbox.jail import bubblewrap
from autograder.sandbox.kept import Kept
from autograder.sandbox.limits import Limits
from autograder.sandbox.surroundings import Surroundings, environment_of, plan_of, reduced_folder
from autograder.sandbox.visible import Visible, for_answerers, for_judges

_STARTED_WITHIN = 120_000
_STOPPED_WITHIN = 10
_TRIMMED_ERROR = 2000
_ENDED = "the process that starts submissions has ended: start the sandbox anew"
_AS_NOBODY = Path(bubblewrap.__file__).with_name("as_nobody.py")


@dataclass(frozen=True)
class Recipe:
    """What kind of zygote to start.

    judges: whether it forks judges, which see the checks. jailed: whether it runs in bubblewrap. hidden:
    folders that answerers must not see. extra: folders from which judges import too, found first.
    preload: modules that it imports before it forks.
    """

    judges: bool
    jailed: bool
    hidden: tuple[Path, ...] = ()
    extra: tuple[Path, ...] = ()
    preload: tuple[str, ...] = ()


@dataclass
class Warm:
    """A zygote. `start` returns at once, `wait` when it is ready; forks may be asked for from any thread."""

    recipe: Recipe
    _folder: str = ""
    _is_ready: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Start it. Raises SandboxError if it cannot be."""
        # Root's grading process hands over to an unprivileged user, who must be able to enter.
        self._folder = tempfile.mkdtemp(prefix="craft-")
        os.chmod(self._folder, 0o755)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._errors: IO[bytes] = tempfile.TemporaryFile()
        with theirs:
            self._process = subprocess.Popen(
                self._command(theirs.fileno()), pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=self._errors, cwd="/",
                env={} if self.recipe.jailed else environment_of(self._surroundings()))

    def wait(self) -> None:
        """Return when it can fork; any thread may. Raises SandboxError with what it said if it cannot."""
        with self._lock:
            if self._is_ready:
                return
            try:
                ready = select.poll()
                ready.register(self._control, select.POLLIN)
                if ready.poll(_STARTED_WITHIN) and self._control.recv(16) == b"ready":
                    self._is_ready = True
                    return
                self._errors.seek(0)
                said = self._errors.read()[-_TRIMMED_ERROR:].decode("utf-8", "replace").strip()
            except (OSError, ValueError):
                # Stopped meanwhile by another thread, which has found it broken.
                raise SandboxError(_ENDED) from None
        self.stop()
        raise SandboxError(f"the process that runs submissions did not start: {said or 'it said nothing'}")

    def fork(self, role: str, limits: Limits, descriptors: Sequence[int]) -> Kept:
        """A fork that has copies of the descriptors. Raises SandboxError if the zygote has ended."""
        leash, theirs = socket.socketpair()
        request = json.dumps({"role": role, "limits": limits.as_json()}).encode()
        with theirs, self._lock:
            try:
                socket.send_fds(self._control, [request], [theirs.fileno(), *descriptors])
            except OSError as error:
                leash.close()
                raise SandboxError(f"{_ENDED} ({error.strerror})") from None
        return Kept(leash)

    @property
    def is_ready(self) -> bool:
        """Whether it has said that it can fork."""
        return self._is_ready

    @property
    def has_ended(self) -> bool:
        """Whether it has ended, which is known before any of its forks ends with it."""
        control = self._control.fileno()
        if control < 0:  # stopped by another thread, which opens a new one
            return True
        ready = select.poll()
        ready.register(control, select.POLLIN)
        return bool(ready.poll(0))

    def stop(self) -> None:
        """End it; its forks end with it."""
        if not self._folder:
            return
        self._control.close()
        if not self._is_ready:
            # It would notice only when it has imported everything.
            self._process.send_signal(signal.SIGKILL)
        try:
            self._process.wait(_STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
        self._errors.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = ""

    def _command(self, control: int) -> list[str]:
        surroundings = self._surroundings()
        argv = [sys.executable, "-P", "-s", "-B", "-m", "autograder.sandbox.zygote",
                json.dumps(plan_of(surroundings, control))]
        if not self.recipe.jailed:
            return argv
        if os.getuid() != 0:
            return bubblewrap.command(argv, surroundings.visible, environment_of(surroundings))
        return self._as_nobody(argv, surroundings)

    def _as_nobody(self, argv: list[str], surroundings: Surroundings) -> list[str]:
        """The command for root: an unprivileged user, who can read the folders somewhere else."""
        places = {}
        for number, source in enumerate(sorted(set(surroundings.visible.sources.values()))):
            place = Path(self._folder, "places", str(number))
            place.mkdir(parents=True)
            places[source] = place
        line = bubblewrap.command(argv, surroundings.visible, environment_of(surroundings), places)
        plan = {"user": bubblewrap.NOBODY, "argv": line,
                "places": {str(place): str(source) for source, place in places.items()}}
        return [sys.executable, "-I", "-S", str(_AS_NOBODY), json.dumps(plan)]

    def _surroundings(self) -> Surroundings:
        if not hasattr(self, "_made"):
            folder = Path(self._folder, "seen")
            folder.mkdir()
            self._made = Surroundings(self.recipe.judges, self.recipe.jailed, folder, self._visible(folder),
                                      self.recipe.extra, self.recipe.preload)
        return self._made

    def _visible(self, folder: Path) -> Visible:
        made = for_judges(folder, self.recipe.extra) if self.recipe.judges else for_answerers(
            folder, self.recipe.hidden)
        if not self.recipe.jailed:
            reduced_folder(folder)
        return made
