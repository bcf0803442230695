"""All that a service saw of a world, beside what is true of it."""
from __future__ import annotations

import numpy as np
import pandas as pd

from craftdata.desk import World
from craftdata.desk.observation import as_column

TRUTH = ("p_breach", "p_breach_fast", "breach_alone", "breach_fast", "fast_lane", "propensity", "breach",
         "penalty", "queue", "log_work", "sigma", "open_sla", "open_first", "outage", "gamed", "misrouted",
         "resolved_at", "known_at")


def served(world: World) -> pd.DataFrame:
    """The tickets of all closed days as the service saw them at their decisions, beside the truth.

    Returns
    -------
    DataFrame
        One row per row of `Day.tickets`, day after day, within a day ordered by `ticket_id`: `day` (int),
        the columns of `Day.tickets`, and those of `World.truth` that `TRUTH` names. A column that some
        days lack, as under a schema change, is missing there.
    """
    days = [world.day(number) for number in range(world.course.day)]
    frame = _joined([day.columns for day in days])
    frame.insert(0, "day", np.repeat([day.number for day in days],
                                     [len(day.columns["ticket_id"]) for day in days]))
    truth = world.truth().set_index("ticket_id")[list(TRUTH)].reindex(frame["ticket_id"])
    return pd.concat([frame, truth.reset_index(drop=True)], axis=1)


def _joined(days: list[dict[str, np.ndarray]]) -> pd.DataFrame:
    """Days one after the other; frames are only made where their columns differ, because that is slow."""
    if len({tuple(day) for day in days}) == 1:
        joined = {name: np.concatenate([day[name] for day in days]) for name in days[0]}
        return pd.DataFrame({name: as_column(values) for name, values in joined.items()})
    frames = [pd.DataFrame({name: as_column(values) for name, values in day.items()}) for day in days]
    return pd.concat(frames, ignore_index=True)
