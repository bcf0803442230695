"""How much a learner's code may use."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Bounds of one answerer: the process that runs a learner's code, and all that it starts.

    Parameters
    ----------
    notebook_mib : int
        Size of the notebook as it was handed in.
    notebook_seconds : float
        Wall time of a submission: its cells, its checks, and what is run again after a crash.
    cell_seconds, check_seconds : float
        Wall time of one cell, and of one check on one draw.
    oracle_seconds : float
        CPU time of one oracle of a check; wall time for an answer that sleeps.
    restarts : int
        How often a submission may end its process and be started again.
    call_seconds : float
        Wall time of one call through a proxy, where the caller's own time limit does not end earlier.
    grace_seconds : float
        How long code that was told to stop may take to do so, before it is killed.
    cpu_seconds : int
        CPU time of each process.
    memory_mib : int
        Memory of each process beyond what it starts with, and of all of them together.
    processes : int
        Processes and threads at the same time.
    scratch_mib, file_mib : int
        Size of the folder that can be written, and of one file in it.
    open_files : int
        File descriptors of each process.
    output_characters, notebook_characters : int
        Characters of output kept of one cell (of its text; 20 times as many of its pictures), and of all
        cells together: the process that grades a class holds them.
    tree_bytes, blob_bytes : int
        Size of one message on the wire: its JSON, and its arrays and tables.
    values : int
        Values within one message; nesting : how deep they may lie in each other.
    callbacks : int
        Calls back from one call. items : items read from one iterator. handles : objects kept for us.
    loopback : bool
        Whether the process has a loopback network of its own.
    children : bool
        Whether it may start processes where there are no namespaces, in which they cannot outlive it.
    """

    notebook_mib: int = 32
    notebook_seconds: float = 900.0
    cell_seconds: float = 60.0
    check_seconds: float = 180.0
    oracle_seconds: float = 8.0
    restarts: int = 20
    call_seconds: float = 30.0
    grace_seconds: float = 2.0
    cpu_seconds: int = 900
    memory_mib: int = 1536
    processes: int = 64
    scratch_mib: int = 256
    file_mib: int = 64
    open_files: int = 256
    output_characters: int = 200_000
    notebook_characters: int = 20_000_000
    tree_bytes: int = 16 * 2**20
    blob_bytes: int = 256 * 2**20
    values: int = 2_000_000
    nesting: int = 40
    callbacks: int = 20_000
    items: int = 100_000
    handles: int = 10_000
    loopback: bool = False
    children: bool = False

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not isinstance(value, bool) and not value > 0:
                raise ValueError(f"the limit {name} must be greater than 0, not {value!r}")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def limits_from(values: Mapping[str, Any]) -> Limits:
    """Limits from a mapping such as a table of `unit.toml`; raises ValueError for what are none."""
    known = {field.name: type(field.default) for field in fields(Limits)}
    if unknown := sorted(set(values) - set(known)):
        raise ValueError(f"there is no limit {', '.join(unknown)}; there are {', '.join(known)}")
    for name, value in values.items():
        if isinstance(value, bool) != (known[name] is bool) or not isinstance(value, int | known[name]):
            kind = {bool: "true or false", int: "a whole number", float: "a number"}[known[name]]
            raise ValueError(f"the limit {name} must be {kind}, not {value!r}")
    return Limits(**{name: known[name](value) for name, value in values.items()})
