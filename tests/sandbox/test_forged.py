"""What a learner's code sends in place of answers ends its own check alone; and truth never reaches it."""
from __future__ import annotations

import re

import pytest

from autograder.draws import graded_draw, public_draw
from autograder.grading.grade import grade
from tests.grading.tiny_job import KEY, UNIT, submitted, tiny_job
from tests.sandbox.opened import jailed

# The wire's end is in the process, for code that looks for it.
WIRE = '''
import gc, json, os, socket, struct
from autograder.sandbox.service import Service
def wire():
    return next(x for x in gc.get_objects() if type(x) is Service)
def raw(data):
    sock = wire()._channel._sock
    sock.setblocking(True)
    sock.sendall(data)
    sock.setblocking(False)
def message(tree, blobs=b"", sizes=None):
    text = json.dumps([[len(blobs)] if sizes is None and blobs else sizes or [], tree]).encode()
    raw(struct.pack(">IQ", len(text), len(blobs)) + text + blobs)
def reply(**parts):
    message({"reply": wire()._question, **parts})
'''
RIGHT = "[v and 2 * v for v in values]"


def points(answer: str, **limits: float) -> dict[str, float]:
    answers = {"double": f"{WIRE}\ndef double(values):\n    {answer}\n    return {RIGHT}"}
    job = tiny_job(submitted(answers), oracle_seconds=1, grace_seconds=1, **limits)
    return {task.name: task.points for task in grade(job, jailed()).tasks}


@pytest.mark.parametrize("attack", [
    "raw(b'x' * 1000)",
    "raw(struct.pack('>IQ', 2**31, 2**40))",
    "raw(struct.pack('>IQ', 10**6, 0) + b'[' * 10**6)",
    "raw(struct.pack('>IQ', 4, 0) + b'[[],')",
    "reply(value=[[['list', [[1]]], 0]])",
    "reply(value=7)",
    "reply(value=[['array', '|O8', [1], 0], 0])",
    "reply(value=[['frame', [], 3, 4], 0])",
    "reply(value=[['record', 'World', []], 0])",
    "reply(value=[['array', '<f8', [2**60], 0], 1])",
    "reply(value=[1, 0], changed=[[99, [1, 0]]])",
    "reply(value=[1, 0], random=[3, 0])",
    "reply(problem=[1, 2, 3])",
    "reply(printed=7, value=[1, 0])",
    "message(['reply'])",
    "message({'reply': 12345, 'value': [1, 0]})",
    "message({'back': 1, 'of': wire()._question, 'function': 0, 'arguments': [], 'keywords': []})",
    "message({'reply': True, 'value': [1, 0]})",
    "wire()._channel._sock.close()",
    "wire()._channel._sock.shutdown(2)",
    "os.closerange(0, 256)",
], ids=["noise", "a huge head", "deep json", "half a message", "a wrong tree", "a bare value", "objects",
        "a torn table", "an unknown record", "a huge shape", "another's argument", "no random state",
        "no problem", "no prints", "no pair", "another's id", "a call back to nothing", "a true id", "closed",
        "shut down", "all closed"])
def test_nonsense_ends_its_own_check(attack: str) -> None:
    assert points(attack) == {"double": 0, "above": 2}


def test_a_reply_of_its_own_is_its_answer_and_a_second_one_ends_the_check() -> None:
    """A function may answer by hand; what it then returns besides was not asked for."""
    twice = "reply(value=[['list', [2 * v if v else None for v in values]], 0])"
    assert points(twice)["above"] == 2 and points(twice)["double"] < 3


def test_a_reply_that_comes_late_fits_no_later_question() -> None:
    """A thread that answers a question after it was given up on ends the check."""
    late = ("import threading, time\n    n = wire()._question\n    threading.Timer(1.5, lambda: message({"
            "'reply': n, 'value': [1, 0]})).start()\n    time.sleep(60)")
    assert points(late) == {"double": 0, "above": 2}


def test_a_child_that_inherits_the_wire_is_its_parent() -> None:
    """A process that a learner forks can send what its parent could, and is gone with it."""
    forked = "os.fork() or (reply(value=[0, 0]), os._exit(0))"
    assert points(forked)["above"] == 2 and points(forked)["double"] < 3


def test_slow_results_are_cut_by_the_check_s_limits() -> None:
    """A value that is valid and takes long to rebuild or compare costs its own check."""
    assert points("return [[0.0] * 1000] * 1000") == {"double": 0, "above": 2}


def test_truth_never_crosses() -> None:
    """All that reaches the learner's process while it is judged is written down; no secret is in it.

    Neither the expected values, nor the entropy of the draws, nor the learner's key, nor words of the checks.
    """
    spy = f"""
from autograder.sandbox.wire import frames
seen = []
read = frames.Channel._read_some
def listen(self):
    before = len(self._inbox)
    read(self)
    seen.append(bytes(self._inbox[before:]))
frames.Channel._read_some = listen
def double(values):
    return {RIGHT}
"""
    tell = "print(b''.join(seen).decode('latin-1'))"
    job = tiny_job(submitted({"double": spy}, extra={"double-check": tell}))
    graded = grade(job, jailed())
    assert graded.tasks[0].points == 3
    (cell,) = [cell for cell in graded.read_notebook().cells if cell.id.startswith("after-double-check")]
    said = cell.outputs[0].text
    draws = [public_draw(UNIT.folder, "double"), graded_draw(UNIT.folder, "double", KEY)]
    given = [float(number) for draw in draws for number in draw.rng("numbers").integers(3, 99, size=4)]
    secrets = [str(draw.entropy) for draw in draws] + [f"{draw.entropy:x}" for draw in draws] + [
        KEY, "DOUBLES", "KEEPS_MISSING", "graded", "loses missing"]
    assert not [secret for secret in secrets if secret in said]
    sent = set(map(float, re.findall(r"(?<=[\[,])[0-9]+\.0(?=[\],])", said)))
    assert sent >= set(given) and not sent & ({2 * number for number in given} - set(given))
