"""Unit 13, monitoring: the checks of its tasks, in task order."""

from autograder.checks.monitoring import (
    alert,
    dq_findings,
    drift_monitor,
    performance,
    shift,
    skew_report,
    test_dq_findings,
    triage,
)

CHECKS = (
    dq_findings.CHECK,
    test_dq_findings.CHECK,
    shift.CHECK,
    drift_monitor.CHECK,
    performance.CHECK,
    skew_report.CHECK,
    triage.CHECK,
    alert.CHECK,
)
