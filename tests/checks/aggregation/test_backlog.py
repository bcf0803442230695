"""The check of backlog: its definition, what lazy answers earn, and what its clock tells apart."""
from contextvars import ContextVar

import numpy as np
import pandas as pd
import pytest

from autograder.checks.aggregation import backlog
from autograder.checks.aggregation.backlog import CHECK, definition, plain, probes, random_tickets, scales
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles import cpu_time

PUBLIC = public_draw("04_aggregation", "backlog")
GRADED = [graded_draw("04_aggregation", "backlog", learner_key(f"l{i}")) for i in range(3)]


def _earned(answer: object) -> float:
    return CHECK.run("04_aggregation", "From loop to sort", answer, PUBLIC).points


@pytest.mark.parametrize("number", [0, 1, -1])
def test_a_constant_earns_nothing(number: int) -> None:
    """The same count for all tickets is fast, leaves the table alone, and earns nothing."""
    assert _earned(lambda tickets: pd.Series(number, index=tickets.index)) == 0


def test_the_definition_is_the_walk_through_time() -> None:
    """Counting by pairs agrees with sets of open tickets kept along the sorted instants."""
    for draw in [PUBLIC, *GRADED]:
        tickets = random_tickets(draw, 60)
        counts = definition(tickets)
        for label, row in tickets.iterrows():
            came = set(tickets.index[(tickets["created_at"] <= row["created_at"])
                                     & tickets["team"].eq(row["team"])])
            gone = set(tickets.index[tickets["closed_at"].le(row["created_at"])])
            assert counts[label] == len(came - gone - {label})


def test_every_draw_has_ties_and_open_tickets() -> None:
    """Drawn tables hold tickets of one instant in one team, and tickets that are still open."""
    for draw in [PUBLIC, *GRADED]:
        tickets = probes(draw)[-1][0]
        assert tickets.duplicated(["team", "created_at"]).any() and tickets["closed_at"].isna().any()
    assert plain(PUBLIC)[0]["closed_at"].isna().any()


class _Clock:
    """A processor whose clock moves as the work is said to."""

    def __init__(self, seconds: float, power: float) -> None:
        self.now, self.seconds, self.power = 0.0, seconds, power

    def answer(self, tickets: pd.DataFrame) -> pd.Series:
        self.now += self.seconds * (len(tickets) / 100) ** self.power
        return pd.Series(np.zeros(len(tickets)))


@pytest.mark.parametrize(("seconds", "power", "slow"), [(1e-4, 1, False), (0.5, 1, False), (0.5, 1.1, False),
                                                        (1e-8, 2, False), (1e-7, 2, True), (1e-4, 2, True),
                                                        (0.5, 2, True)])
def test_the_clock_tells_pairs_from_rows(monkeypatch: pytest.MonkeyPatch, seconds: float, power: float,
                                         slow: bool) -> None:
    """Work that grows with the square is called slow, slow work that grows with the rows is not."""
    clock = _Clock(seconds, power)
    monkeypatch.setattr(cpu_time, "clock", ContextVar("clock", default=lambda: clock.now))
    assert (scales(clock.answer, PUBLIC) is not None) == slow


def test_a_first_call_that_takes_longer_hides_no_work_by_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory that is new to a process costs more than the comparisons in it; the second call has it."""
    clock, seen = _Clock(2e-5, 2), set()
    monkeypatch.setattr(cpu_time, "clock", ContextVar("clock", default=lambda: clock.now))

    def answer(tickets: pd.DataFrame) -> pd.Series:
        times = 1 if len(tickets) in seen or len(tickets) > 6_000 else 3
        seen.add(len(tickets))
        for _ in range(times):
            counts = clock.answer(tickets)
        return counts
    assert scales(answer, PUBLIC) is not None


def test_what_an_answer_remembers_spares_it_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work by pairs is slow though each table's result is kept: no table is asked about twice."""
    clock, kept = _Clock(0.05, 2), {}
    monkeypatch.setattr(cpu_time, "clock", ContextVar("clock", default=lambda: clock.now))

    def answer(tickets: pd.DataFrame) -> pd.Series:
        key = tickets.to_csv()
        if key not in kept:
            kept[key] = clock.answer(tickets)
        return kept[key]

    assert scales(answer, PUBLIC) is not None


def test_work_by_pairs_ends_at_the_smallest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is slow on few tickets is not asked about many: a merge of pairs would fill the memory."""
    clock, sizes = _Clock(0.05, 2), []
    monkeypatch.setattr(cpu_time, "clock", ContextVar("clock", default=lambda: clock.now))

    def answer(tickets: pd.DataFrame) -> pd.Series:
        sizes.append(len(tickets))
        return clock.answer(tickets)
    assert scales(answer, PUBLIC) is not None
    assert max(sizes) == backlog.STEPS[0].factor * backlog.STEPS[0].n


def test_slow_rows_are_spared_the_largest_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work of n log n that takes long a row is judged by the smaller sizes: it would run out of time."""
    clock, sizes = _Clock(0.02, 1), []
    monkeypatch.setattr(cpu_time, "clock", ContextVar("clock", default=lambda: clock.now))

    def answer(tickets: pd.DataFrame) -> pd.Series:
        sizes.append(len(tickets))
        return clock.answer(tickets)
    assert scales(answer, PUBLIC) is None
    assert max(sizes) == backlog.STEPS[-2].factor * backlog.STEPS[-2].n
