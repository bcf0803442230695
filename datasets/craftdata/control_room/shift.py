"""Four weeks on call for the model: read the morning's dashboard, decide, and live with it.

Whoever reads `_WHAT_HAPPENS` before the shift is over has been told the end of the film.
"""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from craftdata import desk

from . import board, hindsight
from .figures import by_kind, figures
from .scoring import FROM_ACCOUNTS, Scorer, penalty, repaired

HISTORY, SHIFT, RIPENING = 63, 28, 14  # days; the last are for outcomes alone
PLACES, TICKETS = 24, 120
GRACE = pd.Timedelta("36h")
RIPE_AT_LEAST = 200  # tickets that a model is trained on
REPAIR, RETRAINING = 100.0, 400.0  # euros: a day of somebody who repairs rows by hand; a new model, tested
_WHAT_HAPPENS = (desk.Incident("concept", HISTORY + 2, SHIFT + RIPENING, 2.0),
                 desk.Incident("null_upstream", HISTORY + 11, SHIFT + RIPENING))  # fmt: skip
_CONCEPT = _WHAT_HAPPENS[0]
_SCENARIO = {"days": HISTORY + SHIFT + RIPENING, "tickets_per_day": TICKETS, "fast_lane_places": PLACES,
             "incidents": _WHAT_HAPPENS}  # fmt: skip
# Shifts to compare with: decisions one after the other, as arguments of `decide`. The model of the first 11
# days is as good as any: the new one is trained when the first week after the change of the concept is ripe.
_COMPARED = {
    "nothing done": [{"days": SHIFT}],
    "rule from day 12": [{"days": 11}, {"use": "rule", "days": SHIFT}],
    "gaps filled": [{"days": 11}, {"repair": True, "days": SHIFT}],
    "also a new model": [{"days": 11}, {"repair": True, "days": 5},
                         {"repair": True, "retrain_on": 28, "days": SHIFT}],
}  # fmt: skip


class Shift:
    """One shift of 28 days; made by `open_shift`.

    Attributes
    ----------
    today : DataFrame
        The tickets of the day that is to be decided, as the service sees them.
    table : DataFrame
        The ten figures of all days so far, the open one included, one row a day.
    served, outcomes : DataFrame
        What was served with the probability that was said, and what is known of it: the arguments of
        `performance_by_week`.
    log : DataFrame
        What you decided, and why: one row a decision.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._desk = desk.open_desk(seed, **_SCENARIO)
        self._lanes: list[list[str]] = []
        self._days: list[pd.DataFrame] = []
        self._figures: dict[pd.Timestamp, dict[str, float]] = {}
        self._log: list[dict[str, object]] = []
        self._trained: list[hindsight.Training] = []
        self._ripe_at_least = RIPE_AT_LEAST
        self._history()
        self._first = self._model
        self._next()

    def _history(self) -> None:
        """The weeks before the shift, by the old rule; then a model is trained."""
        rule = desk.policies.incumbent_rule()
        for _ in range(HISTORY):
            day = self._desk.open_day()
            decision = rule(day)
            self._days.append(day.tickets)
            self._figures[pd.Timestamp(day.date)] = figures(day.tickets)
            self._desk.close_day(decision.fast_lane, decision.propensity)
            self._lanes.append(list(decision.fast_lane))
        self._model = self._fit(HISTORY)[0]

    def _fit(self, days: int) -> tuple[Scorer, pd.DataFrame]:
        """A model of the tickets of the last days that were left alone and are ripe by now; and these."""
        rows = pd.concat(self._days[-days:], ignore_index=True).drop_duplicates("ticket_id")
        labels = self._desk.labels().set_index("ticket_id")
        alone = labels[~labels["fast_lane"]]["breach"].astype(float)
        breach = rows["ticket_id"].map(alone)
        ripe = breach.notna() & rows["still_open"] & (rows["due_at"] + GRACE <= self.now)
        if ripe.sum() < self._ripe_at_least:
            raise ValueError(f"only {ripe.sum()} tickets of the last {days} days are ripe; take more days")
        return Scorer(rows[ripe], breach[ripe]), rows[ripe]

    def _last_seen(self) -> pd.DataFrame:
        rows = pd.concat([day[["account_id", *FROM_ACCOUNTS]] for day in self._days], ignore_index=True)
        return rows.dropna(subset="plan").drop_duplicates("account_id", keep="last").set_index("account_id")

    def _next(self) -> None:
        self._day = self._desk.open_day()
        self.today = self._day.tickets
        self._figures[pd.Timestamp(self._day.date)] = figures(self.today)

    @property
    def day(self) -> int:
        """Number of the day that is to be decided, 1 to 28; 29 when the shift is over."""
        return len(self._days) - HISTORY + 1

    @property
    def now(self) -> pd.Timestamp:
        """00:00 UTC of the open day: what had arrived by then is known."""
        return self._midnight(len(self._days))

    def _midnight(self, day: int) -> pd.Timestamp:
        """00:00 UTC of a day of the world, counted from 0."""
        return (pd.Timestamp(min(self._figures)) + pd.Timedelta(days=day)).tz_localize("UTC")

    @property
    def table(self) -> pd.DataFrame:
        return pd.DataFrame(self._figures).T

    @property
    def log(self) -> pd.DataFrame:
        return pd.DataFrame(self._log)

    @property
    def served(self) -> pd.DataFrame:
        rows = pd.concat(self._days, ignore_index=True).drop_duplicates("ticket_id")
        rows = rows[rows["still_open"]]
        lane = self._desk.labels().set_index("ticket_id")["fast_lane"]
        said = rows["probability"] if "probability" in rows else pd.Series(float("nan"), index=rows.index)
        made = rows[["ticket_id", "decide_at", "due_at"]].assign(
            probability=said.fillna(pd.Series(self._first.probability(rows), index=rows.index)).clip(
                1e-6, 1 - 1e-6
            ),
            fast_lane=rows["ticket_id"].map(lane).astype("boolean").fillna(False).astype(bool),
        )
        return made.reset_index(drop=True)

    @property
    def outcomes(self) -> pd.DataFrame:
        return self._desk.labels()[["ticket_id", "breach", "known_at"]]

    def decide(
        self, use: str = "model", repair: bool = False, retrain_on: int = 0, days: int = 1, why: str = ""
    ) -> None:
        """Decide who gets the fast lane, today and on the following days in the same way.

        Parameters
        ----------
        use : str
            "model": the highest chance of a breach times its penalty; "rule": the old rule of thumb, which
            reads severity, subject and plan as they are served, repaired or not.
        repair : bool
            Whether somebody fills gaps in plan, seats, tenure_days and sla_hours from what is known of the
            account and the ticket before the model sees them; 100 euros a day.
        retrain_on : int
            0, or: first train the model anew on the tickets of so many days until now; 400 euros.
        days : int
            How many days to decide so; then look again.
        why : str
            What you believe, and what would change your mind: your log.

        Raises
        ------
        ValueError
            If an argument is none of these (repair is True or False, days and retrain_on are whole numbers,
            why says something), the shift is over, or too few tickets are ripe to train on. Nothing is
            decided then.
        """
        refuse_unclear(use, repair, retrain_on, days, why)
        if self.day > SHIFT:
            raise ValueError(f"the shift of {SHIFT} days is over, and nothing was charged: see review()")
        if retrain_on:
            self._model, rows = self._fit(int(retrain_on))
            changed = int((rows["decide_at"] >= self._midnight(_CONCEPT.start_day)).sum())
            self._trained.append(hindsight.Training(self.day, int(retrain_on), len(rows), changed))
        days = min(int(days), SHIFT + 1 - self.day)
        self._log.append(
            {
                "day": self.day,
                "date": self._day.date,
                "days": days,
                "use": use,
                "repair": bool(repair),
                "retrained_on": int(retrain_on),
                "why": why,
            }
        )
        for _ in range(days):
            self._close(use, repair)

    def _close(self, use: str, repair: bool) -> None:
        rows = repaired(self.today, self._last_seen()) if repair else self.today
        said = pd.Series(self._model.probability(rows), index=rows.index)
        if use == "rule":
            lane = desk.policies.incumbent_rule()(self._day).fast_lane
        else:
            value = (said * penalty(rows)).where(rows["still_open"], -1.0)
            lane = rows["ticket_id"][value.sort_values(ascending=False).index[:PLACES]]
            lane = lane[rows.loc[lane.index, "still_open"]]
        self._desk.close_day(list(lane))
        self._lanes.append(list(lane))
        self._days.append(rows.assign(probability=said))
        self._next()

    def dashboard(self) -> Figure:
        """What can be seen this morning."""
        table = self.table
        reference, recent = table.iloc[HISTORY - 42 : HISTORY], table.iloc[-35:]
        usual, spread = (by_kind(reference, recent, q) for q in ((0.5,), (0.1, 0.9)))
        served = self.served
        mean = served.groupby(served["decide_at"].dt.floor("D").dt.tz_localize(None))["probability"].mean()
        past = mean.iloc[HISTORY - 42 : HISTORY].to_frame("p")
        scores = pd.DataFrame(
            {"today": mean.iloc[-34:], "usual": by_kind(past, mean.iloc[-34:].to_frame("p"), (0.5,))["p"]}
        )
        arrived = (
            self.outcomes["known_at"]
            .dt.floor("D")
            .dt.tz_localize(None)
            .value_counts()
            .sort_index()
            .iloc[-35:]
        )
        return board.draw((recent - usual) / spread, scores, self._weeks(), arrived)

    def _weeks(self) -> pd.DataFrame:
        """Expected and observed by week, of the tickets left alone that are ripe and have an outcome."""
        served = self.served
        served = served[~served["fast_lane"] & (served["due_at"] + GRACE <= self.now)]
        served = served.assign(
            y=served["ticket_id"].map(self.outcomes.set_index("ticket_id")["breach"].astype(float))
        )
        served = served.dropna(subset="y").iloc[-6000:]
        week = served["decide_at"].dt.tz_localize(None).dt.to_period("W").dt.start_time
        weeks = served.groupby(week).agg(
            expected=("probability", "mean"), observed=("y", "mean"), known=("y", "size")
        )
        return weeks[weeks["known"] >= 30].iloc[-8:]

    def review(self) -> pd.DataFrame:
        """Finish the shift as you last decided, wait for the outcomes, and compare with other shifts.

        Returns
        -------
        DataFrame
            penalties, work and total (euros of the 28 days), expected (the total with luck averaged out: each
            ticket's chance of a breach, as it was decided on, times its penalty; and the work), breaches,
            tickets. One row a shift: yours, one that never did anything, one in which the old rule took over
            when rows broke, one in which gaps were filled from then on, and one that also trained a new model
            once the silent incident was ripe: a good shift. The same tickets with the same luck;
            only the decisions differ.
        Prints what happened, on which day of the shift it began, what each shift was worth and, if you have
        retrained or repaired, what your retrainings and your repairs were.
        """
        if self.day <= SHIFT:
            last = self._log[-1] if self._log else {"use": "model", "repair": False}
            self.decide(
                str(last["use"]), bool(last["repair"]), days=SHIFT, why="as before, to the end of the shift"
            )
        if self._desk.days_left():
            self._desk.close_day()
            self._desk.run()
        rows = {"yours": self._account()} | _accounts_compared(self._seed)
        costs = pd.DataFrame(rows).T.astype({"breaches": int, "tickets": int})
        for incident in _WHAT_HAPPENS:
            began = f"{self._midnight(incident.start_day):%a %d %b}"
            what = desk.INCIDENTS[incident.kind].what
            size = f"{incident.kind}, size {incident.size:g}"
            print(f"Day {incident.start_day - HISTORY + 1} ({began}), {size}: {what}")
        print(hindsight.in_words(costs))
        for line in self._own_kinds(float(costs.loc["yours", "expected"])):
            print(line)
        return costs

    def _own_kinds(self, expected: float) -> list[str]:
        """One line for the retrainings and one for the repairs of this shift, where there are any.

        expected: the euros of this shift with luck averaged out.
        """
        lines = []
        if self._trained:
            saved = self._without(retrained_on=0) - expected
            first = _CONCEPT.start_day - HISTORY + 1
            lines.append(hindsight.retrainings_in_words(self._trained, saved, first))
        repaired_on = [
            day
            for entry in self._log
            if entry["repair"]
            for day in range(int(entry["day"]), int(entry["day"]) + int(entry["days"]))
        ]
        if repaired_on:
            saved = self._without(repair=False) - expected
            lines.append(hindsight.repairs_in_words(repaired_on, saved))
        return lines

    def _without(self, **instead: object) -> float:
        """The expected euros of a shift with the decisions of this one, but for what is decided instead."""
        other = Shift(self._seed)
        other._ripe_at_least = 1  # other tickets are left alone in it, and may be a few less
        for entry in self._log:
            one = entry | instead
            other.decide(one["use"], one["repair"], one["retrained_on"], one["days"], one["why"])
        account = other._account()
        other._desk.close()
        return account["expected"]

    def _account(self) -> dict[str, float]:
        """One row of the review."""
        work = sum(
            REPAIR * entry["days"] * entry["repair"] + RETRAINING * (entry["retrained_on"] > 0)
            for entry in self._log
        )
        return hindsight.account(self._seed, desk.Scenario(**_SCENARIO), self._lanes, HISTORY, work)


def refuse_unclear(use: object, repair: object, retrain_on: object, days: object, why: object) -> None:
    """Raise ValueError for a decision of which it is not clear what was meant."""
    if use not in ("model", "rule"):
        raise ValueError(f'use must be "model" or "rule", not {use!r}')
    if not isinstance(repair, bool | np.bool_):
        raise ValueError(f"repair must be True or False, not {repair!r}")
    for name, number, least in (("days", days, 1), ("retrain_on", retrain_on, 0)):
        if not isinstance(number, int | np.integer) or isinstance(number, bool) or number < least:
            raise ValueError(f"{name} must be a whole number, {least} or more, not {number!r}")
    if not isinstance(why, str) or not why.strip():
        raise ValueError("why must say what you believe, and what would change your mind: it is your log")


@functools.cache
def _accounts_compared(seed: int) -> dict[str, dict[str, float]]:
    """The rows of a review that are the same whatever was decided: they are the most of its time."""
    rows = {}
    for name, decisions in _COMPARED.items():
        shift = Shift(seed)
        for decision in decisions:
            shift.decide(**decision, why=name)
        rows[name] = shift._account()
        shift._desk.close()
    return rows


def open_shift(seed: int = 1313) -> Shift:
    """Begin a shift of 28 days: nine weeks of history lie behind it, and a model has been trained on them."""
    return Shift(seed)
