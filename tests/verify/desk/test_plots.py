"""The pictures of the card: drawn from any world, small, and all of them shown."""

import pytest

from autograder.verify.desk import plots
from craftdata import desk

CARD = (plots.FOLDER.parent / "card.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", plots.PICTURES)
def test_the_card_shows_every_picture(name):
    """Each picture is drawn, below 100 kB, and the card has it with a text for those who do not see it."""
    path = plots.FOLDER / f"{name}.png"
    assert path.stat().st_size < 100_000
    assert f"](plots/{name}.png)" in CARD
    assert f"![](plots/{name}.png)" not in CARD


def test_pictures_can_be_drawn_again(tmp_path, monkeypatch):
    """A small world gives the pictures that no raw export is needed for, as PNG files of few colours."""
    monkeypatch.setattr(plots, "DAYS", 70)
    monkeypatch.setattr(plots, "TICKETS_PER_DAY", 30.0)
    monkeypatch.setattr(plots, "BACKLOG_DAYS", (35, 63))
    names = ("accounts", "backlog", "label_lag")
    paths = list(plots.draw(tmp_path, only=names))
    assert sorted(path.stem for path in paths) == sorted(names)
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)


def test_every_axis_of_a_picture_says_what_it_shows():
    """Titles and units are there."""
    world = desk.World(3, desk.Scenario(days=60, tickets_per_day=30))
    world.run()
    for picture in (plots.accounts, plots.resolution):
        for axis in picture(world).axes:
            assert axis.get_title()
            assert axis.get_xlabel()
            assert axis.get_ylabel()
