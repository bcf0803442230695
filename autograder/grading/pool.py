"""Grade many jobs at once on this machine, and give each result as it comes."""
from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TypeVar

from autograder.grading.graded import Graded
from autograder.grading.job import Job

Ticket = TypeVar("Ticket", bound=Hashable)
GradeAll = Callable[[Iterable[tuple[str, Job]]], Iterator[tuple[str, Graded | Exception]]]


def grade_locally(jobs: Iterable[tuple[Ticket, Job]], grade: Callable[[Job], Graded], workers: int,
                  ) -> Iterator[tuple[Ticket, Graded | Exception]]:
    """Results in the order in which they come; an exception stands for a job that could not be graded.

    jobs: read one by one, never far ahead of the results, so that a large class needs no more memory than a
    small one. grade: called in `workers` threads; the work itself is done by processes of the sandbox.
    """
    rest = iter(jobs)
    with ThreadPoolExecutor(workers, thread_name_prefix="grading") as threads:
        running: dict[Future[Graded], Ticket] = {}
        try:
            while True:
                for ticket, job in islice(rest, 2 * workers - len(running)):
                    running[threads.submit(grade, job)] = ticket
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), _result(future)
        finally:
            for future in running:
                future.cancel()


def _result(future: Future[Graded]) -> Graded | Exception:
    try:
        return future.result()
    except Exception as error:
        return error
