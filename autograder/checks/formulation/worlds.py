"""Worlds of the Desk for the checks: drawn tables, and days of tickets beside the truth."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from autograder.checks.formulation.moments import (
    BREACHED,
    FAST_LANE,
    MET,
    NOON,
    RESOLVED,
    SECOND,
    events_table,
    tickets_table,
)
from autograder.draws import Draw
from craftdata import desk
from craftdata.desk.observation import as_column

DAYS, AS_OF_DAY = 21, 14
PLACES, WORLDS, WARM_DAYS, ASKED_DAYS = 4, 6, 7, 21


def drawn_tables(draw: Draw) -> tuple[pd.DataFrame, pd.DataFrame, pd.Timestamp]:
    """Tickets and events of a drawn desk of three weeks, and an as_of a third of it before their export.

    Some tickets went to the fast lane. Rows come in a drawn order with an index that means nothing; among
    them stand the tickets that a draw may lack (`rare_ones`).
    """
    tickets, events, as_of = _drawn_tables(draw.entropy, draw.name)
    return tickets.copy(), events.copy(), as_of


@lru_cache(maxsize=8)
def _drawn_tables(entropy: int, name: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.Timestamp]:
    draw = Draw(name, entropy)
    scenario = desk.Scenario(days=DAYS, tickets_per_day=10, fast_lane_places=2)
    world = desk.World(draw.seed("desk"), scenario)
    world.run(desk.policies.incumbent_rule())
    rng, tables = draw.rng("order"), world.tables()
    hours = 24 * AS_OF_DAY + int(rng.integers(24))
    as_of = pd.Timestamp(scenario.start, tz="UTC") + pd.Timedelta(hours=hours)
    tickets = tables.tickets[["ticket_id", "created_at", "decide_at", "due_at"]]
    rare_tickets, rare_events = (_from(as_of - NOON, frame) for frame in rare_ones())
    tickets = pd.concat([tickets, rare_tickets])
    events = pd.concat([tables.events.drop(columns="value"), rare_events], ignore_index=True)
    tickets, events = (frame.iloc[rng.permutation(len(frame))] for frame in (tickets, events))
    events = _later_copy_first(events.reset_index(drop=True))
    return tickets.set_axis(rng.permutation(len(tickets)) + 1000), events, as_of


def _later_copy_first(events: pd.DataFrame) -> pd.DataFrame:
    """The same rows; of the ticket whose breach is delivered twice, the delivery after as_of stands first.

    Left to the draw, an answer that keeps the first row of each event would be right in half of the draws.
    """
    places = np.flatnonzero(events["ticket_id"] == "T-copy-later")
    ordered = events.iloc[places].sort_values("ingested_at", ascending=False)
    order = np.arange(len(events))
    order[places] = ordered.index
    return events.iloc[order].reset_index(drop=True)


def _from(by: pd.Timedelta, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(**{str(name): frame[name] + by for name in frame if str(name).endswith("_at")})


def rare_ones() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tickets on every edge of the rules of the label, with Monday noon as as_of."""
    tickets = tickets_table([
        ("T-lost", -200, -100), ("T-young", -5, 40), ("T-young-met", -5, 40), ("T-now", -90, -20),
        ("T-soon", -90, -20), ("T-late", -90, -20), ("T-matures", -90, -36), ("T-second", -90, -36 + SECOND),
        ("T-decided", 0, 24), ("T-created", SECOND, 24), ("T-helped", -200, -100), ("T-twice", -200, -100),
        ("T-help-unknown", -200, -100), ("T-copy-later", -200, -100), ("T-next", 1 + SECOND, 24),
        ("T-just", -37, -30), ("T-help-now", -200, -100),
        ("T-resolved", -200, -100), ("T-helped-in-vain", -200, -100)])
    events = events_table([
        ("T-young-met", MET, -3, -2), ("T-now", BREACHED, -20, 0), ("T-soon", BREACHED, -20, SECOND),
        ("T-late", BREACHED, -20, 9), ("T-matures", MET, -60, -59), ("T-second", MET, -60, -59),
        ("T-created", MET, -SECOND, -SECOND), ("T-helped", FAST_LANE, -200, -200),
        ("T-helped", MET, -150, -149), ("T-help-unknown", FAST_LANE, -200, SECOND),
        ("T-help-unknown", MET, -150, -149), ("T-help-now", FAST_LANE, -200, 0),
        ("T-help-now", MET, -150, -149), ("T-twice", BREACHED, -100, -99),
        ("T-twice", BREACHED, -100, -90), ("T-just", BREACHED, -30, -29),
        ("T-copy-later", BREACHED, -100, -99), ("T-copy-later", BREACHED, -100, 5),
        ("T-helped-in-vain", FAST_LANE, -200, -200), ("T-helped-in-vain", BREACHED, -100, -99),
        ("T-resolved", RESOLVED, -150, -150)])
    return tickets, events


@lru_cache(maxsize=4)
def asked_days(entropy: int, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tickets of three weeks of six desks as their service saw them, and what a place for each is worth.

    Both frames stand on one index. The first has the columns of `Day.tickets`; the second `day` (unique over
    the desks), `still_open`, `gain` (euros that the fast lane saves on average, by the truth) and `tier` (of
    the incumbent rule). The fast lane stays empty, so each chance is that of a ticket left alone.
    """
    draw, seen, true = Draw(name, entropy), [], []
    for number in range(WORLDS):
        scenario = desk.Scenario(days=WARM_DAYS + ASKED_DAYS, tickets_per_day=60, fast_lane_places=PLACES)
        world = desk.World(draw.seed(f"asked {number}"), scenario)
        world.run()
        days = [world.day(day).columns for day in range(WARM_DAYS, scenario.days)]
        tickets = pd.DataFrame({name: as_column(np.concatenate([part[name] for part in days]))
                                for name in days[0]})
        truth = world.truth().set_index("ticket_id").reindex(tickets["ticket_id"]).reset_index(drop=True)
        gain = truth["penalty"] * (truth["p_breach"] - truth["p_breach_fast"])
        day = np.repeat(np.arange(len(days)), [len(part["ticket_id"]) for part in days])
        day = day + number * scenario.days
        seen.append(tickets)
        true.append(
            pd.DataFrame(
                {"day": day, "still_open": tickets["still_open"], "gain": gain,
                 "tier": incumbent_tier(tickets)}
            )
        )
    return pd.concat(seen, ignore_index=True), pd.concat(true, ignore_index=True)


def incumbent_tier(tickets: pd.DataFrame) -> pd.Series:
    """The order of the desk's incumbent rule: 2 goes first, then 1, then 0; by lot within."""
    severe = tickets["severity"].isin(["P1", "P2"])
    urgent = desk.policies.says_urgent(tickets["subject"].to_numpy())
    return severe.astype(int) + (severe & (urgent | (tickets["plan"] == "enterprise"))).astype(int)


def saved(score: pd.Series, true: pd.DataFrame, places: int = PLACES) -> float:
    """Euros saved by the truth if on each day the open tickets of highest score get the places.

    Ties share what is left in equal parts, so no luck is in it.
    """
    table = true.assign(score=np.asarray(score, dtype=float))[true["still_open"]].dropna(subset="score")
    levels = table.groupby(["day", "score"])["gain"].agg(["mean", "size"]).sort_index(ascending=False)
    before = levels.groupby("day")["size"].cumsum() - levels["size"]
    return float((levels["mean"] * (places - before).clip(0, levels["size"])).sum())
