"""Whatever the other side sends is a value or is refused: nothing else happens."""
from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox.errors import BadMessage
from autograder.sandbox.wire.encode import Encoder
from autograder.sandbox.wire.kinds import DECODERS
from tests.sandbox.wire.every_column import columns
from tests.sandbox.wire.round_trip import LIMITS, decoded

tags = st.sampled_from(sorted(DECODERS))
trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | tags,
    lambda inner: st.lists(inner, max_size=5) | st.tuples(tags, inner, inner).map(list)
    | st.tuples(tags, inner).map(list), max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(trees, st.lists(st.binary(max_size=64), max_size=2))
def test_whatever_arrives_is_a_value_or_refused(tree: object, blobs: list[bytes]) -> None:
    """A tree made of known kinds in any arrangement is decoded, or BadMessage: never another exception."""
    try:
        decoded(tree, blobs)
    except BadMessage:
        pass


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_true_message_with_a_changed_part_is_a_value_or_refused(data: st.DataObject) -> None:
    """Flipping one part of a table's tree, or one byte of its blobs, ends in a value or in BadMessage."""
    encoder = Encoder(LIMITS)
    tree = json.loads(json.dumps(encoder.encode(pd.concat(columns().values(), axis=1))))
    blobs = [bytearray(blob) for blob in encoder.blobs]
    if data.draw(st.booleans()):
        blob = data.draw(st.sampled_from([blob for blob in blobs if blob]))
        blob[data.draw(st.integers(0, len(blob) - 1))] = data.draw(st.integers(0, 255))
    else:
        lists = list(_lists(tree))
        chosen = data.draw(st.sampled_from(lists))
        chosen[data.draw(st.integers(0, len(chosen) - 1))] = data.draw(trees)
    try:
        decoded(tree, blobs)
    except BadMessage:
        pass


def _lists(tree: object) -> list[list]:
    found = [tree] if isinstance(tree, list) and tree else []
    return found + [inner for item in (tree if isinstance(tree, list) else []) for inner in _lists(item)]


@pytest.mark.parametrize("tree", [
    {"a": 1}, [], [[]], ["no such kind"], ["int", "f" * 9999], ["range", 0, 10**12, 1],
    ["bytes", 3], ["bytes", -1],
    ["array", "|O", [1], 0], ["array", "<f8", [10**9, 10**9], 0], ["array", "<f8", [-1], 0],
    ["array", "V8", [1], 0],
    ["scalar", "<U1", "ffffffff"], ["range index", 0, 10**15, 1, None], ["record", "World", []],
    ["record", "Calendar", ["Nowhere/None", 1, 2, 3, 4]], ["list", {"0": 1}], ["dict", [["list", []]], [1]],
    ["named", "x; import os", ["a"], ["tuple", [1]]], ["tzinfo", ["zone", "../../etc/passwd"]],
    ["random state", ["dict", ["bit_generator", "state"], ["MT19937", ["dict", ["pos"], [99999]]]]],
    ["frame", [], 1, 2], ["category", ["array", "|i1", [1], 0], 1, False], ["values"],
], ids=str)
def test_forged_trees_are_refused(tree: object) -> None:
    with pytest.raises(BadMessage):
        decoded(tree, [bytearray(b"\x07" * 8)])
