"""The check of normalise_subject: constants earn little, and every draw garbles several times."""

import html
import unicodedata

from autograder.checks.cleaning.normalise_subject import CHECK
from autograder.checks.cleaning.subject_cases import texts
from autograder.draws import graded_draw, learner_key, public_draw

PUBLIC = public_draw("03_cleaning", "normalise_subject")
DRAWS = [PUBLIC, *[graded_draw("03_cleaning", "normalise_subject", learner_key(f"l{i}")) for i in range(20)]]


def _earned(answer: object) -> float:
    return CHECK.run("03_cleaning", "One subject, many spellings", answer, PUBLIC).points


def test_what_trivially_is_a_fixed_point_earns_little() -> None:
    """The identity and a constant are fixed points, and merge nothing or everything."""
    assert _earned(lambda subject: subject if isinstance(subject, str) else "") <= 3.5
    assert _earned(lambda subject: "subject") <= 2


def test_every_draw_has_what_each_step_is_for() -> None:
    """Entities, invisible characters, other forms, and one text that was escaped often."""
    for draw in DRAWS:
        lines = texts(draw)
        assert any("&amp;" in line for line in lines) and any("\u200b" in line for line in lines)
        assert any(unicodedata.normalize("NFKC", line) != line for line in lines)
        deep = lines[-1]
        for _ in range(5):
            assert html.unescape(deep) != deep
            deep = html.unescape(deep)
