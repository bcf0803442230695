"""Every defect that the data card counts is still there, and counted right."""
import pytest

from craftdata.flights import defects, tables


@pytest.fixture(scope="module")
def shipped() -> defects.Tables:
    return defects.load_tables()


@pytest.mark.parametrize("defect", defects.DEFECTS, ids=lambda defect: defect.name)
def test_recounting_a_defect_gives_its_count(defect, shipped):
    assert defect.recount(shipped) == defect.count


def test_the_card_quotes_every_count():
    assert defects.as_markdown() in (tables.FOLDER / "card.md").read_text()
