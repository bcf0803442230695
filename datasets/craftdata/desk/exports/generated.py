"""Raw files of worlds made from a seed: all at once, or day by day as they land."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from .. import policies
from ..operation import Operation
from ..policies import Policy
from ..scenario import Scenario
from .raw_defects import RawDefects
from .raw_export import RawExport

MERGE_SHARE = 0.12  # of accounts: more than in `Scenario`, so that small worlds have some


def make_raw(
    path: str | Path,
    seed: int,
    days: int = 60,
    tickets_per_day: float = 40,
    *,
    defects: RawDefects | None = None,
    policy: Policy = policies.nobody,
    **parameters: object,
) -> tuple[str, ...]:
    """Simulate a help desk and write its raw files, with all their defects, to a new folder.

    `WIKI.md` in the folder is what the sources say about themselves. With the same seed and parameters the
    world is that of `make_tables` (which leaves every ticket alone and writes present account identifiers).

    Parameters
    ----------
    path : path
        A new or empty folder.
    seed, days, tickets_per_day, **parameters
        As for `make_tables`; `merge_share` is 0.12 unless given.
    defects : RawDefects or None
        None for all of them.
    policy : policy
        Who gets the fast lane.

    Returns
    -------
    tuple of str
        Names of the event files, relative to `path`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     names = make_raw(folder, seed=7, days=14, tickets_per_day=10)
    ...     sorted(file.name for file in Path(folder).iterdir())
    ['WIKI.md', 'crm.sqlite', 'csat.csv', 'events', 'releases.json', 'teams.json', 'tickets.parquet']
    >>> names[0]
    'events/atlas/2024-02-05.jsonl.gz'
    """
    return _export_of(seed, days, tickets_per_day, defects, policy, parameters).write(path)


def deliver_raw(
    path: str | Path,
    seed: int,
    days: int = 60,
    tickets_per_day: float = 40,
    *,
    defects: RawDefects | None = None,
    policy: Policy = policies.nobody,
    **parameters: object,
) -> Iterator[tuple[dt.date, tuple[str, ...]]]:
    """Write the raw files of `make_raw` as they come: one step of the iterator is one day.

    After each step the folder holds all event files that have landed by the end of the day, and all other
    files as of that moment. In the end it holds what `make_raw` writes.

    Yields
    ------
    date : datetime.date
        The day that has passed.
    names : tuple of str
        Event files that landed on it: some belong to earlier days, some come for the second time.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     date, names = next(deliver_raw(folder, seed=7, days=14, tickets_per_day=10))
    >>> date, {name.split("/")[0] for name in names}
    (datetime.date(2024, 2, 5), {'events'})
    """
    export = _export_of(seed, days, tickets_per_day, defects, policy, parameters)
    start = export.world.scenario.start
    for day in range(days):
        yield start + dt.timedelta(days=day), export.write(path, day, day + 1)


def _export_of(
    seed: int,
    days: int,
    tickets_per_day: float,
    defects: RawDefects | None,
    policy: Policy,
    parameters: dict[str, object],
) -> RawExport:
    """The raw files of a world whose days have all passed under a policy."""
    given = {"merge_share": MERGE_SHARE, "days": days, "tickets_per_day": tickets_per_day, **parameters}
    world = Operation(seed, Scenario(**given))
    world.run(policy)
    return RawExport(world, defects)
