"""The keeper of a fork comes back to its leash, whatever the code does."""
from __future__ import annotations

import itertools

import pytest

from autograder.sandbox import tree

CODE = 2


@pytest.mark.parametrize(("dead", "ended"), [
    ([0], False), ([7, 0], False), ([7, CODE], True), (itertools.repeat(7), False),
    ([ChildProcessError], True),
], ids=["nobody", "an orphan", "the code", "orphans without end", "no child at all"])
def test_the_dead_are_buried_until_the_code_is_one_or_there_are_too_many(monkeypatch, dead, ended):
    each = iter(dead)

    def waitpid(process, options):
        number = next(each)
        if number is ChildProcessError:
            raise ChildProcessError
        return number, 0
    monkeypatch.setattr(tree.os, "waitpid", waitpid)
    assert tree._bury(CODE) == ended
