"""Unit 05, features that survive production: the checks of its tasks, in task order."""
from autograder.checks.features import calendar_features, encoder

CHECKS = (
    encoder.CHECK,
    calendar_features.CHECK,
)
