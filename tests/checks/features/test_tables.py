"""The checks of the other tasks: their definitions have the properties that the prompts promise."""
import json

import numpy as np
import pandas as pd
import pytest

from autograder.checks.features import (
    desk_features,
    desk_features_calls,
    desk_features_cases,
    model_input,
    model_input_cases,
    neighbour_rate,
    promised_features,
    promises,
    subject_words_cases,
)
from autograder.draws import Draw, graded_draw, learner_key, public_draw

PUBLIC = public_draw("05_features", "any")
GRADED = graded_draw("05_features", "any", learner_key("l"))
DRAWS = pytest.mark.parametrize("draw", [PUBLIC, GRADED], ids=["public", "graded"])


@DRAWS
def test_the_matrix_is_finite_whatever_comes(draw: Draw) -> None:
    """Rows of all kinds of values give the schema's columns, each a finite float, one level a category."""
    for case in model_input_cases.everything(draw):
        assert list(case.expected.columns) == model_input_cases.columns_of(case.args[1])
        assert np.isfinite(case.expected.to_numpy()).all()
        tiers = [name for name in case.expected if name.startswith("tier=")]
        assert (case.expected[tiers].sum(axis=1) == 1).all()


@DRAWS
def test_features_of_a_ticket_do_not_depend_on_the_others(draw: Draw) -> None:
    """The definition of the desk's features gives the same row alone and among others."""
    tickets, history = desk_features_cases.drawn(draw, 30)
    whole = desk_features_cases.definition(tickets, history, desk_features_cases.NIGHT)
    for place in range(len(tickets)):
        alone = desk_features_cases.definition(tickets[place:place + 1], history, desk_features_cases.NIGHT)
        assert alone.equals(whole[place:place + 1])


def test_what_the_service_gets_is_json() -> None:
    """A ticket without seats or account arrives with None, and survives JSON."""
    tickets = desk_features_cases.tickets_table((None, None, 24))
    assert desk_features_calls.as_json(tickets) == [{"account_id": None, "seats": None, "sla_hours": 24}]
    assert json.dumps(desk_features_calls.as_json(tickets))


@pytest.mark.parametrize(("gap", "last_bits"), [(1e-13, True), (0.005, False)])
def test_only_a_tiny_gap_is_called_one_of_the_last_bits(gap: float, last_bits: bool) -> None:
    """Batch and service that differ by .005 are not said to differ in the last bits."""
    class Apart:
        def __init__(self, rate: float, strength: float) -> None:
            pass

        def store(self, history: pd.DataFrame, as_of: pd.Timestamp) -> dict[str, float]:
            return {}

        def one(self, ticket: dict[str, object], store: dict[str, float]) -> dict[str, float]:
            return dict.fromkeys(desk_features.COLUMNS, 0.25)

        def batch(self, tickets: pd.DataFrame, history: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
            return pd.DataFrame(0.25 + gap, index=tickets.index, columns=desk_features.COLUMNS)

    example = desk_features.same_bits(Apart, PUBLIC)
    assert example is not None and ("last bits" in example.note) == last_bits


@DRAWS
def test_no_label_moves_its_own_neighbour_rate(draw: Draw) -> None:
    """Flipping a training ticket's label never moves that ticket's own value."""
    history, _ = neighbour_rate.drawn(draw, 20)
    rows = history.drop(columns=["known_at", "breached"]).assign(decide_at=neighbour_rate.at(100))
    before = neighbour_rate.definition(history, rows, neighbour_rate.SCALES, 3, 0.2)
    for label in history.index:
        flipped = history.assign(breached=history["breached"].where(history.index != label,
                                                                    1 - history["breached"]))
        assert neighbour_rate.definition(flipped, rows, neighbour_rate.SCALES, 3, 0.2)[label] == before[label]


def test_every_draw_of_neighbours_has_ties_and_nobodies() -> None:
    """Drawn rows include some of equal distance and some of which nothing was known in time."""
    for draw in (PUBLIC, GRADED):
        history, rows = neighbour_rate.drawn(draw, 40)
        assert history.duplicated(["body_chars", "sla_hours"]).any()
        assert (rows["decide_at"] < history["known_at"].quantile(0.9)).any()


@pytest.mark.parametrize(("subject", "words"), [
    ("SSO ＳＳＯ sso", {"sso"}), ("SAMLログイン", {"saml", "ログ", "グイ", "イン"}),
    ("税", {"税"}), (None, set()),
    ("sync_error, 99%", {"sync", "error", "99"}), ("cre\u0301dito", {"cr\u00e9dito"}), ("", set())])
def test_the_words_of_a_subject(subject: str | None, words: set[str]) -> None:
    """The definition's words of some subjects, read off by hand."""
    assert subject_words_cases.words(subject) == words


@pytest.mark.parametrize(("feature", "broken"), [
    (promised_features.text_length, set()), (promised_features.nothing_yet, set()),
    (promised_features.rounding_of_the_order, set()), (promised_features.sorted_by_time, set()),
    (promised_features.number_of_the_account, {"order", "others"}),
    (promised_features.wall_hour, {"zone"}), (promised_features.seconds_and_label, {"own_label"}),
    (promised_features.rate_of_the_others, {"others"}),
    (promised_features.rate_of_the_account, {"others", "own_label"})])
def test_the_promises_that_features_break(feature: promised_features.Feature, broken: set[str]) -> None:
    """What each feature breaks on three tickets, as its docstring says."""
    assert promises.definition(feature, promises.three()) == broken


def test_naming_every_promise_earns_nothing() -> None:
    """An answer that always accuses finds no broken promise."""
    everything = set(promises.PROMISES)
    result = promises.CHECK.run("05_features", "Promises", lambda feature, tickets: everything, PUBLIC)
    assert result.points == 0


def test_a_matrix_of_other_earns_little() -> None:
    """All levels `other`, all numbers filled: most oracles say no."""
    def answer(rows: pd.DataFrame, schema: model_input_cases.Schema) -> pd.DataFrame:
        return model_input_cases.definition(rows[[]], schema)
    result = model_input.CHECK.run("05_features", "Gate", answer, PUBLIC)
    assert result.points < model_input.CHECK.points / 2 + 1.5
