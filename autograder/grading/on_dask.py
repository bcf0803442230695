"""Grade many jobs on a Dask cluster: a job goes there as JSON values, its result comes back as such.

The workers need this course's package and data, and no shared disk.
"""
from __future__ import annotations

import atexit
import functools
import socket
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

from autograder.course import Course, CourseError
from autograder.grading.course_sandbox import open_sandbox
from autograder.grading.grade import grade
from autograder.grading.graded import Graded
from autograder.grading.held_sandbox import HeldSandbox
from autograder.grading.job import Job

Ticket = TypeVar("Ticket", bound=Hashable)
# Jobs on the way for each thread of the cluster: the next is there when one ends.
_AHEAD = 2
_CONNECT_SECONDS = 10


def grade_on_dask(jobs: Iterable[tuple[Ticket, Job]], address: str, require_jail: bool,
                  ) -> Iterator[tuple[Ticket, Graded | Exception]]:
    """As `grade_locally`, on the cluster whose scheduler listens at `address`.

    A job whose worker dies is given to another one; a job that has lost several workers is given up.
    Raises CourseError if Dask is not installed, or if nobody listens.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise CourseError("Dask is not installed here. Install it with: pip install 'ml-craft[dask]' "
                          "(in a clone: pip install -e '.[dask]').") from None
    try:
        _assert_somebody_listens(address)
        client = Client(address, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise CourseError(f"no Dask scheduler answers at {address} ({error}). Start one with `dask "
                          "scheduler`, and workers with `dask worker ADDRESS`.") from error
    rest = iter(jobs)
    with client:
        running = {}
        results = as_completed()

        def send(count: int) -> None:
            for ticket, job in islice(rest, count):
                future = client.submit(grade_here, job.as_json(), require_jail, pure=False)
                running[future.key] = ticket
                results.add(future)

        send(max(1, _AHEAD * sum(client.nthreads().values())))
        for future in results:
            ticket = running.pop(future.key)
            send(1)
            yield ticket, _result(future)


def grade_here(job: dict[str, Any], require_jail: bool) -> dict[str, Any]:
    """What a worker does: one job in the sandbox that its process keeps."""
    return _own_sandbox(require_jail).grade(Job.from_json(job)).as_json()


@functools.cache
def _own_sandbox(require_jail: bool) -> HeldSandbox:
    held = HeldSandbox(lambda: open_sandbox(Course.find(), require_jail), grade)
    atexit.register(held.close)
    return held


def _assert_somebody_listens(address: str) -> None:
    """Raises OSError at once where a connection is refused: Dask would try again until its time is over."""
    place = urlsplit(address if "://" in address else f"tcp://{address}")
    if place.scheme in ("tcp", "tls") and place.hostname and place.port:
        socket.create_connection((place.hostname, place.port), _CONNECT_SECONDS).close()


def _result(future: Any) -> Graded | Exception:
    try:
        return Graded.from_json(future.result())
    except Exception as error:
        return error
