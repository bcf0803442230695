"""Does the Desk feel real? The numbers behind the pictures of its card."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from autograder.verify.desk import plots
from autograder.verify.desk.finding import Effort, Finding, Proof, given
from autograder.verify.desk.workers import over
from craftdata import desk
from craftdata.desk import catalogue as cat
from craftdata.desk.side_tables import satisfaction

SEEDS, DAYS, TICKETS_PER_DAY = 8, 365, 200.0
SETTLED_S = 42 * 86_400
MOST_KB = 400
ENOUGH = 4  # years from which Mondays are judged


@dataclass(frozen=True)
class Year:
    """One quiet year. All shares from 0 to 1, hours on the wall clock, waits in working hours.

    weekend: tickets of a weekend day relative to a weekday; office: share between 8 and 18 local, by region;
    top: share of the tickets of the largest 1 % and 10 % of the accounts; slopes: of the log-log rank-size
    curve, of the large and of the middling; quantiles: p50, p90, p99 of the hours to resolution; monday: the
    queue on Monday morning relative to Tuesday to Friday; lag: label known within an hour; young: label known
    within two days, of met and breached; answers, observed, content: share that answers, mean score of the
    answers and of all; subjects: distinct subjects and the most frequent one, as shares.
    """

    weekend: float
    office: tuple[float, ...]
    top: tuple[float, float]
    slopes: tuple[float, float]
    quantiles: tuple[float, ...]
    monday: float
    lag: float
    young: tuple[float, float]
    answers: float
    observed: float
    content: float
    subjects: tuple[float, float]


def measure(seed: int) -> Year:
    """Let one year pass and look at it."""
    world = desk.World(seed, desk.Scenario(days=DAYS, tickets_per_day=TICKETS_PER_DAY))
    world.run()
    ground, ledger, tickets = world.course.ground, world.course.ledger, world.course.ground.tickets
    decided = np.arange(ground.decided_edges[-1])
    created = pd.Timestamp(world.scenario.start, tz="UTC") + pd.to_timedelta(tickets.created_s, unit="s")
    hours = (ledger.resolved_s - tickets.created_s)[decided] / 3600
    breach = ledger.breach[decided]
    outcome_s = np.minimum(ledger.resolved_s, ground.due_s)[decided]
    soon = (ledger.known_s - tickets.created_s)[decided] <= 2 * 86_400
    score, answers, _ = satisfaction(ground, ledger, decided)
    subjects = pd.Series(world.subjects(decided)).value_counts(normalize=True)
    return Year(
        weekend=_weekend(created),
        office=tuple(_office(created[tickets.region == code], zone)
                     for code, zone in enumerate(cat.REGION_ZONES)),
        **_accounts(tickets.account),
        quantiles=tuple(np.percentile(hours, [50, 90, 99])),
        monday=_monday(world, created),
        lag=float((ledger.known_s[decided] - outcome_s <= 3600).mean()),
        young=(float(soon[~breach].mean()), float(soon[breach].mean())),
        answers=float(answers.mean()),
        observed=float(score[answers].mean()),
        content=float(score.mean()),
        subjects=(len(subjects) / len(decided), float(subjects.iloc[0])),
    )


def _weekend(created: pd.DatetimeIndex) -> float:
    weekend = created.tz_convert("America/New_York").day_of_week >= 5
    return float(weekend.sum() / 2 / ((~weekend).sum() / 5))


def _office(created: pd.DatetimeIndex, zone: str) -> float:
    hour = created.tz_convert(zone).hour
    return float(((hour >= 8) & (hour < 18)).mean())


def _accounts(account: np.ndarray) -> dict[str, tuple[float, float]]:
    count = np.sort(np.bincount(account))[::-1]
    count = count[count > 0]
    share = np.cumsum(count) / count.sum()
    rank, half = np.log(np.arange(1, len(count) + 1)), len(count) // 2
    middle = round(np.sqrt(half * 10))
    slopes = tuple(float(np.polyfit(rank[part], np.log(count[part]), 1)[0])
                   for part in (slice(9, middle), slice(middle, half)))
    return {"top": (share[len(count) // 100 - 1], share[len(count) // 10 - 1]), "slopes": slopes}


def _monday(world: desk.World, created: pd.DatetimeIndex) -> float:
    """Wait of the tickets of Monday morning relative to those of the mornings of Tuesday to Friday."""
    tickets, first, rest = world.course.ground.tickets, [], []
    for team in range(len(cat.REGIONS)):
        local = created.tz_convert(cat.TEAMS[team].zone)
        morning = ((tickets.team == team) & (local.hour >= 9) & (local.hour < 11)
                   & (tickets.created_s > SETTLED_S))
        wait = world.course.ledger.wait
        first.append(wait[morning & (local.day_of_week == 0)].mean())
        rest.append(wait[morning & np.isin(local.day_of_week, (1, 2, 3, 4))].mean())
    return float(np.mean(first) / np.mean(rest))


def prove(effort: Effort) -> list[Finding]:
    """Measure and judge."""
    years = over(measure, effort.of(SEEDS, least=2), effort)
    judges = (_rhythm, _sizes, _resolution, _mondays, _labels, _answers, _texts)
    return [*(judge(years) for judge in judges), _pictures()]


def _span(values: Sequence[float], form: str = ".2f") -> str:
    return f"{np.mean(values):{form}} [{min(values):{form}}, {max(values):{form}}]"


def _rhythm(years: Sequence[Year]) -> Finding:
    weekend = [year.weekend for year in years]
    office = ", ".join(f"{region} {np.mean([year.office[k] for year in years]):.0%}"
                       for k, region in enumerate(cat.REGIONS))
    least = min(min(year.office) for year in years)
    return Finding("Customers write in the working hours of their own zone.",
                   f"from 8 to 18 local {office}; a weekend day has {_span(weekend)} of a weekday's tickets; "
                   f"n = {len(years)} years",
                   "65 % in working hours in each zone, weekend below .5",
                   bool(least > 0.65 and max(weekend) < 0.5))


def _sizes(years: Sequence[Year]) -> Finding:
    one, ten = ([year.top[k] for year in years] for k in (0, 1))
    first, second = ([year.slopes[k] for year in years] for k in (0, 1))
    return Finding("A few accounts write most of the tickets, and no ruler drew their sizes.",
                   f"top 1 % {_span(one, '.0%')}, top 10 % {_span(ten, '.0%')}; log-log slope {_span(first)} "
                   f"of the large, {_span(second)} of the middling; n = {len(years)} years",
                   "top 1 % from 12 to 35 %, top 10 % from 45 to 75 %, slopes at least .1 apart on average",
                   bool(0.12 < min(one) and max(one) < 0.35 and 0.45 < min(ten) and max(ten) < 0.75
                        and abs(np.mean(first) - np.mean(second)) > 0.1))


def _resolution(years: Sequence[Year]) -> Finding:
    p50, p90, p99 = ([year.quantiles[k] for year in years] for k in range(3))
    return Finding("Most tickets are resolved within a day, some take weeks.",
                   f"p50 {_span(p50, '.1f')} h, p90 {_span(p90, '.0f')} h, p99 {_span(p99, '.0f')} h; "
                   f"n = {len(years)} years",
                   "p50 from 8 to 30 h, p90 from 40 to 200 h, p99 from 150 to 1,200 h",
                   bool(8 < min(p50) and max(p50) < 30 and 40 < min(p90) and max(p90) < 200
                        and 150 < min(p99) and max(p99) < 1200))


def _mondays(years: Sequence[Year]) -> Finding:
    monday = [year.monday for year in years]
    return Finding("The weekend leaves a backlog on Monday morning.",
                   f"queue at 9 to 11 local: {_span(monday)} of the other weekdays' (n = {len(years)} years)",
                   "above 1 on average", given(len(monday) >= ENOUGH, np.mean(monday) > 1))


def _labels(years: Sequence[Year]) -> Finding:
    met, breached = ([year.young[k] for year in years] for k in (0, 1))
    lag = [year.lag for year in years]
    return Finding("Labels are late, and those of breaches are later.",
                   f"posted within an hour {_span(lag)}; known two days after creation: "
                   f"met {_span(met)}, breached {_span(breached)}; n = {len(years)} years",
                   "met at least .1 ahead of breached in each year", min(np.subtract(met, breached)) > 0.1)


def _answers(years: Sequence[Year]) -> Finding:
    return Finding("Answers about satisfaction are missing for a reason.",
                   f"{_span([year.answers for year in years], '.0%')} answer; observed mean "
                   f"{_span([year.observed for year in years])}, of all tickets "
                   f"{_span([year.content for year in years])}; n = {len(years)} years",
                   "reported", None)


def _texts(years: Sequence[Year]) -> Finding:
    distinct, most = ([year.subjects[k] for year in years] for k in (0, 1))
    return Finding("Subjects are written, not picked from a list.",
                   f"distinct {_span(distinct, '.0%')}, the most frequent {_span(most, '.2%')}; "
                   f"n = {len(years)} years",
                   "most frequent below 3 %", max(most) < 0.03)


def _pictures() -> Finding:
    sizes = {name: path.stat().st_size if (path := plots.FOLDER / f"{name}.png").exists() else 0
             for name in plots.PICTURES}
    lacking = [name for name, size in sizes.items() if not size]
    total = sum(sizes.values()) / 1024
    return Finding("The card shows the pictures.",
                   f"{len(sizes) - len(lacking)} of {len(sizes)} drawn, {total:.0f} kB in all"
                   + (f"; lacking {', '.join(lacking)}: draw them" if lacking else ""),
                   f"all, below {MOST_KB} kB", bool(not lacking and total < MOST_KB))


PROOF = Proof("realism", "Does it feel real?", prove)
