"""Random numbers of the Desk: addressed by name, and the same bytes everywhere."""

import re
import subprocess
import sys
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, poisson

from craftdata import desk
from craftdata.desk.identifiers import draw_ids
from craftdata.desk.pins import PINNED, digests
from craftdata.desk.streams import Streams, pick, poisson_quantile

PROGRAM = """
import sys
from craftdata import desk
from craftdata.desk.pins import digests
world = [int(number) for number in sys.argv[1:]]
desk.make_truth(5, days=7)
print(*digests(*world).values())
"""


@pytest.mark.parametrize("world", PINNED)
def test_pinned_worlds_keep_their_bytes(world):
    """Every table of two pinned worlds has the digest it had when it was pinned."""
    assert digests(*world) == PINNED[world]


def test_another_process_with_another_hash_seed_makes_the_same_bytes(pytestconfig):
    """A fresh interpreter in which another world was made before gives the pinned digests."""
    world, pinned = next(iter(PINNED.items()))
    environment = {"PYTHONHASHSEED": "12345", "PYTHONPATH": str(pytestconfig.rootpath / "datasets")}
    command = [sys.executable, "-c", PROGRAM, *map(str, world)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == list(pinned.values())


@given(st.integers(0, 2**128 - 1))
@settings(max_examples=20, deadline=None)
def test_streams_depend_on_their_name_alone(seed):
    """Drawing other streams, or a stream before or after, changes no value of a stream."""
    alone = Streams(seed).uniform("a", 5)
    streams = Streams(seed)
    streams.uniform("new", 100)
    streams.integers("newer", 10, 3)
    assert (streams.uniform("a", 5) == alone).all()
    assert not (streams.uniform("b", 5) == alone).any()


def test_no_two_streams_of_a_world_share_a_checksum(monkeypatch):
    """No two names of streams have the same checksum, and no stream is read twice from its beginning."""
    begun, read = [], set()
    generator, at = Streams.generator, Streams.at
    monkeypatch.setattr(Streams, "generator", lambda self, name: begun.append(name) or generator(self, name))
    monkeypatch.setattr(Streams, "at", lambda self, name, place: read.add(name) or at(self, name, place))
    desk.make_tables(1, days=14)
    assert len(begun) == len(set(begun))
    assert len(read | set(begun)) == len({zlib.crc32(name.encode()) for name in read | set(begun)})
    assert len(read) > 60


@given(st.integers(0, 2**128 - 1), st.lists(st.integers(0, 2**45), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_what_stands_at_a_place_depends_on_nothing_else(seed, places):
    """A place of a stream holds the same uniform read alone, among others, or after other streams."""
    together = Streams(seed).at("a", np.array(places))
    alone = [Streams(seed).at("a", np.array([place]))[0] for place in places]
    assert together.tolist() == alone
    assert ((together >= 0) & (together < 1)).all()


def test_keyed_uniforms_are_uniform_and_uncorrelated():
    """Over 200,000 neighbouring places of two streams: 100 bins even, no correlation (5 standard errors)."""
    n = 200_000
    u, v = (Streams(3).at(name, np.arange(n)) for name in ("first", "second"))
    counts = np.bincount((100 * u).astype(int), minlength=100)
    assert ((counts - n / 100) ** 2).sum() / (n / 100) < chi2.isf(1e-5, 99)
    for other in (v, np.roll(u, 1), np.roll(u, 32)):
        assert abs(np.corrcoef(u, other)[0, 1]) < 5 / np.sqrt(n)


@given(st.integers(0, 2**64), st.integers(0, 2**39))
@settings(max_examples=30, deadline=None)
def test_identifiers_are_distinct_for_distinct_numbers(seed, first):
    """A block of numbers gets as many identifiers, all of one form."""
    ids = draw_ids(Streams(seed), "tickets", "T", first + np.arange(2000))
    assert len(set(ids)) == 2000
    assert all(re.fullmatch("T-[0-9a-f]{10}", name) for name in ids[:20])


@given(st.floats(0, 1, exclude_max=True), st.floats(1e-3, 1e5))
@settings(max_examples=300, deadline=None)
def test_poisson_quantile_inverts_the_distribution(u, rate):
    """The quantile is the smallest count whose cumulated probability exceeds the uniform."""
    k = poisson_quantile(np.array([u]), np.array([rate]))[0]
    assert poisson.cdf(k, rate) > u * (1 - 1e-9)
    assert k == 0 or poisson.cdf(k - 1, rate) <= u + 1e-9


def test_pick_follows_the_shares():
    """Categories occur with the shares asked for, edges included."""
    u = (np.arange(1000) + 0.5) / 1000
    assert np.bincount(pick(u, [0.2, 0.5, 0.3])).tolist() == [200, 500, 300]
    assert pick(np.array([0.0, 0.2, 0.99]), [0.2, 0.5, 0.3]).tolist() == [0, 1, 2]


def test_seeds_that_differ_make_worlds_that_differ():
    """No table but the fixed names of teams is shared between two seeds; opening hours vary too."""
    first, second = desk.make_tables(1, days=14), desk.make_tables(2, days=14)
    assert not set(first.tickets["ticket_id"]) & set(second.tickets["ticket_id"])
    hours = {tuple(desk.make_tables(seed, days=7).teams["opens"]) for seed in range(8)}
    assert len(hours) > 4
