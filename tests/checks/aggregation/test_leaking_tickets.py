"""The check of leaking_tickets: what lazy answers earn, and what its features and draws hold."""
import pandas as pd

from autograder.checks.aggregation import features
from autograder.checks.aggregation.leaking_tickets import CHECK, definition, everything, probes
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("04_aggregation", "leaking_tickets")
DRAWS = [PUBLIC, *[graded_draw("04_aggregation", "leaking_tickets", learner_key(f"l{i}")) for i in range(5)]]
CLEAN = {"known_rate", "known_rate_or_missing", "known_rate_with_noise", "known_replies", "account_size"}


def _earned(answer: object) -> float:
    return CHECK.run("04_aggregation", "A test", answer, PUBLIC).points


def test_finding_nothing_earns_nothing() -> None:
    """The empty set is right for clean features, and earns no point for that."""
    assert _earned(lambda feature, tickets, events: set()) == 0


def test_accusing_everybody_earns_next_to_nothing() -> None:
    """A test that names all tickets finds no leak."""
    assert _earned(lambda feature, tickets, events: set(tickets["ticket_id"])) <= 0.15 * CHECK.points


def test_an_answer_in_index_labels_is_told_so() -> None:
    """A set of labels instead of ticket_ids is told first that it holds numbers, not names."""
    def labels(feature: object, tickets: pd.DataFrame, events: pd.DataFrame) -> set[int]:
        return set(tickets.index)
    result = CHECK.run("04_aggregation", "A test", labels, PUBLIC)
    first = result.failures[0]
    assert first.oracle == "RETURN_SHAPE" and "set of int" in first.counterexample.got


def test_features_leak_as_their_docstrings_say() -> None:
    """By the definition, a feature that says "No leak" never leaks, and each other one leaks somewhere."""
    leaking = {}
    for feature, tickets, events in probes(PUBLIC):
        leaking.setdefault(feature.__name__, set()).update(definition(feature, tickets, events))
    assert {name for name, found in leaking.items() if not found} == CLEAN
    assert all(getattr(features, name).__doc__.startswith("No leak" if name in CLEAN else "Leak")
               for name in leaking)


def test_every_draw_holds_the_rare_tickets() -> None:
    """Each drawn table has a late label, an edge, and swaps that cancel: no mistake passes by luck."""
    for draw in DRAWS:
        occurred = next(iter(everything(draw)))
        assert {"T-71", "T-92"} <= occurred.expected and "T-81" not in occurred.expected


def test_features_do_not_depend_on_the_order_or_index_of_events() -> None:
    """An answer may hand the events over in any order, with any index, swapped copies among them."""
    for feature, tickets, events in probes(PUBLIC):
        late = events["ingested_at"] > events["ingested_at"].median()
        opposite = events["type"].replace({"sla_met": "sla_breached", "sla_breached": "sla_met"})
        events = events.assign(type=events["type"].mask(late, opposite))
        mixed = events.iloc[::-1].set_axis(range(7, 7 + len(events)))
        pd.testing.assert_series_equal(feature(tickets, mixed), feature(tickets, events), check_names=False)
