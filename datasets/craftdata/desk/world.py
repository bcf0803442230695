"""A Desk in operation together with its truth: for graders and proofs, never for a notebook."""

from __future__ import annotations

import pandas as pd

from .operation import Operation
from .side_tables import agents_table, csat_table, mergers_table
from .tables import Tables, tables_of
from .truth import truth_of
from .views import accounts_view, as_of_second, events_view, labels_view, tickets_view


class World(Operation):
    """One Desk, day by day, and the answer key to it.

    Parameters
    ----------
    seed : int
        From 0 to 2**128 - 1.
    scenario : Scenario

    Examples
    --------
    >>> from craftdata import desk
    >>> world = desk.World(7, desk.Scenario(days=14, tickets_per_day=10, fast_lane_places=2))
    >>> day = world.open_day()
    >>> world.close_day(day.tickets["ticket_id"][day.tickets["still_open"]][:2]).fast_lane
    2
    >>> int(world.truth()["fast_lane"].sum())
    2
    """

    def truth(self) -> pd.DataFrame:
        """The answer key; see `truth.truth_of` for its columns."""
        return truth_of(self)

    def tickets(self, as_of: object = None) -> pd.DataFrame:
        """The forms of all tickets created at or before `as_of`."""
        return tickets_view(self, as_of)

    def events(self, as_of: object = None) -> pd.DataFrame:
        """All rows of events ingested at or before `as_of`."""
        return events_view(self, as_of)

    def accounts(self, as_of: object = None) -> pd.DataFrame:
        """Versions of accounts known at or before `as_of`."""
        return accounts_view(self, as_of)

    def labels(self, as_of: object = None) -> pd.DataFrame:
        """Outcomes that had arrived by `as_of`, with the decision and its logged chance."""
        return labels_view(self, as_of)

    def csat(self, as_of: object = None) -> pd.DataFrame:
        """Answers about satisfaction that had come in by `as_of`; who answers is not a matter of chance."""
        return csat_table(self, as_of)

    def agents(self, as_of: object = None) -> pd.DataFrame:
        """Agents hired by `as_of`."""
        return agents_table(self.course.ground, as_of_second(self, as_of))

    def mergers(self, as_of: object = None) -> pd.DataFrame:
        """Accounts merged by `as_of`."""
        return mergers_table(self.course.ground, as_of_second(self, as_of))

    def tables(self, as_of: object = None) -> Tables:
        """All tables as of one moment."""
        return tables_of(self, as_of)
