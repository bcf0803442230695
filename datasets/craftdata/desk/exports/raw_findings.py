"""What each kind of defect struck in an export, and what is true there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pandas as pd

from .. import catalogue as cat
from ..events import REOPENED
from ..ground import DAY_S
from ..side_tables import satisfaction
from ..timestamps import timestamps
from .event_files import EventFile
from .lines import backfilled_days, lost_resolutions
from .plan_labels import PLAN_NAMES
from .raw_export import RawExport
from .releases import ATLAS, HERMES
from .roster import FORM_AGAIN, QA, qa_subjects

LATE_FROM_S = 1800  # no line that is not late takes longer


def affected(export: RawExport) -> dict[str, pd.DataFrame]:
    """By kind of `DEFECTS`: the keys of what it struck, and what is true there."""
    return {name: find(export) for name, find in FINDERS.items()}


def _strings(values: object) -> pd.Series:
    return pd.Series(pd.array(np.asarray(values, object), dtype="str"))


def _lines(export: RawExport, own: np.ndarray, **truth: np.ndarray | pd.Series) -> pd.DataFrame:
    """event_id and second of ingestion of some lines (a line is known by both), and what is true of them."""
    lines, start = export.lines, export.world.scenario.start
    ids = lines.part(np.flatnonzero(own)).event_ids(export.world)
    table = pd.DataFrame({"event_id": _strings(ids), "ingested_at": timestamps(start, lines.ingested_s[own])})
    return table.assign(**truth)


def _redelivered(export: RawExport) -> pd.DataFrame:
    return _lines(export, export.lines.again)


def _late_events(export: RawExport) -> pd.DataFrame:
    lines = export.lines
    first, end = backfilled_days(export.world)
    held = (lines.producer == HERMES) & (lines.true_s // DAY_S >= first - 1) & (lines.true_s // DAY_S <= end)
    held &= export.defects.backfilled_week
    own = ~lines.again & ~held & (lines.ingested_s - lines.true_s > LATE_FROM_S)
    return _lines(export, own, true_at=_true_at(export, own))


def _true_at(export: RawExport, own: np.ndarray) -> pd.Series:
    return timestamps(export.world.scenario.start, export.lines.true_s[own])


def _skewed_clocks(export: RawExport) -> pd.DataFrame:
    lines = export.lines
    own = np.abs(lines.occurred_s - lines.true_s) > 60
    return _lines(export, own, true_at=_true_at(export, own))


def _reopened(export: RawExport) -> pd.DataFrame:
    lines = export.lines
    ids = export.roster.ids[np.unique(lines.ticket[lines.type == REOPENED])]
    return pd.DataFrame({"ticket_id": _strings(ids)})


def _berlin_time(export: RawExport) -> pd.DataFrame:
    own = (export.lines.producer == HERMES) & export.defects.berlin_time
    start = export.world.scenario.start
    return _lines(export, own, occurred_at=timestamps(start, export.lines.occurred_s[own]))


def _schema_2(export: RawExport) -> pd.DataFrame:
    return _lines(export, export.lines.version == 2)


def _backfilled_week(export: RawExport) -> pd.DataFrame:
    lines, (_, end) = export.lines, backfilled_days(export.world)
    own = (lines.producer == HERMES) & (lines.ingested_s // DAY_S > end) & export.defects.backfilled_week
    own &= (lines.true_s < end * DAY_S) & (lines.ingested_s // DAY_S == end + 1)
    return _lines(export, own, true_at=_true_at(export, own))


def _event_retries(export: RawExport) -> pd.DataFrame:
    again = export.lines.part(np.flatnonzero(export.lines.retried))
    first = dataclasses.replace(again, retried=np.zeros_like(again.retried))
    ids, first_ids = (_strings(part.event_ids(export.world)) for part in (again, first))
    return pd.DataFrame({"event_id": ids, "first_id": first_ids})


def _lost_resolved(export: RawExport) -> pd.DataFrame:
    own = lost_resolutions(export.world, export.roster, export.defects)
    resolved = timestamps(export.world.scenario.start, export.roster.resolved_s[own])
    return pd.DataFrame({"ticket_id": _strings(export.roster.ids[own]), "resolved_at": resolved})


def _broken_lines(export: RawExport) -> pd.DataFrame:
    return _lines(export, export.broken)


def _files(export: RawExport, own: Callable[[EventFile], bool]) -> pd.DataFrame:
    start, rows = export.world.scenario.start, [file for file in export.files if own(file)]
    landed = timestamps(start, np.array([file.landed for file in rows], np.int64) * DAY_S)
    return pd.DataFrame({
        "name": _strings([file.name for file in rows]),
        "lines": np.array([len(file.rows) for file in rows], np.int64),
        "landed_on": landed.dt.tz_localize(None),
    })  # fmt: skip


def _resent_files(export: RawExport) -> pd.DataFrame:
    return _files(export, lambda file: file.sending == 2)


def _cut_files(export: RawExport) -> pd.DataFrame:
    return _files(export, lambda file: file.cut_after is not None)


def _late_files(export: RawExport) -> pd.DataFrame:
    return _files(export, lambda file: file.sending == 1 and file.landed > file.day)


def _ticket_retries(export: RawExport) -> pd.DataFrame:
    own = export.roster.kind == FORM_AGAIN
    first = export.world.ticket_ids[export.roster.index[own]]
    return pd.DataFrame({"ticket_id": _strings(export.roster.ids[own]), "first_id": _strings(first)})


def _qa_tickets(export: RawExport) -> pd.DataFrame:
    return pd.DataFrame({"ticket_id": _strings(export.roster.ids[export.roster.kind == QA])})


def plain_subjects(export: RawExport) -> np.ndarray:
    """Subject of each ticket of the roster as it was written (object array of str)."""
    roster, world = export.roster, export.world
    bot = qa_subjects(world, world.course.ground.tickets.serial[roster.index])
    return np.where(roster.kind == QA, bot, world.subjects(roster.index))


def _garbled_subjects(export: RawExport) -> pd.DataFrame:
    plain = plain_subjects(export)
    own = plain != export.roster.subject
    return pd.DataFrame({"ticket_id": _strings(export.roster.ids[own]), "subject": _strings(plain[own])})


def _plan_variants(export: RawExport) -> pd.DataFrame:
    roster = export.roster
    plan = np.array(PLAN_NAMES, object)[roster.plan]
    own = plan != roster.plan_label
    return pd.DataFrame({"ticket_id": _strings(roster.ids[own]), "plan": _strings(plan[own])})


def _snapshot_units(export: RawExport) -> pd.DataFrame:
    roster = export.roster
    own = (roster.created_s >= export.releases.second[ATLAS]) & export.defects.snapshot_units
    return pd.DataFrame({"ticket_id": _strings(roster.ids[own]), "sla_hours": roster.sla_hours[own]})


def _resolved_sentinel(export: RawExport) -> pd.DataFrame:
    own = (export.roster.resolved_s > export.world.now_s) & export.defects.resolved_sentinel
    return pd.DataFrame({"ticket_id": _strings(export.roster.ids[own])})


def _merged_accounts(export: RawExport) -> pd.DataFrame:
    ground, roster = export.world.course.ground, export.roster
    present = ground.accounts.ids[ground.tickets.account[roster.index]]
    own = (roster.account_ids != present) & (roster.kind != QA)
    return pd.DataFrame({"ticket_id": _strings(roster.ids[own]), "account_id": _strings(present[own])})


def _accounts(export: RawExport, own: np.ndarray) -> pd.DataFrame:
    """account_id and true present seats of some accounts."""
    ground, draw = export.world.course.ground, export.crm_draw(export.world.now_s)
    seats = ground.history.seats[draw.version[own]]
    return pd.DataFrame({"account_id": _strings(ground.accounts.ids[own]), "seats": seats})


def _of_crm(field: str) -> Callable[[RawExport], pd.DataFrame]:
    def find(export: RawExport) -> pd.DataFrame:
        draw = export.crm_draw(export.world.now_s)
        own = getattr(draw, field) & draw.signed_up
        return _accounts(export, own if field == "erased" else own & ~draw.erased)

    return find


def _emea(switch: str) -> Callable[[RawExport], pd.DataFrame]:
    def find(export: RawExport) -> pd.DataFrame:
        draw = export.crm_draw(export.world.now_s)
        own = draw.signed_up & ~draw.erased & getattr(export.defects, switch)
        own = own & (export.world.course.ground.accounts.region == cat.EMEA)
        return _accounts(export, own & ~draw.blocked if switch == "decimal_comma" else own)

    return find


def _csat(export: RawExport) -> pd.DataFrame:
    """Score that every customer would have given, and whether it came."""
    world = export.world
    part = np.arange(world.course.ground.created_edges[world.course.day])
    score, answers, answered_s = satisfaction(world.course.ground, world.course.ledger, part)
    came = answers & (answered_s <= world.now_s)
    return pd.DataFrame({"ticket_id": _strings(world.ticket_ids[part]), "score": score, "answered": came})


FINDERS: dict[str, Callable[[RawExport], pd.DataFrame]] = {
    "redelivered": _redelivered,
    "late_events": _late_events,
    "skewed_clocks": _skewed_clocks,
    "reopened": _reopened,
    "merged_accounts": _merged_accounts,
    "csat_self_selected": _csat,
    "berlin_time": _berlin_time,
    "schema_2": _schema_2,
    "snapshot_units": _snapshot_units,
    "resolved_sentinel": _resolved_sentinel,
    "local_dates": _emea("local_dates"),
    "decimal_comma": _emea("decimal_comma"),
    "european_csv": _csat,
    "backfilled_week": _backfilled_week,
    "event_retries": _event_retries,
    "ticket_retries": _ticket_retries,
    "qa_tickets": _qa_tickets,
    "lost_resolved": _lost_resolved,
    "broken_lines": _broken_lines,
    "resent_files": _resent_files,
    "cut_files": _cut_files,
    "late_files": _late_files,
    "missing_blocks": _of_crm("blocked"),
    "seat_sentinels": _of_crm("coded"),
    "plan_variants": _plan_variants,
    "deleted_accounts": _of_crm("erased"),
    "stale_rows": _of_crm("stale"),
    "garbled_subjects": _garbled_subjects,
}
