"""The team's claims: what is measured of one desk, and how it is judged."""
import dataclasses

import pytest

from autograder.verify.desk import team
from autograder.verify.desk.finding import Effort


@pytest.fixture(scope="module")
def judged():
    return team.measure(1)


def test_each_choice_is_measured_on_the_same_desk(judged):
    """Losses are those of models that know something; the best order avoids all that can be avoided."""
    assert set(judged.loss) == {team.TEAM, team.BOOSTED, team.ISOTONIC, team.BARE}
    assert all(0.2 < loss < 0.5 for loss in judged.loss.values())
    assert judged.share["nobody"] == 0 and judged.share[team.BEST] == 1
    assert judged.share[team.RULE] < judged.share[team.SCORE] < judged.share[team.TRUE_CHANCE] < 1


def test_claims_fail_where_the_figures_say_otherwise(judged, monkeypatch):
    """Worlds in which the trees win, the score does not pay and the monitor cries wolf."""
    spoilt = dataclasses.replace(
        judged, alarms=2, loss=judged.loss | {team.BOOSTED: judged.loss[team.TEAM] - 0.01},
        share=judged.share | {team.SCORE: 0.1, team.TRUE_CHANCE: 1.1})
    for worlds, holds in (([spoilt] * team.ENOUGH, False), ([spoilt] * 2, None)):
        monkeypatch.setattr(team, "over", lambda measure, seeds, effort, worlds=worlds: worlds)
        found = team.prove(Effort())
        assert [found[k].holds for k in (0, 3, 4, 5)] == [holds] * 4
        assert found[2].holds is None
