"""The examples in the documentation of the pipeline, and its page."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from craftdata import pipeline

MODULES = [name for _, name, _ in pkgutil.iter_modules(pipeline.__path__) if name != "__main__"]
FOLDER = Path(pipeline.__file__).parent


@pytest.mark.parametrize("name", [pipeline.__name__, *(f"{pipeline.__name__}.{name}" for name in MODULES)])
def test_examples_run(name):
    """Every example in a docstring gives what it shows."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_package_shows_an_example():
    """The package itself has one."""
    assert doctest.testmod(pipeline).attempted > 5


def test_the_page_names_every_module():
    """README.md has a line for each module, and for none that is not there."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)\.py`", page, re.M)) == {path.stem for path in FOLDER.glob("*.py")} - {
        "__init__"
    }
