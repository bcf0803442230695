"""The check of define_label and of the learner's test of it: what lazy answers earn, what each draw holds."""
import numpy as np
import pandas as pd

from autograder.checks.formulation import define_label, label_cases, label_functions
from autograder.checks.formulation import test_define_label as label_test
from autograder.checks.formulation.moments import BREACHED, MET
from autograder.checks.formulation.worlds import drawn_tables
from autograder.draws import Draw, graded_draw, learner_key, public_draw

UNIT = "01_formulation"
PUBLIC = public_draw(UNIT, "define_label")
DRAWS = [PUBLIC, *[graded_draw(UNIT, "define_label", learner_key(f"l{i}")) for i in range(3)]]


def _earned(answer: object) -> float:
    return define_label.CHECK.run(UNIT, "The label", answer, PUBLIC).points


def _empty(tickets: object, events: object, as_of: object, grace: object) -> pd.DataFrame:
    return pd.DataFrame(columns=label_cases.COLUMNS)


def _nothing_known(tickets: pd.DataFrame, events: object, as_of: pd.Timestamp, grace: object) -> pd.DataFrame:
    rows = tickets[tickets["decide_at"] <= as_of]
    return pd.DataFrame({"ticket_id": rows["ticket_id"], "y": np.nan, "mature": False})


def test_an_empty_label_earns_nothing() -> None:
    """No rows, or a frame of missing values without mature ones, is no label."""
    assert _earned(_empty) == 0
    assert _earned(_nothing_known) <= 0.65 * define_label.CHECK.points


def test_known_labels_never_change_later() -> None:
    """By the definition, what is known of tickets left alone stays as it is, and mature ones stay mature."""
    for draw in DRAWS:
        tickets, events, as_of = drawn_tables(draw)
        helped = set(events.loc[events["type"] == "fast_lane", "ticket_id"])
        labels = [label_cases.definition(tickets, events, as_of + pd.Timedelta(days=days), label_cases.GRACE)
                  .set_index("ticket_id") for days in (0, 3)]
        now, later = labels[0][~labels[0].index.isin(helped)], labels[1]
        known = now["y"].dropna()
        assert (later.loc[known.index, "y"] == known).all()
        assert later.loc[now.index[now["mature"]], "mature"].all()


def test_labels_before_the_deadline_are_good_news_in_every_draw() -> None:
    """What is known of a ticket before its deadline is that it met it: the mistake shows in each draw."""
    for draw in DRAWS:
        tickets, events, as_of = drawn_tables(draw)
        label = label_cases.definition(tickets, events, as_of, label_cases.GRACE)
        undue = label[label["ticket_id"].isin(tickets.loc[tickets["due_at"] > as_of, "ticket_id"])]
        assert undue["y"].notna().sum() >= 5 and (undue["y"].dropna() == 0).all()


def test_every_draw_holds_the_rare_tickets() -> None:
    """Each drawn desk has every edge of the rules, so no mistake passes by luck."""
    for draw in DRAWS:
        label = label_cases.definition(*drawn_tables(draw), label_cases.GRACE).set_index("ticket_id")
        assert label.loc["T-now", "y"] == 1 and pd.isna(label.loc["T-soon", "y"])
        assert label.loc["T-matures", "mature"] and not label.loc["T-second", "mature"]
        assert label.loc["T-lost", "mature"] and pd.isna(label.loc["T-lost", "y"])
        assert "T-decided" in label.index and "T-created" not in label.index


def test_right_and_wrong_functions_are_what_they_say() -> None:
    """On the drawn desk each wrong label function differs from the definition, and each right one agrees."""
    tickets, events, as_of = drawn_tables(Draw("public", 1))
    wanted = label_cases.definition(tickets, events, as_of, label_cases.GRACE)
    wanted = wanted.set_index("ticket_id").sort_index()
    for function in (*label_functions.RIGHT, *label_functions.WRONG):
        label = function(tickets, events, as_of, label_cases.GRACE).set_index("ticket_id").sort_index()
        same = list(label.index) == list(wanted.index) and bool(
            label["y"].astype(float).equals(wanted["y"]) and label["mature"].equals(wanted["mature"]))
        assert same == function.__doc__.startswith("Right"), function.__name__
    assert len(label_test.probes(PUBLIC)) >= 20


def test_a_test_that_accepts_or_refuses_everything_earns_nothing() -> None:
    """Silence finds no fault; a test that always fails refuses the right ones."""
    def silent(label: object) -> None:
        return None

    def loud(label: object) -> None:
        raise AssertionError("no")
    for answer in (silent, loud):
        assert label_test.CHECK.run(UNIT, "A test", answer, PUBLIC).points == 0


def test_a_wrong_function_is_shown_by_what_it_does() -> None:
    """The message of a missed fault says in words what the function does wrong."""
    def one_case(label: object) -> None:
        now = pd.Timestamp("2024-03-11", tz="UTC")
        tickets = pd.DataFrame({"ticket_id": ["T"], "decide_at": [now], "due_at": [now]})
        events = pd.DataFrame({"event_id": ["E", "F"], "ticket_id": ["T", "T"], "type": [MET, BREACHED],
                               "occurred_at": [now, now], "ingested_at": [now + pd.Timedelta("1D")] * 2})
        assert label(tickets, events, now, pd.Timedelta("1D"))["y"].isna().all()
    result = label_test.CHECK.run(UNIT, "A test", one_case, PUBLIC)
    notes = {item.oracle: item.counterexample.note for item in result.findings if item.counterexample}
    assert "Wrong: a ticket is mature when its outcome is known." in notes["MISSES_KNOWN_AS_MATURE"]
    assert label_functions.RIGHT[0].__doc__.startswith("Right")


class _CallCounter:
    """Remembers by the number of the call which functions the public draw wants refused, and asks none."""

    def __init__(self, refused: set[int]) -> None:
        self.calls, self.refused = 0, refused

    def __call__(self, define_label: object) -> None:
        self.calls += 1
        assert self.calls not in self.refused


class _Spy:
    """Asks each function for its name and its docstring alone."""

    def __call__(self, define_label: object) -> None:
        assert "Wrong" not in (define_label.__doc__ or "") and define_label.__name__ == "define_label"


def _test_points(answer: object, draw: Draw) -> float:
    return label_test.CHECK.run(UNIT, "The test", answer, draw).points


def test_a_test_that_looks_at_names_finds_nothing() -> None:
    """Right and wrong functions come under one name, without a word about what they are."""
    assert _test_points(_Spy(), PUBLIC) < 0.15 * label_test.CHECK.points


def test_a_test_that_counts_calls_earns_little_on_another_draw() -> None:
    """What a counter learned on one draw is of no use on the next: the order is drawn."""
    asked: list[bool] = []

    def learns(define_label: object) -> None:
        asked.append(define_label.__closure__[0].cell_contents in label_functions.RIGHT)

    _test_points(learns, PUBLIC)
    refused = {number for number, right in enumerate(asked, 1) if not right}
    assert _test_points(_CallCounter(refused), PUBLIC) > 0.7 * label_test.CHECK.points
    others = [graded_draw(UNIT, "test_define_label", learner_key(f"c{i}")) for i in range(4)]
    assert max(_test_points(_CallCounter(refused), draw) for draw in others) < 0.5 * label_test.CHECK.points


def test_what_only_the_drawn_desk_shows_is_shown_by_its_ticket() -> None:
    """The example of WRONG_SOMEWHERE is one ticket: its row, its events, and nobody else's."""
    def one_kind_wrong(*arguments: pd.DataFrame) -> pd.DataFrame:
        label = label_cases.definition(*arguments)
        return label.assign(y=label["y"].mask(label["ticket_id"] == "T-twice"))
    [found] = define_label.CHECK.run(UNIT, "The label", one_kind_wrong, PUBLIC).findings
    assert found.oracle == "WRONG_SOMEWHERE" and "(ticket 'T-twice')" in found.counterexample.got
    assert found.counterexample.rows.count("T-twice") == 3 and "T-late" not in found.counterexample.rows


def test_a_refused_right_label_is_a_false_alarm_first() -> None:
    """That a test refuses the right label, or breaks on it, is said before what it returns."""
    def fussy(label: object) -> None:
        raise AssertionError("mature is not True")

    def broken(label: object) -> None:
        np.isnan(None)
    for answer, said in ((fussy, "AssertionError: mature is not True"), (broken, "TypeError")):
        first = label_test.CHECK.run(UNIT, "The test", answer, PUBLIC).findings[0]
        assert first.oracle == "FALSE_ALARM" and first.counterexample.got.startswith(said)
        assert "Right: as task 1 says." in first.counterexample.note


def test_another_exception_about_a_wrong_label_is_named() -> None:
    """A ValueError is no AssertionError: the example shows which came."""
    def wrong_kind(label: object) -> None:
        if label.__closure__[0].cell_contents not in label_functions.RIGHT:
            raise ValueError("y is wrong")
    first = label_test.CHECK.run(UNIT, "The test", wrong_kind, PUBLIC).findings[0]
    assert first.oracle == "MISSES_UNKNOWN_AS_MET" and first.counterexample.expected == "AssertionError"
    assert first.counterexample.got.startswith("ValueError: y is wrong")
