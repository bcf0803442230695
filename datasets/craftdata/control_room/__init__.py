"""The room in which the Desk is watched: the figures of its dashboard, the contract of its rows, its shifts.

>>> from craftdata import control_room, desk
>>> with desk.open_desk(seed=7, days=14, tickets_per_day=20, fast_lane_places=3) as op:
...     day = op.open_day()
>>> sorted(control_room.figures(day.tickets)) == sorted(control_room.FIGURES)
True
>>> set(control_room.contract()["column"]) == set(day.tickets)
True
"""

from .figures import FIGURES, figures
from .promise import contract
from .shift import Shift, open_shift

__all__ = ["FIGURES", "Shift", "contract", "figures", "open_shift"]
