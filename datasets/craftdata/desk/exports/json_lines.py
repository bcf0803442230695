"""Lines of events as JSON, in the two versions of the schema and the clocks of the two producers."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from .. import catalogue as cat
from ..events import CREATED, EVENT_TYPES, FIRST_SEVERITY, PRIORITY_CHANGED, REASSIGNED, VALUES
from ..operation import Operation
from ..timestamps import instants
from .lines import Lines
from .raw_defects import RawDefects
from .releases import HERMES, HERMES_ZONE, PRODUCERS
from .roster import Roster

BYTES_PER_KB, MINUTES = 1024, 60
# Names of the envelope's fields by version.
ENVELOPES = {1: ("ticket", "at"), 2: ("ticket_id", "occurred_at")}


def json_lines(world: Operation, roster: Roster, lines: Lines, defects: RawDefects) -> np.ndarray:
    """Text of each line (object array of str, ASCII, no line end)."""
    columns = (
        lines.event_ids(world).tolist(),
        lines.version.tolist(),
        np.array(PRODUCERS, object)[lines.producer].tolist(),
        np.array(EVENT_TYPES, object)[lines.type].tolist(),
        roster.ids[lines.ticket].tolist(),
        _occurred(world, lines, defects).tolist(),
        np.datetime_as_string(instants(world.scenario.start, lines.ingested_s), unit="s").tolist(),
        _data(world, roster, lines).tolist(),
    )
    texts = np.empty(len(lines.ticket), object)
    texts[:] = [_line(*fields) for fields in zip(*columns, strict=True)]
    return texts


def _line(
    event: str, version: int, source: str, kind: str, ticket: str, at: str, ingested: str, data: str
) -> str:
    ticket_name, at_name = ENVELOPES[version]
    return (
        f'{{"v":{version},"event_id":"{event}","source":"{source}","type":"{kind}","{ticket_name}":"{ticket}",'
        f'"{at_name}":"{at}","ingested_at":"{ingested}Z","data":{{{data}}}}}'
    )


def _occurred(world: Operation, lines: Lines, defects: RawDefects) -> np.ndarray:
    """Sender's clock as text: UTC with Z, or the wall clock in Berlin without a zone."""
    moments = instants(world.scenario.start, lines.occurred_s)
    texts = np.char.add(np.datetime_as_string(moments, unit="s"), "Z").astype(object)
    if defects.berlin_time:
        own = lines.producer == HERMES
        walls = np.datetime_as_string(berlin_wall(moments[own]), unit="s").tolist()
        texts[own] = [wall.replace("T", " ") for wall in walls]
    return texts


def berlin_wall(moments: np.ndarray) -> np.ndarray:
    """Instants in UTC as the wall clock in Berlin shows them (datetime64[us])."""
    wall = pd.DatetimeIndex(moments).tz_localize("UTC").tz_convert(HERMES_ZONE).tz_localize(None)
    return wall.to_numpy("datetime64[us]")


def _data(world: Operation, roster: Roster, lines: Lines) -> np.ndarray:
    """Inner part of the field `data` of each line."""
    data = np.full(len(lines.ticket), "", object)
    for version in (1, 2):
        own = np.flatnonzero((lines.type == CREATED) & (lines.version == version))
        data[own] = _form(world, roster, lines.ticket[own], version)
        own = np.flatnonzero((lines.type == PRIORITY_CHANGED) & (lines.version == version))
        data[own] = [_priority(code - FIRST_SEVERITY, version) for code in lines.value[own].tolist()]
    own = np.flatnonzero(lines.type == REASSIGNED)
    to = np.array(cat.TEAM_NAMES, object)[roster.team[lines.ticket[own]]].tolist()
    came = [VALUES[code] for code in lines.value[own].tolist()]
    data[own] = [f'"from":"{first}","to":"{then}"' for first, then in zip(came, to, strict=True)]
    return data


def _priority(code: int, version: int) -> str:
    return f'"prio":{code + 1}' if version == 1 else f'"priority":"{cat.SEVERITIES[code]}"'


def _form(world: Operation, roster: Roster, ticket: np.ndarray, version: int) -> list[str]:
    """The form of each ticket: hours and kB in version 1, minutes and bytes in version 2."""
    t, index = world.course.ground.tickets, roster.index[ticket]
    account_name = "account" if version == 1 else "account_id"
    sla = roster.sla_hours[ticket] * (1 if version == 1 else MINUTES)
    size = np.round(roster.attach_kb[ticket] * BYTES_PER_KB).astype(np.int64)
    fields = (
        roster.account_ids[ticket].tolist(),
        roster.plan_label[ticket].tolist(),
        [_priority(code, version) for code in roster.severity[ticket].tolist()],
        np.array(cat.AREAS, object)[t.stated_area[index]].tolist(),
        np.array(cat.CHANNELS, object)[t.channel[index]].tolist(),
        np.array(cat.LANGUAGES, object)[t.language[index]].tolist(),
        [json.dumps(subject) for subject in roster.subject[ticket].tolist()],
        roster.body_chars[ticket].tolist(),
        roster.attach_kb[ticket].tolist() if version == 1 else size.tolist(),
        sla.tolist(),
        np.array(cat.TEAM_NAMES, object)[roster.first_team[ticket]].tolist(),
    )
    return [
        f'"{account_name}":"{account}","plan":"{plan}",{priority},"area":"{area}","channel":"{channel}",'
        f'"language":"{language}","subject":{subject},"body_chars":{body},"attach":{attach},"sla":{due},'
        f'"team":"{team}"'
        for account, plan, priority, area, channel, language, subject, body, attach, due, team
        in zip(*fields, strict=True)
    ]  # fmt: skip
