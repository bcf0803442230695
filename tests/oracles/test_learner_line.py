"""Which line of the learner's code an exception came through."""
import json
import linecache

from autograder.oracles.learner_line import Line, learner_line


def _raised(source: str, file: str = "<cell>") -> Exception:
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    try:
        exec(compile(source, file, "exec"), {})
    except Exception as error:
        return error
    raise AssertionError("the source was to raise")


def test_the_innermost_line_of_the_learner_counts() -> None:
    """Of several frames in the cell the last one is shown."""
    source = "def f():\n    return 1 / 0\n\nf()\n"
    assert learner_line(_raised(source)) == Line(2, "return 1 / 0")


def test_a_library_below_is_passed_over() -> None:
    """An exception inside a library points to the learner's call of it."""
    assert learner_line(_raised("import json\njson.loads('{')\n")) == Line(2, "json.loads('{')")


def test_a_compiled_part_of_a_library_is_passed_over() -> None:
    """pandas' missing value raises in missing.pyx, whose source is not there: the cell's line is meant."""
    source = "import pandas as pd\n\nanswer = bool(pd.NA == 'a')\n"
    assert learner_line(_raised(source)) == Line(3, "answer = bool(pd.NA == 'a')")


def test_generated_code_is_nobodys_line() -> None:
    """Generated code has a number and no text: the line of the cell that called it says more."""
    source = "made = {}\nexec(compile('def f(): return 1 / 0', '<string>', 'exec'), made)\nmade['f']()\n"
    assert learner_line(_raised(source)) == Line(3, "made['f']()")


def test_code_of_the_course_is_nobodys_line() -> None:
    """An exception that never passed through a cell has no learner's line."""
    try:
        json.loads("{")
    except ValueError as error:
        error.__traceback__ = error.__traceback__.tb_next
        assert learner_line(error) is None
