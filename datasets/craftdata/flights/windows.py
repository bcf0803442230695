"""Count and sum past events per group, for many moments at once, without a loop over rows."""
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class EventLog:
    """Events sorted by group and time, ready to be asked how many there were in a window.

    Parameters
    ----------
    group : int array of shape (n,)
        Group of each event, 0 <= group.
    time : float array of shape (n,)
        When each event could be known, whole minutes since 1970; NaN means it never happened.
    value : float array of shape (n,), optional
        What to add up; no NaN where ``time`` is given.
    """

    keys: np.ndarray
    running_total: np.ndarray
    start: float
    span: float

    @classmethod
    def of(cls, group: np.ndarray, time: np.ndarray, value: np.ndarray | None = None) -> "EventLog":
        happened = ~np.isnan(time)
        group, time = np.asarray(group)[happened], np.asarray(time)[happened]
        value = np.ones(len(time)) if value is None else np.asarray(value, float)[happened]
        start = time.min() if len(time) else 0.0
        # One number per event keeps groups apart: no time is as far from `start` as the next group.
        span = (time.max() - start if len(time) else 0.0) + 2
        keys = group * span + (time - start + 1)
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], np.r_[0.0, np.cumsum(value[order])], start, span)

    def within(
        self, group: np.ndarray, until: np.ndarray, minutes: float = np.inf
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return number and sum of a group's events with ``until - minutes < time <= until``.

        Parameters
        ----------
        group, until : arrays of shape (m,)
            The group and the moment (minutes since 1970) of each question.
        minutes : float
            Length of the window; infinite by default.

        Returns
        -------
        (count, total) : float arrays of shape (m,)
        """
        last = self._events_up_to(group, until)
        first = self._events_up_to(group, until - minutes)
        return (last - first).astype(float), self.running_total[last] - self.running_total[first]

    def _events_up_to(self, group: np.ndarray, moment: np.ndarray) -> np.ndarray:
        offset = np.clip(moment - self.start + 1, 0, self.span - 1)
        return np.searchsorted(self.keys, group * self.span + offset, side="right")


def group_codes(table: pd.DataFrame, *columns: str) -> np.ndarray:
    """Return an integer per row, equal where the rows agree on ``columns``.

    Raises
    ------
    ValueError
        If a key is missing: nulls would form a group of their own, and in the flights that group is a
        leak (every flight without a tail number was cancelled).
    """
    for column in columns:
        if table[column].isna().any():
            raise ValueError(f"{column} has missing values: drop these rows before grouping by it.")
    return table.groupby(list(columns), sort=False).ngroup().to_numpy()
