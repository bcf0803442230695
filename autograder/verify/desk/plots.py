"""The pictures of the Desk that its card shows: does it look like a help desk, or drawn with a ruler?

`python -m autograder.verify.desk.plots` draws them anew into the folder of the card.
"""
from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib

matplotlib.use("agg")
import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from craftdata import desk
from craftdata.desk import catalogue as cat
from craftdata.desk.side_tables import satisfaction

FOLDER = Path(desk.__file__).parent / "plots"
SEED, DAYS, TICKETS_PER_DAY = 7, 365, 200.0
# Okabe and Ito (2008): eight colours that the colour-blind can tell apart; the first ones of them.
BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#777777"
REGION_COLOURS = dict(zip(cat.REGIONS, (BLUE, ORANGE, GREEN), strict=True))
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PALETTE = 96
BACKLOG_DAYS = (98, 196)
STYLE = {"font.size": 11, "axes.titlesize": 12, "axes.spines.top": False, "axes.spines.right": False,
         "figure.constrained_layout.use": True, "legend.frameon": False}


def volumes(world: desk.World) -> Figure:
    """Tickets an hour by weekday and local hour of the customer, one panel a region."""
    tickets = world.course.ground.tickets
    figure, axes = plt.subplots(1, 3, figsize=(11, 3.3), sharey=True)
    created = pd.Timestamp(world.scenario.start, tz="UTC") + pd.to_timedelta(tickets.created_s, unit="s")
    for axis, region, zone, code in zip(axes, cat.REGIONS, cat.REGION_ZONES, range(3), strict=True):
        local = created[tickets.region == code].tz_convert(zone)
        counts = np.zeros((7, 24))
        np.add.at(counts, (local.day_of_week, local.hour), 7 / DAYS)
        image = axis.imshow(counts, aspect="auto", cmap="cividis")
        axis.set(title=f"{region} ({zone}), n = {len(local):,}", xlabel="local hour", xticks=range(0, 24, 4))
        axis.set_yticks(range(7), WEEKDAYS)
        figure.colorbar(image, ax=axis)
    figure.suptitle("Tickets an hour, by the customer's weekday and hour")
    return figure


def days(world: desk.World) -> Figure:
    """Tickets a day over the year; days with an outage, and ends of quarters."""
    tickets = world.course.ground.tickets
    figure, axis = plt.subplots(figsize=(11, 3.3))
    date = pd.date_range(world.scenario.start, periods=DAYS)
    count = np.bincount(tickets.day, minlength=DAYS)[:DAYS]
    outage = np.bincount(tickets.day[tickets.outage], minlength=DAYS)[:DAYS] >= 10
    weekend = date.day_of_week >= 5
    axis.plot(date, count, color=GREY, linewidth=0.6)
    kinds = (("weekday", ~weekend & ~outage, BLUE, "o"), ("weekend", weekend & ~outage, ORANGE, "s"),
             ("day with an outage", outage, RED, "^"))
    for label, own, colour, marker in kinds:
        axis.plot(date[own], count[own], marker, color=colour, markersize=4, label=label)
    for end in date[date.is_quarter_end]:
        axis.axvline(end, color=GREY, linestyle=":", linewidth=1)
    axis.set(title=f"Tickets a day (n = {count.sum():,}; dotted: end of a quarter)", ylabel="tickets",
             ylim=(0, None))
    axis.legend(ncols=3, loc="upper left")
    return figure


def accounts(world: desk.World) -> Figure:
    """Tickets of each account against its rank, both on log axes."""
    ground = world.course.ground
    count = np.sort(np.bincount(ground.tickets.account))[::-1]
    count = count[count > 0]
    figure, axes = plt.subplots(1, 2, figsize=(11, 3.6))
    axes[0].loglog(np.arange(1, len(count) + 1), count, ".", color=BLUE, markersize=4)
    axes[0].set(title=f"Tickets of an account by its rank (n = {len(count):,} accounts)", xlabel="rank",
                ylabel="tickets in a year")
    share = np.cumsum(count) / count.sum()
    axes[1].plot(np.arange(1, len(count) + 1) / len(count) * 100, share * 100, color=BLUE)
    for top in (1, 10):
        value = share[round(len(count) * top / 100) - 1] * 100
        axes[1].plot(top, value, "o", color=RED)
        axes[1].annotate(f"top {top} %: {value:.0f} % of the tickets", (top, value), (8, -4),
                         textcoords="offset points")
    axes[1].set(title="Share of the tickets that the largest accounts write", xlabel="% of the accounts",
                ylabel="% of the tickets", ylim=(0, 102))
    return figure


def resolution(world: desk.World) -> Figure:
    """Time from creation to resolution on a log axis, met and breached."""
    ground, ledger = world.course.ground, world.course.ledger
    hours = (ledger.resolved_s - ground.tickets.created_s) / 3600
    hours, breach = hours[: ground.decided_edges[-1]], ledger.breach[: ground.decided_edges[-1]]
    figure, axis = plt.subplots(figsize=(11, 3.6))
    bins = np.geomspace(0.02, 2000, 140)
    axis.hist([hours[~breach], hours[breach]], bins, stacked=True, color=[BLUE, ORANGE],
              label=["SLA met", "SLA breached"])
    for share in (50, 90, 99):
        value = np.percentile(hours, share)
        axis.axvline(value, color="black", linewidth=1, linestyle="--")
        axis.annotate(f"p{share}\n{value:.1f} h", (value, 1), (4, -26), xycoords=("data", "axes fraction"),
                      textcoords="offset points")
    axis.margins(y=0.16)
    axis.set(xscale="log", xlabel="hours on the wall clock, log scale", ylabel="tickets",
             title=f"Time to resolution (n = {len(hours):,}; teeth: nights and weekends)")
    axis.set_xticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1000"])
    axis.legend(loc="upper left")
    return figure


def backlog(world: desk.World) -> Figure:
    """Open tickets of each region through some weeks with Mondays marked, and the queue by weekday."""
    ground, ledger = world.course.ground, world.course.ledger
    first, last = BACKLOG_DAYS
    moments = np.arange(first * 86_400, last * 86_400, 3 * 3600)
    figure, (axis, week) = plt.subplots(1, 2, figsize=(11, 3.6), width_ratios=(3, 1))
    for code, region in enumerate(cat.REGIONS):
        own = ground.tickets.region == code
        opened = np.searchsorted(np.sort(ground.tickets.created_s[own]), moments, side="right")
        closed = np.searchsorted(np.sort(ledger.resolved_s[own]), moments, side="right")
        date = pd.Timestamp(world.scenario.start) + pd.to_timedelta(moments, unit="s")
        still = opened - closed
        axis.plot(date, still, color=REGION_COLOURS[region], linewidth=1.1, label=region)
        week.plot(_mean_wait(world, code), "o-", color=REGION_COLOURS[region], markersize=4)
    week.set(title="Queue at 9 to 11 local", ylabel="working hours of wait", xticks=range(7), ylim=(0, None))
    week.set_xticklabels(WEEKDAYS, fontsize=9)
    for day in pd.date_range(date[0].normalize(), date[-1], freq="W-MON"):
        axis.axvline(day, color=GREY, linewidth=0.6, linestyle=":")
    axis.set(title="Open tickets every three hours (dotted: Monday 00:00 UTC)", ylabel="open tickets",
             ylim=(0, None))
    axis.tick_params(axis="x", labelrotation=20)
    axis.legend(ncols=3, loc="upper left")
    return figure


def _mean_wait(world: desk.World, team: int) -> np.ndarray:
    """Mean wait that tickets of the morning meet at a region's first team, by local weekday."""
    tickets = world.course.ground.tickets
    created = pd.Timestamp(world.scenario.start, tz="UTC") + pd.to_timedelta(tickets.created_s, unit="s")
    local = created.tz_convert(cat.TEAMS[team].zone)
    morning = (tickets.team == team) & (local.hour >= 9) & (local.hour < 11)
    weekday, wait = local.day_of_week[morning], world.course.ledger.wait[morning]
    return np.bincount(weekday, wait, minlength=7) / np.bincount(weekday, minlength=7)


def label_lag(world: desk.World) -> Figure:
    """How late outcomes are known, and how many tickets of a day have a label after some days."""
    truth = world.truth()
    truth = truth[truth["day"] < DAYS - 30]
    created = world.tickets().set_index("ticket_id")["created_at"].reindex(truth["ticket_id"]).array
    figure, axes = plt.subplots(1, 2, figsize=(11, 3.6))
    kinds = (("met", ~truth["breach"], BLUE), ("breached", truth["breach"], ORANGE))
    for label, own, colour in kinds:
        lag = (truth["known_at"] - truth["outcome_at"])[own] / pd.Timedelta(hours=1)
        axes[0].plot(np.sort(lag), np.linspace(0, 100, len(lag)), color=colour,
                     label=f"SLA {label}, n = {len(lag):,}")
        age = (truth["known_at"] - created)[own] / pd.Timedelta(days=1)
        axes[1].plot(np.sort(age), np.linspace(0, 100, len(age)), color=colour, label=f"SLA {label}")
    axes[0].set(xscale="log", xlim=(0.01, 250), xlabel="hours from outcome to warehouse, log scale",
                ylabel="% known", title="Delay of the label (outcomes are posted once an hour)")
    axes[1].set(xlabel="days since creation", xlim=(0, 10), ylabel="% with a label",
                title="Maturity of the label (steps: deadlines)")
    axes[0].legend()
    axes[1].legend(loc="lower right")
    return figure


def missing(world: desk.World) -> Figure:
    """What is missing, by its cause: answers, seats of young accounts, attributes in the raw CRM."""
    ground, part = world.course.ground, np.arange(world.course.ground.decided_edges[-1])
    score, answers, _ = satisfaction(ground, world.course.ledger, part)
    figure, axes = plt.subplots(1, 3, figsize=(11, 3.6))
    level = np.clip(np.round(score), 1, 5)
    _bars(axes[0], level, answers, [1, 2, 3, 4, 5], "satisfaction (true)", "% of tickets with an answer")
    axes[0].set_title(f"Satisfaction: {answers.mean():.0%} answer")
    version = ground.history.version_known(ground.tickets.account[part], ground.decide_s[part])
    weeks = np.minimum(ground.tickets.tenure_days[part] // 7, 8)
    _bars(axes[1], weeks, version < 0, range(9), "weeks since sign-up (8: more)",
          "% of tickets without seats")
    axes[1].set_title(f"Seats: {(version < 0).mean():.1%} missing")
    channel, empty = _raw_seats()
    names = sorted(set(channel), key=lambda name: -empty[channel == name].mean())
    _bars(axes[2], np.array([names.index(name) for name in channel]), empty, range(len(names)),
          "channel of the sign-up", "% of accounts without seats")
    axes[2].set_xticks(range(len(names)), names)
    axes[2].set_title(f"Raw CRM: {empty.mean():.0%} of {len(empty):,} rows")
    return figure


def _raw_seats() -> tuple[np.ndarray, np.ndarray]:
    """Channel of the sign-up, and whether seats are missing, of the accounts in a raw export."""
    with tempfile.TemporaryDirectory() as folder:
        desk.make_raw(folder, seed=SEED, days=7, tickets_per_day=TICKETS_PER_DAY)
        with contextlib.closing(sqlite3.connect(Path(folder) / "crm.sqlite")) as crm:
            accounts = pd.read_sql("SELECT signup_channel, seats FROM accounts", crm)
    return accounts["signup_channel"].to_numpy(object), accounts["seats"].isna().to_numpy()


def _bars(axis: Axes, group: np.ndarray, yes: np.ndarray, groups: object, x: str, y: str) -> None:
    """Share of `yes` in each group, in per cent."""
    groups = list(groups)
    axis.bar(groups, [100 * yes[group == value].mean() if (group == value).any() else 0 for value in groups],
             color=BLUE)
    axis.set(xlabel=x, ylabel=y, xticks=groups)


PICTURES: dict[str, Callable[[desk.World], Figure]] = {
    "volumes": volumes, "days": days, "accounts": accounts, "resolution": resolution, "backlog": backlog,
    "label_lag": label_lag, "missing": missing,
}


def draw(folder: Path = FOLDER, only: tuple[str, ...] = ()) -> Iterator[Path]:
    """Draw the pictures of one quiet year as PNG files; yields the path of each."""
    world = desk.World(SEED, desk.Scenario(days=DAYS, tickets_per_day=TICKETS_PER_DAY))
    world.run()
    folder.mkdir(exist_ok=True)
    for name, picture in PICTURES.items():
        if not only or name in only:
            with _style():
                figure = picture(world)
                yield _saved(figure, folder / f"{name}.png")
                plt.close(figure)


@contextlib.contextmanager
def _style() -> Iterator[None]:
    with plt.rc_context(STYLE):
        yield


def _saved(figure: Figure, path: Path) -> Path:
    """Write a figure with few colours: a third of the bytes."""
    figure.savefig(path, dpi=90)
    with Image.open(path) as image:
        reduced = image.convert("RGB").quantize(PALETTE, Image.Quantize.MAXCOVERAGE,
                                                dither=Image.Dither.NONE)
    reduced.save(path, optimize=True)
    return path


if __name__ == "__main__":
    for drawn in draw():
        print(drawn.name, drawn.stat().st_size // 1024, "kB")
