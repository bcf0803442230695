"""What a rule says of single tickets: their order, zeros, gaps, unseen values, and their scores alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.formulation.rule_promises import PLANS
from autograder.checks.formulation.worlds import asked_days
from autograder.draws import Draw
from autograder.oracles.cases import rows_text
from autograder.oracles.compare import show
from autograder.oracles.oracle import Property
from autograder.results import Counterexample

OUTCOME = ("y", "penalty", "day")  # columns of `pilot` that a service does not have


def ticket(draw: Draw, number: int) -> pd.DataFrame:
    """One open ticket with a wait of 8 hours and 16 open hours until its deadline, of a drawn form."""
    tickets = asked_days(draw.entropy, draw.name)[0]
    row = tickets[tickets["still_open"] & tickets["seats"].notna()].iloc[[37 * number]]
    created = row["created_at"]
    return row.assign(plan="business", sla_hours=48.0, due_at=created + pd.Timedelta(hours=48),
                      open_hours=16.0, team_wait_h=8.0, acct_tickets=12, acct_breaches=2, acct_tickets_28d=3,
                      acct_breaches_28d=1)


def dearer_first(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Of tickets that differ in nothing but the plan the dearer one is preferred, each asked by itself."""
    return _first(_dearer(answer, ticket(draw, number)) for number in range(3))


def _first(found: Iterator[Counterexample | None]) -> Counterexample | None:
    return next((example for example in found if example), None)


def _dearer(answer: Callable[..., Any], made: pd.DataFrame) -> Counterexample | None:
    scores = [float(answer(made.assign(plan=plan)).iloc[0]) for plan in PLANS]
    if scores[0] > scores[1] > scores[2]:
        return None
    shown = ", ".join(f"{plan} {show(score)}" for plan, score in zip(PLANS, scores, strict=True))
    return Counterexample("rule_policy(one ticket), with each plan in turn", f"scores {shown}",
                          "enterprise above business above starter", "",
                          "A breach costs 400, 90 or 20 euros; nothing else differs."
                          + _plan_alone(scores))


def _plan_alone(scores: Sequence[float]) -> str:
    """What a message adds where every plan has the same score, or the dearest the most negative one."""
    if len(set(scores)) == 1:
        return " Here the rule gives every plan the same score."
    return " The scores are below 0, the dearer the plan the more so." if scores[0] < scores[1] <= 0 else ""


def all_alike(scores: Sequence[float], made: pd.DataFrame) -> str:
    """What a message adds where a rule gives all tickets one score."""
    return "" if len(set(scores)) > 1 else (
        f" All scores are equal: the rule does not tell apart tickets with a wait of "
        f"{made['team_wait_h'].iloc[0]:g} hours and more than that left.")


def tighter_first(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Of tickets that differ in nothing but the time left the tighter one is preferred, neither hopeless."""
    return _first(_tighter(answer, ticket(draw, number)) for number in range(3))


def _tighter(answer: Callable[..., Any], tight: pd.DataFrame) -> Counterexample | None:
    wait, left = (float(tight[name].iloc[0]) for name in ("team_wait_h", "open_hours"))
    later = tight["created_at"] + pd.Timedelta(hours=240)
    loose = tight.assign(sla_hours=240.0, due_at=later, open_hours=80.0)
    scores = [float(answer(table).iloc[0]) for table in (tight, loose)]
    if scores[0] > scores[1]:
        return None
    return Counterexample(
        f"rule_policy(one ticket), with {left:g} and with 80 open hours until its deadline",
        f"scores {show(scores[0])} and {show(scores[1])}", "the first above the second", "",
        f"The team begins in {wait:g} working hours: with 80 hours left there is no danger."
        + all_alike(scores, tight))


def row_by_row(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """A ticket's score is the same alone, among others, and in another order, with its own index."""
    tickets = asked_days(draw.entropy, draw.name)[0].iloc[40:60]
    together = answer(tickets)
    for label in tickets.index[:6]:
        found = _alone(answer(tickets.loc[[label]]).iloc[0], together[label], "")
        if found:
            return found
    reverse = answer(tickets.iloc[::-1])
    if list(reverse.index) != list(tickets.index[::-1]):
        return Counterexample("rule_policy(tickets in reverse order).index", show(list(reverse.index)[:4]),
                              show(list(tickets.index[::-1])[:4]), "",
                              "One score a ticket, in the order given.")
    for what, made in strange(draw):
        among = answer(pd.concat([made, tickets]).reset_index(drop=True)).iloc[0]
        found = _alone(answer(made).iloc[0], among, f", where {what}")
        if found:
            return found
    return None


def _alone(alone: Any, among: Any, what: str) -> Counterexample | None:
    """Where the two scores of one ticket differ; no score in both is another oracle's business."""
    if show(alone) == show(among) == "missing":
        return None
    if not pd.isna(alone) and not pd.isna(among) and (
            alone == among or np.isclose(float(alone), float(among), rtol=1e-9, atol=1e-12)):
        return None
    return Counterexample(f"rule_policy(tickets) and rule_policy(one of these tickets){what}",
                          f"{show(among)} among the others, {show(alone)} alone",
                          "the same score", "", "The service asks for one ticket at a time.")


def without_outcome(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The rule asks for no column that exists only after the pilot."""
    tickets = asked_days(draw.entropy, draw.name)[0].head(5)
    try:
        answer(tickets)
    except NotImplementedError:
        raise
    except Exception as problem:  # of any class: who is judged in a process of its own raises another one
        asked = [name for name in OUTCOME if f"'{name}'" in str(problem)]
        if asked:
            return Counterexample("rule_policy(tickets)", f"{type(problem).__name__}: {problem}",
                                  "scores made of the other columns", "",
                                  f"Nobody knows the column `{asked[0]}` when the decision is made.")
    return None


def scores_for_all(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Every drawn ticket gets a finite score, resolved ones included."""
    tickets = asked_days(draw.entropy, draw.name)[0].head(400)
    scores = np.asarray(answer(tickets.copy()).reindex(tickets.index), dtype=float)
    if np.isfinite(scores).all():
        return None
    first = int(np.flatnonzero(~np.isfinite(scores))[0])
    row = tickets.iloc[[first]][["ticket_id", "plan", "still_open", "open_hours", "team_wait_h",
                                 "acct_tickets", "acct_breaches", "seats"]]
    return Counterexample("rule_policy(400 tickets)",
                          f"{show(scores[first])}, and {(~np.isfinite(scores)).sum()} such scores in all",
                          "a finite number", str(rows_text(tickets=row)),
                          "The first of them. Tickets that are resolved already get a score too.")


def strange(draw: Draw) -> list[tuple[str, pd.DataFrame]]:
    """A ticket with something missing, or with a value that nobody has seen.

    Each number and each text may be missing, but not ids, times, and what is True or False.
    """
    made = ticket(draw, 1)
    changes = {"plan": "trial", "severity": "P0", "area": "robots", "channel": "fax", "team": "mars-1",
               "language": "la", "region": "MOON", "deployment": "on the moon"}
    tables = [(f"{column} is {value!r}", made.assign(**{column: value})) for column, value in changes.items()]
    for column in map(str, made.columns):
        kind = made[column].dtype
        number = pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)
        text = pd.api.types.is_string_dtype(kind) and column not in ("ticket_id", "account_id")
        if number or text:
            value = np.nan if number else pd.array([None], dtype="str")
            tables.append((f"{column} is missing", made.assign(**{column: value})))
    return tables


def zeros(draw: Draw) -> list[tuple[str, pd.DataFrame]]:
    """Tickets with zeros where zeros happen: nobody works until the deadline, or the team has no queue."""
    made = ticket(draw, 1)
    none = [{"open_hours": 0.0}, {"team_wait_h": 0.0}, {"team_open": 0}, {"acct_breaches": 0},
            {"acct_tickets_28d": 0, "acct_breaches_28d": 0},
            {"acct_tickets": 0, "acct_breaches": 0, "acct_tickets_28d": 0, "acct_breaches_28d": 0}]
    every = {column: value for change in none for column, value in change.items()}
    return [(f"{' and '.join(change)} {'are' if len(change) > 1 else 'is'} 0", made.assign(**change))
            for change in [*none, every]]


def zeros_in_order(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """Tickets with zeros get finite scores; where nobody waits a rule has the order that it has elsewhere."""
    note = "Zeros are no fault: no hour is left, nobody is waiting, or the account is new."
    found = finite(zeros, note)(answer, draw)
    idle = ticket(draw, 1).assign(team_wait_h=0.0)
    found = found or (None if dearer_first(answer, draw) else _dearer(answer, idle))
    if found or tighter_first(answer, draw):
        return found
    soon = idle.assign(sla_hours=8.0, due_at=idle["created_at"] + pd.Timedelta(hours=8), open_hours=0.5)
    return _tighter(answer, idle) or _tighter(answer, soon)


def finite(tables: Callable[[Draw], list[tuple[str, pd.DataFrame]]], note: str) -> Property:
    """Every one of these tickets gets a finite score."""
    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for what, table in tables(draw):
            score = answer(table).iloc[0]
            if pd.isna(score) or not np.isfinite(float(score)):
                return Counterexample(f"rule_policy(one ticket), where {what}", show(score),
                                      "a finite number", "", note)
        return None
    return test
