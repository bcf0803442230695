"""All proofs of the Desk, in the order in which they are told: add a family here."""
from __future__ import annotations

from collections.abc import Sequence

from autograder.course import CourseError
from autograder.verify.desk import (
    calibration,
    decisions,
    defects,
    determinism,
    experiments,
    feedback,
    incidents,
    ladder,
    leaks,
    maturity,
    realism,
    speed,
    team,
)
from autograder.verify.desk.finding import Proof

PROOFS: tuple[Proof, ...] = (
    determinism.PROOF,
    calibration.PROOF,
    ladder.PROOF,
    leaks.PROOF,
    maturity.PROOF,
    decisions.PROOF,
    team.PROOF,
    experiments.PROOF,
    feedback.PROOF,
    incidents.PROOF,
    defects.PROOF,
    realism.PROOF,
    speed.PROOF,
)


def chosen(names: Sequence[str] = (), proofs: Sequence[Proof] = PROOFS) -> tuple[Proof, ...]:
    """The proofs of these names in their own order; all of them without a name.

    Raises
    ------
    CourseError
        If a name is none of theirs.
    """
    known = [proof.name for proof in proofs]
    for name in names:
        if name not in known:
            raise CourseError(f"--only: there is no proof {name!r} of the Desk. The proofs are: "
                              f"{', '.join(known)}.")
    return tuple(proof for proof in proofs if not names or proof.name in names)
