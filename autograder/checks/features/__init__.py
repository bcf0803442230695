"""Unit 05, features that survive production: the checks of its tasks, in task order."""
from autograder.checks.features import (
    ablate,
    calendar_features,
    desk_features,
    encoder,
    model_input,
    neighbour_rate,
    promises,
    subject_words,
)

CHECKS = (
    encoder.CHECK,
    calendar_features.CHECK,
    desk_features.CHECK,
    subject_words.CHECK,
    model_input.CHECK,
    neighbour_rate.CHECK,
    ablate.CHECK,
    promises.CHECK,
)
