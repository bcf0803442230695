"""Draws: public ones the same for all and always, graded ones a learner's own."""
from __future__ import annotations

import itertools
import os
import subprocess
import sys

import pytest

from autograder.draws import graded_draw, learner_key, public_draw


def test_the_public_draw_is_the_same_in_every_process():
    code = "from autograder.draws import public_draw; print(public_draw('90_tiny', 'double').seed('x'))"
    seeds = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                            env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert seeds == {f"{public_draw('90_tiny', 'double').seed('x')}\n"}


def test_learners_salts_units_tasks_and_variants_all_change_the_graded_draw():
    changes = itertools.product(("ana", "ben"), ("salt", "pepper"), ("90", "04"), ("double", "above"), (0, 1))
    draws = {graded_draw(unit, task, learner_key(learner, salt), variant).entropy
             for learner, salt, unit, task, variant in changes}
    assert len(draws) == 32


def test_the_public_draw_is_no_graded_draw_of_anybody():
    graded = {graded_draw("90_tiny", "double", learner_key(name, "salt")).entropy
              for name in ("ana", "", "public")}
    assert public_draw("90_tiny", "double").entropy not in graded


def test_the_key_says_nothing_of_the_salt_and_the_draw_nothing_of_the_entropy():
    key = learner_key("ana", "secret salt")
    draw = graded_draw("90_tiny", "double", key)
    assert "secret" not in key and len(key) == 32
    assert str(draw.entropy) not in repr(draw) and f"{draw.entropy:x}" not in repr(draw)


def test_a_stream_does_not_depend_on_which_streams_were_taken_before():
    first = public_draw("90_tiny", "double")
    second = public_draw("90_tiny", "double")
    second.rng("another").random(1000)
    assert first.rng("numbers").random() == second.rng("numbers").random()
    assert first.rng("numbers").random() != first.rng("others").random()


@pytest.mark.parametrize("stream", ["a", "b", "numbers"])
def test_a_seed_fits_into_31_bits(stream):
    assert 0 <= public_draw("90_tiny", "double").seed(stream) < 2**31
