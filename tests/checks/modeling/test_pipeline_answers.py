"""The key of the code-reading questions is true of the code that is shipped."""

import ast
from pathlib import Path

import pandas as pd

from autograder.checks.modeling.pipeline_answers import KEY, digests, is_right, is_too_short
from craftdata import pipeline
from craftdata.pipeline import features, train

FOLDER = Path(pipeline.__file__).parent
PLACES = {
    "scaling": "train.py:fit_weights",
    "maturity": "join.py:matured",
    "untreated": "join.py:examples",
    "rounding": "model.py:Model.probability",
    "refused": "artefact.py:read",
}
CALLERS = {
    "train.py:fit_weights",
    "train.py:fit_calibration",
    "evaluate.py:evaluate",
    "serve.py:answers",
    "monitor.py:signals",
}


def test_the_key_holds_the_answers_and_no_others() -> None:
    """By their digests; each is a whole set, so that one place too many or too few is wrong."""
    assert all(is_right(key, place) and not is_right(key, "train.py:split") for key, place in PLACES.items())
    assert is_right("callers", CALLERS) and digests("callers", CALLERS) == KEY["callers"]
    assert not is_right("callers", CALLERS | {"train.py:split"}) and not is_right("callers", set())


def test_places_exist() -> None:
    """Each place of the key is a function or method of that file."""
    for place in [*PLACES.values(), *sorted(CALLERS)]:
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
    assert found == CALLERS


def test_numbers_come_from_running() -> None:
    """Days of training, columns of menus and the least logarithm are what the code gives."""
    dates = pd.date_range("2024-01-01", periods=150, tz="UTC").repeat(10)
    parts = train.split(pd.DataFrame({"date": dates, "breach": True}), pipeline.Config())
    probes = features.build(features.probe_rows())
    days, menus = parts.train["date"].nunique(), sum("=" in column for column in probes)
    assert is_right("train_days", days) and not is_right("train_days", days + 1)
    assert is_right("one_hot", menus) and not is_right("one_hot", menus + 0.0001)
    assert is_right("weakest", probes["log_work_left"].min()) and is_right("weakest", -0.6935)
    assert not is_right("weakest", -0.7) and not is_right("weakest", -0.692)


def test_two_decimals_are_called_too_few() -> None:
    """Where they are right as far as they go; not of another number, nor of another key."""
    assert is_too_short("weakest", -0.69) and not is_too_short("weakest", -0.692)
    assert not is_too_short("weakest", -0.71) and not is_too_short("train_days", 81)
