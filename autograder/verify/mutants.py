"""Mutants of a reference answer: the same code with one small slip."""
from __future__ import annotations

import ast
import copy
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.verify.mutations import MUTATIONS

DROPPED = "(dropped)"


@dataclass(frozen=True)
class Mutant:
    """One slip. `line`, `before`, `after`: the line that changed; `source`: the whole cell with the slip."""

    task: str
    line: int
    before: str
    after: str
    source: str

    @property
    def key(self) -> str:
        """Its name in `[survivors]` of unit.toml."""
        return f"{self.task}: {self.before} => {self.after}"


def mutants_of(task: str, source: str) -> list[Mutant]:
    """All different mutants of an answer cell, in the order of the code.

    Docstrings, annotations, decorators, imports and the texts of errors are left alone: no check judges
    them.
    """
    tree = ast.parse(source)
    original = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for fresh in _edited_trees(tree):
        try:
            text = ast.unparse(ast.fix_missing_locations(fresh))
            ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        if text != original and text not in found:
            found[text] = Mutant(task, *_changed_line(original, text), text)
    return sorted(found.values(), key=lambda mutant: mutant.line)


def _edited_trees(tree: ast.Module) -> Iterator[ast.Module]:
    left_alone = {id(node) for root in _left_alone(tree) for node in ast.walk(root)}
    for position, node in enumerate(ast.walk(tree)):
        if id(node) in left_alone:
            continue
        for mutation in MUTATIONS:
            for edit in mutation(node):
                fresh = copy.deepcopy(tree)
                edit(_nth(fresh, position))
                yield fresh


def _nth(tree: ast.AST, position: int) -> ast.AST:
    return next(node for number, node in enumerate(ast.walk(tree)) if number == position)


def _left_alone(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from node.decorator_list
        if isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        if isinstance(node, ast.Raise) and node.exc:
            yield node.exc
        if isinstance(node, ast.Assert) and node.msg:
            yield node.msg
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node


def _changed_line(original: str, mutated: str) -> tuple[int, str, str]:
    """Where two texts first differ (line number from 0), and that line before and after."""
    old, new = original.splitlines(), mutated.splitlines()
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changes = [block for block in blocks if block[0] != "equal"]
    _, start, end, new_start, new_end = changes[0]
    before = old[start].strip() if end > start else "(nothing)"
    after = new[new_start].strip() if new_end > new_start else DROPPED
    return start, before, DROPPED if after == "pass" else after
