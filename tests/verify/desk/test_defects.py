"""Raw files: each defect changes a number in every world, the cleaner undoes all, each leak leaks."""
from __future__ import annotations

from pathlib import Path

import pytest

from autograder.kit.contents import LEFT_OUT
from autograder.verify.desk import defects
from autograder.verify.desk.raw_figures import FIGURES
from autograder.verify.desk.raw_leaks import leaks_of
from autograder.verify.desk.raw_worlds import figures_of, recovery_of
from craftdata import desk

FIGURE_SEEDS, RECOVERY_SEEDS, LEAK_SEEDS = (101,), (201, 202, 203), (301, 302)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def figures():
    return [figures_of(seed, days=50, tickets_per_day=30) for seed in FIGURE_SEEDS]


@pytest.fixture(scope="module")
def recoveries():
    return [recovery_of(seed, days=90, tickets_per_day=40) for seed in RECOVERY_SEEDS]


@pytest.fixture(scope="module")
def leaks():
    return [leaks_of(seed) for seed in LEAK_SEEDS]


@pytest.mark.parametrize("name", desk.DEFECTS)
def test_each_defect_alone_changes_a_number_of_a_report(name, figures):
    """The figure of the catalogue moves by its least change in every world."""
    finding = defects._figure(name, [world[name] for world in figures])
    assert finding.holds, f"{finding.claim}: {finding.figure}, wanted {finding.wanted}"


def test_labels_come_back_from_snapshot_and_events(recoveries):
    """With all defects: at least 99.9 % of the labels, from the snapshot, the events, and both."""
    tickets = sum(world.tickets for world in recoveries)
    assert all(world.by_snapshot >= 0.999 and world.reconciled >= 0.999 for world in recoveries)
    assert sum(world.told_by_events * world.tickets for world in recoveries) / tickets >= 0.999
    assert all(world.by_events >= 0.98 for world in recoveries)


def test_no_line_and_no_ticket_is_lost_on_the_way(recoveries):
    """Lines read plus quarantine are the lines sent; nothing but real tickets gets a label."""
    assert all(world.lines_balance and world.extra == 0 for world in recoveries)


@pytest.mark.parametrize("name", desk.LEAKS)
def test_each_leak_ranks_breaches_better_than_what_was_known(name, leaks):
    """AUC of the column alone is above that of its honest counterpart in every world."""
    finding = defects._leak(name, [world[name] for world in leaks])
    assert finding.holds, f"{finding.claim}: {finding.figure}"


def test_a_defect_that_changes_nothing_is_found_out():
    """A figure that stays is a finding that does not hold, and so is a leak without an edge."""
    assert defects._figure("berlin_time", [(0.15, 0.17), (0.15, 0.15)]).holds is False
    assert defects._leak("priority", [(0.8, 0.6), (0.62, 0.6)]).holds is False


def test_every_kind_has_a_figure():
    """All kinds of defects have a figure; late files are seen in the folder of a day, not in the last one."""
    assert set(FIGURES) | {"late_files"} == set(desk.DEFECTS)


def test_the_cleaner_is_nothing_that_learners_get():
    """Kits leave out all of `autograder.verify`, and the data package knows nothing of it."""
    assert "verify" in LEFT_OUT
    package = Path(desk.__file__).parents[1]
    assert not any("verify.desk" in path.read_text("utf-8") for path in package.rglob("*.py"))
