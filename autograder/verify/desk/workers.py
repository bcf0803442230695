"""Measure many worlds in a few processes, one numerical thread each."""
from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

from autograder.verify.desk.finding import Effort

Seed = TypeVar("Seed")
Measured = TypeVar("Measured")
# Two boosting fits with two threads each on two cores take several times as long as with one.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def over(measure: Callable[[Seed], Measured], seeds: Iterable[Seed], effort: Effort) -> list[Measured]:
    """What `measure` gives for each seed (or other argument), in their order.

    `measure` and what it returns must be picklable: a function of a module, not a lambda. `effort.progress`
    is told of each world as it is done. An error in any of them is raised here.
    """
    seeds = list(seeds)
    effort.progress(0, len(seeds))
    if effort.workers < 2 or len(seeds) < 2:
        return [_told(effort, k, len(seeds), measure(seed)) for k, seed in enumerate(seeds, 1)]
    with _one_thread_each(), ProcessPoolExecutor(
            min(effort.workers, len(seeds)), mp_context=multiprocessing.get_context("spawn"),
            initializer=_end_with_parent) as pool:
        waiting = [pool.submit(measure, seed) for seed in seeds]
        try:
            for done, future in enumerate(as_completed(waiting), 1):
                _told(effort, done, len(seeds), future.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        return [future.result() for future in waiting]


def _end_with_parent() -> None:
    """A worker waits for its next world for ever if its parent is killed: let it end too."""
    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)
    threading.Thread(target=wait, daemon=True).start()


def _told(effort: Effort, done: int, total: int, measured: Measured) -> Measured:
    effort.progress(done, total)
    return measured


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes started meanwhile use one thread; the libraries read this when they are imported."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
