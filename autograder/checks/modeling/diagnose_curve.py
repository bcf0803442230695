"""diagnose_curve: what is wrong with a training, told from planted curves of six kinds.

Each kind is put to the answer CURVES times; it must be right NEEDED times. The scatter is bounded
(`curves.py`), and by more than it the kinds are apart, so that thresholds half way between them fail on no
draw: the reference, and two other rules that stand among the attempts, were wrong on none of 1,000 curves of
each kind (measured).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from autograder.checks.check import Check
from autograder.checks.modeling.curves import (
    BIAS,
    BUG,
    FINE,
    KINDS,
    LABELS,
    LEAK,
    LOSSES,
    VARIANCE,
    Curve,
    make_curve,
)
from autograder.draws import Draw
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.oracles.waiting import while_holds
from autograder.results import Counterexample

CURVES, NEEDED = 20, 19
REPEATED, FACTOR, WIDE = 3, 4.0, 0.16
ENDS = [0, 1, -2, -1]
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


def shown(table: pd.DataFrame) -> str:
    order = ", ".join(table["rows"].astype(str))
    return (
        f"the first two and the last two trainings by rows (the table has them in the order {order}):\n"
        f"{table.sort_values('rows').iloc[ENDS].round(3).to_string(index=False)}"
    )


def example(curve: Curve, said: str, note: str) -> Counterexample:
    return Counterexample(
        "diagnose_curve(curve)",
        said,
        curve.kind,
        shown(curve.table),
        f"{note} This happened on more than {CURVES - NEEDED} of {CURVES} curves.",
    )


def same_after(change: Callable[[pd.DataFrame], pd.DataFrame], named: str, note: str) -> Property:
    """A change of the table that means nothing changes no diagnosis, on some curves of each kind."""

    def test(answer: Any, draw: Draw) -> Counterexample | None:
        for curve in (curve for kind in KINDS for curve in curves(draw, kind, REPEATED)):
            said, again = word(answer, curve.table.copy()), word(answer, change(curve.table))
            if said and again and said != again:
                return Counterexample(
                    f"diagnose_curve(curve), and the same curve {named}",
                    f"{said}, and {again}",
                    "the same word",
                    shown(curve.table),
                    note,
                )
        return None

    return test


def word(answer: Any, table: pd.DataFrame) -> str:
    """What is said of a curve; nothing where that is an exception, which the kind's own oracle shows."""
    try:
        return str(answer(table))
    except NotImplementedError:
        raise
    except Exception:
        return ""


def the_other_way(table: pd.DataFrame) -> pd.DataFrame:
    """By rows, from the largest training to the smallest: no order that is drawn, and none to hope for."""
    return table.sort_values("rows", ascending=False).reset_index(drop=True)


def in_another_unit(table: pd.DataFrame) -> pd.DataFrame:
    """All losses times a power of two, which rounds nothing; wide curves become narrow, narrow ones wide."""
    distance = float(table["constant"].iloc[0] - table["expert"].iloc[0])
    losses = table[[*LOSSES, "constant", "expert"]]
    return table.assign(**(losses / FACTOR if distance > WIDE else losses * FACTOR))


order_matters = same_after(
    the_other_way,
    "with its rows from the largest training to the smallest",
    "The trainings stand in any order: sort by `rows` before you take the first or the last.",
)
unit_matters = same_after(
    in_another_unit,
    f"with all losses times {FACTOR:g}, or divided by {FACTOR:g}",
    "A tenth of a nat is much on one curve and nothing on the next: take shares of the distance from "
    "`expert` to `constant`.",
)


def told(identifier: str, points: float, misconception: str, why: str, test: Property) -> tuple[Oracle, ...]:
    """Not judged as long as the order of the rows, or the unit of the losses, has a part in the answer."""
    one = Oracle(identifier, points, misconception, why, SECTION, test)
    return while_holds(order_matters, *while_holds(unit_matters, one))


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
            "ORDER_MATTERS",
            0.5,
            "The order of the curve's rows changes the diagnosis.",
            "Four machines wrote the log, and its last line is not the largest training.",
            SECTION,
            order_matters,
            guard=True,
        ),
        Oracle(
            "UNIT_MATTERS",
            0.5,
            "A factor on all losses changes the diagnosis.",
            "The threshold that is right for one team finds nothing, or everything, at the next.",
            SECTION,
            unit_matters,
            guard=True,
        ),
        *told(
            "BUG_UNSEEN",
            1.5,
            "A training that cannot fit a handful of rows passes for something else.",
            "Weeks go into data and features while the optimiser does not move.",
            recognises(BUG, "Even the smallest training is hardly better than the constant on its own rows."),
        ),
        *told(
            "LEAK_UNSEEN",
            1.5,
            "A leak passes for something else.",
            "The best curve of all goes live, and the service lacks what made it so good.",
            recognises(
                LEAK,
                "In service the loss is far above that on held-out rows of the same "
                "table, which may look good or quite ordinary.",
            ),
        ),
        *told(
            "LABELS_UNSEEN",
            1.5,
            "Wrong labels pass for something else.",
            "A bigger model is bought to fit labels that are wrong.",
            recognises(
                LABELS,
                "By checked labels the same predictions are nearly as good as the experts think possible.",
            ),
        ),
        *told(
            "BIAS_UNSEEN",
            1.5,
            "A model that is too simple passes for something else.",
            "More rows are bought, and nothing changes.",
            recognises(BIAS, "Training and validation have met, far above the experts."),
        ),
        *told(
            "VARIANCE_UNSEEN",
            1.5,
            "A model that learned by heart passes for something else.",
            "The model is made bigger where more rows, or fewer parameters, would have helped.",
            recognises(
                VARIANCE, "With all rows the loss on held-out rows is still far above that on training rows."
            ),
        ),
        *told(
            "FALSE_ALARM",
            1.5,
            "A sound training is said to have something wrong.",
            "The team repairs what works.",
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
