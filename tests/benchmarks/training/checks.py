"""Unit 91, for benchmarks: what is judged trains a model in the learner's process at each call."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.draws import Draw
from autograder.oracles.oracle import Oracle
from autograder.results import Counterexample

NUMBERS, WORDS = ["age", "length"], ["channel"]


def anything(value: Any, *_: Any) -> str | None:
    return None if value is not None else "nothing came back"


def a_number(value: Any, *_: Any) -> str | None:
    return None if isinstance(value, float) else f"a {type(value).__name__}; the prompt asks for a number"


def tickets(draw: Draw, rows: int = 600) -> tuple[pd.DataFrame, pd.Series]:
    """Tickets and whether each was late, which its age decides but for a few."""
    rng = draw.rng("tickets")
    frame = pd.DataFrame({"age": rng.gamma(2.0, 3.0, rows), "length": rng.lognormal(5.0, 1.0, rows),
                          "channel": rng.choice(["mail", "chat"], rows)})
    return frame, pd.Series((frame["age"] > 5.0) ^ (rng.random(rows) < 0.05), name="late").astype(int)


def chances(answer: Any, fitted_on: tuple[pd.DataFrame, pd.Series], asked: pd.DataFrame) -> np.ndarray:
    return np.asarray(answer(list(NUMBERS), list(WORDS)).fit(*fitted_on).predict_proba(asked))[:, 1]


def learns(answer: Any, draw: Draw) -> Counterexample | None:
    frame, late = tickets(draw)
    found = chances(answer, (frame[:400], late[:400]), frame[400:])
    share = float(((found > 0.5) == late[400:].to_numpy(bool)).mean())
    return None if share > 0.75 else Counterexample("predict_proba(...)", f"{share:.2f} right", "0.75")


def fills_gaps(answer: Any, draw: Draw) -> Counterexample | None:
    frame, late = tickets(draw)
    frame.loc[::7, "length"] = np.nan
    found = chances(answer, (frame[:400], late[:400]), frame[400:])
    return None if np.isfinite(found).all() else Counterexample("predict_proba(...)", "gaps", "chances")


def takes_new_words(answer: Any, draw: Draw) -> Counterexample | None:
    frame, late = tickets(draw)
    asked = frame[400:].assign(channel="fax")
    found = chances(answer, (frame[:400], late[:400]), asked)
    return None if len(found) == len(asked) else Counterexample("predict_proba(...)", str(len(found)), "200")


def is_the_mean_square(answer: Any, draw: Draw) -> Counterexample | None:
    rng = draw.rng("chances")
    happened, given = rng.integers(0, 2, 50), rng.random(50)
    wanted, got = float(np.mean((given - happened) ** 2)), answer(happened, given)
    return None if abs(got - wanted) < 1e-9 else Counterexample("brier(...)", f"{got:.4f}", f"{wanted:.4f}")


def oracle(name: str, points: float, misconception: str, test: Any) -> Oracle:
    return Oracle(name, points, misconception, "Decisions come out wrong.", "Models", test)


def no_probes(draw: Draw) -> Sequence[tuple[Any, ...]]:
    return []


CHECKS = (
    Check("pipeline", anything, (
        oracle("LEARNS", 2, "The answer does not learn.", learns),
        oracle("FILLS_GAPS", 1, "The answer fails on gaps.", fills_gaps),
        oracle("TAKES_NEW_WORDS", 1, "The answer fails on new words.", takes_new_words)), no_probes),
    Check("brier", a_number, (
        oracle("MEAN_SQUARE", 2, "The answer is another score.", is_the_mean_square),), no_probes),
)
