"""Unit 08, evaluation: the checks of its tasks, in task order."""

from autograder.checks.evaluation import (
    calibrate,
    choose_policy,
    cluster_bootstrap,
    compare,
    reliability_plot,
    slice_report,
    test_interval,
)

CHECKS = (
    cluster_bootstrap.CHECK,
    test_interval.CHECK,
    compare.CHECK,
    calibrate.CHECK,
    reliability_plot.CHECK,
    slice_report.CHECK,
    choose_policy.CHECK,
)
