"""diagnose_curve: what is wrong with a training, told from planted curves of six kinds.

Each kind is put to the answer CURVES times; it must be right NEEDED times. The scatter is bounded
(`curves.py`), and by more than it the kinds are apart, so that thresholds half way between them fail on no
draw: the reference, and two other rules that stand among the attempts, were wrong on none of 1,000 curves of
each kind (measured).
"""

from __future__ import annotations

from typing import Any

from autograder.checks.check import Check
from autograder.checks.modeling.curves import (
    BIAS,
    BUG,
    FINE,
    KINDS,
    LABELS,
    LEAK,
    VARIANCE,
    Curve,
    make_curve,
)
from autograder.draws import Draw
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

CURVES, NEEDED = 20, 19
SECTION = "What a learning curve says"


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, str) or value not in KINDS:
        return f"{value!r}; the prompt asks for one of {', '.join(KINDS)}"
    return None


def curves(draw: Draw, kind: str, number: int = CURVES) -> list[Curve]:
    rng = draw.rng(f"curves {kind}")
    return [make_curve(rng, kind) for _ in range(number)]


def recognises(kind: str, note: str) -> Property:
    def test(answer: Any, draw: Draw) -> Counterexample | None:
        faults: list[tuple[Curve, str]] = []
        for curve in curves(draw, kind):
            said = str(answer(curve.table.copy()))
            if said != kind:
                faults.append((curve, said))
            if len(faults) > CURVES - NEEDED:
                return example(*faults[0], note)
        return None

    return test


def example(curve: Curve, said: str, note: str) -> Counterexample:
    shown = curve.table.sort_values("rows").iloc[[0, 1, -2, -1]].round(3)
    order = ", ".join(curve.table["rows"].astype(str))
    return Counterexample(
        "diagnose_curve(curve)",
        said,
        curve.kind,
        f"the first two and the last two trainings by rows (the table has them in the order {order}):\n"
        f"{shown.to_string(index=False)}",
        f"{note} This happened on more than {CURVES - NEEDED} of {CURVES} curves.",
    )


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    value = getattr(answer, "target", answer)(curves(draw, FINE, 1)[0].table)
    if contract(value):
        return Counterexample("diagnose_curve(curve)", repr(value)[:100], f"one of {', '.join(KINDS)}")
    return None


def plain(draw: Draw) -> tuple[Any, ...]:
    return (curves(draw, VARIANCE, 1)[0].table,)


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    return [(curve.table,) for kind in KINDS for curve in curves(draw, kind, 12)]


CHECK = Check(
    "diagnose_curve",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.5, MISCONCEPTION, WHY, SECTION, shape, guard=True),
        Oracle(
            "BUG_UNSEEN",
            1.5,
            "A training that cannot fit a handful of rows passes for something else.",
            "Weeks go into data and features while the optimiser does not move.",
            SECTION,
            recognises(BUG, "Even the smallest training is hardly better than the constant on its own rows."),
        ),
        Oracle(
            "LEAK_UNSEEN",
            2,
            "A leak passes for something else.",
            "The best curve of all goes live, and the service lacks what made it so good.",
            SECTION,
            recognises(
                LEAK,
                "In service the loss is far above that on held-out rows of the same "
                "table, which may look good or quite ordinary.",
            ),
        ),
        Oracle(
            "LABELS_UNSEEN",
            2,
            "Wrong labels pass for something else.",
            "A bigger model is bought to fit labels that are wrong.",
            SECTION,
            recognises(
                LABELS,
                "By checked labels the same predictions are nearly as good as the experts think possible.",
            ),
        ),
        Oracle(
            "BIAS_UNSEEN",
            1.5,
            "A model that is too simple passes for something else.",
            "More rows are bought, and nothing changes.",
            SECTION,
            recognises(BIAS, "Training and validation have met, far above the experts."),
        ),
        Oracle(
            "VARIANCE_UNSEEN",
            1.5,
            "A model that learned by heart passes for something else.",
            "The model is made bigger where more rows, or fewer parameters, would have helped.",
            SECTION,
            recognises(
                VARIANCE, "With all rows the loss on held-out rows is still far above that on training rows."
            ),
        ),
        Oracle(
            "FALSE_ALARM",
            1.5,
            "A sound training is said to have something wrong.",
            "The team repairs what works.",
            SECTION,
            recognises(FINE, "Within the scatter it does what the experts think possible."),
        ),
        Oracle(
            "INPUT_CHANGED",
            0.5,
            "The call changes the caller's curve.",
            "The plot beside the diagnosis shows another curve.",
            SECTION,
            leaves_input_alone(plain, ("curve",)),
            guard=True,
        ),
    ),
    probes,
)
