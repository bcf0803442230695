"""Unit 01, formulation: the checks of its tasks, in task order."""

from autograder.checks.formulation import (
    audit_catalogue,
    define_label,
    maturity_curve,
    policy_value,
    rule_policy,
    test_define_label,
    value_ceiling,
    weekly_report,
)

CHECKS = (define_label.CHECK, maturity_curve.CHECK, weekly_report.CHECK, test_define_label.CHECK,
          audit_catalogue.CHECK, policy_value.CHECK, rule_policy.CHECK, value_ceiling.CHECK)
