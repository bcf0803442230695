"""One sandbox and one set of decoys for all attacks of a process."""
from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.sandbox.sandbox import Sandbox
from tests.adversaries.decoys import Decoys
from tests.sandbox.opened import jailed


@pytest.fixture(scope="session")
def decoys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decoys]:
    made = Decoys(tmp_path_factory.mktemp("decoys"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def jail(decoys: Decoys) -> Sandbox:
    """Opened after the decoys were laid, so that they could be inherited."""
    return jailed()
