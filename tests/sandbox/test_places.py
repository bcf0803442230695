"""The jail works wherever the course lies, in /tmp too, which each submission has for itself."""
from __future__ import annotations

import tempfile
from pathlib import Path

from autograder.sandbox import visible
from autograder.sandbox.sandbox import Sandbox
from tests.sandbox.needs_jail import needs_jail_or_skip

CELL = """
from pathlib import Path
marker, folder = Path({marker!r}), Path({marker!r}).parent
found = [marker.read_text(), sorted(path.name for path in folder.iterdir())]
try:
    (folder / "written").write_text("x")
except OSError as error:
    found.append(type(error).__name__)
own = Path("/tmp/own")
own.write_text("y")
found.append(own.read_text())
"""


def test_what_python_needs_is_seen_below_tmp_and_cannot_be_written(monkeypatch) -> None:
    """A virtual environment in /tmp is there with a blank in its path, read-only; the rest of /tmp is not."""
    needs_jail_or_skip()
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="craft places ") as place:
        prefix = Path(place, "environment")
        prefix.mkdir()
        (prefix / "marker").write_text("seen")
        Path(place, "secret").write_text("unseen")
        python = visible._python()
        monkeypatch.setattr(visible, "_python", lambda: {**python, prefix: prefix})
        with Sandbox() as sandbox, sandbox.answerer() as answerer:
            runs = answerer.run_cells([
                CELL.format(marker=str(prefix / "marker")), f"import os; beside = os.listdir({place!r})",
                "def f(): return found, beside"])
            assert not any(run.problem for run in runs)
            assert answerer.callable("f")() == (["seen", ["marker"], "OSError", "y"], ["environment"])
