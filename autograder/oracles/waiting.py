"""A property that is judged only while another holds: one fault is named once, by its own name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from autograder.draws import Draw
from autograder.oracles.oracle import NotJudged, Oracle, Property, case_asked
from autograder.results import Counterexample


def while_holds(first: Property, *waiting: Oracle) -> tuple[Oracle, ...]:
    """The oracles, whose findings do not count as long as `first` has one or raises an exception.

    What passes is not asked twice, so a right answer pays nothing.
    """
    return tuple(replace(oracle, test=_after(first, oracle.test)) for oracle in waiting)


def all_hold(*tests: Property) -> Property:
    """The property that several hold: the finding of the first that has one."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        return next((found for one in tests if (found := one(answer, draw))), None)
    return test


def _after(first: Property, test: Property) -> Property:
    def judged(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        try:
            found = test(answer, draw)
        except (NotImplementedError, NotJudged):
            raise
        except Exception as problem:
            shown = case_asked.get()
            if not _holds(first, answer, draw):
                raise NotJudged from problem
            case_asked.set(shown)
            raise
        if found and not _holds(first, answer, draw):
            raise NotJudged
        return found

    return judged


def _holds(first: Property, answer: Callable[..., Any], draw: Draw) -> bool:
    try:
        return first(answer, draw) is None
    except NotImplementedError:
        raise
    except Exception:
        return False
