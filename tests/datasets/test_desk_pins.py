"""The pins of the Desk, and the older libraries that check them."""

import re
import tomllib

from craftdata.desk import pins
from craftdata.desk.pins import PINNED


def test_a_table_that_differs_is_named(monkeypatch, capsys):
    """The command for other versions says which table of which world differs, with exit code 1."""
    world, pinned = (2024, 20, 10), PINNED[2024, 20, 10]
    monkeypatch.setattr(pins, "PINNED", {world: pinned})
    assert pins.main() == 0
    monkeypatch.setattr(pins, "PINNED", {world: pinned | {"events": "0" * 16}})
    assert pins.main() == 1
    assert "world (2024, 20, 10): events" in capsys.readouterr().out


def test_make_pins_installs_the_oldest_versions_that_the_course_allows(pytestconfig):
    """What the Makefile calls oldest are the least versions in pyproject.toml, package by package."""
    makefile = (pytestconfig.rootpath / "Makefile").read_text()
    oldest = dict(re.findall(r"(\w+)==([\d.]+)\.\*", makefile))
    project = tomllib.loads((pytestconfig.rootpath / "pyproject.toml").read_text())["project"]
    least = dict(re.findall(r"^(\w+)>=([\d.]+)", "\n".join(project["dependencies"]), flags=re.MULTILINE))
    assert len(oldest) == 4
    assert oldest == {name: least[name] for name in oldest}
