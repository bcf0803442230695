"""Fixtures of the whole suite."""
import os
import signal

# The suite runs on two workers: more threads in each would only contend.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A suite started in the background ignores Ctrl-C, and so would the servers on which it presses it.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["tests.cli.sample_course", "tests.end_to_end.browser"]
