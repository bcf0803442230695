"""One sandbox for a whole run of tests: starting it takes seconds, an answerer takes milliseconds."""
from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from autograder.sandbox.answerer import Answerer
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from tests.sandbox.opened import jailed


@pytest.fixture
def jail() -> Sandbox:
    """A sandbox in bubblewrap; skips where there is none, fails there if CI=true."""
    return jailed()


@pytest.fixture
def answering(jail: Sandbox) -> Iterator[Callable[..., Answerer]]:
    """Starts answerers that have run the given cells; all of them are closed afterwards."""
    opened: list[Answerer] = []

    def answering(*cells: str, files: dict[str, bytes] | None = None, **limits: object) -> Answerer:
        opened.append(jail.answerer(files or {}, Limits(**limits)))
        for run in opened[-1].run_cells(cells):
            assert not run.problem and not [out for out in run.outputs if out["output_type"] == "error"], run
        return opened[-1]

    yield answering
    for answerer in opened:
        answerer.close()
