"""Sending a value through real bytes, and what it means that it arrived as it was."""
from __future__ import annotations

import json

import numpy as np
import pandas as pd

from autograder.sandbox.limits import Limits
from autograder.sandbox.wire.decode import Decoder
from autograder.sandbox.wire.encode import Encoder

LIMITS = Limits()


def decoded(tree: object, blobs: list[bytearray], limits: Limits = LIMITS) -> object:
    """What a tree and its blobs mean."""
    return Decoder(limits, [memoryview(bytearray(blob)) for blob in blobs], {}).value(tree)


def through(value: object, limits: Limits = LIMITS) -> object:
    """The value as the other side gets it."""
    encoder = Encoder(limits)
    tree = json.loads(json.dumps(encoder.encode(value)))
    return decoded(tree, encoder.blobs, limits)


def assert_same(got: object, sent: object) -> None:
    assert type(got) is type(sent)
    if isinstance(sent, pd.DataFrame):
        pd.testing.assert_frame_equal(got, sent, check_freq=True, check_exact=True, check_column_type=True)
    elif isinstance(sent, pd.Series):
        pd.testing.assert_series_equal(got, sent, check_freq=True, check_exact=True)
    elif isinstance(sent, pd.Index):
        pd.testing.assert_index_equal(got, sent, exact=True)
        assert getattr(got, "freq", None) == getattr(sent, "freq", None)
    elif isinstance(sent, np.ndarray):
        np.testing.assert_array_equal(got, sent, strict=True)
    elif isinstance(sent, list | tuple):
        assert len(got) == len(sent)
        for one, other in zip(got, sent, strict=True):
            assert_same(one, other)
    elif isinstance(sent, dict):
        assert list(map(repr, got)) == list(map(repr, sent))
        for key in sent:
            assert_same(got[key], sent[key])
    else:
        assert repr(got) == repr(sent)
