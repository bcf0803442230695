"""`craft verify desk`: exit codes, the choice of proofs, and the page."""
import argparse

import pytest
from rich.console import Console

from autograder.cli import verify_desk as command
from autograder.cli.verify import add_arguments
from autograder.course import Course, CourseError
from autograder.verify.desk import proofs
from autograder.verify.desk.account import account_of, page_of
from autograder.verify.desk.finding import Effort, Finding, Proof

GOOD = Finding("Sums are sums.", "2 of 2", "2", True)
BAD = Finding("One | is two.", "1 of 2", "2", False)
TOLD = Finding("Just so.", "7", "reported", None)


def breaks(effort: Effort) -> list[Finding]:
    raise ZeroDivisionError("nothing to divide by")


PROOFS = (
    Proof("sums", "arithmetic", lambda effort: [GOOD, TOLD]),
    Proof("signs", "what is false", lambda effort: [GOOD, BAD]),
    Proof("broken", "what cannot be measured", breaks),
    Proof("effort", "what it was asked for", lambda effort: [
        Finding("Seeds.", f"{len(effort.of(40))} of 40", "any", True)]),
)


@pytest.fixture
def verify(course: Course, monkeypatch, capsys):
    """Runs the command on these four proofs: whether all hold, what was printed, and the page."""
    monkeypatch.setattr(command, "chosen", lambda names: proofs.chosen(names, PROOFS))

    def run(*arguments: str) -> tuple[bool, str, str]:
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        holds = command.verify_desk(course, parser.parse_args(["desk", *arguments]), Console(width=160))
        return holds, capsys.readouterr().out, (course.build / "verify" / "desk.md").read_text()

    return run


def test_proofs_that_hold_are_shown_and_written(verify):
    """All findings are in the table and on the page, those that are only reported too."""
    holds, shown, page = verify("--only", "sums")
    assert holds
    for text in (shown, page):
        assert "Sums are sums." in text and "Just so." in text
        assert "signs" not in text
    assert "| ✓ | Sums are sums. | 2 of 2 | 2 |" in page


def test_a_finding_that_fails_fails_the_command(verify):
    """One finding that does not hold is enough, and a pipe in it does not break the page's table."""
    holds, shown, page = verify("--only", "sums", "signs")
    assert not holds
    assert "✗" in shown
    assert "| ✗ | One \\| is two. | 1 of 2 | 2 |" in page


def test_a_proof_that_breaks_is_told_and_the_others_are_put(verify):
    """An error is a finding that fails, with its trace; the next proof is measured nevertheless."""
    holds, shown, page = verify("--only", "broken", "effort")
    assert not holds
    for text in (shown, page):
        assert "ZeroDivisionError: nothing to divide by" in text
        assert "in breaks" in text
        assert "40 of 40" in text


@pytest.mark.parametrize(("arguments", "seeds"), [
    ((), 40), (("--fast",), 4), (("--seeds", "0.5"), 20), (("--fast", "--seeds", "0.25"), 10)])
def test_effort_is_a_share_of_the_seeds(verify, arguments, seeds):
    """--fast is a tenth of the seeds, --seeds any share."""
    assert f"{seeds} of 40" in verify("--only", "effort", *arguments)[2]


@pytest.mark.parametrize("share", ["0", "1.5", "nan"])
def test_a_share_that_makes_no_sense_is_refused(verify, share):
    """The message names the option and what is allowed."""
    with pytest.raises(CourseError, match="--seeds must be a share above 0 and at most 1"):
        verify("--seeds", share)


def test_an_unknown_proof_is_a_clear_error(verify):
    """The message lists the proofs there are."""
    with pytest.raises(CourseError, match="no proof 'sum' of the Desk. The proofs are: sums, signs, broken"):
        verify("--only", "sum")


def test_options_of_the_desk_need_the_desk(course, monkeypatch):
    """--only and --seeds without `desk` are refused with the line that would work."""
    from autograder.cli.verify import run
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    monkeypatch.chdir(course.root)
    for arguments in (["--only", "sums"], ["91", "--seeds", "0.5"]):
        with pytest.raises(CourseError, match="craft verify desk --only NAME"):
            run(parser.parse_args(arguments))


def test_no_finding_proves_nothing():
    """A proof without a finding does not hold."""
    assert not account_of(Proof("empty", "", lambda effort: []), Effort()).holds


def test_the_page_says_how_many_seeds_were_used():
    """A page of a short run cannot be taken for one of a full run."""
    assert "10% of the seeds" in page_of([], Effort(0.1))
    assert "all seeds" in page_of([], Effort())


def test_names_of_proofs_are_distinct():
    """Each proof in the list can be named on the command line."""
    names = [proof.name for proof in proofs.PROOFS]
    assert len(set(names)) == len(names)
    assert {"determinism", "calibration", "ladder", "leaks", "maturity"} <= set(names)
