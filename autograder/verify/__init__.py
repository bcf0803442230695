"""Grading the grader: what a unit must prove before a learner sees it."""
