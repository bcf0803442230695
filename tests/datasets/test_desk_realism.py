"""What makes the desk look like one: languages, comings and goings, second thoughts, and who answers."""

import numpy as np
import pandas as pd
import pytest

from craftdata import desk
from craftdata.desk import wording
from craftdata.desk.agents import draw_agents, team_skill
from craftdata.desk.catalogue import AREAS, LANGUAGES, SYMPTOMS_PER_AREA
from craftdata.desk.partitions import parts
from craftdata.desk.side_tables import account_ids_as_written, agent_ids, satisfaction
from craftdata.desk.streams import Streams


@pytest.fixture(scope="module")
def world():
    world = desk.World(21, desk.Scenario(days=120, tickets_per_day=100))
    world.run(desk.policies.incumbent_rule())
    return world


def test_every_language_has_every_symptom_in_two_wordings():
    """Each of the five languages words each symptom twice, and no wording stands for two symptoms."""
    assert len(wording.LANGUAGES) == len(LANGUAGES)
    for language in wording.LANGUAGES:
        lines = [line for area in language.symptoms for symptom in area for line in symptom]
        assert [len(area) for area in language.symptoms] == [SYMPTOMS_PER_AREA] * len(AREAS)
        assert len(lines) == len(set(lines)) == 2 * SYMPTOMS_PER_AREA * len(AREAS)


def test_the_rule_of_the_desk_hears_urgency_in_every_language(world):
    """What sounds urgent is what is marked urgent, but for a typing error now and then, in each language."""
    tickets, ground = world.course.ground.tickets, world.course.ground
    part = np.arange(ground.decided_edges[-1])
    heard = desk.policies.says_urgent(world.subjects(part))
    for code in range(len(LANGUAGES)):
        own = tickets.language[part] == code
        assert (heard[own] == world.course.ledger.urgent[part][own]).mean() > 0.99


def test_subjects_vary_and_some_are_mistyped(world):
    """No subject is more than one in thirty, and a share of them is in no list of wordings."""
    subjects = world.tickets()["subject"]
    assert subjects.value_counts(normalize=True).iloc[0] < 1 / 30
    assert subjects.nunique() > 0.3 * len(subjects)


def test_some_tickets_are_reopened_and_their_outcome_stands(world):
    """About as many as the law says come back after their resolution, and none has two outcomes."""
    events = world.events().drop_duplicates("event_id")
    resolved = events[events["type"] == "resolved"]
    reopened = events[events["type"] == "reopened"]
    share = len(reopened) / resolved["ticket_id"].nunique()
    assert 0.5 < share / world.course.ground.laws.reopen_share < 1.3
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])]
    assert outcomes["ticket_id"].is_unique
    first = resolved.groupby("ticket_id")["occurred_at"].min()
    skew = pd.Timedelta("2h")
    assert (reopened.set_index("ticket_id")["occurred_at"] > first[reopened["ticket_id"]] - skew).all()


def test_agents_leave_and_newcomers_have_to_learn():
    """With turnover people change and skill dips after a change; without it nobody leaves."""
    calm, busy = (desk.Scenario(days=365, turnover=share) for share in (0.0, 1.5))
    stays, changes = draw_agents(Streams(4), calm), draw_agents(Streams(4), busy)
    assert (stays.left_day > 365).all()
    assert len(changes.ids) > 1.5 * len(stays.ids)
    assert (np.diff(team_skill(stays, 365), axis=2) == 0).all()
    assert team_skill(changes, 365).mean() < team_skill(stays, 365).mean()


def test_tickets_are_handled_by_people_who_are_there(world):
    """The agent of a ticket belongs to its team and was there, and the fast lane has seniors."""
    ground = world.course.ground
    part = np.arange(ground.decided_edges[-1])
    agents = world.agents().set_index("agent_id")
    own = agents.loc[agent_ids(world, part)]
    moment = pd.Timestamp(world.scenario.start, tz="UTC") + pd.to_timedelta(ground.decide_s[part], unit="s")
    assert (own["hired_at"].to_numpy() <= moment.to_numpy()).mean() > 0.99
    assert own["senior"].to_numpy()[world.course.ledger.fast_lane[part]].mean() > 0.95
    assert own["senior"].to_numpy()[~world.course.ledger.fast_lane[part]].mean() < 0.2


def test_answers_about_satisfaction_are_missing_not_at_random(world):
    """A minority answers, the unhappy more often than the content, and breaches lower the score."""
    part = np.arange(world.course.ground.decided_edges[-1])
    score, answers, _ = satisfaction(world.course.ground, world.course.ledger, part)
    assert 0.1 < answers.mean() < 0.5
    assert answers[score <= 2].mean() > 1.5 * answers[(score > 2.5) & (score < 4.5)].mean()
    breach = world.course.ledger.breach[part]
    assert score[breach].mean() < score[~breach].mean() - 1
    table = world.csat()
    assert table["ticket_id"].is_unique
    assert table["score"].between(1, 5).all()


def test_merged_accounts_wrote_under_an_old_identifier_before(world):
    """Old identifiers occur before the merger only, and each is in the table of mergers by the end."""
    ground = world.course.ground
    part = np.arange(len(ground.effort))
    written = account_ids_as_written(ground, part)
    old = written != ground.accounts.ids[ground.tickets.account[part]]
    assert old.sum() > 10
    mergers = world.mergers().set_index("old_id")
    known = np.isin(written[old], mergers.index)
    assert known.mean() > 0.2
    created = pd.Timestamp(world.scenario.start, tz="UTC") + pd.to_timedelta(
        ground.tickets.created_s, unit="s"
    )
    merged = mergers.loc[written[old][known], "merged_at"].to_numpy()
    assert (created[old][known].to_numpy() < merged).all()


def test_the_largest_accounts_write_a_fifth_of_the_tickets():
    """Over 4 years the top 1 % of the accounts write 14 to 28 % of the tickets, none more than 8 %."""
    for seed in range(4):
        scenario = desk.Scenario(days=365, tickets_per_day=150)
        accounts = desk.World(seed, scenario).course.ground.tickets.account
        share = np.sort(np.bincount(accounts, minlength=scenario.account_count))[::-1] / len(accounts)
        assert 0.14 < share[: scenario.account_count // 100].sum() < 0.28
        assert share[0] < 0.08


def test_fewer_than_half_of_the_tickets_are_trivial():
    """Over 6 seeds a quarter to a half of the tickets has a chance of a breach below .02."""
    shares = []
    for seed in range(6):
        world = desk.World(seed, desk.Scenario(days=90, tickets_per_day=100))
        world.run()
        shares.append((world.course.ledger.p_alone < 0.02).mean())
    assert 0.25 < np.mean(shares) < 0.45


def test_parts_of_a_world_are_its_tickets_without_gap_or_repetition():
    """Drawn in parts, a world has the tickets it has when drawn as a whole."""
    scenario = desk.Scenario(days=40, tickets_per_day=30, outages_per_year=30)
    whole = desk.World(9, scenario).ticket_ids
    assert (
        np.concatenate([operation.ticket_ids for operation in parts(9, scenario)]).tolist() == whole.tolist()
    )
    edges = [operation.course.day for operation in parts(9, scenario)]
    assert edges[-1] == 40


def test_parts_hand_on_the_queue(monkeypatch):
    """A world drawn in many parts has the waits that it has in a single part."""
    from craftdata.desk import partitions

    scenario = desk.Scenario(days=40, tickets_per_day=30)
    single = np.concatenate([operation.course.ledger.wait for operation in parts(9, scenario)])
    monkeypatch.setattr(partitions, "TICKETS_AT_ONCE", 1)
    several = [operation.course.ledger.wait for operation in parts(9, scenario)]
    assert len(several) == 6
    assert np.allclose(np.concatenate(several), single)


def test_partitions_are_one_folder_a_day(tmp_path):
    """Every ticket is written once, to the folder of its day; a second world does not mix with the first."""
    scenario = desk.Scenario(days=10, tickets_per_day=20)
    count = desk.write_partitions(tmp_path / "world", 5, scenario)
    files = sorted((tmp_path / "world").glob("date=*/tickets.parquet"))
    tables = [pd.read_parquet(file) for file in files]
    assert sum(map(len, tables)) == count
    for file, table in zip(files, tables, strict=True):
        assert {f"date={day}" for day in table["created_at"].dt.strftime("%Y-%m-%d")} == {file.parent.name}
    with pytest.raises(FileExistsError, match="is not empty"):
        desk.write_partitions(tmp_path / "world", 5, scenario)
