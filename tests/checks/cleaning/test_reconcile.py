"""The check of reconcile: lazy answers earn nothing, and the definition adds up."""

import pandas as pd

from autograder.checks.cleaning.ledger_cases import changed, everything, gaps, moved_and_changed, reasons
from autograder.checks.cleaning.reconcile import CHECK
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("03_cleaning", "reconcile")
DRAWS = [PUBLIC, *[graded_draw("03_cleaning", "reconcile", learner_key(f"l{i}")) for i in range(10)]]


def _earned(answer: object) -> float:
    return CHECK.run("03_cleaning", "Every row accounted for", answer, PUBLIC).points


def test_refusing_or_accepting_everything_earns_nothing() -> None:
    """A function that always raises, or always returns an empty ledger, has no point."""

    def refuse(*arguments: object) -> None:
        raise ValueError("T-1 T-2 T-3 T-8 T-9")

    assert _earned(refuse) == 0
    assert _earned(lambda *arguments: pd.DataFrame(columns=["line", "rows", "known", "total"])) == 0


def test_the_definition_adds_up() -> None:
    """In each column the lines before the last add up to the last."""
    for draw in DRAWS:
        for make in (reasons, changed, moved_and_changed, gaps, everything):
            for made in make(draw):
                book = made.expected[["rows", "known", "total"]]
                assert ((book[:-1].sum() - book.iloc[-1]).abs() < 1e-9).all()
                assert book["rows"].iloc[-1] == len(made.args[1])
