"""The check of replay: its definition, what lazy answers earn, and what each draw holds."""
from functools import cache

import pandas as pd
import pytest

from autograder.checks.aggregation.clock import at
from autograder.checks.aggregation.replay import CHECK, definition, everything, probes, random_log
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.compare import first_difference

PUBLIC = public_draw("04_aggregation", "replay")
GRADED = [graded_draw("04_aggregation", "replay", learner_key(f"l{i}")) for i in range(5)]


@cache
def _log(number: int) -> pd.DataFrame:
    return random_log(PUBLIC if number < 0 else GRADED[number], 25)


def _cell_by_cell(log: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The state as the prompt's sentences have it, asked anew for every ticket and field."""
    known = log[log["ingested_at"] <= as_of]
    newest = known.groupby("event_id")["ingested_at"].transform("max")
    facts = known[known["ingested_at"] == newest]
    state = pd.DataFrame(None, index=sorted(set(facts["ticket_id"])), columns=sorted(set(facts["field"])),
                         dtype=object)
    for ticket in state.index:
        for field in state.columns:
            own = facts[(facts["ticket_id"] == ticket) & (facts["field"] == field)]
            if len(own):
                state.loc[ticket, field] = own.loc[own["occurred_at"].idxmax(), "value"]
    return state


def test_the_definition_says_what_the_prompt_says() -> None:
    """Fact by fact agrees with asking, cell by cell, which fact occurred last."""
    for number in range(-1, 3):
        for hours in (5, 15, 60):
            assert first_difference(_cell_by_cell(_log(number), at(60 * hours)),
                                    definition(_log(number), at(60 * hours))) is None


@pytest.mark.parametrize("answer", [
    lambda changes, as_of: changes,
    lambda changes, as_of: pd.DataFrame(),
    lambda changes, as_of: pd.DataFrame(index=sorted(set(changes["ticket_id"])),
                                        columns=sorted(set(changes["field"]))),
], ids=["the log", "nothing", "all missing"])
def test_an_answer_that_replays_nothing_earns_nothing(answer: object) -> None:
    """The log itself, an empty table, and a table of missing values earn nothing."""
    for draw in (PUBLIC, GRADED[0]):
        assert CHECK.run("04_aggregation", "", answer, draw).points == 0


def test_what_was_known_does_not_change_when_more_arrives() -> None:
    """The definition on the part of the log that had arrived equals that on the whole log."""
    for number in range(-1, 5):
        log, as_of = _log(number), at(60 * 15)
        assert first_difference(definition(log[log["ingested_at"] <= as_of], as_of),
                                definition(log, as_of)) is None


def test_drawn_logs_leave_no_winner_open() -> None:
    """Two facts never share an instant, nor two versions their arrival: only one answer is right."""
    for draw in (PUBLIC, *GRADED):
        log = random_log(draw, 100)
        assert not log["ingested_at"].duplicated().any()
        assert not log.drop_duplicates(["event_id", "occurred_at"])["occurred_at"].duplicated().any()


def test_every_draw_holds_the_rare_facts() -> None:
    """Each draw has corrections that move a fact, values of none, and something known in every log."""
    for draw in (PUBLIC, *GRADED):
        log = random_log(draw, 100)
        assert (log.groupby("event_id")["occurred_at"].nunique() > 1).any() and log["value"].isna().any()
        assert all(len(case.expected) for case in everything(draw))
    assert len(probes(PUBLIC)) > 20
