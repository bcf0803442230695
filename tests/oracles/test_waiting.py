"""Unit 08: a finding that hangs on another fault is not judged; one that does not, is."""
import pytest

from autograder.draws import public_draw
from autograder.oracles.oracle import Oracle, put
from autograder.oracles.waiting import all_hold, while_holds
from autograder.results import Counterexample, Outcome

DRAW = public_draw("08_evaluation", "any")


def finds_if(condition):
    return lambda answer, draw: Counterexample("f()", "1", "2") if condition(answer()) else None


def outcome_of(first, test, answer):
    (oracle,) = while_holds(first, Oracle("X", 1, "The answer ...", "Why.", "Section", test))
    return put(oracle, answer, DRAW).outcome


@pytest.mark.parametrize(("value", "outcome"), (
    (0, Outcome.PASSED), (1, Outcome.WRONG), (2, Outcome.UNJUDGED), (3, Outcome.PASSED)))
def test_a_finding_counts_only_while_the_first_property_holds(value, outcome):
    first, test = finds_if(lambda got: got >= 2), finds_if(lambda got: got in (1, 2))
    assert outcome_of(first, test, lambda: value) == outcome


def test_an_exception_is_a_finding_unless_the_first_property_raises_it_too():
    def sevenths(answer, draw):
        return finds_if(lambda got: 7 / got > 7)(answer, draw)
    assert outcome_of(finds_if(lambda got: False), sevenths, lambda: 0) == Outcome.RAISED
    assert outcome_of(sevenths, sevenths, lambda: 0) == Outcome.UNJUDGED


def test_an_answer_that_is_not_there_is_not_attempted():
    def stub():
        raise NotImplementedError
    assert outcome_of(finds_if(bool), finds_if(bool), stub) == Outcome.NOT_ATTEMPTED


@pytest.mark.parametrize(("value", "outcome"), (
    (0, Outcome.WRONG), (1, Outcome.UNJUDGED), (2, Outcome.UNJUDGED)))
def test_a_finding_may_wait_for_several_properties(value, outcome):
    firsts = all_hold(*(finds_if(lambda got, number=number: got == number) for number in (1, 2)))
    assert outcome_of(firsts, finds_if(lambda got: True), lambda: value) == outcome
