"""The check of clean_tickets: rows never depend on outcomes, and every draw holds all kinds of tickets."""

import pandas as pd

from autograder.checks.cleaning.clean_tickets import CHECK
from autograder.checks.cleaning.ticket_cases import AS_OF, definition, everything
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("03_cleaning", "clean_tickets")
DRAWS = [PUBLIC, *[graded_draw("03_cleaning", "clean_tickets", learner_key(f"l{i}")) for i in range(20)]]


def test_an_empty_table_earns_nothing() -> None:
    """To return no ticket at all is worth no point."""

    def none(tickets: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
        return definition(tickets, as_of)[:0]

    assert CHECK.run("03_cleaning", "Mend the training table", none, PUBLIC).points == 0


def test_the_definition_does_not_read_outcomes_for_its_rows() -> None:
    """Other resolutions give the same tickets and seats."""
    for draw in DRAWS:
        for made in everything(draw):
            tickets = made.args[0]
            other = tickets.assign(resolved_at=tickets["created_at"] + pd.Timedelta("700h"))
            columns = ["ticket_id", "seats", "seats_missing"]
            pd.testing.assert_frame_equal(definition(other, AS_OF)[columns], made.expected[columns])
            served = definition(tickets.drop(columns="resolved_at"), AS_OF)
            pd.testing.assert_frame_equal(served, made.expected[columns])


def test_every_draw_has_all_labels_and_gaps() -> None:
    """Breached, met and unknown tickets, seats known and not, in each drawn table."""
    for draw in DRAWS:
        for made in everything(draw):
            table = made.expected
            assert {0.0, 1.0} <= set(table["breached"]) and table["breached"].isna().any()
            assert 0 < table["seats_missing"].sum() < len(table) < made.args[0]["ticket_id"].nunique()
