"""What the proofs of the Desk have found, and whether it is what the card says."""
from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.verify.desk.finding import Effort, Finding, Proof

SIGNS = {True: "✓", False: "✗", None: "·"}


@dataclass(frozen=True)
class Account:
    """What one proof found. seconds: how long it took. trace: of an error that kept it from measuring."""

    proof: Proof
    findings: tuple[Finding, ...]
    seconds: float
    trace: str = ""

    @property
    def holds(self) -> bool:
        """Whether there is a finding and none of them fails."""
        return bool(self.findings) and all(finding.holds is not False for finding in self.findings)


def account_of(proof: Proof, effort: Effort) -> Account:
    """Run one proof; an error in it is a finding that does not hold, so that the others are still put."""
    begun, trace = time.perf_counter(), ""
    try:
        findings = tuple(proof.run(effort))
    except Exception as error:  # noqa: BLE001 - whatever a proof raises, the next one must be put too
        trace = traceback.format_exc()
        text = f"{type(error).__name__}: {error}"
        findings = (Finding("The proof can be measured.", text, "no error", False),)
    return Account(proof, findings, time.perf_counter() - begun, trace)


def page_of(accounts: Sequence[Account], effort: Effort) -> str:
    """All findings as a markdown page."""
    share = "all seeds" if effort.seeds == 1 else f"{effort.seeds:.0%} of the seeds"
    lines = ["# The Desk: verification", "", f"Measured with {share} of each proof.  ",
             "✓ holds · ✗ does not hold · · is only reported", ""]
    for account in accounts:
        lines += [f"## {account.proof.name}: {account.proof.title}", "", f"{account.seconds:.0f} s", "",
                  "| | claim | measured | wanted |", "|---|---|---|---|"]
        lines += [f"| {SIGNS[f.holds]} | {_cell(f.claim)} | {_cell(f.figure)} | {_cell(f.wanted)} |"
                  for f in account.findings]
        lines += ["", "```", account.trace.rstrip(), "```", ""] if account.trace else [""]
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
