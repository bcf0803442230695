"""A column of every kind that pandas has and a learner could return."""
from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pyarrow as pa


def columns() -> dict[str, pd.Series]:
    """Three rows each, by name."""
    moments = pd.to_datetime(["2024-03-31 00:30", None, "2024-10-27 00:30"], utc=True)
    return {name: pd.Series(data, name=name) for name, data in {
        "ints": np.array([1, -2, 3], "int8"), "floats": [0.1, np.nan, np.inf], "bools": [True, False, True],
        "str": ["a", None, "ü\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")],
        "string": pd.array(["a", None, ""], dtype="string"),
        "python text": pd.array(["a", None, ""], dtype=pd.StringDtype("python")),
        "long text": pd.Series(["x" * 50, None, "y"]),
        "berlin": moments.tz_convert("Europe/Berlin"),
        "fixed": moments.tz_convert(dt.timezone(dt.timedelta(hours=5))),
        "naive": moments.tz_localize(None), "durations": pd.to_timedelta([1, None, 3], unit="h"),
        "category": pd.Categorical(["b", None, "a"], categories=["b", "a", "c"], ordered=True),
        "category of times": pd.Categorical(moments), "Int64": pd.array([1, None, 3], dtype="Int64"),
        "UInt8": pd.array([1, None, 3], dtype="UInt8"), "Float32": pd.array([1.5, None, 3], dtype="Float32"),
        "boolean": pd.array([True, None, False], dtype="boolean"),
        "arrow": pd.array([1, None, 3], dtype="int64[pyarrow]"),
        "arrow text": pd.array(["a", None, "c"], dtype=pd.ArrowDtype(pa.string())),
        "period": pd.period_range("2024-01", periods=3, freq="M"),
        "interval": pd.interval_range(0, 3, closed="left"),
        "objects": pd.Series([None, pd.Timestamp("2024-01-01", tz="Asia/Tokyo"), {"a": [1]}], dtype=object),
        "text as objects": pd.Series(["a", None, "b"], dtype=object),
        "mixed missing": pd.Series([pd.NA, pd.NaT, np.nan], dtype=object),
    }.items()}
