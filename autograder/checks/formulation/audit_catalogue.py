"""audit_catalogue: which fields a model must not use, read from their rows and not from their names."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from autograder.checks.check import Check
from autograder.checks.formulation import catalogue_cases as cases
from autograder.draws import Draw
from autograder.oracles.cases import Case, rows_text
from autograder.oracles.compare import show
from autograder.oracles.invariance import Arguments
from autograder.oracles.oracle import NotJudged, Oracle, Property
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


def the_other_set(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """What comes back is neither the fields that may be used nor all of them."""
    made = next(cases.plain(draw))
    fields, got = set(made.args[0]["field"]), set(map(str, answer(*made.args)))
    if got not in (fields, fields - made.expected):
        return None
    told = "Those are all of its fields." if got == fields else "Those are the fields that may be used."
    return Counterexample(made.call, show(got), show(made.expected), str(made.rows), f"{told} {made.note}")


def where_it_differs(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """`finds` on a long catalogue: of what differs the first fields, with their rows and their sources'."""
    for made in cases.drawn(draw):
        catalogue, got = made.args[0], set(map(str, answer(*made.args)))
        differing = [field for field in catalogue["field"] if (field in got) != (field in made.expected)][:2]
        if differing:
            made_from = catalogue.loc[catalogue["field"].isin(differing), "made_from"]
            sources = [source for text in made_from for source in text.split(", ")]
            rows = catalogue[catalogue["field"].isin([*differing, *sources])].reset_index()
            return Counterexample(
                made.call, _verdicts(differing, got), _verdicts(differing, made.expected),
                str(rows_text(catalogue=rows)),
                f"Only the fields that differ, and what they are made from. {made.note}")
    return None


def _verdicts(fields: Iterable[str], forbidden: set[str]) -> str:
    return ", ".join(f"{field} {'in' if field in forbidden else 'not in'} the set" for field in fields)


def late_enough(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    return finds(cases.plain)(answer, draw) or finds(cases.unsure_clock)(answer, draw)


def edge(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """The minute on which the hour ends, of answers that know when the clocks begin."""
    if finds(cases.from_the_decision)(answer, draw):
        raise NotJudged
    return finds(cases.edge)(answer, draw)


def arguments(draw: Draw) -> Arguments:
    return next(cases.made_in_steps(draw)).args


def probes(draw: Draw) -> list[Arguments]:
    makers = (cases.plain, cases.other_names, cases.slow, cases.edge, cases.from_the_decision,
              cases.lags_of_both, cases.unsure_clock, cases.rewritten, cases.versioned,
              cases.versions_too_late, cases.name_in_a_name, cases.undocumented,
              cases.made_from_late, cases.own_row, cases.made_in_steps, cases.made_of_strangers, cases.drawn)
    return [made.args for make in makers for made in make(draw)]


CHECK = Check("audit_catalogue", contract, (
    Oracle("THE_OTHER_SET", 0.25, "What comes back are the fields that may be used, or simply all fields.",
           "Whoever takes the list for that of the forbidden ones trains on just these.", SECTION,
           the_other_set, guard=True),
    return_shape(0.25, SECTION, cases.plain),
    Oracle("JUDGED_BY_NAME", 1.5, "The verdict follows the field's name instead of its row.",
           "The leak of next year has an innocent name; that is why it will be found by a customer.",
           SECTION, finds(cases.other_names)),
    Oracle(
        "UNSURE_CLOCK",
        1,
        "A field is used that comes with the resolution, or at a time counted from the deadline.",
        "It is there for quick tickets and not for dangerous ones: the model reads the outcome off the gap.",
        SECTION,
        late_enough,
    ),
    Oracle("USUALLY_IN_TIME", 1.5, "A field is used because it is usually there in time.",
           "In training it is always filled; in production it is missing for just the unusual tickets.",
           SECTION, finds(cases.slow)),
    Oracle("DECIDED_IS_CREATED", 0.25, "Minutes after the decision are counted as if the ticket came then.",
           "The model is given an hour that it does not have: in production the field is still empty.",
           SECTION, finds(cases.from_the_decision)),
    Oracle("EDGE_BY_A_MINUTE", 0.5,
           "A field that is readable exactly 60 minutes after the creation is misjudged.",
           "Either the best feature of the first hour is lost, or one minute of the future is in it.",
           SECTION, edge),
    Oracle("REWRITTEN_IS_USED", 1.25, "A field is used though its value is changed later, in place.",
           "Priority is raised when a ticket is about to breach: offline it predicts, live it says nothing.",
           SECTION, finds(cases.rewritten)),
    Oracle("VERSIONS_EXCUSE_ALL", 0.25, "A field that comes too late is used because its versions are kept.",
           "The join as of the decision finds no version, and fills the gap with what came later.", SECTION,
           finds(cases.versions_too_late)),
    Oracle("VERSIONS_REFUSED", 0.5, "A field is refused that can be joined as of the decision.",
           "The team builds its model without the half of the data that was kept properly.", SECTION,
           finds(cases.versioned)),
    Oracle("UNDOCUMENTED_IS_USED", 0.75, "A field is used whose at_most_min is missing.",
           "An unknown delay is a delay: it will be found out on the first day in production.", SECTION,
           finds(cases.undocumented)),
    Oracle("LINEAGE_IGNORED", 0.75, "A field is used that is computed from one that must not be used.",
           "A ratio, a rank or a score carries the outcome of what it was made from under a new name.",
           SECTION, finds(cases.made_from_late)),
    Oracle("OWN_ROW_FORGOTTEN", 0.25, "A field is used because its sources may be, against its own row.",
           "Good parts come together too late: the nightly job that computes it runs after the decision.",
           SECTION, finds(cases.own_row)),
    Oracle("LINEAGE_ONE_STEP", 0.75, "Only the direct sources of a field are looked at.",
           "Features are made of features: after three steps nobody sees the outcome in them any more.",
           SECTION, finds(cases.made_in_steps)),
    Oracle("LAGS_ADDED", 0.25, "The minutes of a field are added to those of what it is made from.",
           "Fields that are there in time are refused, the more the more steps they are made in.", SECTION,
           finds(cases.lags_of_both)),
    Oracle("STRANGER_TRUSTED", 0.25, "A source that is not in the catalogue is trusted, or is named itself.",
           "What nobody has catalogued nobody has checked.", SECTION, finds(cases.made_of_strangers)),
    Oracle("NAME_IN_A_NAME", 0.25, "A source is taken for another field, whose name is a part of its name.",
           "A good field is lost, or a bad one slips in, because somebody chose a longer name.", SECTION,
           finds(cases.name_in_a_name)),
    Oracle("INPUT_CHANGED", 0.25, "The call changes the caller's table.",
           "The catalogue is everybody's: the next audit reads what this one wrote into it.", SECTION,
           leaves_input_alone(arguments, ("catalogue",)), guard=True),
    Oracle("WRONG_SOMEWHERE", 0.25, "On a long catalogue, with any index, the set is not the defined one.",
           "Real catalogues have hundreds of rows, of which several rules hold at once.", SECTION,
           where_it_differs),
), probes)
