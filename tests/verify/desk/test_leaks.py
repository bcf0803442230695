"""Tempting columns: the export's values know the outcome, those of the decision do not."""
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from autograder.verify.desk.leaks import ALL, CLEAN, PROMISES, Leak, _finding, tempting
from autograder.verify.desk.served import served
from craftdata import desk

ROW_ORDER, PRIORITY, SENIOR, MESSAGES, RATE, HEALTH = PROMISES


@pytest.fixture(scope="module")
def shown():
    world = desk.World(4, desk.Scenario(days=70, tickets_per_day=50))
    world.run()
    tickets = served(world).query("still_open").reset_index(drop=True)
    return world, tickets, tempting(world, tickets)


@pytest.mark.parametrize(("name", "sign"), [
    (ROW_ORDER, 1), (PRIORITY, -1), (SENIOR, 1), (MESSAGES, 1), (RATE, 1), (HEALTH, -1)])
def test_a_column_of_the_export_ranks_outcomes_better_than_what_was_known(shown, name, sign):
    """AUC of the column alone, against the same column at the decision."""
    _, tickets, columns = shown
    late, known = (np.nan_to_num(sign * column, nan=-70) for column in columns[name])
    breach = tickets["breach_alone"]
    assert roc_auc_score(breach, late) > roc_auc_score(breach, known) + 0.02


def test_what_was_known_does_not_change_when_the_world_goes_on(shown):
    """The columns of the decision are the same if the world had ended ten days earlier."""
    _, tickets, columns = shown
    shorter = desk.World(4, desk.Scenario(days=70, tickets_per_day=50))
    shorter.run(days=60)
    early = served(shorter).query("still_open").reset_index(drop=True)
    for name in (PRIORITY, SENIOR, MESSAGES, RATE):
        known = pd.Series(columns[name][1], index=tickets["ticket_id"])
        again = pd.Series(tempting(shorter, early)[name][1], index=early["ticket_id"])
        pd.testing.assert_series_equal(known[again.index], again)


def test_a_column_that_only_shines_or_only_fails_is_no_leak():
    """A finding needs both: more offline, and a loss deployed; the row order must also lose ranking."""
    clean = [Leak(0.86, 0.86, 0.06)] * 3
    assert _finding(MESSAGES, [Leak(0.89, 0.85, 0.10)] * 3, clean).holds
    assert not _finding(MESSAGES, [Leak(0.89, 0.86, 0.06)] * 3, clean).holds
    assert not _finding(MESSAGES, [Leak(0.86, 0.80, 0.10)] * 3, clean).holds
    assert not _finding(ROW_ORDER, [Leak(0.99, 0.855, 0.9)] * 3, clean).holds
    assert _finding(ALL, [Leak(0.99, 0.75, 0.9)] * 3, clean).holds
    assert CLEAN not in PROMISES
