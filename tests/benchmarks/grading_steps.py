"""Where the time of grading goes: submissions of a unit one after the other in one process, step by step.

Run in a course's folder: `python grading_steps.py UNIT`. Prints wall seconds as JSON: of each part of the
start, and of each step of a submission, on average.
"""
from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS: Counter[str] = Counter()
# As `craft` does.
sys.modules.setdefault("rfc3987_syntax", None)


@contextmanager
def clock(name: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        SECONDS[name] += time.perf_counter() - start


with clock("import of the engine"):
    from autograder.course import Course
    from autograder.grading.autograded import write_autograded
    from autograder.grading.course_sandbox import open_sandbox
    from autograder.grading.fingerprint import recipe_of
    from autograder.grading.grade import grade
    from autograder.grading.job import job_of
    from autograder.grading.salt import key_of
    from autograder.grading.submissions import submissions_of
with clock("import of nbgrader"):
    from autograder.nbgrader_plugins.class_grading import keep
    from autograder.nbgrader_plugins.gradebook import gradebook_url, nbgrader_settings
    from autograder.nbgrader_plugins.recorder import Recorder
    from autograder.nbgrader_plugins.release import released


def main(name: str) -> None:
    course = Course.find()
    unit = course.unit(name)
    with clock("release of the exercise"):
        release = released(unit)
    with clock("digest of what grades"):
        recipe = recipe_of(unit)
    with clock("start of the sandbox"):
        sandbox = open_sandbox(course, units=[unit])
        sandbox.__enter__()
    try:
        with clock("opening of the gradebook"):
            recorder = Recorder(gradebook_url(course), nbgrader_settings(course))
            recorder.__enter__()
        # The first submission finds judges that are not ready yet.
        submissions = list(submissions_of(course, unit))
        grade(job_of(unit, release, submissions[0].content, key_of("nobody", course.build)), sandbox)
        start = dict(SECONDS)
        SECONDS.clear()
        for submission in submissions:
            with clock("job made"):
                job = job_of(unit, release, submission.content, key_of(submission.learner, course.build))
            own = time.process_time()
            with clock("graded"):
                graded = grade(job, sandbox)
            SECONDS["of which CPU of this process"] += time.process_time() - own
            SECONDS.update({f"step {step}": seconds for step, seconds in graded.seconds.items()})
            with clock("kept and written"):
                grading = keep(course, recipe, submission, graded)
                write_autograded(course, unit, submission, grading)
            with clock("put into the gradebook"):
                recorder.record(grading, unit)
    finally:
        sandbox.close()
    each = {name: seconds / len(submissions) for name, seconds in SECONDS.items()}
    print(json.dumps({"start": start, "each": each}))


if __name__ == "__main__":
    main(sys.argv[1])
