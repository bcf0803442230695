"""Incidents of the pipeline: the world is as always, what the service sees of it is not."""

from __future__ import annotations

import numpy as np

from .ground import Ground
from .incidents import running_on

FROM_CRM = ("plan", "seats", "tenure_days", "sla_hours", "open_hours")
NEW_UNITS = {"sla_hours": 60, "open_hours": 60, "attach_kb": 1024}
DUPLICATE_SHARE = 0.3


def with_faults(
    ground: Ground, day: int, order: np.ndarray, own: slice, columns: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """The columns of a day as they arrive under the incidents that run on it.

    Parameters
    ----------
    order : ndarray of int
        Position of each row among the tickets `own` of the day.
    """
    incidents = ground.scenario.incidents
    if running_on(incidents, "null_upstream", day):
        columns |= {name: np.full(len(order), np.nan) for name in FROM_CRM}
        columns["plan"] = np.full(len(order), None, object)
    if running_on(incidents, "unit_change", day):
        columns |= {name: columns[name] * factor for name, factor in NEW_UNITS.items()}
    if twice := running_on(incidents, "duplicates", day):
        u = ground.streams.at("faults.twice", ground.tickets.serial[own][order])
        rows = np.flatnonzero(u < min(DUPLICATE_SHARE * twice.size, 1.0))
        rows = np.r_[np.arange(len(order)), rows]
        rows = rows[np.argsort(ground.streams.uniform(f"faults.order.{day}", len(rows)), kind="stable")]
        columns = {name: values[rows] for name, values in columns.items()}
    if running_on(incidents, "schema_change", day):
        columns = {"priority" if name == "severity" else name: values for name, values in columns.items()}
    return columns
