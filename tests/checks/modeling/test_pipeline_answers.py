"""The key of the code-reading questions is true of the code that is shipped."""

import ast
from pathlib import Path

import pandas as pd

from autograder.checks.modeling.pipeline_answers import KEY, is_right
from craftdata import pipeline
from craftdata.pipeline import features, train

FOLDER = Path(pipeline.__file__).parent


def test_places_exist() -> None:
    """Each place of the key is a function or method of that file."""
    for place in [value for value in KEY.values() if isinstance(value, str)] + sorted(KEY["callers"]):
        file, name = place.split(":")
        node: ast.AST = ast.parse((FOLDER / file).read_text(encoding="utf-8"))
        for part in name.split("."):
            node = next(
                child
                for child in ast.walk(node)
                if isinstance(child, ast.FunctionDef | ast.ClassDef) and child.name == part
            )


def test_callers_are_all_callers() -> None:
    """Of all functions outside features.py those of the key call features.build, and no others."""
    found = set()
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "features.build(" in ast.unparse(node):
                found.add(f"{path.name}:{node.name}")
    assert found == KEY["callers"]


def test_numbers_come_from_running() -> None:
    """Days of training, columns of menus and the least logarithm are what the code gives."""
    dates = pd.date_range("2024-01-01", periods=150, tz="UTC").repeat(10)
    parts = train.split(pd.DataFrame({"date": dates, "breach": True}), pipeline.Config())
    probes = features.build(features.probe_rows())
    assert parts.train["date"].nunique() == KEY["train_days"]
    assert sum("=" in column for column in probes) == KEY["one_hot"]
    assert is_right("weakest", probes["log_work_left"].min()) and not is_right("weakest", -0.7)
