"""How much each tempting column of the raw files knows of the label, against what was known in time."""
from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from autograder.verify.desk.cleaner.events import clean_events
from autograder.verify.desk.cleaner.reading import read_raw
from autograder.verify.desk.raw_worlds import world_of
from craftdata.desk.exports import LEAKS, RawDefects, RawExport, raw_key

HOUR = pd.Timedelta("1h")


def auc(score: pd.Series, label: pd.Series) -> float:
    """Chance that a breach scores higher than a ticket that met its SLA, ties counted half."""
    positive = label.to_numpy(bool)
    n, m = int(positive.sum()), int((~positive).sum())
    rank = rankdata(score.fillna(score.median()).to_numpy(float))
    return float((rank[positive].sum() - n * (n + 1) / 2) / (n * m))


def leaks_of(seed: int, days: int = 90, tickets_per_day: float = 40) -> dict[str, tuple[float, float]]:
    """AUC of each leak alone, and of the same thing as known at the decision, by name of `LEAKS`."""
    world = world_of(seed, days, tickets_per_day)
    export = RawExport(world, RawDefects.none())
    key = raw_key(export).tickets.set_index("ticket_id")
    with tempfile.TemporaryDirectory() as folder:
        export.write(folder)
        files = read_raw(Path(folder))
    table = files.snapshot.assign(row=np.arange(len(files.snapshot))).set_index("ticket_id")
    table = table[key.loc[table.index, "mature"].to_numpy()]
    label = key.loc[table.index, "breach"]
    columns = {**_columns(table, key, files.accounts), **_messages(table, clean_events(files.lines))}
    columns["agent_id"] = (table["agent_id"].isin(_seniors(world)).astype(float), pd.Series(0.0, table.index))
    columns["health_score"] = (columns["health_score"], _health_known(world, table, key))
    return {name: tuple(auc(column, label) for column in columns[name]) for name in LEAKS}


def _columns(table: pd.DataFrame, key: pd.DataFrame, accounts: pd.DataFrame) -> dict:
    """Leaks of the snapshot and the CRM, each with its honest counterpart where that is at hand."""
    created_rank, severity = table["created_at"].rank(), key.loc[table.index, "severity"].astype(float)
    health = accounts.drop_duplicates("account_id").set_index("account_id")["health_score"]
    return {
        "priority": (-table["priority"].str[1:].astype(float), -severity),
        "row_order": (table["row"].rank() - created_rank, created_rank),
        "health_score": -table["account_id"].map(health).astype(float),
    }


def _messages(table: pd.DataFrame, events: pd.DataFrame) -> dict:
    """Messages and events, of the whole life and as known at the decision."""
    decide = events["ticket_id"].map(table["created_at"].dt.tz_localize("UTC")) + HOUR
    known = events[(events["occurred_at"] <= decide) & (events["ingested_at"] <= decide)]
    messages = known[known["type"] == "customer_msg"]

    def counts(rows: pd.DataFrame) -> pd.Series:
        return rows.groupby("ticket_id").size().reindex(table.index, fill_value=0).astype(float)

    return {"n_messages": (table["n_messages"].astype(float), counts(messages)),
            "later_events": (counts(events), counts(known))}


def _seniors(world: object) -> set[str]:
    agents = world.agents()
    return set(agents.loc[agents["senior"], "agent_id"])


def _health_known(world: object, table: pd.DataFrame, key: pd.DataFrame) -> pd.Series:
    """Health as the CRM's last synced review had it at the decision."""
    versions = world.accounts().sort_values("known_at")[["account_id", "known_at", "health"]]
    asked = pd.DataFrame({"account_id": key.loc[table.index, "account_id"].to_numpy(),
                          "at": table["created_at"].dt.tz_localize("UTC").to_numpy() + HOUR,
                          "ticket_id": table.index}).sort_values("at")
    asked["at"] = pd.to_datetime(asked["at"], utc=True)
    known = pd.merge_asof(asked, versions, left_on="at", right_on="known_at", by="account_id")
    return -known.set_index("ticket_id")["health"].reindex(table.index).astype(float)
