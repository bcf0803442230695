"""The proof of maturity, at a tenth of its worlds."""
from autograder.verify.desk import maturity
from autograder.verify.desk.finding import Effort
from autograder.verify.desk.maturity import Window, measure


def test_windows_count_what_the_labels_of_the_day_show():
    """Known outcomes are no more than tickets, and known breaches no more than breaches."""
    for window in measure(1).values():
        assert 0 <= window.known_breaches <= window.breaches
        assert window.known_breaches <= window.known <= window.tickets


def test_the_gap_shows_in_four_worlds():
    """Most new labels are there, and those look better than all: far beyond luck at 2,000 tickets."""
    assert [finding.holds for finding in maturity.run(Effort(0.1, workers=1))] == [True, True, True]


def test_labels_that_are_like_the_others_fail(monkeypatch):
    """If those known breached like all, there is nothing to teach, and the proof says so."""
    even = {"new": Window(1000, 700, 126, 180), "old": Window(5000, 5000, 900, 900)}
    monkeypatch.setattr(maturity, "over", lambda measure, seeds, effort: [even] * len(seeds))
    assert [finding.holds for finding in maturity.run(Effort(0.1))] == [True, False, True]
