"""One quiet world and its twins in which something goes wrong, as the service saw them."""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from autograder.verify.desk.deployment import BURN_IN_DAYS
from autograder.verify.desk.scorers import Scorer, features, fit
from autograder.verify.desk.served import TRUTH, served
from craftdata import desk

START, DAYS, BEFORE = 196, 28, 28  # first day of the incident (a Monday), its length, the quiet days shown
MATURING_DAYS = 14  # a response may learn from the labels of the first half and is judged on the second
TICKETS_PER_DAY = 150.0


@dataclass(frozen=True)
class Window:
    """What was served from `BEFORE` days before an incident to its end.

    frame: rows of `Day.tickets` with `day` and the truth, over all of the window; outcomes: `account_id` and
    `known_at` of all tickets of the world so far; columns: names of the columns served on each day;
    start: 00:00 UTC of day 0.
    """

    kind: str
    frame: pd.DataFrame
    outcomes: pd.DataFrame
    columns: dict[int, tuple[str, ...]]
    start: pd.Timestamp

    def days(self, first: int, last: int) -> pd.DataFrame:
        """The rows of the days from one up to another, counted from the onset."""
        day = self.frame["day"] - START
        return self.frame[(day >= first) & (day < last)]

    def moment(self, day: int) -> pd.Timestamp:
        """00:00 UTC of a day counted from the onset."""
        return self.start + pd.Timedelta(days=START + day)


def scenario(kind: str | None, size: float = 1.0) -> desk.Scenario:
    """The scenario with one incident, or with none."""
    incidents = () if kind is None else (desk.Incident(kind, START, DAYS, size),)
    return desk.Scenario(days=START + DAYS, tickets_per_day=TICKETS_PER_DAY, incidents=incidents)


def window(seed: int, kind: str | None) -> Window:
    """Leave every ticket of a world alone and keep what was served around the incident."""
    world = desk.World(seed, scenario(kind))
    world.run()
    days = [world.day(number) for number in range(START - BEFORE, START + DAYS)]
    rows = pd.concat([day.tickets.assign(day=day.number) for day in days], ignore_index=True)
    truth = world.truth().set_index("ticket_id")
    frame = rows.join(truth[list(TRUTH)], on="ticket_id")
    account = world.tickets().set_index("ticket_id")["account_id"]
    outcomes = pd.DataFrame({"account_id": account.reindex(truth.index), "known_at": truth["known_at"]})
    names = {day.number: tuple(day.columns) for day in days}
    return Window(kind or "quiet", frame, outcomes, names, pd.Timestamp(world.scenario.start, tz="UTC"))


@dataclass(frozen=True)
class Models:
    """Models of the quiet past of one world, fitted the evening before the onset.

    without: by kind of incident, a model that does without what is not to be trusted (`DISTRUSTED`).
    accounts: all that had written by then. usual: scores of the last four weeks; team_open: the same weeks.
    """

    boosted: Scorer
    linear: Scorer
    without: dict[str, Scorer]
    accounts: frozenset[str]
    usual: pd.DataFrame


# What a response does without: by kind, the features that cannot be trusted while it lasts.
DISTRUSTED = {
    "adversarial": ("area", "urgent", "messages_1h"),
    "stale": ("acct_tickets", "acct_breaches", "acct_rate", "acct_tickets_28d", "acct_breaches_28d",
              "acct_rate_28d", "team_open", "team_wait_h"),
}


def models(seed: int) -> Models:
    """Fit them to the outcomes known on the evening before the onset."""
    world = desk.World(seed, scenario(None))
    world.run(days=START)
    frame = served(world)
    now = pd.Timestamp(world.scenario.start, tz="UTC") + pd.Timedelta(days=START)
    accounts = frozenset(frame["account_id"])
    frame = frame[(frame["day"] >= BURN_IN_DAYS) & frame["still_open"]]
    known = (frame["known_at"] <= now).to_numpy()
    table, breach = features(frame), frame["breach"].to_numpy()
    boosted = fit(table[known], breach[known])
    recent = (frame["day"] >= START - BEFORE).to_numpy()
    usual = pd.DataFrame({"score": boosted.of(table[recent]), "team_open": table["team_open"][recent]})
    without = {kind: fit(table[known], breach[known], without=names) for kind, names in DISTRUSTED.items()}
    return Models(boosted, fit(table[known], breach[known], linear=True), without, accounts, usual)


def matured(window: Window, today: int = MATURING_DAYS) -> pd.DataFrame:
    """Tickets of the fortnight before a day of an incident whose deadline and outcome have passed by then.

    All of them, met or missed: those that lie a day behind their deadlines, so that breaches are not late.
    """
    now, part = window.moment(today), window.days(max(today - MATURING_DAYS, 0), today)
    ripe = (part["due_at"] + pd.Timedelta(hours=26) <= now) & (part["known_at"] <= now)
    return part[ripe & part["still_open"]]
