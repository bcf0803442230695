"""Small tables on which wrong cleaners show, each with the values of the definition."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from autograder.draws import GRADED, Draw
from autograder.oracles.cases import Case, rows_text

RANGES = {"seats": (1, 5000)}
PLANS = ["plan"]
BOTH = {"seats": (1, 5000), "mrr": (0, 100_000)}


def accounts(
    seats: Sequence[float | None],
    plans: Sequence[str | None] | None = None,
    index: Sequence[int] | None = None,
    **others: Sequence[Any],
) -> pd.DataFrame:
    """Accounts in an index of their own, 100 and up."""
    plans = ["starter"] * len(seats) if plans is None else plans
    table = {"seats": pd.array(seats, dtype="float64"), "plan": pd.array(plans, dtype="str")} | others
    return pd.DataFrame(table, index=range(100, 100 + len(seats)) if index is None else index)


def _known(values: Sequence[float], low: float, high: float) -> list[float | None]:
    return [value if low <= value <= high else None for value in values]


def cleaned(
    ranges: dict[str, tuple[float, float]], categories: Sequence[str], train: pd.DataFrame, new: pd.DataFrame
) -> pd.DataFrame:
    """The definition, value by value."""
    table: dict[str, list[Any]] = {}
    for name, (low, high) in ranges.items():
        learned = [value for value in _known(train[name].tolist(), low, high) if value is not None]
        median = statistics.median(learned) if learned else 0.0
        values = _known(new[name].tolist(), low, high)
        table[name] = [median if value is None else value for value in values]
        table[f"{name}_missing"] = [float(value is None) for value in values]
    for name in categories:
        labels = {label.strip().lower() for label in train[name].tolist() if isinstance(label, str)}
        spelled = [
            label.strip().lower() if isinstance(label, str) else "missing" for label in new[name].tolist()
        ]
        gone = new[name].isna().tolist()
        table[name] = [
            label if absent or label in labels else "other"
            for label, absent in zip(spelled, gone, strict=True)
        ]
    return pd.DataFrame(table, index=new.index)


def case(
    train: pd.DataFrame,
    new: pd.DataFrame,
    note: str,
    ranges: dict[str, tuple[float, float]] = RANGES,
    categories: Sequence[str] = ("plan",),
) -> Case:
    return Case(
        (dict(ranges), list(categories), train, new),
        cleaned(ranges, categories, train, new),
        f"Cleaner({ranges}, {list(categories)}).fit(train).transform(new)",
        rows_text(train=train, new=new),
        note,
    )


def number(draw: Draw, stream: str, low: int, high: int) -> float:
    """A number of seats: the middle of the bounds in public, drawn in a graded draw."""
    return float(draw.rng(stream).integers(low, high) if draw.name == GRADED else (low + high) // 2)


def _among(
    seats: float, plans: Sequence[str | None] | None = None, **others: Sequence[Any]
) -> pd.DataFrame:
    """A gap among rows whose own median is the right one: to learn from them is judged elsewhere."""
    return accounts([seats, None, seats], plans, **others)


def shape(draw: Draw) -> Iterator[Case]:
    train = accounts([5, None, 9])
    yield case(train, train, "The column, its indicator, then the categories.")
    # By name and in X both columns of each kind stand the other way round.
    several = pd.DataFrame(
        {"mrr": [np.nan, 300.0], "plan": ["starter"] * 2, "region": ["emea"] * 2, "seats": [5.0, np.nan]}
    )
    yield case(
        several,
        several,
        "Each column of `ranges` in their order, its indicator after it; then the categories in theirs.",
        {"seats": (1, 5000), "mrr": (0, 100_000)},
        ["region", "plan"],
    )


def codes_learned(draw: Draw) -> Iterator[Case]:
    many = number(draw, "codes", 30, 60)
    yield case(
        accounts([many, 9999, 9999, many, -1, 9999, 9999]),
        _among(many),
        "9999 and -1 are gaps, not 5000 and 1: the median is that of the other two.",
    )


def complete_rows(draw: Draw) -> Iterator[Case]:
    """Rows that have a gap somewhere else, with which the median is another one; mean and median agree."""
    few = number(draw, "complete", 30, 60)
    seats, note = [few - 20, few, few, few + 20], "A gap in another column does not make the seats unknown."
    plans = ["starter", "starter", None, None]
    yield case(accounts(seats, plans), _among(few), note)
    mrr = [few, few, np.nan, 200_000.0]
    yield case(accounts(seats, mrr=mrr), _among(few, mrr=[few, None, few]), note, BOTH)
    regions = ["EMEA", "AMER", None, None]
    yield case(accounts(seats, region=regions), _among(few), note)
    plans = ["starter", "business", "starter"]
    yield case(
        accounts([few, None, few], plans), _among(few, plans), "A label is learned, whatever its row's seats."
    )


def group_medians(draw: Draw) -> Iterator[Case]:
    """Each plan has a median of its own; mean and median of all agree, and so do those of the batch."""
    half = number(draw, "groups", 50, 70)
    plans = ["starter", "starter", "business", "business", "business"]
    yield case(
        accounts([half - 40, half - 30, half, half + 30, half + 40], plans),
        accounts([half, None, half, None], ["starter", "starter", "business", "business"]),
        "Both gaps get the median of all five rows, whatever their plan.",
    )


def codes_served(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([10, 20, 30]),
        accounts([20, 9999, -1, 0, 5001, 20]),
        "Outside 1 to 5000 nothing is believable: all four are missing.",
    )


def bounds(draw: Draw) -> Iterator[Case]:
    yield case(accounts([10, 20, 30]), accounts([1, 5000]), "Both ends of the range are believable.")
    yield case(accounts([1, 2, 5000]), _among(2), "Both ends are believable in the training rows, too.")


def median_of_train(draw: Draw) -> Iterator[Case]:
    few = number(draw, "median", 2, 6)
    yield case(
        accounts([few, few + 1, 4000]),
        _among(few + 1),
        "The median, not the mean: one large customer must not decide.",
    )
    yield case(
        accounts([few, few, few, 4000, 4001]), _among(few), "Each row counts, also one that was there before."
    )
    many = [few + step for step in range(-1, 7)]
    yield case(
        accounts([*many, 4000]), _among(few + 3), "A large account is believable: no outlier goes."
    )


def served_rows(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([10, 20, 30]),
        accounts([None, 300, 300, 300]),
        "The gap gets 20, the median of the training rows, whatever else stands in the batch.",
    )
    yield case(
        accounts([10, 20, 30]), accounts([None]), "A single row in the service has no median of its own."
    )
    yield case(accounts([10, 20, 30]), accounts([300, None]), "Nor does the row above tell anything.")


def indicator(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([10, 20, 30]),
        accounts([None, 20, 9999, 7]),
        "The indicator is 1 where the value was missing or not believable, and nowhere else.",
    )


def always_there(draw: Draw) -> Iterator[Case]:
    yield case(accounts([10, 20, 30]), accounts([5, 6]), "Without a gap the indicator is there, too: 0.")
    yield case(accounts([10, None, 30]), accounts([5, 6]), "Whether training had gaps or not.")


def all_rows(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([10, 20, 30]),
        accounts([None, 9999, 5], [None, "starter", "starter"]),
        "Three rows come, three rows go.",
    )


def unseen(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([1, 2], ["starter", "business"]),
        accounts([1, 2], ["galaxy", "business"]),
        'A label that was not learned becomes "other".',
    )
    yield case(
        accounts([1, 2], ["self serve", "business"]),
        accounts([1, 2, 3, 4], ["self-serve", "selfserve", "self serve", "self  serve"]),
        "Blanks around a label and its case do not count; everything within it does, two blanks as well.",
    )
    yield case(
        accounts([1], ["pro  plus"]),
        accounts([1], ["pro  plus"]),
        "Within a label nothing changes: it keeps its two blanks.",
    )


def rare(draw: Draw) -> Iterator[Case]:
    made = case(
        accounts([*[1] * 199, None], ["business", *["starter"] * 199]),
        accounts([1, None], ["business", "starter"]),
        "A label that stands once in training has been learned.",
    )
    yield replace(made, rows="train: one row with the plan business, 199 with starter\nnew: one of each")


def spelling(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([1, 2], ["Starter ", "business"]),
        accounts([1, 2], ["STARTER", " Business"]),
        "Blanks around a label and its case do not count, in training and later.",
    )


def missing_label(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([1, 2], ["starter", None]),
        accounts([1, 2], [None, "starter"]),
        'A missing label becomes "missing", which is not "other".',
    )
    yield case(
        accounts([1, 2], ["starter", "starter"]),
        accounts([1, 2], [None, "starter"]),
        "Whether training had missing ones or not.",
    )


def nothing_known(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([9999, None]), accounts([None, 4]), "No believable value in training: the gap gets 0."
    )


def two_columns(draw: Draw) -> Iterator[Case]:
    train = accounts([1, 3, 5], mrr=[100.0, 200.0, 300.0])
    yield case(
        train, accounts([None, 9], mrr=[90_000.0, np.nan]), "Each column has its own range and median.", BOTH
    )


def index(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([10, 20, 30]), accounts([7, None, 5], index=[8, 2, 5]), "The index of X, in its order."
    )


def with_label(draw: Draw) -> Iterator[Case]:
    train = accounts([10, 20, 30], breached=[0, 1, 1])
    yield case(
        train, accounts([None, 5]), "The label of the model is not there in the service, and not needed."
    )
    yield case(accounts([10, 20, 30]), accounts([None, 5], breached=[0, 1]), "Other columns are left out.")


def halves(draw: Draw) -> Iterator[Case]:
    yield case(
        accounts([12, 13, 7.5, 20]),
        accounts([None, 7.5]),
        "Nothing is rounded or made a whole number: the median is 12.5, and 7.5 stays.",
    )


def everything(draw: Draw) -> Iterator[Case]:
    rng = draw.rng("everything")

    def drawn(n: int) -> pd.DataFrame:
        odd = rng.choice([-1, 0, 1, 5000, 5001, 9999, np.nan], n)
        seats = np.where(rng.permutation(n) < n / 2, odd, rng.integers(2, 5000, n))
        plans = rng.choice(np.array(["starter", " Starter", "BUSINESS", "ent", "galaxy", None], object), n)
        seats[0], seats[1], plans[2] = -1, 9999, "Once"
        mrr = np.where(
            rng.uniform(size=n) < 0.5, rng.choice([-5.0, 0.0, 1e5, 2e5, np.nan], n), rng.uniform(1, 1e5, n)
        )
        # Large accounts have no region: with complete rows alone every median is another one.
        region = np.where(seats > 1500, None, rng.choice(np.array(["EMEA", "amer", None], object), n))
        return accounts(
            seats.tolist(),
            plans.tolist(),
            rng.permutation(n) + 7,
            mrr=mrr,
            region=region,
        )

    yield case(drawn(40), drawn(40), "On drawn tables.", BOTH, ["plan", "region"])
