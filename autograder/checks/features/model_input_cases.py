"""Rows of all kinds for model_input, each with the matrix that its definition makes of them."""
from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text

Schema = dict[str, dict[str, Any]]
SCHEMA: Schema = {"seats": {"low": 1.0, "high": 5000.0, "fill": 25.0},
                  "plan": {"levels": ["free", "team", "enterprise"]}}
SHOWN_SCHEMA = ('{"seats": {"low": 1.0, "high": 5000.0, "fill": 25.0}, '
                '"plan": {"levels": ["free", "team", "enterprise"]}}')


def number(value: Any) -> float:
    """The number that a value is or spells, else nan."""
    if value is None or value is pd.NA or value is pd.NaT:
        return math.nan
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def columns_of(schema: Schema) -> list[str]:
    names: list[str] = []
    for name, rule in schema.items():
        names += ([f"{name}={level}" for level in [*rule["levels"], "other"]] if "levels" in rule
                  else [name, f"{name}_missing"])
    return names


def definition(rows: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Value by value."""
    table: dict[str, list[float]] = {name: [] for name in columns_of(schema)}
    for place in range(len(rows)):
        for name, rule in schema.items():
            value = rows[name].iloc[place] if name in rows.columns else None
            if "levels" in rule:
                level = value if isinstance(value, str) and value in rule["levels"] else "other"
                for each in [*rule["levels"], "other"]:
                    table[f"{name}={each}"].append(float(each == level))
            else:
                found = number(value)
                drawn_in = min(max(found, rule["low"]), rule["high"])
                table[name].append(rule["fill"] if math.isnan(found) else drawn_in)
                table[f"{name}_missing"].append(float(math.isnan(found)))
    return pd.DataFrame(table, index=rows.index, dtype=float)


def frame(**columns: Sequence[Any]) -> pd.DataFrame:
    """Columns of any values, as they come from JSON."""
    table = pd.DataFrame({name: pd.Series(list(values), dtype=object) for name, values in columns.items()})
    return table.set_axis(range(40, 40 + len(table)))


def with_types(rows: pd.DataFrame) -> pd.DataFrame:
    """The values as text with their types: '12' (str) and 12 (int) print alike otherwise."""
    return pd.DataFrame({name: [f"{value!r} ({type(value).__name__})" for value in rows[name].astype(object)]
                         for name in rows.columns}, index=rows.index, dtype=object)


def case(rows: pd.DataFrame, note: str, schema: Schema = SCHEMA) -> Case:
    text = rows_text(rows=with_types(rows)) if len(rows) < 9 else ""
    return Case((rows, copy.deepcopy(schema)), definition(rows, schema), "model_input(rows, schema)", text,
                f"{note} The schema: {SHOWN_SCHEMA}" if schema is SCHEMA else note)


def word(draw: Draw, case: str) -> str:
    """A level that no schema has."""
    if draw.name != GRADED:
        return "trial"
    return "".join(draw.rng(f"word {case}").choice(list("bdfgklmnprstvz"), 8))


def shape(draw: Draw) -> Iterator[Case]:
    rows = frame(seats=[10, 20, 30], plan=["free", "team", "enterprise"])
    yield case(rows, "Two columns of the number, four of the category.")


def few_rows(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[10], plan=["team"]), "One row of one plan: the columns are those of the schema.")


def unseen(draw: Draw) -> Iterator[Case]:
    level = word(draw, "unseen")
    yield case(frame(seats=[10, 10], plan=[level, "free"]), f'"{level}" is none of the levels: it is other.')


def null_category(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[10, 10, 10], plan=[None, math.nan, "free"]), "No plan is other, too.")


def strange_levels(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[10, 10, 10], plan=["Free", "free ", "TEAM"]),
               "Levels are compared as they are written: no letter case is changed, no space cut off.")
    schema: Schema = {"tier": {"levels": ["b", "12", "True", "3.5"]}}
    yield case(frame(tier=[12, True, 3.5, "12"]),
               f"A number or a truth value is never a level, even if it prints alike. The schema: {schema}",
               schema)


def absent(draw: Draw) -> Iterator[Case]:
    yield case(frame(plan=["free", "team"]), "seats is missing in all rows: the client is an old one.")
    yield case(frame(seats=[10, 20]), "plan is missing in all rows.")


def other_columns(draw: Draw) -> Iterator[Case]:
    rows = frame(color=["red", "blue"], plan=["free", "team"], seats=[10, 20])
    yield case(rows, "The order is that of the schema; what it does not name does not matter.")


def no_number(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=["n/a", "12", " 7 ", "12.5", "1e2", "", None], plan=["free"] * 7),
               '"12", " 7 ", "12.5" and "1e2" spell a number; "n/a" and "" do not: they are missing, and '
               "filled with 25.")
    urgent: Schema = {"urgent": {"low": 0.0, "high": 1.0, "fill": 0.25}}
    yield case(frame(urgent=["true", "False", "1", "0"]),
               f'"true" and "False" are texts, and spell no number: missing. The schema: {urgent}', urgent)


def of_numpy(draw: Draw) -> Iterator[Case]:
    urgent: Schema = {"urgent": {"low": -9.0, "high": 9.0, "fill": 0.25}}
    values = [np.int64(7), np.int8(-2), np.float32(2.5), np.float64(3.5), 7]
    yield case(frame(urgent=values), f"Numbers of NumPy are numbers, beside others in a column of "
               f"objects, too. The schema: {urgent}", urgent)


def truth(draw: Draw) -> Iterator[Case]:
    schema: Schema = {"urgent": {"low": 0.0, "high": 1.0, "fill": 0.25}}
    note = f"True is 1 and False is 0; what is missing is filled with .25. The schema: {schema}"
    yield case(frame(urgent=[True, False, None]), note, schema)
    yield case(pd.DataFrame({"urgent": [True, False]}), note, schema)
    yield case(frame(urgent=[np.bool_(True), np.bool_(False), None]),
               f"NumPy has its own True and False. {note}", schema)


def infinite(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[math.inf, -math.inf, "inf"], plan=["free"] * 3),
               "Infinity is beyond the range: it is drawn to the nearer end.")


def out_of_range(draw: Draw) -> Iterator[Case]:
    big = 60_000.0 if draw.name != GRADED else float(draw.rng("range").integers(6_000, 90_000))
    yield case(frame(seats=[big, -3, 5000, 0.5], plan=["free"] * 4), "Seats lie from 1 to 5000.")


def gaps(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[100, None, 300], plan=["free"] * 3),
               "A missing number becomes fill, 25, which was settled at training time; and it is flagged.")


def nothing(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[], plan=[]), "A table without rows has all columns and no rows.")


def types(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[10, None], plan=["free", "team"]), "Every column is float64.")
    yield case(frame(seats=[], plan=[]), "Every column is float64, of no rows too.")


def index(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[10, 20, 30], plan=["free"] * 3).set_axis([7, 3, 5]), "The index is that of rows.")
    yield case(frame(color=["red", "blue", "green"]).set_axis([7, 3, 5]), "The index is that of rows, also "
                                                              "if no "
               "column of the schema is there.")


def lists(draw: Draw) -> Iterator[Case]:
    yield case(frame(seats=[[1, 2], {"a": 1}], plan=[["free"], {"a": 1}]),
               "A list and a dictionary are neither a number nor a level: missing, and other.")


def everything(draw: Draw) -> Iterator[Case]:
    """A drawn schema and drawn values of all kinds, in typed and in untyped columns."""
    rng = draw.rng("fuzz")
    schema: Schema = {"tier": {"levels": ["b", "a", "12"]},
                      "age": {"low": -2.0, "high": 8.0, "fill": 1.5},
                      "size": {"low": 0.0, "high": float(rng.integers(50, 90)), "fill": 3.0},
                      "kind": {"levels": ["x"]}}
    pool = [None, math.nan, math.inf, -math.inf, "a", "b", "12", "x", "1e2", "-1", "", "nan", 12, 12.0, -7,
            3.25, True, False, 10**6, [1], {"a": 1}, pd.NA, pd.NaT,
            "true", np.int64(7), np.float32(2.5), np.bool_(True)]
    for n in (1, 40):
        chosen = {name: [pool[i % len(pool)] for i in rng.permutation(max(n, len(pool)))[:n]]
                  for name in ("kind", "size", "tier", "age")}
        rows = frame(**chosen).set_axis(rng.permutation(n))
        yield case(rows, f"Values of all kinds; the schema: {schema}", schema)
    typed = pd.DataFrame({"tier": pd.Categorical(["a", None, "b"], categories=["b", "a"]),
                          "age": pd.array([1, None, 12], dtype="Int64"),
                          "size": np.array([1, 2, 3], dtype="int8"),
                          "kind": pd.array(["x", None, "y"], dtype="str")})
    yield case(typed, f"Typed columns: categorical, nullable, small whole numbers (no fill of 1.5 "
                      f"goes into a column of whole numbers, before it is one of floats). "
                      f"The schema: {schema}", schema)
