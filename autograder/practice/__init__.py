"""What a notebook imports: `check = check_for("04")`."""
from autograder.practice.checker import Checker, check_for

__all__ = ["Checker", "check_for"]
