"""The check of broken_promises: what answers earn that know the features instead of testing them."""
from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.checks.features import promised_features, promises
from autograder.checks.features.promised_features import Feature
from autograder.draws import Draw, graded_draw, learner_key, public_draw

UNIT, TASK = "05_features", "broken_promises"
PUBLIC = public_draw(UNIT, TASK)
OTHERS = [graded_draw(UNIT, TASK, learner_key(f"c{number}")) for number in range(3)]
FEATURES = [value for value in vars(promised_features).values()
            if callable(value) and getattr(value, "__module__", "") == promised_features.__name__]


def _points(answer: object, draw: Draw) -> float:
    return promises.CHECK.run(UNIT, "Promises", answer, draw).points


class _Counter:
    """Says at each call what was right at that call of another draw, and keeps what is right at its own."""

    def __init__(self, learned: list[set[str]]) -> None:
        self.learned, self.seen = learned, []

    def __call__(self, feature: Feature, tickets: pd.DataFrame) -> set[str]:
        self.seen.append(promises.definition(feature, tickets))
        number = len(self.seen) - 1
        return self.learned[number] if number < len(self.learned) else set()


def _spy(feature: Feature, tickets: pd.DataFrame) -> set[str]:
    """Says what a feature's name or docstring tells."""
    told = f"{getattr(feature, '__name__', '')} {getattr(feature, '__qualname__', '')} {feature.__doc__}"
    known = next((known for known in FEATURES if known.__name__ in told), None)
    return promises.definition(known, tickets) if known else set()


def test_an_answer_that_looks_at_names_finds_nothing() -> None:
    """Good and bad features come under one name, without a word about what they break."""
    assert _points(_spy, PUBLIC) == 0


def test_the_spy_would_know_the_features_by_name() -> None:
    """What the last test asserts hangs on the features being unnamed, not on a spy that is blind."""
    assert _spy(promised_features.wall_hour, promises.three()) == {"zone"}


def test_an_answer_that_counts_calls_earns_little_on_another_draw() -> None:
    """What a counter learned on one draw is right there; on others it keeps guards, and the rest by luck."""
    watcher = _Counter([])
    _points(watcher, PUBLIC)
    assert _points(_Counter(watcher.seen), PUBLIC) > 0.9 * promises.CHECK.points
    earned = [_points(_Counter(watcher.seen), draw) for draw in OTHERS]
    guards = sum(oracle.points for oracle in promises.CHECK.oracles if oracle.guard)
    assert np.mean(earned) - guards < 0.5 * (promises.CHECK.points - guards)
    assert max(earned) < 0.65 * promises.CHECK.points


def test_an_answer_that_looks_at_the_tickets_earns_little() -> None:
    """The same tickets come with good features and with bad ones: they do not say what is broken."""
    seen: dict[str, list[set[str]]] = {}

    def learn(feature: Feature, tickets: pd.DataFrame) -> set[str]:
        found = promises.definition(feature, tickets)
        seen.setdefault(tickets.to_csv(), []).append(found)
        return found

    def the_most_frequent(feature: Feature, tickets: pd.DataFrame) -> set[str]:
        found = seen[tickets.to_csv()]
        return max(found, key=found.count)

    def the_largest(feature: Feature, tickets: pd.DataFrame) -> set[str]:
        return max(seen[tickets.to_csv()], key=len)

    assert _points(learn, PUBLIC) == promises.CHECK.points
    assert _points(the_most_frequent, PUBLIC) == 0
    assert _points(the_largest, PUBLIC) == 0
