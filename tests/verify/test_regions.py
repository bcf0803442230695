"""The lines of an exercise that a learner must never see."""
from autograder.notebook.source import notebook_from_text
from autograder.verify.regions import HIDDEN, SOLUTION, outside_regions, region_lines, secret_lines

CELL = """\
def late(x):
    \"\"\"Doc.\"\"\"
    ### BEGIN SOLUTION
    import pandas as pd
    # filter before the division
    done = x[x["done"] < limit]
    else:
    return done
    ### END SOLUTION
check.late(late)
### BEGIN HIDDEN TESTS
check.late(late, draw="graded")
### END HIDDEN TESTS"""


def test_each_kind_of_region_is_told_apart() -> None:
    """Solution and hidden tests are read separately, stripped, without their marks."""
    assert region_lines(CELL, HIDDEN) == ['check.late(late, draw="graded")']
    assert region_lines(CELL, SOLUTION)[-1] == "return done"


def test_the_open_part_is_the_rest() -> None:
    """Outside the regions stand the stub and the public call."""
    assert outside_regions(CELL) == 'def late(x):\n    """Doc."""\ncheck.late(late)'


def test_lines_that_tell_nothing_are_no_secret() -> None:
    """Imports, comments and lines as common as `else:` are not searched for; tests and code are."""
    notebook = notebook_from_text("# %%\n" + CELL, "n")
    assert secret_lines(notebook) == {'done = x[x["done"] < limit]', 'check.late(late, draw="graded")'}
