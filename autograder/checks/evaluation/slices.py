"""Tables for slice_report whose p-values are chosen, and the report by its definition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd

from autograder.draws import Draw

COLUMNS = ["column", "value", "tickets", "accounts", "observed", "predicted", "p_value", "flagged"]
Slice = tuple[str | None, float, int]


def z_of(p_value: float) -> float:
    return NormalDist().inv_cdf(1 - p_value / 2)


def residuals(z: float, accounts: int) -> np.ndarray:
    """Sums of y - p of so many accounts, all of size .4, that have this z; accounts must be even."""
    mean = 0.4 * z / math.sqrt(accounts)
    spread = math.sqrt(0.16 - mean**2)
    return np.tile([mean + spread, mean - spread], accounts // 2)


def sliced(draw: Draw, slices: Sequence[Slice], column: str = "area", rows_each: int = 1) -> pd.DataFrame:
    """One column with these slices (value, p-value, accounts); an account lies in one slice.

    rows_each: tickets an account, alike. A negative p-value stands for predictions that are too high. Rows
    come in a drawn order with an index that repeats itself.
    """
    rows = []
    for value, p_value, accounts in slices:
        z = math.copysign(z_of(abs(p_value)), p_value)
        for number, residual in enumerate(residuals(z, accounts) / rows_each):
            y = float(residual > 0)
            rows += [(f"A-{value}-{number}", value, y, y - residual)] * rows_each
    table = pd.DataFrame(rows, columns=["account_id", column, "y", "p"])
    order = draw.rng(f"rows of {column}").permutation(len(table))
    return table.iloc[order].set_axis(np.arange(len(table)) // 2)


def shuffled_names(draw: Draw, number: int) -> list[str]:
    """Names of slices; a drawn order, so that the alphabet says nothing."""
    names = [
        "outage",
        "billing",
        "how_to",
        "login_sso",
        "api",
        "exports",
        "mobile",
        "search",
        "alerts",
        "themes",
    ]
    return [names[place] for place in draw.rng("names").permutation(len(names))[:number]]


def definition(table: pd.DataFrame, columns: Sequence[str], min_accounts: int, fdr: float) -> pd.DataFrame:
    """The report as the prompt defines it, slice by slice."""
    rows = []
    for column in columns:
        texts = ["missing" if pd.isna(value) else str(value) for value in table[column]]
        for value in sorted(set(texts)):
            chosen = [place for place, text in enumerate(texts) if text == value]
            y, p = (table[name].to_numpy(dtype=float)[chosen] for name in ("y", "p"))
            sums: dict[str, float] = {}
            for account, residual in zip(table["account_id"].to_numpy()[chosen], y - p, strict=True):
                sums[account] = sums.get(account, 0.0) + float(residual)
            enough = len(sums) >= min_accounts
            squares = math.fsum(value**2 for value in sums.values())
            z = math.fsum(sums.values()) / math.sqrt(squares) if enough else 0.0
            rows.append(
                [
                    column,
                    value,
                    len(chosen),
                    len(sums),
                    y.mean(),
                    p.mean(),
                    math.erfc(abs(z) / math.sqrt(2)) if enough else math.nan,
                ]
            )
    return _with_flags(rows, fdr)


def _with_flags(rows: list[list[object]], fdr: float) -> pd.DataFrame:
    tested = sorted(float(row[-1]) for row in rows if row[-1] == row[-1])  # type: ignore[arg-type]
    last = max((k for k, value in enumerate(tested, 1) if value <= k / len(tested) * fdr), default=0)
    limit = tested[last - 1] if last else -1.0
    table = pd.DataFrame(rows, columns=COLUMNS[:-1])
    return table.assign(flagged=[bool(value <= limit) for value in table["p_value"]])


def by_slice(frame: pd.DataFrame) -> pd.DataFrame:
    names = [
        f"{column}={'missing' if pd.isna(value) else value}"
        for column, value in zip(frame["column"], frame["value"], strict=True)
    ]
    return frame.set_axis(pd.Index(names, dtype=object)).sort_index()
