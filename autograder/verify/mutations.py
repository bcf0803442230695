"""Small slips that a programmer makes, as edits of one node of a syntax tree.

A mutation takes a node and yields edits; an edit changes the same node of a fresh copy of the tree, in
place. `MUTATIONS` says which there are.
"""
from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

Edit = Callable[[Any], None]
Mutation = Callable[[ast.AST], Iterator[Edit]]

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,)}
_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,), ast.Mod: (ast.FloorDiv,), ast.BitAnd: (ast.BitOr,), ast.BitOr: (ast.BitAnd,)}
_STRINGS = {
    "left": ("right", "inner"), "right": ("left",), "inner": ("left", "outer"), "outer": ("inner",),
    "backward": ("forward", "nearest"), "forward": ("backward",), "first": ("last",), "last": ("first",),
    "min": ("max",), "max": ("min",), "sum": ("mean",), "mean": ("sum",), "size": ("nunique",),
    "count": ("size",), "any": ("all",), "all": ("any",), "both": ("left", "neither"), "neither": ("both",)}
_METHODS = {
    "min": "max", "max": "min", "first": "last", "last": "first", "sum": "mean", "mean": "sum", "any": "all",
    "all": "any", "head": "tail", "tail": "head", "ffill": "bfill", "bfill": "ffill", "idxmin": "idxmax",
    "idxmax": "idxmin", "floor": "ceil", "ceil": "floor", "union": "intersection", "intersection": "union",
    "notna": "isna", "isna": "notna", "size": "nunique", "count": "size"}
_METHODS_ONE_FORGETS = {
    "abs", "astype", "bfill", "clip", "copy", "drop_duplicates", "dropna", "ffill", "fillna", "reindex",
    "reset_index", "round", "shift", "sort_index", "sort_values", "tz_convert", "tz_localize"}


def comparison(node: ast.AST) -> Iterator[Edit]:
    """`<` becomes `<=` or `>=`, `==` becomes `!=`, `in` becomes `not in`, ..."""
    if isinstance(node, ast.Compare):
        for position, operator in enumerate(node.ops):
            for other in _COMPARISONS[type(operator)]:
                yield lambda fresh, at=position, new=other: fresh.ops.__setitem__(at, new())


def arithmetic(node: ast.AST) -> Iterator[Edit]:
    """`+` and `-`, `*` and `/`, `&` and `|` change places."""
    if isinstance(node, ast.BinOp | ast.AugAssign):
        for other in _OPERATORS.get(type(node.op), ()):
            yield lambda fresh, new=other: setattr(fresh, "op", new())


def connective(node: ast.AST) -> Iterator[Edit]:
    """`and` becomes `or` and the other way round."""
    if isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield lambda fresh: setattr(fresh, "op", other())


def negation(node: ast.AST) -> Iterator[Edit]:
    """A condition is negated; `not x`, `~x` and `-x` become `x`."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield lambda fresh: setattr(fresh, "test", ast.UnaryOp(ast.Not(), fresh.test))
    for field in _expression_fields(node):
        if isinstance(getattr(node, field), ast.UnaryOp):
            yield lambda fresh, name=field: setattr(fresh, name, getattr(fresh, name).operand)


def constant(node: ast.AST) -> Iterator[Edit]:
    """A number is off by one, a truth value flipped, an option such as `side="left"` another one."""
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        new_values: tuple[Any, ...] = (not node.value,)
    elif isinstance(node.value, int | float):
        new_values = (node.value + 1, node.value - 1)
    else:
        new_values = _STRINGS.get(node.value, ()) if isinstance(node.value, str) else ()
    for value in new_values:
        yield lambda fresh, new=value: setattr(fresh, "value", new)


def method(node: ast.AST) -> Iterator[Edit]:
    """`min` becomes `max`, `first` becomes `last`, ..."""
    if isinstance(node, ast.Attribute) and node.attr in _METHODS:
        yield lambda fresh: setattr(fresh, "attr", _METHODS[fresh.attr])
    if isinstance(node, ast.Name) and node.id in ("min", "max", "any", "all"):
        yield lambda fresh: setattr(fresh, "id", _METHODS[fresh.id])


def forgotten_method(node: ast.AST) -> Iterator[Edit]:
    """`frame.drop_duplicates()` becomes `frame`."""
    for field in _expression_fields(node):
        value = getattr(node, field)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) \
                and value.func.attr in _METHODS_ONE_FORGETS:
            yield lambda fresh, name=field: setattr(fresh, name, getattr(fresh, name).func.value)


def forgotten_keyword(node: ast.AST) -> Iterator[Edit]:
    """A call loses one of its keyword arguments."""
    if isinstance(node, ast.Call):
        for position in range(len(node.keywords)):
            yield lambda fresh, at=position: fresh.keywords.pop(at)


def forgotten_filter(node: ast.AST) -> Iterator[Edit]:
    """A comprehension loses its condition."""
    if isinstance(node, ast.comprehension):
        for position in range(len(node.ifs)):
            yield lambda fresh, at=position: fresh.ifs.pop(at)


def forgotten_statement(node: ast.AST) -> Iterator[Edit]:
    """One statement of a block is missing."""
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if not isinstance(block, list):
            continue
        for position, statement in enumerate(block):
            if not _is_kept(node, statement):
                yield lambda fresh, name=field, at=position: getattr(fresh, name).__setitem__(at, ast.Pass())


def jump(node: ast.AST) -> Iterator[Edit]:
    """`break` becomes `continue` and the other way round."""
    for field in ("body", "orelse"):
        block = getattr(node, field, None)
        for position, statement in enumerate(block if isinstance(block, list) else []):
            if isinstance(statement, ast.Break | ast.Continue):
                other = ast.Continue if isinstance(statement, ast.Break) else ast.Break
                yield lambda fresh, name=field, at=position, new=other: \
                    getattr(fresh, name).__setitem__(at, new())


MUTATIONS: tuple[Mutation, ...] = (
    comparison, arithmetic, connective, negation, constant, method, forgotten_method, forgotten_keyword,
    forgotten_filter, forgotten_statement, jump)


def _expression_fields(node: ast.AST) -> Iterator[str]:
    yield from (field for field in node._fields if isinstance(getattr(node, field, None), ast.expr))


def _is_kept(parent: ast.AST, statement: ast.stmt) -> bool:
    """Statements whose loss is no slip of a programmer: imports, definitions, docstrings, nothing at all."""
    if isinstance(parent, ast.Module) and isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return True
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text or isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass)
