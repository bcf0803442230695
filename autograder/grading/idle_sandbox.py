"""A sandbox for a process that grades now and then, such as a Jupyter server: unused, it ends."""
from __future__ import annotations

import atexit
import threading

from autograder.grading.graded import Graded
from autograder.grading.held_sandbox import HeldSandbox
from autograder.grading.job import Job

IDLE_SECONDS = 60.0


class IdleSandbox:
    """Starts the sandbox with the first job, keeps it for the next, and ends it some time after the last."""

    def __init__(self, held: HeldSandbox, idle_seconds: float = IDLE_SECONDS) -> None:
        self._held, self._idle_seconds = held, idle_seconds
        self._lock = threading.Lock()
        self._users = 0
        self._timer: threading.Timer | None = None
        atexit.register(held.close)

    def start(self) -> None:
        """Begin to start it; returns at once."""
        self._held.start()

    def grade(self, job: Job) -> Graded:
        """Grade one job; raises SandboxError as HeldSandbox does."""
        with self._lock:
            self._users += 1
            if self._timer:
                self._timer.cancel()
        try:
            return self._held.grade(job)
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    self._timer = threading.Timer(self._idle_seconds, self._end)
                    self._timer.daemon = True
                    self._timer.start()

    def _end(self) -> None:
        with self._lock:
            if not self._users:
                self._held.close()
