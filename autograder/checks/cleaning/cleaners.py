"""Cleaners to put a learner's test to: some keep the four promises, each other breaks one.

Each takes (train, rows), with seats and perhaps breached, and returns seats and seats_missing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

CleanFunction = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
Fill = Callable[[pd.DataFrame, pd.DataFrame, pd.Series], float | pd.Series]
Mask = Callable[[pd.Series], pd.Series]
Step = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]


def believable(seats: pd.Series) -> pd.Series:
    return seats.between(1, 5000)


def train_median(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float:
    return float(train["seats"][believable(train["seats"])].median())


def as_it_is(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table


def made_of(
    name: str,
    says: str,
    mask: Mask = believable,
    fill: Fill = train_median,
    marked: Mask | None = None,
    finish: Step = as_it_is,
) -> CleanFunction:
    """A cleaner of these steps, under a name and a docstring of its own."""

    def clean(train: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
        known = mask(rows["seats"])
        seats = rows["seats"].where(known, fill(train, rows, known))
        table = pd.DataFrame(
            {"seats": seats, "seats_missing": (~(marked or mask)(rows["seats"])).astype(float)}
        )
        return finish(table, rows)

    clean.__name__, clean.__qualname__, clean.__doc__ = name, name, says
    return clean


def _as_bools(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table.assign(seats_missing=table["seats_missing"].astype(bool))[["seats_missing", "seats"]]


def _with_others(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        seats=table["seats"] + 1e-11, seats_missing=table["seats_missing"].astype(int), version=3
    )


def _without_gaps(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table[table["seats_missing"] == 0] if (table["seats_missing"] == 0).any() else table


def _sorted(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values("seats", kind="stable")


def _by_index(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table.sort_index()


def _distinct(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table[~rows["seats"].duplicated() | rows["seats"].isna()]


def _clipped(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table.assign(seats=table["seats"].clip(upper=max(table["seats"].quantile(0.9), 1.0)))


def _rounded_log(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table.assign(seats=table["seats"].clip(upper=1000.0))


def _indicator_if_needed(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    return table if table["seats_missing"].any() else table[["seats"]]


def _all_seats(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float:
    both = pd.concat([train["seats"], rows["seats"]])
    return float(both[believable(both)].median())


def _rows_median(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float:
    own = rows["seats"][known]
    return float(own.median()) if len(own) else train_median(train, rows, known)


def _by_outcome(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float | pd.Series:
    if "breached" not in rows:
        return train_median(train, rows, known)
    good = train[believable(train["seats"])]
    return (
        rows["breached"]
        .map(good.groupby("breached")["seats"].median())
        .fillna(train_median(train, rows, known))
    )


def _of_the_met(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float:
    met = train[train["breached"] == 0]
    return train_median(met if believable(met["seats"]).any() else train, rows, known)


def _without_label_zero(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float:
    return train_median(train, rows, known) if "breached" in rows else 0.0


def _codes_in_median(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float:
    return float(train["seats"].median())


def _high_codes_in_median(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float:
    return float(train["seats"][train["seats"] >= 1].median())


def _mean(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> float:
    return float(train["seats"][believable(train["seats"])].mean())


def _neighbour(train: pd.DataFrame, rows: pd.DataFrame, known: pd.Series) -> pd.Series:
    return rows["seats"].where(known).ffill().fillna(train_median(train, rows, known))


RIGHT = (
    made_of("clean_plain", "Right: as promised."),
    made_of(
        "clean_bools", "Right: marks with True and False, columns the other way round.", finish=_as_bools
    ),
    made_of(
        "clean_extra",
        "Right: hands on the other columns too, marks with whole numbers, rounds a little.",
        finish=_with_others,
    ),
)
BATCH = made_of("clean_batch", "Wrong: fills with the median of the rows that it cleans.", fill=_rows_median)
POOLED = made_of("clean_pooled", "Wrong: fills with the median of train and rows together.", fill=_all_seats)
NEIGHBOUR = made_of("clean_ffill", "Wrong: fills with the last known value above.", fill=_neighbour)
OUTCOME = made_of(
    "clean_by_outcome", "Wrong: fills with the median of the rows with the same outcome.", fill=_by_outcome
)
TRAIN_OUTCOME = made_of(
    "clean_met", "Wrong: learns from the tickets of train that were in time.", fill=_of_the_met
)
NEEDS_LABEL = made_of(
    "clean_needs_label", "Wrong: fills with 0 where rows have no column breached.", fill=_without_label_zero
)
CODES = made_of("clean_codes", "Wrong: the codes 9999 and -1 take part in the median.", fill=_codes_in_median)
HIGH_CODES = made_of(
    "clean_high_codes", "Wrong: the code 9999 takes part in the median.", fill=_high_codes_in_median
)
MEAN = made_of("clean_mean", "Wrong: fills with the mean.", fill=_mean)
ZERO = made_of("clean_zero", "Wrong: fills with 0.", fill=lambda train, rows, known: 0.0)
LEFT = made_of("clean_left", "Wrong: leaves gaps as they are.", fill=lambda train, rows, known: np.nan)
NULLS_MARKED = made_of(
    "clean_nulls",
    "Wrong: marks empty values alone, though it fills the codes too.",
    marked=lambda seats: seats.notna(),
)
NOTHING_MARKED = made_of(
    "clean_unmarked", "Wrong: marks nothing.", marked=lambda seats: seats.notna() | seats.isna()
)
KEEPS_HIGH = made_of("clean_high", "Wrong: takes 9999 for seats.", mask=lambda seats: seats >= 1)
KEEPS_LOW = made_of("clean_low", "Wrong: takes -1 for seats.", mask=lambda seats: seats <= 5000)
ZERO_SEATS = made_of(
    "clean_zero_seats", "Wrong: takes 0 for seats.", mask=lambda seats: seats.between(0, 5000)
)
TOO_HIGH = made_of("clean_5001", "Wrong: takes 5001 for seats.", mask=lambda seats: seats.between(1, 9998))
ONE_GONE = made_of(
    "clean_without_1", "Wrong: takes 1 seat for a gap.", mask=lambda seats: seats.between(2, 5000)
)
TOP_GONE = made_of(
    "clean_without_5000", "Wrong: takes 5000 seats for a gap.", mask=lambda seats: seats.between(1, 4999)
)
DROPS = made_of("clean_dropna", "Wrong: leaves out the rows with a gap.", finish=_without_gaps)
DISTINCT = made_of(
    "clean_distinct", "Wrong: leaves out rows whose seats stood there before.", finish=_distinct
)
SORTED = made_of("clean_sorted", "Wrong: returns the rows sorted by seats.", finish=_sorted)
REINDEXED = made_of(
    "clean_reset", "Wrong: returns an index from 0.", finish=lambda table, rows: table.reset_index(drop=True)
)
BY_INDEX = made_of("clean_sort_index", "Wrong: returns the rows sorted by their index.", finish=_by_index)
CLIPPED = made_of(
    "clean_winsor", "Wrong: cuts large values to the 90th percentile of the rows.", finish=_clipped
)
CAPPED = made_of("clean_capped", "Wrong: cuts values above 1000 to 1000.", finish=_rounded_log)
IF_NEEDED = made_of(
    "clean_if_needed", "Wrong: returns the indicator only when there is a gap.", finish=_indicator_if_needed
)
