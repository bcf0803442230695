"""Tests of the jail need bubblewrap and user namespaces."""
from __future__ import annotations

import os

import pytest

from autograder.sandbox.abilities import jail_trouble


def needs_jail_or_skip() -> None:
    """Skip the test where there can be no jail; where CI=true, that is a failure."""
    if trouble := jail_trouble():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must have a jail: {trouble}")
        pytest.skip(trouble)
