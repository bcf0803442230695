"""Unit 03, cleaning without lying: the checks of its tasks, in task order."""

from autograder.checks.cleaning import (
    clean_tickets,
    cleaner,
    fix_units,
    normalise_subject,
    plan_repairs,
    reconcile,
    test_cleaner,
    to_utc,
)

CHECKS = (
    to_utc.CHECK,
    fix_units.CHECK,
    cleaner.CHECK,
    normalise_subject.CHECK,
    reconcile.CHECK,
    clean_tickets.CHECK,
    test_cleaner.CHECK,
    plan_repairs.CHECK,
)
