"""Mutants: one slip each, of every kind, in the code that a check judges."""
import ast

import pytest

from autograder.verify.mutants import mutants_of


def changes(body: str) -> set[tuple[str, str]]:
    """The changed lines of all mutants of a function with this body."""
    source = "def f(x, y):\n" + "\n".join(f"    {line}" for line in body.splitlines())
    return {(mutant.before, mutant.after) for mutant in mutants_of("f", source)}


@pytest.mark.parametrize(("line", "slip"), [
    ("return x < y", "return x <= y"),
    ("return x < y", "return x >= y"),
    ("return x == y", "return x != y"),
    ("return x in y", "return x not in y"),
    ("return x + y", "return x - y"),
    ("return x * y", "return x / y"),
    ("return x & y", "return x | y"),
    ("return x and y", "return x or y"),
    ("return ~x", "return x"),
    ("return -x", "return x"),
    ("return x[3]", "return x[4]"),
    ("return x[3]", "return x[2]"),
    ("return x.sort_values(ascending=True)", "return x.sort_values(ascending=False)"),
    ("return x.sort_values(ascending=True)", "return x.sort_values()"),
    ("return x.sort_values(ascending=True)", "return x"),
    ("return x.searchsorted(y, side='left')", "return x.searchsorted(y, side='right')"),
    ("return x.merge(y, how='left')", "return x.merge(y, how='inner')"),
    ("return x.min()", "return x.max()"),
    ("return x.first()", "return x.last()"),
    ("return x.sum()", "return x.mean()"),
    ("return max(x, y)", "return min(x, y)"),
    ("return [v for v in x if v]", "return [v for v in x]"),
    ("x += y", "x -= y"),
    ("x += y", "(dropped)"),
    ("return x if y else 7", "return x if not y else 7"),
])
def test_a_slip_is_made(line: str, slip: str) -> None:
    """Each kind of slip is among the mutants of a line that allows it."""
    assert (line, slip) in changes(line)


def test_a_break_becomes_a_continue() -> None:
    """A loop's exit may go wrong."""
    assert ("break", "continue") in changes("for v in x:\n    break")


def test_every_mutant_is_valid_and_different() -> None:
    """No mutant repeats another or the original, and all are Python."""
    source = "def f(x):\n    y = x[x > 0].min() + 1\n    if y < 3 and not x:\n        return -y\n    return y"
    sources = [mutant.source for mutant in mutants_of("f", source)]
    assert len(set(sources)) == len(sources) > 10
    assert ast.unparse(ast.parse(source)) not in sources
    for text in sources:
        ast.parse(text)


def test_what_no_check_judges_is_left_alone() -> None:
    """Docstrings, annotations, decorators, imports and the words of errors have no mutants."""
    source = '''
import math
@cache(3)
def f(x: Literal[1]) -> Literal[2]:
    """Says 4."""
    raise ValueError("at most " + str(5))
'''
    assert [(mutant.before, mutant.after) for mutant in mutants_of("f", source)] == [
        ("raise ValueError('at most ' + str(5))", "(dropped)")]


def test_mutants_come_in_the_order_of_the_code() -> None:
    """The report reads along the solution."""
    lines = [mutant.line for mutant in mutants_of("f", "def f(x):\n    y = x + 1\n    return y - 1")]
    assert lines == sorted(lines)


def test_the_key_names_task_and_lines() -> None:
    """`[survivors]` in unit.toml is keyed by what a reader sees."""
    keys = [mutant.key for mutant in mutants_of("gap", "def gap(x, y):\n    return x - y")]
    assert "gap: return x - y => return x + y" in keys
