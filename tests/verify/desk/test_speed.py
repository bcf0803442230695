"""Speed and memory: the measurements measure what they say."""

from autograder.verify.desk import speed


def test_cpu_seconds_count_work_and_not_waiting():
    """A loop takes CPU time, and the least of the repeats is given."""
    assert speed.cpu_seconds(lambda: sum(range(300_000)), repeats=2) > 0.0005


def test_partitions_are_written_in_a_process_of_their_own():
    """Twenty thousand tickets a year: about as many as asked for are written, in far less than 2 GB."""
    count, seconds, peak = speed.written(0.02)
    assert 15_000 < count < 25_000
    assert seconds > 0
    assert 0.05 < peak < 1


def test_the_hottest_functions_are_named():
    """Their shares are positive, in order, and add up to less than all of it."""
    shares = [share for _, share in speed.hottest(3)]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) < 1
