"""Unit 04, joins and time travel: the checks of its tasks, in task order."""
from autograder.checks.aggregation import (
    account_breach_rate,
    asof_join,
    assert_grain,
    backlog,
    leaking_tickets,
    open_hours,
    replay,
    segment_table,
)

CHECKS = (
    asof_join.CHECK,
    account_breach_rate.CHECK,
    open_hours.CHECK,
    assert_grain.CHECK,
    replay.CHECK,
    segment_table.CHECK,
    backlog.CHECK,
    leaking_tickets.CHECK,
)
