"""The check of segment_table: its definition, what lazy answers earn, and what each draw holds."""
import pandas as pd

from autograder.checks.aggregation.segment_table import CHECK, definition, everything, probes
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("04_aggregation", "segment_table")
DRAWS = [PUBLIC, *[graded_draw("04_aggregation", "segment_table", learner_key(f"l{i}")) for i in range(20)]]


def _earned(answer: object) -> float:
    return CHECK.run("04_aggregation", "Mend the dashboard", answer, PUBLIC).points


def _only_the_total(daily: pd.DataFrame, by: str) -> pd.DataFrame:
    return definition(daily, by).tail(1)


def test_the_given_table_earns_nothing() -> None:
    """The daily table itself, or an empty one of the right columns, earns nothing."""
    columns = ["tickets", "breached", "rate", "share"]
    assert _earned(lambda daily, by: daily) == 0
    assert _earned(lambda daily, by: pd.DataFrame(columns=[by, *columns])) == 0


def test_the_total_alone_earns_little() -> None:
    """The row of all without its segments earns its own point and the guards': shape, input left alone."""
    assert _earned(_only_the_total) <= 1.75


def test_the_definition_reconciles_with_its_rows() -> None:
    """Segments add up to the row of all, and that to `daily`; their shares add up to 1."""
    for draw in DRAWS[:5]:
        for daily, by in probes(draw):
            table = definition(daily, by)
            segments, total = table[:-1], table.iloc[-1]
            for column in ("tickets", "breached"):
                assert segments[column].sum() == total[column] == daily[column].sum()
            assert abs(segments["share"].sum() - 1) < 1e-12 and total["share"] == 1
            assert ((table["rate"] * table["tickets"]).fillna(0) - table["breached"]).abs().max() < 1e-9


def test_every_draw_holds_the_rare_segments() -> None:
    """Each drawn table has a segment without a name, one without tickets, and days without tickets."""
    for draw in DRAWS:
        for made in everything(draw):
            table = made.expected.set_index("region")
            assert table.loc["unknown", "tickets"] > 0 and table.loc["zero-1", "tickets"] == 0
            assert pd.isna(table.loc["zero-1", "rate"]) and "team" not in made.args[0]
