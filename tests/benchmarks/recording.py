"""How long a grading takes to be put into gradebooks: of one learner, under many names, one after the other.

Run in a course's folder in which one submission has been graded: `python recording.py UNIT COUNT URL ...`.
The gradebooks take turns. Prints the seconds of each, by URL, as JSON.
"""
from __future__ import annotations

import contextlib
import dataclasses
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence

from autograder.course import Course
from autograder.grading.journal import read_grading
from autograder.nbgrader_plugins.gradebook import nbgrader_settings
from autograder.nbgrader_plugins.recorder import Recorder


def main(name: str, count: int, urls: Sequence[str]) -> None:
    course = Course.find()
    unit = course.unit(name)
    graded = next((course.build / "results" / unit.folder).glob("*.json")).stem
    grading = read_grading(course, unit.folder, graded)
    seconds: dict[str, list[float]] = defaultdict(list)
    with contextlib.ExitStack() as open_now:
        recorders = {url: open_now.enter_context(Recorder(url, nbgrader_settings(course))) for url in urls}
        for number in range(count):
            for url, recorder in recorders.items():
                start = time.perf_counter()
                recorder.record(dataclasses.replace(grading, learner=f"learner_{number}"), unit)
                # The first is slower: statements are prepared.
                if number:
                    seconds[url].append(time.perf_counter() - start)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
