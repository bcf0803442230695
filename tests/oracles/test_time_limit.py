"""A soft time limit that leaves no trace."""
import math
import signal
import threading
import time

import pytest

from autograder.oracles.time_limit import OutOfTime, time_limit

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timers here")


def test_a_slow_block_is_interrupted() -> None:
    """The block does not run to its end."""
    with pytest.raises(OutOfTime), time_limit(0.1):
        time.sleep(60)


def test_a_block_that_waits_for_its_turn_gets_its_cpu_time() -> None:
    """On a machine so busy that the block gets a third of a processor, it may take three times as long."""
    begun = time.monotonic()
    with pytest.raises(OutOfTime), time_limit(0.2, lambda: (time.monotonic() - begun) / 3):
        time.sleep(60)
    assert 0.55 < time.monotonic() - begun


def test_nobody_is_waited_for_without_end() -> None:
    """Whoever gets a tenth of a processor is out of time at five times the limit; so is an unknown clock."""
    begun = time.monotonic()
    for clock in (lambda: (time.monotonic() - begun) / 10, lambda: math.nan):
        start = time.monotonic()
        with pytest.raises(OutOfTime), time_limit(0.1, clock):
            time.sleep(60)
        assert time.monotonic() - start > 0.45


def test_a_fast_block_is_not_interrupted_later() -> None:
    """After the block neither timer nor handler is left."""
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(60):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_exception_of_the_block_passes_through() -> None:
    """The limit changes nothing about how a block fails, and is lifted."""
    with pytest.raises(KeyError), time_limit(60):
        raise KeyError
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_learners_except_does_not_swallow_it() -> None:
    """OutOfTime is no Exception."""
    assert not issubclass(OutOfTime, Exception)


def test_in_another_thread_the_block_just_runs() -> None:
    """Where Python cannot interrupt itself there is no limit, and no error."""
    done: list[bool] = []

    def work() -> None:
        with time_limit(0.001):
            time.sleep(0.05)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
