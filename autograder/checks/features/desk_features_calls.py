"""How the features of the Desk are asked: by the table, and ticket by ticket as the service does."""
from __future__ import annotations

import copy
import json
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.features.desk_features_cases import COLUMNS, RATE, STRENGTH
from autograder.oracles.estimator import table_of
from autograder.oracles.oracle import ContractBroken


def shown(target: Any, *arguments: Any) -> Any:
    return target(rate=RATE, strength=STRENGTH).batch(*arguments)


def batch(target: Any, *arguments: Any) -> pd.DataFrame:
    """What `batch` gives of copies: what it does to its arguments, INPUT_CHANGED judges."""
    return table_of(shown(target, *copy.deepcopy(arguments)), COLUMNS, "batch(...)")


def one_by_one(target: Any, tickets: pd.DataFrame, history: pd.DataFrame,
               as_of: pd.Timestamp) -> pd.DataFrame:
    """What `one` gives for each ticket as JSON would bring it; STORE_NOT_JSON judges the store."""
    features = target(rate=RATE, strength=STRENGTH)
    store = plain_store(features.store(history.copy(), as_of))
    rows = [row_of(features.one(ticket, store)) for ticket in as_json(tickets)]
    return pd.DataFrame(rows, index=tickets.index, columns=COLUMNS)


def as_json(tickets: pd.DataFrame) -> list[dict[str, Any]]:
    """Each ticket as the service gets it: None where pandas has nan."""
    asked = tickets[["account_id", "seats", "sla_hours"]]
    return json.loads(asked.to_json(orient="records", double_precision=15))


def plain_store(store: Any) -> Any:
    if not isinstance(store, dict):
        raise ContractBroken(f"store(...) returned a {type(store).__name__}; the prompt asks for a "
                             f"dictionary")
    return store


def row_of(features: Any) -> list[float]:
    if not isinstance(features, dict) or list(features) != COLUMNS:
        keys = list(features) if isinstance(features, dict) else type(features).__name__
        raise ContractBroken(f"one(...) returned {keys}; the prompt asks for a dictionary with the keys "
                             f"{COLUMNS}")
    for name, value in features.items():
        if isinstance(value, bool) or not isinstance(value, int | float | np.number):
            raise ContractBroken(f"one(...) returned {value!r} as {name}; the prompt asks for a float")
    return [features[name] for name in COLUMNS]
