"""Accounts as the CRM holds them: present state, every change, mergers; erased and repeated rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .. import catalogue as cat
from ..accounts import NEVER
from ..ground import DAY_S
from ..operation import Operation
from ..streams import Streams
from ..timestamps import instants
from .plan_labels import plan_labels
from .raw_defects import RawDefects, struck
from .roster import qa_account_id

SELF_SERVE_SHARE = np.array([0.70, 0.30, 0.04])  # by first plan
PRICE = np.array([9.0, 15.0, 22.0])  # euros a seat and month, by plan
SEAT_CODES = (9999, -1)
INDUSTRIES = ("saas", "retail", "health", "finance", "media", "government", "education", "manufacturing")
HEALTH_PRIOR_BREACHES, HEALTH_PRIOR_TICKETS = 0.8, 4.0
BIGGEST_ERASED = 0.03  # share of the tickets above which an account is never erased
STALE_SEATS = 0.7
LONG_AGO_S = 200 * DAY_S


@dataclass(frozen=True)
class CrmDraw:
    """What the CRM's defects strike; one entry per account of the world.

    Parameters
    ----------
    signed_up, erased, blocked, coded, stale : ndarray of bool
        Whether it is a customer by then, erased, without its attributes, with a code for seats, there twice.
    self_serve : ndarray of bool
    version : ndarray of int
        Its present version in the history.
    """

    signed_up: np.ndarray
    erased: np.ndarray
    blocked: np.ndarray
    coded: np.ndarray
    stale: np.ndarray
    self_serve: np.ndarray
    version: np.ndarray


def draw_crm(world: Operation, defects: RawDefects, until_s: int) -> CrmDraw:
    """Decide what each account's row looks like in an export at a second of the world."""
    ground, streams = world.course.ground, world.course.ground.streams
    accounts, i = ground.accounts, np.arange(len(ground.accounts.ids))
    begun = ground.created_edges[world.course.day]
    volume = np.bincount(ground.tickets.account[:begun], minlength=len(i))
    candidates = np.flatnonzero((volume > 0) & (volume <= BIGGEST_ERASED * max(begun, 1)))
    erased, coded, stale = (np.zeros(len(i), bool) for _ in range(3))
    erased[candidates[struck(streams, "erased", candidates, defects.deleted_accounts)]] = True
    first = np.searchsorted(ground.history.account, i)
    signed_up = ground.history.valid_from_s[first] <= until_s
    self_serve = streams.at("raw.self_serve", i) < SELF_SERVE_SHARE[accounts.first_plan]
    blocked = self_serve & (streams.at("raw.blocked", i) < defects.missing_blocks)
    kept = np.flatnonzero(signed_up & ~erased)
    asked = np.flatnonzero(signed_up & ~erased & ~blocked)
    coded[asked[struck(streams, "seat_codes", asked, defects.seat_sentinels)]] = True
    stale[kept[struck(streams, "stale", kept, defects.stale_rows)]] = True
    return CrmDraw(
        signed_up=signed_up,
        erased=erased,
        blocked=blocked,
        coded=coded,
        stale=stale,
        self_serve=self_serve,
        version=np.maximum(ground.history.version_at(i, np.full(len(i), until_s)), first),
    )


def accounts_frame(world: Operation, draw: CrmDraw, defects: RawDefects, until_s: int) -> pd.DataFrame:
    """The table `accounts`, in an order that means nothing; the QA bot's account is one row of it."""
    streams = world.course.ground.streams
    present = _rows(world, draw, defects, np.flatnonzero(draw.signed_up & ~draw.erased), until_s)
    stale = _stale_rows(world, draw, defects, np.flatnonzero(draw.stale), until_s)
    table = pd.concat([present, stale, _qa_row(world, until_s, present.columns)], ignore_index=True)
    return table.iloc[np.argsort(streams.uniform("raw.crm_order", len(table)), kind="stable")]


def _rows(
    world: Operation, draw: CrmDraw, defects: RawDefects, i: np.ndarray, until_s: int
) -> pd.DataFrame:
    """The present row of these accounts."""
    ground, streams = world.course.ground, world.course.ground.streams
    accounts, history, version = ground.accounts, ground.history, draw.version[i]
    plan, seats = history.plan[version], history.seats[version]
    code = _seat_codes(streams, draw)[i]
    mrr = seats * PRICE[plan] * np.exp(0.25 * streams.normal_at("raw.mrr", i))
    industry = streams.integers_at("raw.industry", len(INDUSTRIES), i)
    emea = accounts.region[i] == cat.EMEA
    return pd.DataFrame({
        "account_id": accounts.ids[i].astype(object),
        "plan": plan_labels(streams, "crm_plan", i, plan, defects.plan_variants),
        "region": np.array(cat.REGIONS, object)[accounts.region[i]],
        "deployment": np.where(accounts.onprem[i], "on-prem", "cloud").astype(object),
        "seats": _unless(draw.blocked[i], np.where(draw.coded[i], code, seats)),
        "mrr": _unless(draw.blocked[i], _money(mrr, emea & defects.decimal_comma)),
        "industry": _unless(draw.blocked[i], np.array(INDUSTRIES, object)[industry]),
        "signup_date": _dates(world.scenario.start, accounts.signup_day[i], emea & defects.local_dates),
        "signup_channel": np.where(draw.self_serve[i], "self-serve", "sales").astype(object),
        "csm_owner": np.array(cat.CSM_OWNERS, object)[history.owner[version]],
        "health_score": _lifetime_health(world, i, until_s),
        "updated_at": _text(world.scenario.start, history.valid_from_s[version]),
    })  # fmt: skip


def _seat_codes(streams: Streams, draw: CrmDraw) -> np.ndarray:
    """Code of each account that has one; the large one at least once, because a lone -1 moves no mean."""
    i = np.arange(len(draw.coded))
    code = np.array(SEAT_CODES)[streams.integers_at("raw.seat_code", len(SEAT_CODES), i)]
    shown = np.flatnonzero(draw.coded)
    if len(shown) and (code[shown] < 0).all():
        code[shown[0]] = SEAT_CODES[0]
    return code


def _stale_rows(
    world: Operation, draw: CrmDraw, defects: RawDefects, i: np.ndarray, until_s: int
) -> pd.DataFrame:
    """Rows of before, left behind by an import: an older update, another plan, fewer seats."""
    table = _rows(world, draw, defects, i, until_s)
    history = world.course.ground.history
    plan = history.plan[draw.version[i]]
    seats = np.maximum(1, np.round(STALE_SEATS * history.seats[draw.version[i]])).astype(np.int64)
    table["plan"] = np.array(cat.PLANS, object)[np.where(plan > 0, plan - 1, 1)]
    table["seats"] = _unless(draw.blocked[i], seats)
    table["updated_at"] = _text(world.scenario.start, history.valid_from_s[draw.version[i]] - LONG_AGO_S)
    return table


def _qa_row(world: Operation, until_s: int, columns: pd.Index) -> pd.DataFrame:
    """The account of the QA bot: its plan says that it is no customer."""
    row = dict.fromkeys(columns)
    row |= {"account_id": qa_account_id(world), "plan": "internal", "region": "EMEA", "deployment": "cloud"}
    row |= {"seats": 1, "mrr": "0.00", "industry": "saas", "signup_channel": "sales", "health_score": 100}
    row["csm_owner"], row["signup_date"] = cat.CSM_OWNERS[0], f"{world.scenario.start - dt.timedelta(400)}"
    row["updated_at"] = _text(world.scenario.start, np.array([-LONG_AGO_S]))[0]
    return pd.DataFrame([row], columns=columns, dtype=object)


def _lifetime_health(world: Operation, i: np.ndarray, until_s: int) -> np.ndarray:
    """Score at the export, 0 to 100, from all outcomes of the account until then: it knows the labels."""
    ground, ledger = world.course.ground, world.course.ledger
    part = np.arange(ground.created_edges[world.course.day])
    part = part[np.minimum(ledger.resolved_s[part], ground.due_s[part]) <= until_s]
    n = len(ground.accounts.ids)
    account = ground.tickets.account[part]
    breaches, count = np.bincount(account, ledger.breach[part], n), np.bincount(account, minlength=n)
    rate = (breaches + HEALTH_PRIOR_BREACHES) / (count + HEALTH_PRIOR_TICKETS)
    score = 95 - 90 * rate + 4 * ground.streams.normal_at("raw.health", np.arange(n))
    return np.clip(np.round(score), 0, 100).astype(np.int64)[i]


def changes_frame(world: Operation, draw: CrmDraw, until_s: int) -> pd.DataFrame:
    """The table `account_changes`: every version of an account, when it was true and when it was synced."""
    ground, h = world.course.ground, world.course.ground.history
    own = np.flatnonzero((h.known_s < until_s) & (h.valid_from_s < until_s) & ~draw.erased[h.account])
    own = own[np.argsort(ground.streams.at("raw.changes_order", h.place[own]), kind="stable")]
    return pd.DataFrame({
        "account_id": ground.accounts.ids[h.account[own]].astype(object),
        "valid_from": _text(world.scenario.start, h.valid_from_s[own]),
        "synced_at": _text(world.scenario.start, h.known_s[own]),
        "plan": np.array(cat.PLANS, object)[h.plan[own]],
        "seats": h.seats[own],
        "csm_owner": np.array(cat.CSM_OWNERS, object)[h.owner[own]],
    })  # fmt: skip


def merges_frame(world: Operation, until_s: int) -> pd.DataFrame:
    """The table `account_merges`: old and new identifier, and the day of the merger."""
    accounts = world.course.ground.accounts
    own = np.flatnonzero((accounts.merged_day < NEVER) & (accounts.merged_day * DAY_S <= until_s))
    own = own[np.argsort(accounts.old_ids[own], kind="stable")]
    return pd.DataFrame({
        "old_id": accounts.old_ids[own].astype(object),
        "new_id": accounts.ids[own].astype(object),
        "merged_on": _dates(world.scenario.start, accounts.merged_day[own], np.zeros(len(own), bool)),
    })  # fmt: skip


def _unless(missing: np.ndarray, values: np.ndarray) -> np.ndarray:
    out = values.astype(object)
    out[missing] = None
    return out


def _money(amount: np.ndarray, comma: np.ndarray) -> np.ndarray:
    texts = np.array([f"{value:.2f}" for value in amount.tolist()], object)
    texts[comma] = [text.replace(".", ",") for text in texts[comma]]
    return texts


def _dates(start: dt.date, day: np.ndarray, german: np.ndarray) -> np.ndarray:
    """Days of the world as text: 2024-07-31, or 31.07.2024."""
    texts = np.datetime_as_string(np.datetime64(start, "D") + day.astype("timedelta64[D]")).astype(object)
    texts[german] = [f"{text[8:]}.{text[5:7]}.{text[:4]}" for text in texts[german]]
    return texts


def _text(start: dt.date, second: np.ndarray) -> np.ndarray:
    return np.char.add(np.datetime_as_string(instants(start, second), unit="s"), "Z").astype(object)
