"""Unit 06, from baselines to a model: the checks of its tasks, in task order."""

from autograder.checks.modeling import (
    baseline_ladder,
    breach_model,
    choose_rung,
    diagnose_curve,
    logistic_model,
    pipeline_answers,
    test_model,
    train_bag,
)

CHECKS = (
    pipeline_answers.CHECK,
    baseline_ladder.CHECK,
    choose_rung.CHECK,
    logistic_model.CHECK,
    breach_model.CHECK,
    diagnose_curve.CHECK,
    train_bag.CHECK,
    test_model.CHECK,
)
