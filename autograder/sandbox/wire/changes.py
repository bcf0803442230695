"""What a call did to its arguments: written back into the caller's own objects."""
from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.sandbox.wire.randomness import set_state


def write_back(mine: Any, changed: Any) -> None:
    """Make `mine` what `changed` is, in place; without effect where that cannot be done in place.

    mine: an argument as it was sent. changed: what came back of it, plain data of any kind.
    """
    if type(mine) is not type(changed):
        return
    if isinstance(mine, pd.DataFrame | pd.Series):
        type(mine).__init__(mine, changed)
    elif isinstance(mine, np.ndarray):
        if mine.shape == changed.shape and mine.flags.writeable:
            mine[...] = changed
    elif isinstance(mine, list | bytearray):
        mine[:] = changed
    elif isinstance(mine, dict | set):
        mine.clear()
        mine.update(changed)
    elif isinstance(mine, np.random.Generator | np.random.RandomState):
        set_state(mine, changed)
