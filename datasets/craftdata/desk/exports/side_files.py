"""The files beside events and tickets: the CRM's database, satisfaction and teams."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd

from ..operation import Operation
from ..side_tables import agents_table, satisfaction
from ..tables import holidays_table, teams_table
from ..timestamps import instants
from .crm_accounts import CrmDraw, accounts_frame, changes_frame, merges_frame
from .json_lines import berlin_wall
from .raw_defects import RawDefects

SQL_TYPES = {"seats": "INTEGER", "health_score": "INTEGER"}


def crm_tables(
    world: Operation, draw: CrmDraw, defects: RawDefects, until_s: int
) -> dict[str, pd.DataFrame]:
    """The tables of the CRM's database by name."""
    holidays = holidays_table(world.course.ground.calendars)
    return {
        "accounts": accounts_frame(world, draw, defects, until_s),
        "account_changes": changes_frame(world, draw, until_s),
        "account_merges": merges_frame(world, until_s),
        "holidays": holidays.assign(date=holidays["date"].dt.strftime("%Y-%m-%d")).astype(object),
    }


def write_database(path: Path, tables: dict[str, pd.DataFrame]) -> None:
    """Write the tables as an SQLite file; the same SQLite writes the same bytes."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA page_size = 4096")
        for name, table in tables.items():
            columns = ", ".join(f"{column} {SQL_TYPES.get(column, 'TEXT')}" for column in table)
            database.execute(f"CREATE TABLE {name} ({columns})")
            marks = ", ".join("?" * len(table.columns))
            database.executemany(f"INSERT INTO {name} VALUES ({marks})", _plain_rows(table))
    database.close()


def _plain_rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """Rows of Python's own types: SQLite stores NumPy integers as bytes."""
    columns = [[_plain(value) for value in table[name].tolist()] for name in table]
    return list(zip(*columns, strict=True))


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value


def csat_csv(world: Operation, defects: RawDefects, until_s: int) -> bytes:
    """Answers about satisfaction as a spreadsheet of a European office saves them, ordered by ticket."""
    ground = world.course.ground
    part = np.arange(ground.created_edges[world.course.day])
    score, answers, answered_s = satisfaction(ground, world.course.ledger, part)
    if not defects.csat_self_selected:
        u = ground.streams.at("raw.csat_at_random", ground.tickets.serial[part])
        answers = u < answers.mean()
    own = np.flatnonzero(answers & (answered_s <= until_s))
    own = own[np.argsort(world.ticket_ids[own], kind="stable")]
    moments = instants(world.scenario.start, answered_s[own])
    separator = ";" if defects.european_csv else ","
    if defects.european_csv:
        when = [f"{t[8:10]}.{t[5:7]}.{t[:4]} {t[11:16]}" for t in berlin_wall(moments).astype(str).tolist()]
        scores = [f"{value:g}".replace(".", ",") for value in score[own].tolist()]
    else:
        when = [f"{t[:16]}Z" for t in moments.astype(str).tolist()]
        scores = [f"{value:g}" for value in score[own].tolist()]
    names = ("ticket_id", "score", "answered_at")
    rows = [names, *zip(world.ticket_ids[own].tolist(), scores, when, strict=True)]
    text = "".join(separator.join(row) + "\r\n" for row in rows)
    return text.encode("utf-8-sig" if defects.european_csv else "utf-8")


def teams_json(world: Operation, until_s: int) -> bytes:
    """Teams with their opening hours, and the agents in each."""
    ground = world.course.ground
    agents = agents_table(ground, until_s)
    rows = []
    for team in teams_table(ground.calendars).to_dict("records"):
        team["workdays"] = team["workdays"].split(",")
        team["agents"] = [
            {
                "agent_id": row.agent_id,
                "senior": bool(row.senior),
                "hired": f"{row.hired_at:%Y-%m-%d}",
                "left": None if pd.isna(row.left_at) else f"{row.left_at:%Y-%m-%d}",
            }
            for row in agents[agents["team"] == team["team"]].itertuples()
        ]
        rows.append(team)
    return as_json({"teams": rows})


def as_json(value: object) -> bytes:
    """JSON with one space of indentation and a line end."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()

