"""Tempting columns of the raw files: what they promise offline, and what is left of it once deployed."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from autograder.verify.desk.finding import Effort, Finding, Proof
from autograder.verify.desk.ladder import TEST_DAYS, TRAIN_DAYS, regret
from autograder.verify.desk.rungs import PRIOR_RATE, PRIOR_TICKETS, RUNGS, boosted, columns_of, table_of
from autograder.verify.desk.served import served
from autograder.verify.desk.workers import over
from craftdata import desk
from craftdata.desk.catalogue import SEVERITIES
from craftdata.desk.exports.crm_accounts import accounts_frame
from craftdata.desk.exports.snapshot import snapshot_frame
from craftdata.desk.ground import DAY_S

WORLDS = 8
SCENARIO = desk.Scenario(days=365, tickets_per_day=120)
CLEAN, ALL = "no tempting column", "all of them"
# A column, and how much it must promise at least: AUC offline beyond the clean model's, mean over worlds.
PROMISES = {
    "row order of the file (sorted by updated_at)": 0.05,
    "priority in the snapshot (escalated near the deadline)": 0.03,
    "last agent is a senior": 0.02,
    "n_messages of the whole life": 0.01,
    "breach rate of the account over all data": 0.003,
    "health score of the CRM at the export": 0.002,
}
LOSES_RANKING = ("row order of the file (sorted by updated_at)", ALL)


@dataclass(frozen=True)
class Leak:
    """What one model scored in one world: AUC offline, AUC and regret (nats) deployed."""

    offline: float
    deployed: float
    regret: float


def tempting(world: desk.World, tickets: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Each column as the export at the end shows it, and as it stands at each ticket's decision.

    Parameters
    ----------
    world : World
        After its last day, everybody left alone.
    tickets : DataFrame
        Rows of `served` of that world, no ticket twice.

    Returns
    -------
    dict
        By name of `PROMISES`: two float arrays, one entry per row.
    """
    end_s = world.scenario.days * DAY_S
    export = desk.RawExport(world, desk.RawDefects.none())
    snapshot = snapshot_frame(world, export.roster, export.releases, export.defects, end_s)
    # How far the file's order has moved a ticket from its place by creation; one just created is unmoved.
    snapshot["moved"] = np.arange(len(snapshot)) - snapshot["created_at"].rank().to_numpy()
    snapshot["level"] = pd.Categorical(snapshot["priority"], categories=SEVERITIES).codes
    agents = world.agents()
    snapshot["senior"] = snapshot["agent_id"].isin(agents.loc[agents["senior"], "agent_id"])
    rows = snapshot.set_index("ticket_id").loc[tickets["ticket_id"]]
    level = pd.Categorical(tickets["severity"], categories=SEVERITIES).codes
    unmoved, junior = np.zeros(len(tickets)), np.zeros(len(tickets))
    values = (
        (rows["moved"], unmoved),
        (rows["level"], level),
        (rows["senior"], junior),
        (rows["n_messages"], 1 + tickets["messages_1h"]),
        (_rate_over_all(tickets), _rate(tickets["acct_tickets"], tickets["acct_breaches"])),
        (_health_at(world, export, tickets, end_s), _health_known(world, tickets)),
    )
    return {name: tuple(np.asarray(column, float) for column in pair)
            for name, pair in zip(PROMISES, values, strict=True)}


def _rate(n: pd.Series, breaches: pd.Series) -> np.ndarray:
    return ((breaches + PRIOR_TICKETS * PRIOR_RATE) / (n + PRIOR_TICKETS)).to_numpy()


def _rate_over_all(tickets: pd.DataFrame) -> np.ndarray:
    """Target encoding as it is often done: over train and test, the ticket itself included."""
    groups = tickets.groupby("account_id")["breach_alone"]
    return _rate(groups.transform("size"), groups.transform("sum"))


def _health_at(world: desk.World, export: desk.RawExport, tickets: pd.DataFrame, end_s: int) -> np.ndarray:
    accounts = accounts_frame(world, export.crm_draw(end_s), export.defects, end_s)
    return tickets["account_id"].map(accounts.set_index("account_id")["health_score"]).to_numpy(float)


def _health_known(world: desk.World, tickets: pd.DataFrame) -> np.ndarray:
    """The score of the last review that the warehouse knew at each decision."""
    versions = world.accounts().sort_values("known_at")[["account_id", "known_at", "health"]]
    asked = tickets[["ticket_id", "account_id", "decide_at"]].sort_values("decide_at")
    known = pd.merge_asof(asked, versions, left_on="decide_at", right_on="known_at", by="account_id")
    return known.set_index("ticket_id")["health"].loc[tickets["ticket_id"]].to_numpy(float)


def measure(seed: int) -> dict[str, Leak]:
    """The full model of the ladder without and with each column, and with all, in one world."""
    world = desk.World(seed, SCENARIO)
    world.run()
    tickets = served(world).query("still_open").reset_index(drop=True)
    clean, columns = table_of(tickets)[columns_of(len(RUNGS) - 1)], tempting(world, tickets)
    train, test = (np.flatnonzero(tickets["day"].isin(days)) for days in (TRAIN_DAYS, TEST_DAYS))
    breach, truth = tickets["breach_alone"].to_numpy(), tickets["p_breach"].to_numpy()[test]
    found = {}
    for name, used in {CLEAN: [], **{name: [name] for name in columns}, ALL: list(columns)}.items():
        shown, known = (clean.assign(**{column: columns[column][k] for column in used}) for k in (0, 1))
        both = pd.concat([shown.iloc[test], known.iloc[test]])
        p = boosted(shown.iloc[train], breach[train], both)
        offline, deployed = p[:len(test)], p[len(test):]
        found[name] = Leak(roc_auc_score(breach[test], offline), roc_auc_score(breach[test], deployed),
                           regret(truth, deployed))
    return found


def run(effort: Effort) -> Sequence[Finding]:
    """Each column and all of them together against the clean model."""
    worlds = over(measure, effort.of(WORLDS, least=2), effort)
    clean = _means([world[CLEAN] for world in worlds])
    figure = f"AUC {clean.offline:.3f}, regret {clean.regret:.4f}; {len(worlds)} worlds"
    findings = [Finding("The clean model is the same offline and deployed.", figure, "reported", None)]
    for name in (*PROMISES, ALL):
        findings.append(_finding(name, [world[name] for world in worlds], [world[CLEAN] for world in worlds]))
    return findings


def _finding(name: str, leaks: Sequence[Leak], clean: Sequence[Leak]) -> Finding:
    mean, base = _means(leaks), _means(clean)
    promise, cost = PROMISES.get(name, max(PROMISES.values())), mean.regret / base.regret
    worse = sum(leak.regret > own.regret for leak, own in zip(leaks, clean, strict=True))
    holds, wanted = mean.offline >= base.offline + promise and mean.regret > base.regret, (
        f"offline at least +{promise:g}, deployed regret above the clean model's")
    if name in LOSES_RANKING:
        holds, wanted = holds and mean.deployed < base.deployed - 0.02, f"{wanted}, AUC at least -.02"
    return Finding(f"It shines offline and fails deployed: {name}.",
                   f"AUC offline {mean.offline:.3f}, deployed {mean.deployed:.3f}; regret deployed "
                   f"{mean.regret:.4f}, {cost:.2f} times the clean one's, worse in {worse} of {len(leaks)} "
                   "worlds", wanted, holds)


def _means(leaks: Sequence[Leak]) -> Leak:
    return Leak(*(float(np.mean([getattr(leak, name) for leak in leaks]))
                  for name in ("offline", "deployed", "regret")))


PROOF = Proof("leaks", "tempting columns shine offline and fail deployed", run)
