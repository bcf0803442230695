"""Fixtures of the whole suite."""
import os

# The suite runs on two workers: more threads in each would only contend.
os.environ.setdefault("OMP_NUM_THREADS", "1")

pytest_plugins = ["tests.cli.sample_course", "tests.end_to_end.browser"]
