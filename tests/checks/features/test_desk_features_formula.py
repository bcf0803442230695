"""Of DeskFeatures with another formula the line of the table is named, and nothing else is said by it."""
import math

import pandas as pd
import pytest

from autograder.checks.features import desk_features_cases as cases
from autograder.checks.features.desk_features import CHECK
from autograder.checks.features.desk_features_formula import LINES
from autograder.draws import graded_draw, learner_key, public_draw

UNIT = "05_features"
PUBLIC = public_draw(UNIT, "DeskFeatures")
GRADED = graded_draw(UNIT, "DeskFeatures", learner_key("l"))
SLIPS = {"account_log_known": lambda known, hours, seats, sla: math.log(known) if known else 0.0,
         "account_hours": lambda known, hours, seats, sla: hours,
         "log_seats": lambda known, hours, seats, sla: math.log10(1 + seats) if seats is not None else 0.0,
         "sla_days": lambda known, hours, seats, sla: sla}


def features_with(slip: str) -> type:
    """Right features, one of them by another formula."""
    class Features:
        def __init__(self, rate: float, strength: float) -> None:
            self.rate, self.strength = rate, strength

        def store(self, history: pd.DataFrame, as_of: pd.Timestamp) -> dict[str, list[float]]:
            known = history[history["known_at"] <= as_of]
            return {account: [len(rows), int(rows["breached"].sum()), float(rows["hours"].sum())]
                    for account, rows in known.groupby("account_id")}

        def one(self, ticket: dict, store: dict) -> dict[str, float]:
            known, breached, hours = store.get(ticket.get("account_id"), [0, 0, 0.0])
            seats, sla = ticket.get("seats"), ticket["sla_hours"]
            rate = (breached + self.rate * self.strength) / (known + self.strength)
            found = dict(zip(cases.COLUMNS, [rate, math.log1p(known), hours / known if known else 0.0,
                                             math.log1p(seats) if seats is not None else 0.0, sla / 24],
                             strict=True))
            return found | ({slip: SLIPS[slip](known, hours, seats, sla)} if slip else {})

        def batch(self, tickets: pd.DataFrame, history: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
            store = self.store(history, as_of)
            plain = [{name: None if pd.isna(value) else value for name, value in ticket.items()}
                     for ticket in tickets.to_dict("records")]
            rows = [self.one(ticket, store) for ticket in plain]
            return pd.DataFrame(rows, index=tickets.index, columns=cases.COLUMNS, dtype=float)
    return Features


@pytest.mark.parametrize("draw", [PUBLIC, GRADED], ids=["public", "graded"])
@pytest.mark.parametrize("slip", ["", *LINES])
def test_a_slip_of_a_formula_is_no_leak_and_no_cold_start(slip: str, draw: object) -> None:
    """The table's line is named, and on drawn tables it shows again."""
    result = CHECK.run(UNIT, "Desk", features_with(slip), draw)
    assert [failure.oracle for failure in result.failures] == (["FORMULA", "WRONG_SOMEWHERE"] if slip else [])
    if slip:
        example = result.failures[0].counterexample
        assert example is not None and example.note.startswith(f"{slip} is {LINES[slip]}")
