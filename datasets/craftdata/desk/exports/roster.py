"""The tickets of the raw files: the real ones, forms that were sent twice, and those of the QA bot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import catalogue as cat
from ..events import REASSIGNED, SLOT_OF, SLOTS, reassigned_s
from ..identifiers import draw_ids
from ..operation import Operation
from ..side_tables import account_ids_as_written
from .garbling import garbled
from .plan_labels import INTERNAL, plan_labels
from .raw_defects import RawDefects, struck

REAL, FORM_AGAIN, QA = range(3)
# Numbers far beyond those of the world's own tickets, so that identifiers never meet.
AGAIN_FROM, QA_FROM = 1 << 37, 1 << 38
QA_CHECKS = ("login", "ticket form", "search", "export", "webhook", "status page")
FORM_AGAIN_MOST_S, QA_MOST_S = 90, 6 * 3600  # after the ticket that they go by
QA_SLA_HOURS = 168


@dataclass(frozen=True)
class Roster:
    """One entry per ticket of the raw files.

    Parameters
    ----------
    kind : ndarray of int
        `REAL`, `FORM_AGAIN` or `QA`.
    index : ndarray of int
        The ticket of the world, of a form sent twice the first one, of a QA ticket a template.
    number : ndarray of int
        Place of its random numbers, and what its identifier is drawn from.
    ids : ndarray of str
    account_ids : ndarray of str
        As written on the form: an old identifier of a merged account now and then.
    created_s, resolved_s : ndarray of int
        Seconds of the world; the first resolution, the future included.
    team, first_team : ndarray of int
        Team after the first hour, and the one that the form went to.
    plan, severity : ndarray of int
        Codes, as on the form.
    plan_label, subject : ndarray of str
        As they arrived.
    sla_hours, body_chars, attach_kb : ndarray
    """

    kind: np.ndarray
    index: np.ndarray
    number: np.ndarray
    ids: np.ndarray
    account_ids: np.ndarray
    created_s: np.ndarray
    resolved_s: np.ndarray
    team: np.ndarray
    first_team: np.ndarray
    plan: np.ndarray
    severity: np.ndarray
    plan_label: np.ndarray
    subject: np.ndarray
    sla_hours: np.ndarray
    body_chars: np.ndarray
    attach_kb: np.ndarray


def draw_roster(world: Operation, defects: RawDefects) -> Roster:
    """All tickets created on closed days, real tickets first and in the order of the world."""
    ground, ledger, streams = world.course.ground, world.course.ledger, world.course.ground.streams
    t, real = ground.tickets, np.arange(ground.created_edges[world.course.day])
    early = [real[t.created_s[real] < world.now_s - most] for most in (FORM_AGAIN_MOST_S, QA_MOST_S)]
    again = early[0][struck(streams, "form_again", t.serial[early[0]], defects.ticket_retries)]
    template = early[1][struck(streams, "qa", t.serial[early[1]], defects.qa_tickets)]
    kind = np.repeat([REAL, FORM_AGAIN, QA], [len(real), len(again), len(template)])
    index = np.concatenate([real, again, template])
    serial, qa = t.serial[index], kind == QA
    number = serial + np.array([0, AGAIN_FROM, QA_FROM])[kind]
    created_s = t.created_s[index] + _later_s(world, kind, serial)
    resolved_s = ledger.resolved_s[index] + np.where(kind == FORM_AGAIN, 60, 0)
    qa_lasts = 40 + streams.integers_at("raw.qa_lasts", 60, serial)
    plan = np.where(qa, INTERNAL, t.plan[index])
    subject = np.where(qa, qa_subjects(world, serial), world.subjects(real)[index])
    return Roster(
        kind=kind,
        index=index,
        number=number,
        ids=draw_ids(streams, "tickets", "T", number),
        account_ids=np.where(qa, qa_account_id(world), _as_written(world, index, defects)),
        created_s=created_s,
        resolved_s=np.where(qa, created_s + qa_lasts, np.maximum(resolved_s, created_s + 60)),
        team=t.team[index],
        first_team=np.where(kind == REAL, _first_team(world, index), t.team[index]),
        plan=plan,
        severity=np.where(qa, len(cat.SEVERITIES) - 1, t.severity[index]),
        plan_label=plan_labels(streams, "form_plan", serial, plan, defects.plan_variants),
        subject=garbled(streams, serial, subject, defects.garbled_subjects),
        sla_hours=np.where(qa, QA_SLA_HOURS, t.sla_hours[index]).astype(np.int64),
        body_chars=np.where(qa, 40 + serial % 7, ground.body_chars[index]),
        attach_kb=np.where(qa, 0.0, t.attach_kb[index]),
    )


def _later_s(world: Operation, kind: np.ndarray, serial: np.ndarray) -> np.ndarray:
    """Seconds after the ticket it goes by: a form comes again within 90 s, the bot writes at some time."""
    streams = world.course.ground.streams
    again = 3 + streams.integers_at("raw.form_again_after", FORM_AGAIN_MOST_S - 3, serial)
    qa = streams.integers_at("raw.qa_when", QA_MOST_S, serial)
    return np.select([kind == FORM_AGAIN, kind == QA], [again, qa], 0)


def qa_subjects(world: Operation, serial: np.ndarray) -> np.ndarray:
    """Subjects of the QA bot (object array of str)."""
    check = world.course.ground.streams.integers_at("raw.qa_check", len(QA_CHECKS), serial)
    return np.array([f"Synthetic check: {name}" for name in QA_CHECKS], object)[check]


def qa_account_id(world: Operation) -> str:
    """Identifier of the account that the QA bot writes under, like any other."""
    ground = world.course.ground
    return str(draw_ids(ground.streams, "accounts", "A", np.array([QA_FROM]))[0])


def _as_written(world: Operation, index: np.ndarray, defects: RawDefects) -> np.ndarray:
    """Account identifiers: until its merger half of the tickets of a merged account carry the old one."""
    ground = world.course.ground
    if defects.merged_accounts:
        return account_ids_as_written(ground, index)
    return ground.accounts.ids[ground.tickets.account[index]]


def _first_team(world: Operation, index: np.ndarray) -> np.ndarray:
    """Team that the form went to: another one if the ticket is reassigned in its first hour."""
    ground, t = world.course.ground, world.course.ground.tickets
    moved = t.reassigned[index] & (reassigned_s(ground, index) < world.course.ledger.resolved_s[index])
    place = t.serial[index] * SLOTS + SLOT_OF[REASSIGNED]
    teams = len(cat.TEAMS)
    step = 1 + (ground.streams.at("events.first_team", place) * (teams - 1)).astype(np.int64)
    return np.where(moved, (t.team[index] + step) % teams, t.team[index])

