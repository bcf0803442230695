"""The check of account_breach_rate: its definition, what lazy answers earn, and what each draw holds."""
import pandas as pd
import pytest

from autograder.checks.aggregation import breach_rate_cases as cases
from autograder.checks.aggregation.account_breach_rate import CHECK
from autograder.checks.aggregation.breach_rate_cases import PRIOR, definition, everything
from autograder.checks.aggregation.outcomes import BREACHED, MET
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.compare import first_difference

PUBLIC = public_draw("04_aggregation", "account_breach_rate")
GRADED = [graded_draw("04_aggregation", "account_breach_rate", learner_key(f"l{i}")) for i in range(10)]


def _by_hand(tickets: pd.DataFrame, events: pd.DataFrame, window: pd.Timedelta,
             prior: tuple[float, float]) -> pd.Series:
    """The prompt's sentence over all pairs of a ticket and another."""
    deliveries = [event for event in events.itertuples() if event.type in (MET, BREACHED)]
    rate, strength = prior
    values = []
    for row in tickets.itertuples():
        known = breached = 0
        for other in tickets.itertuples():
            counts = [event for event in deliveries if event.ticket_id == other.ticket_id
                      and event.ingested_at <= row.decide_at
                      and row.decide_at - window < event.occurred_at <= row.decide_at]
            if counts and other.ticket_id != row.ticket_id and other.account_id == row.account_id:
                known += 1
                breached += counts[0].type == BREACHED
        values.append((breached + rate * strength) / (known + strength))
    return pd.Series(values, index=tickets.index)


def test_the_definition_says_what_the_prompt_says() -> None:
    """Counting over all pairs, from the first delivery on, agrees with a loop over events and pairs."""
    for draw in GRADED[:4]:
        for made in list(everything(draw))[:2]:
            assert first_difference(_by_hand(*made.args), definition(*made.args)) is None


@pytest.mark.parametrize("value", [0.0, 0.2, 0.5, 1.0, None])
def test_an_answer_that_looks_at_nothing_earns_next_to_nothing(value: float | None) -> None:
    """One constant for all tickets earns at most 15 % of the points, whatever the constant is."""
    def constant(tickets, events, window, prior):
        return pd.Series(value, index=tickets.index, dtype=float)

    for draw in (PUBLIC, GRADED[0]):
        assert CHECK.run("04_aggregation", "", constant, draw).points <= 0.15 * CHECK.points


def test_an_empty_result_and_the_bare_prior_earn_nothing() -> None:
    """An empty Series and the prior's rate for everybody have no property that counts."""
    for answer in (lambda *arguments: pd.Series(dtype=float),
                   lambda tickets, events, window, prior: pd.Series(prior[0], index=tickets.index)):
        assert CHECK.run("04_aggregation", "", answer, PUBLIC).points == 0


def test_an_unshrunk_rate_fails_by_the_prior() -> None:
    """An answer that ignores the prior where something is known is told of no other mistake."""
    def unshrunk(tickets, events, window, prior):
        return definition(tickets, events, window, (prior[0], 1e-12))

    assert [result.oracle for result in CHECK.run("04_aggregation", "", unshrunk, PUBLIC).failures] \
        == ["PRIOR_MISUSED", "WRONG_SOMEWHERE"]


def test_each_draw_has_an_outcome_at_the_very_start_of_the_window() -> None:
    """A window one microsecond longer changes some rate of every draw: its open end shows."""
    for draw in (PUBLIC, *GRADED):
        *_, largest = everything(draw)
        tickets, events, window, _ = largest.args
        longer = definition(tickets, events, window + pd.Timedelta("1us"), PRIOR)
        assert first_difference(longer, largest.expected) is not None


def test_each_draw_has_tickets_whose_own_outcome_is_known() -> None:
    """In every draw some ticket with an account is decided on when its own outcome has been ingested."""
    for draw in (PUBLIC, *GRADED):
        *_, largest = everything(draw)
        tickets, events, window, _ = largest.args
        outcomes = events[events["type"].isin([MET, BREACHED])].merge(tickets.dropna(subset="account_id"))
        known = outcomes["ingested_at"] <= outcomes["decide_at"]
        assert (known & (outcomes["occurred_at"] > outcomes["decide_at"] - window)).any()


def test_a_mirrored_case_expects_another_value() -> None:
    """With the outcomes exchanged T-1 gets another rate, so that no constant passes: copies apart."""
    for make in (cases.own_label, cases.future_tickets, cases.label_lag, cases.not_ingested,
                 cases.other_events, cases.outside_window, cases.other_accounts, cases.window_edge):
        assert len({round(float(made.expected["T-1"]), 6) for made in make(PUBLIC)}) > 1
