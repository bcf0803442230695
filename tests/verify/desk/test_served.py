"""All days of a world as they were served, beside the truth."""
import pandas as pd

from autograder.verify.desk.served import TRUTH, served
from craftdata import desk

FAULTS = tuple(desk.Incident(kind, first, 4) for kind, first in (
    ("schema_change", 8), ("duplicates", 14), ("stale", 20)))


def test_days_are_as_they_were_when_they_were_open():
    """Asked for at the end, all rows are those that open_day gave, under decisions and incidents too."""
    scenario = desk.Scenario(days=26, tickets_per_day=30, fast_lane_places=5, incidents=FAULTS)
    world, days = desk.World(1, scenario), []

    def recorded(day: desk.Day) -> desk.Decision:
        days.append(day.tickets.assign(day=day.number))
        return desk.policies.incumbent_rule()(day)

    world.run(recorded)
    expected = pd.concat(days, ignore_index=True)
    pd.testing.assert_frame_equal(served(world)[list(expected)], expected)


def test_each_row_has_the_truth_of_its_ticket():
    """The columns of the truth are those of the ticket, twice where the ticket is there twice."""
    scenario = desk.Scenario(days=20, tickets_per_day=30, fast_lane_places=5, incidents=FAULTS[1:2])
    world = desk.World(2, scenario)
    world.run(desk.policies.random_share())
    frame, truth = served(world), world.truth().set_index("ticket_id")
    assert frame["ticket_id"].duplicated().any()
    own = truth.loc[frame["ticket_id"], list(TRUTH)].reset_index(drop=True)
    pd.testing.assert_frame_equal(frame[list(TRUTH)], own)


def test_a_world_that_goes_on_is_served_so_far():
    """Only closed days are served."""
    world = desk.World(3, desk.Scenario(days=20, tickets_per_day=20))
    world.run(days=9)
    assert served(world)["day"].unique().tolist() == list(range(9))
