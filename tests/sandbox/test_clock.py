"""The CPU time of a learner's code is measured from outside its process."""
from __future__ import annotations


def test_cpu_time_is_what_was_used_whatever_the_code_says_of_itself(answering):
    """Work counts, also that of a child process; sleeping does not; a patched clock changes nothing."""
    answerer = answering("""
import os, time
burn = time.process_time
def work(seconds):
    start = burn()
    while burn() - start < seconds: pass
def child():
    if os.fork() == 0:
        work(0.3); time.sleep(60)
    time.sleep(3)
time.process_time = time.perf_counter = lambda: 0.0
""")
    readings = [answerer.cpu_seconds()]
    for use in (lambda: answerer.callable("work")(0.3), lambda: answerer.run_cell("time.sleep(0.5)"),
                lambda: answerer.run_cell("child()")):
        use()
        readings.append(answerer.cpu_seconds())
    worked, slept, forked = (later - earlier for earlier, later in zip(readings, readings[1:], strict=False))
    assert worked >= 0.3 and slept < 0.2 and forked >= 0.1
    answerer.close()
    assert answerer.cpu_seconds() == 0
