"""Label functions to put a learner's test to: some keep the rules of task 1, each other breaks one.

Every one takes (tickets, events, as_of, grace) and returns ticket_id, y, mature, as a team's code would.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from autograder.checks.formulation.moments import BREACHED, FAST_LANE, MET

LabelFunction = Callable[[pd.DataFrame, pd.DataFrame, pd.Timestamp, pd.Timedelta], pd.DataFrame]
Step = Callable[..., object]


def known_by(events: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    return events[events["ingested_at"] <= as_of]


def decided_by(tickets: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    return tickets[tickets["decide_at"] <= as_of]


def matured(tickets: pd.DataFrame, y: pd.Series, as_of: pd.Timestamp, grace: pd.Timedelta) -> pd.Series:
    return tickets["due_at"] + grace <= as_of


def as_heard(y: pd.Series, mature: pd.Series) -> pd.Series:
    return y


def in_fast_lane(names: pd.Series, events: pd.DataFrame) -> np.ndarray:
    helped = set(events["ticket_id"].to_numpy()[(events["type"] == FAST_LANE).to_numpy()])
    return np.array([name in helped for name in names], dtype=bool)


def nobody_helped(names: pd.Series, events: pd.DataFrame) -> np.ndarray:
    return np.zeros(len(names), dtype=bool)


def all_rows(label: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    return label


def outcome(tickets: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """1 breached, 0 met, missing otherwise, with the index of `tickets`."""
    heard = dict.fromkeys(events["ticket_id"].to_numpy()[(events["type"] == MET).to_numpy()], 0.0)
    heard |= dict.fromkeys(events["ticket_id"].to_numpy()[(events["type"] == BREACHED).to_numpy()], 1.0)
    y = [heard.get(name, np.nan) for name in tickets["ticket_id"]]
    return pd.Series(y, index=tickets.index, dtype=float)


def made_of(name: str, says: str, known: Step = known_by, decided: Step = decided_by, mature: Step = matured,
            y: Step = as_heard, helped: Step = in_fast_lane, finish: Step = all_rows) -> LabelFunction:
    """A label function of these steps, under a name and a docstring of its own."""
    def label(tickets: pd.DataFrame, events: pd.DataFrame, as_of: pd.Timestamp, grace: pd.Timedelta
              ) -> pd.DataFrame:
        heard, rows = known(events, as_of), decided(tickets, as_of)
        values = outcome(rows, heard)
        is_mature = mature(rows, values, as_of, grace)
        values = y(values, is_mature).mask(helped(rows["ticket_id"], heard), np.nan)
        label = pd.DataFrame({"ticket_id": rows["ticket_id"], "y": values, "mature": is_mature})
        return finish(label, heard)
    label.__name__, label.__qualname__, label.__doc__ = name, name, says
    return label


def _knows_helped_when(then: Step) -> Step:
    """A rule of what is known that takes fast-lane events by a condition of their own."""
    def known(events: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
        helped = events["type"] == FAST_LANE
        return events[(helped & then(events, as_of)) | (~helped & (events["ingested_at"] <= as_of))]
    return known


def _as_objects(label: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    y = [None if pd.isna(value) else int(value) for value in label["y"]]
    label = label.assign(y=pd.Series(y, index=label.index, dtype=object))
    label = label.sort_values("ticket_id", ascending=False).reset_index(drop=True)
    return label[["mature", "y", "ticket_id"]]


def _shifted_index(label: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    return label.iloc[::-1].set_axis(range(500, 500 + len(label)))


def _one_row_a_delivery(label: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    outcomes = events.loc[events["type"].isin([MET, BREACHED]), ["ticket_id"]]
    return label.merge(outcomes, on="ticket_id", how="left")


def _with_outcome(label: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    return label[label["ticket_id"].isin(events.loc[events["type"].isin([MET, BREACHED]), "ticket_id"])]


def _last_deliveries(events: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    last = events.sort_values("ingested_at").drop_duplicates(["ticket_id", "type"], keep="last")
    return known_by(last, as_of)


RIGHT = (
    made_of("label_plain", "Right: as task 1 says."),
    made_of("label_reversed", "Right: its rows come from last to first, with an index of their own.",
            finish=_shifted_index),
    made_of(
        "label_objects", "Right: y as 1, 0 or None; rows and columns in another order.", finish=_as_objects
    ),
)
UNKNOWN_MET = made_of("label_fillna", "Wrong: a ticket without a known outcome counts as met.",
                      y=lambda y, mature: y.fillna(0.0))
UNKNOWN_YOUNG_MET = made_of("label_young_met", "Wrong: a ticket counts as met until it is mature.",
                            y=lambda y, mature: y.mask(y.isna() & ~mature, 0.0))
OVERDUE_BREACHED = made_of("label_overdue", "Wrong: a mature ticket without an outcome counts as breached.",
                           y=lambda y, mature: y.mask(y.isna() & mature, 1.0))
OVERDUE_MET = made_of("label_overdue_met", "Wrong: a mature ticket without an outcome counts as met.",
                      y=lambda y, mature: y.mask(y.isna() & mature, 0.0))
SWAPPED = made_of("label_swapped", "Wrong: y is 1 for the tickets that met their SLA.",
                  y=lambda y, mature: 1 - y)
KNOWN_MATURE = made_of("label_known", "Wrong: a ticket is mature when its outcome is known.",
                       mature=lambda tickets, y, as_of, grace: y.notna())
KNOWN_OR_MATURE = made_of(
    "label_known_or_old", "Wrong: a ticket whose outcome is known is mature, whatever its age.",
    mature=lambda tickets, y, as_of, grace: matured(tickets, y, as_of, grace) | y.notna())
MATURE_IF_BOTH = made_of(
    "label_old_and_known", "Wrong: an old ticket whose outcome is not known is called immature.",
    mature=lambda tickets, y, as_of, grace: matured(tickets, y, as_of, grace) & y.notna())
NO_GRACE = made_of("label_at_once", "Wrong: a ticket matures at its deadline.",
                   mature=lambda tickets, y, as_of, grace: tickets["due_at"] <= as_of)
MATURE_LATE = made_of("label_just_before", "Wrong: a ticket whose grace ends at as_of is not yet mature.",
                      mature=lambda tickets, y, as_of, grace: tickets["due_at"] + grace < as_of)
MATURE_EARLY = made_of(
    "label_second_early", "Wrong: a ticket matures a second before its grace has ended.",
    mature=lambda tickets, y, as_of, grace: tickets["due_at"] + grace <= as_of + pd.Timedelta("1s"))
KNOWN_LATE = made_of("label_strictly", "Wrong: what was ingested at as_of is not known.",
                     known=lambda events, as_of: events[events["ingested_at"] < as_of])
KNOWN_EARLY = made_of("label_second_ahead", "Wrong: what is ingested a second after as_of is known.",
                      known=lambda events, as_of: known_by(events, as_of + pd.Timedelta("1s")))
DECIDED_LATE = made_of("label_decided_before", "Wrong: a ticket decided on at as_of has no row.",
                       decided=lambda tickets, as_of: tickets[tickets["decide_at"] < as_of])
FUTURE = made_of("label_of_the_export", "Wrong: outcomes count whenever they arrived.",
                 known=lambda events, as_of: events)
OCCURRED = made_of("label_by_event_time",
                   "Wrong: what had occurred by as_of counts, though it had not arrived.",
                   known=lambda events, as_of: events[events["occurred_at"] <= as_of])
LAST_COPY = made_of("label_last_copy", "Wrong: an outcome is known from its last delivery on.",
                    known=_last_deliveries)
TREATED = made_of("label_treated", "Wrong: tickets in the fast lane keep their outcome as label.",
                  helped=nobody_helped)
TREATED_AHEAD = made_of(
    "label_treated_ahead", "Wrong: a fast_lane event counts whenever it was ingested, also after as_of.",
    known=_knows_helped_when(lambda events, as_of: events["type"].notna()))
TREATED_BY_OCCURRENCE = made_of(
    "label_treated_by_event_time",
    "Wrong: a fast_lane event that had occurred by as_of counts, though it was ingested later.",
    known=_knows_helped_when(lambda events, as_of: events["occurred_at"] <= as_of))
TREATED_LATE = made_of("label_treated_strictly", "Wrong: a fast_lane event ingested at as_of does not count.",
                       known=_knows_helped_when(lambda events, as_of: events["ingested_at"] < as_of))
TREATED_DROPPED = made_of("label_without_treated", "Wrong: tickets in the fast lane have no row.",
                          finish=lambda label, events: label[~in_fast_lane(label["ticket_id"], events)])
LOST = made_of("label_inner_join", "Wrong: tickets without a known outcome have no row.",
               finish=_with_outcome)
DOUBLED = made_of("label_per_delivery", "Wrong: a ticket has one row for each delivery of its outcome.",
                  finish=_one_row_a_delivery)
UNDECIDED = made_of("label_all_tickets", "Wrong: tickets whose decision comes after as_of have a row.",
                    decided=lambda tickets, as_of: tickets)
WRONG: tuple[LabelFunction, ...] = tuple(
    value for value in vars().values() if callable(value) and str(value.__doc__).startswith("Wrong:"))
