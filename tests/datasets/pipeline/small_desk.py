"""The desk that the tests of the pipeline operate: small, and its truth may be looked at."""

from craftdata import desk, pipeline

SMALL = pipeline.Config(history_days=120, test_days=21)
SCENARIO = dict(days=134, tickets_per_day=60, fast_lane_places=4)


def a_desk(seed: int = 7, *incidents: desk.Incident, **changes: object) -> desk.World:
    """A desk of 120 days of history and two weeks with a model."""
    return desk.World(seed, desk.Scenario(**(SCENARIO | changes), incidents=incidents))
