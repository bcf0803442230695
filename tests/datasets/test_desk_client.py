"""The learner's handle on a desk: the same desk as in the grader, and no way to its truth."""

import doctest
import gc
import os
import pickle
import subprocess
import sys

import pandas as pd
import pytest

from craftdata import desk
from craftdata.desk.ground import Ground
from craftdata.desk.ledger import Course, Ledger

WORLD = dict(days=14, tickets_per_day=30, fast_lane_places=4)
SEED = 987_654_321_123


@pytest.fixture(scope="module")
def client():
    with desk.open_desk(SEED, **WORLD) as op:
        op.run(desk.policies.incumbent_rule(), days=5)
        yield op


@pytest.fixture(scope="module")
def world():
    world = desk.World(SEED, desk.Scenario(**WORLD))
    world.run(desk.policies.incumbent_rule(), days=5)
    return world


@pytest.mark.parametrize("name", ["tickets", "events", "accounts", "labels"])
def test_a_client_shows_what_its_world_shows(client, world, name):
    """Every view through the pipe equals that of the same world in this process."""
    for as_of in (None, pd.Timestamp("2024-02-08T10:30Z"), "2024-02-08T10:30+01:00"):
        pd.testing.assert_frame_equal(getattr(client, name)(as_of), getattr(world, name)(as_of))


def test_a_client_decides_like_its_world(world):
    """Days and summaries are the same under a policy run here and there."""
    with desk.open_desk(SEED, **WORLD) as op:
        policy = desk.policies.by_score(lambda tickets: -tickets["open_hours"].to_numpy(), epsilon=0.1)
        there = desk.World(SEED, desk.Scenario(**WORLD))
        assert op.run(policy, days=4) == there.run(policy, days=4)
        pd.testing.assert_frame_equal(op.open_day().tickets, there.open_day().tickets)
        op.close_day()
        assert [summary.number for summary in op.run(days=2)] == [5, 6]
        assert len(op.run()) == 7


def test_no_object_that_holds_the_truth_is_in_the_clients_process():
    """After opening and running a desk the garbage collector finds no ground, course, ledger or seed."""
    backwards = str(SEED)[::-1]  # the program that looks for the seed must not hold it
    code = (
        "import gc, sys\n"
        "from craftdata import desk\n"
        "from craftdata.desk.ground import Ground\n"
        "from craftdata.desk.ledger import Course, Ledger\n"
        f"op = desk.open_desk(int(sys.stdin.readline()), **{WORLD!r})\n"
        "op.run(desk.policies.incumbent_rule(), days=3); op.open_day(); gc.collect()\n"
        "secret = (Ground, Course, Ledger, desk.World)\n"
        "found = [type(o).__name__ for o in gc.get_objects() if isinstance(o, secret)]\n"
        "seeds = [o for c in gc.get_objects() if isinstance(c, (dict, list, tuple)) "
        "for o in (c.values() if isinstance(c, dict) else c) "
        f"if isinstance(o, int) and str(o)[::-1] == {backwards!r}]\n"
        "print(found, seeds)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=f"{SEED}\n",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["[]", "[]"]


def reachable(root: object, steps: int) -> list[object]:
    """Everything that attributes, items, closures and cells lead to."""
    found, seen = [root], {id(root)}
    for _ in range(steps):
        for item in [*found]:
            for other in gc.get_referents(item):
                if id(other) not in seen and not isinstance(other, type) and not hasattr(other, "__path__"):
                    seen.add(id(other))
                    found.append(other)
        if len(found) > 20_000:
            break
    return found


def test_no_attribute_path_leads_from_a_client_to_the_truth(client):
    """What a client refers to, and what that refers to, holds no world, and a client has no __dict__."""
    assert not hasattr(client, "__dict__")
    assert not [
        item for item in reachable(client._call.__closure__, 3) if isinstance(item, (Ground, Course, Ledger))
    ]


@pytest.mark.parametrize("name", ["truth", "course", "scenario", "__init__", "_events_of", "run"])
def test_a_client_cannot_ask_for_what_is_not_on_the_list(client, name):
    """Calls by other names than those a desk has are refused by the process that keeps the world."""
    with pytest.raises(desk.DeskError, match="a desk has no call"):
        client._call(name)


def test_days_and_summaries_are_plain_data(client):
    """A day survives pickling, and holds nothing but numbers, texts, dates and arrays of them."""
    day = client.open_day()
    again = pickle.loads(pickle.dumps(day))
    pd.testing.assert_frame_equal(day.tickets, again.tickets)
    assert set(vars(day)) <= {"number", "date", "places", "columns", "tickets"}
    assert {values.dtype.kind for values in day.columns.values()} <= set("OMbif")


def test_errors_of_the_desk_come_through_the_pipe(client):
    """A refused decision and a bad scenario raise here what they raise there."""
    client.open_day()
    with pytest.raises(desk.DeskError, match="not up for decision"):
        client.close_day(["T-0"])
    with pytest.raises(ValueError, match="^days must be"):
        desk.open_desk(1, days=2)
    with pytest.raises(ValueError, match="^seed must be"):
        desk.open_desk(-1)


@pytest.mark.parametrize("module", [desk, desk.policies, desk.experiments, desk.client, desk.world])
def test_examples_in_the_documentation_run(module):
    """The examples of a module's docstrings give what they show."""
    assert doctest.testmod(module).attempted > 0
    assert doctest.testmod(module).failed == 0


def test_a_closed_desk_says_so():
    """After close a call is refused with the remedy."""
    op = desk.open_desk(1, **WORLD)
    op.close()
    with pytest.raises(desk.DeskError, match="open a new one"):
        op.open_day()


def test_a_desk_whose_process_died_says_so_and_the_next_one_works():
    """Killing the process of the worlds gives a clear error, and a new desk gets a new process."""
    op = desk.open_desk(1, **WORLD)
    cells = [cell.cell_contents for cell in op._call.__closure__]
    server = next(cell for cell in cells if callable(cell))
    process = next(c.cell_contents for c in server.__closure__ if hasattr(c.cell_contents, "kill"))
    process.kill()
    process.wait()
    with pytest.raises(desk.DeskError, match="has ended"):
        op.open_day()
    with desk.open_desk(1, **WORLD) as again:
        assert again.run(days=1)[0].number == 0


INTERRUPTED = """
import os, signal, threading, time
from craftdata import desk

def press():
    time.sleep(.3)
    os.killpg(0, signal.SIGINT)

op = desk.open_desk(1, days=40, tickets_per_day=2000)
threading.Thread(target=press).start()
try:
    op.run(desk.policies.incumbent_rule())
    print("not interrupted")
except KeyboardInterrupt:
    before = op.days_left()
    day = op.open_day()
    print(before, 40 - day.number)
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no process groups")
def test_an_interrupted_cell_leaves_the_desk_as_it_is():
    """Ctrl-C goes to the whole group: the worlds live on, and the next answer is that of the next call."""
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], text=True, capture_output=True, timeout=100,
                          start_new_session=True)
    before, left = done.stdout.split()
    assert before == left and done.stderr == ""
