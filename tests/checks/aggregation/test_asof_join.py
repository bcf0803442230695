"""The check of asof_join: its definition, what lazy answers earn, and what each draw holds."""
import numpy as np
import pandas as pd
import pytest

from autograder.checks.aggregation.asof_join import CHECK
from autograder.checks.aggregation.asof_join_cases import COLUMNS, KEYS, definition, random_tables
from autograder.draws import graded_draw, learner_key, public_draw
from autograder.oracles.compare import first_difference

PUBLIC = public_draw("04_aggregation", "asof_join")
GRADED = [graded_draw("04_aggregation", "asof_join", learner_key(f"l{i}")) for i in range(10)]


def _by_hand(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The prompt's sentence, one comparison at a time."""
    rows = []
    for ticket in left.itertuples():
        best = None
        for version in right.itertuples():
            if version.account_id == ticket.account_id and version.known_at <= ticket.decide_at \
                    and (best is None or version.known_at >= best.known_at):
                best = version
        rows.append((best.plan, best.seats, best.known_at) if best else (None, None, None))
    found = pd.DataFrame(rows, columns=["plan", "seats", "known_at"], index=left.index, dtype=object)
    return left.join(found)


def test_the_definition_says_what_the_prompt_says() -> None:
    """The last of the positions known by then agrees with a loop that compares row by row."""
    for draw in GRADED[:4]:
        for n in (4, 30):
            tables = random_tables(draw, n)
            assert first_difference(_by_hand(*tables), definition(*tables)) is None


@pytest.mark.parametrize("answer", [
    lambda left, right, *keys: left.reindex(columns=COLUMNS),
    lambda left, right, *keys: left.reindex(columns=COLUMNS)[:0],
    lambda left, right, *keys: left,
    lambda left, right, *keys: right,
    lambda left, right, *keys: None,
], ids=["all missing", "no rows", "left", "right", "nothing"])
def test_an_answer_that_joins_nothing_earns_nothing(answer: object) -> None:
    """Missing values for everybody, no rows, and the tables themselves earn no point."""
    for draw in (PUBLIC, GRADED[0]):
        assert CHECK.run("04_aggregation", "", answer, draw).points == 0


def test_one_version_for_all_earns_next_to_nothing() -> None:
    """The table's last row given to each ticket earns at most 15 % of the points."""
    def last_row(left, right, *keys):
        version = right.drop(columns=KEYS[0]).iloc[[-1] * len(left)]
        return left.join(version.set_axis(left.index))

    for draw in (PUBLIC, GRADED[0]):
        assert CHECK.run("04_aggregation", "", last_row, draw).points <= 0.15 * CHECK.points


def test_each_draw_has_ties_edges_and_newcomers() -> None:
    """In every draw the order of equal versions, the very moment, and what is yet to come change a row."""
    for draw in (PUBLIC, *GRADED):
        left, right = random_tables(draw, 200)
        expected = definition(left, right)
        second = pd.Timedelta(seconds=1)
        early, late = (definition(left.assign(decide_at=left["decide_at"] + shift), right)
                       for shift in (-second, pd.Timedelta(days=1000)))
        first_of_ties = definition(left, right[::-1])
        for other in (first_of_ties, early):
            assert (other["seats"].fillna(-1) != expected["seats"].fillna(-1)).any()
        assert (expected["known_at"].isna() & late["known_at"].notna()).any()


def test_rows_in_another_order_change_nothing_but_ties() -> None:
    """Without ties the definition gives each ticket the same version, however `right` is sorted."""
    left, right = random_tables(PUBLIC, 60)
    right = right.drop_duplicates(["account_id", "known_at"])
    mixed = right.iloc[np.random.default_rng(1).permutation(len(right))]
    assert first_difference(definition(left, mixed), definition(left, right)) is None
