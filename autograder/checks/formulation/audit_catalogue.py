"""audit_catalogue: which fields a model must not use, read from their rows and not from their names."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import catalogue_cases as cases
from autograder.draws import Draw
from autograder.oracles.cases import Case
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import return_shape
from autograder.oracles.unchanged_input import leaves_input_alone
from autograder.results import Counterexample

SECTION = "What can be known at the decision"

def contract(value: Any, catalogue: pd.DataFrame) -> str | None:
    if not isinstance(value, set | frozenset | list | tuple | np.ndarray | pd.Index | pd.Series):
        return f"a {type(value).__name__}; the prompt asks for a set of fields"
    strange = [item for item in value if item not in set(catalogue["field"])]
    return f"it names {strange[0]!r}, which is no field of the catalogue" if strange else None


def finds(cases: Callable[[Draw], Iterator[Case]]) -> Property:
    """The answer names just the fields that must not be used, in any kind of collection."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        for made in cases(draw):
            got = set(map(str, answer(*made.args)))
            if got != made.expected:
                return Counterexample(made.call, show(got) if got else "the empty set",
                                      show(made.expected) if made.expected else "the empty set", made.rows,
                                      made.note)
        return None

    return test


def late_enough(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    return finds(cases.plain)(answer, draw) or finds(cases.unsure_clock)(answer, draw)


def arguments(draw: Draw) -> Arguments:
    return next(cases.made_in_steps(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (cases.plain, cases.other_names, cases.slow, cases.edge, cases.unsure_clock, cases.rewritten,
              cases.versioned, cases.undocumented,
              cases.made_from_late, cases.made_in_steps, cases.made_of_strangers, cases.drawn)
    return [made.args for make in makers for made in make(draw)]


CHECK = Check("audit_catalogue", contract, (
    return_shape(0.25, SECTION, cases.plain),
    Oracle(
        "UNSURE_CLOCK",
        1,
        "A field is used that comes with the resolution, or at a time counted from the deadline.",
        "It is there for quick tickets and not for dangerous ones: the model reads the outcome off the gap.",
        SECTION,
        late_enough,
    ),
    Oracle("JUDGED_BY_NAME", 1.5, "The verdict follows the field's name instead of its row.",
           "The leak of next year has an innocent name; that is why it will be found by a customer.",
           SECTION, finds(cases.other_names)),
    Oracle("USUALLY_IN_TIME", 1.5, "A field is used because it is usually there in time.",
           "In training it is always filled; in production it is missing for just the unusual tickets.",
           SECTION, finds(cases.slow)),
    Oracle("EDGE_BY_A_MINUTE", 0.75,
           "A field that is readable exactly 60 minutes after the creation is misjudged.",
           "Either the best feature of the first hour is lost, or one minute of the future is in it.",
           SECTION, finds(cases.edge)),
    Oracle("REWRITTEN_IS_USED", 1.5, "A field is used though its value is changed later, in place.",
           "Priority is raised when a ticket is about to breach: offline it predicts, live it says nothing.",
           SECTION, finds(cases.rewritten)),
    Oracle("VERSIONS_REFUSED", 0.75, "A field is refused that can be joined as of the decision.",
           "The team builds its model without the half of the data that was kept properly.", SECTION,
           finds(cases.versioned)),
    Oracle("UNDOCUMENTED_IS_USED", 0.75, "A field is used whose at_most_min is missing.",
           "An unknown delay is a delay: it will be found out on the first day in production.", SECTION,
           finds(cases.undocumented)),
    Oracle("LINEAGE_IGNORED", 1, "A field is used that is computed from one that must not be used.",
           "A ratio, a rank or a score carries the outcome of what it was made from under a new name.",
           SECTION, finds(cases.made_from_late)),
    Oracle("LINEAGE_ONE_STEP", 0.75, "Only the direct sources of a field are looked at.",
           "Features are made of features: after three steps nobody sees the outcome in them any more.",
           SECTION, finds(cases.made_in_steps)),
    Oracle("STRANGER_TRUSTED", 0.5, "A field is used whose source is not in the catalogue.",
           "What nobody has catalogued nobody has checked.", SECTION, finds(cases.made_of_strangers)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's table.",
           "The catalogue is everybody's: the next audit reads what this one wrote into it.", SECTION,
           leaves_input_alone(arguments, ("catalogue",)), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.5, "On a drawn catalogue the set is not the defined one.",
           "The audit fails in a combination that no small example has.", SECTION, finds(cases.drawn)),
), probes)
