"""A sandbox that is started beside other work, held in a thread of its own, and started anew if it breaks."""
from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from autograder.sandbox.errors import SandboxError

if TYPE_CHECKING:
    # It is imported, and begins to start, before what grading needs besides.
    from autograder.grading.graded import Graded
    from autograder.grading.job import Job
    from autograder.sandbox.sandbox import Sandbox


class HeldSandbox:
    """Grades from any thread. open: makes a sandbox, which is a context manager. grade: one job in it.

    The processes of a sandbox end with the thread that started them; so one thread starts and ends it.
    """

    def __init__(self, open: Callable[[], Sandbox], grade: Callable[[Job, Sandbox], Graded]) -> None:
        self._open, self._grade = open, grade
        self._lock = threading.Lock()
        self._holder: _Holder | None = None

    def __enter__(self) -> HeldSandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Begin to start it, if it is not; returns at once."""
        with self._lock:
            if self._holder is None:
                self._holder = _Holder(self._open)

    def ready(self) -> Sandbox:
        """The sandbox, once it has started. Raises SandboxError if it cannot be had."""
        self.start()
        holder = self._holder
        if holder is None:
            raise SandboxError("the sandbox was closed meanwhile")
        return holder.sandbox()

    def grade(self, job: Job) -> Graded:
        """Grade one job; if the sandbox breaks, once more in a new one. Raises SandboxError."""
        sandbox = self.ready()
        try:
            return self._grade(job, sandbox)
        except SandboxError:
            self._replace(sandbox)
            return self._grade(job, self.ready())

    def close(self) -> None:
        """End it; nothing is left running."""
        with self._lock:
            holder, self._holder = self._holder, None
        if holder:
            holder.end()

    def _replace(self, broken: Sandbox) -> None:
        """Start another one, unless another thread has done so."""
        with self._lock:
            holder = self._holder
            if holder is None or holder.sandbox() is not broken:
                return
            self._holder = _Holder(self._open)
        holder.end()


class _Holder:
    """The thread that starts a sandbox, waits, and ends it."""

    def __init__(self, open: Callable[[], Sandbox]) -> None:
        self._open = open
        self._started, self._over = threading.Event(), threading.Event()
        self._sandbox: Sandbox | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._hold, name="sandbox", daemon=True)
        self._thread.start()

    def sandbox(self) -> Sandbox:
        self._started.wait()
        if self._sandbox is None:
            raise SandboxError(str(self._error)) from self._error
        return self._sandbox

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _hold(self) -> None:
        try:
            with self._open() as sandbox:
                self._sandbox = sandbox
                self._started.set()
                self._over.wait()
        except Exception as error:
            self._error = error
        finally:
            self._started.set()
