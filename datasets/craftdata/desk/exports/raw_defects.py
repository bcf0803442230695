"""Which defects the raw exports have, and how many of each."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from numbers import Real

import numpy as np

from ..streams import Streams

MOST = 1.0
FACTOR_LEAST, FACTOR_RANGE = 0.7, 0.6  # a seed redraws every share by a factor from 0.7 to 1.3


@dataclass(frozen=True)
class RawDefects:
    """Switches and shares of the defects of the raw exports; `DEFECTS` says what each one is.

    A seed redraws every share by a factor from 0.7 to 1.3, so that no constant learned on one draw passes on
    another. A share above 0 plants its defect at least once if the world has a place for it. A switch that
    repeats a defect of the world (its share is set in `Scenario`) repairs it in the files when it is off.

    Parameters
    ----------
    redelivered, late_events, skewed_clocks, reopened, merged_accounts, csat_self_selected : bool
        Defects of the world itself: see `duplicate_share`, `late_share`, `skew_share`, `reopen_share` and
        `merge_share` of `Scenario`.
    berlin_time, schema_2, snapshot_units, resolved_sentinel, local_dates, decimal_comma, european_csv,
    backfilled_week : bool
        Whether the source writes so.
    event_retries : float
        Share of the events that their producer sends again under a new identifier.
    ticket_retries : float
        Share of the tickets whose form is sent twice.
    qa_tickets : float
        Tickets of the QA bot, relative to all others.
    lost_resolved : float
        Share of the first resolutions whose event never arrives.
    broken_lines : float
        Share of the lines that end in the middle.
    resent_files, cut_files, late_files : float
        Share of the event files that come twice, come cut off and then whole, and land days late.
    missing_blocks : float
        Share of the self-serve sign-ups without seats, mrr and industry.
    seat_sentinels : float
        Share of the accounts with a code in place of their seats.
    plan_variants : float
        Share of the plans spelled otherwise than in the contract.
    deleted_accounts : float
        Share of the accounts with tickets that are erased from the CRM.
    stale_rows : float
        Share of the accounts that the CRM holds twice.
    garbled_subjects : float
        Share of the subjects that a gateway changed.

    Examples
    --------
    >>> RawDefects.only("berlin_time").berlin_time, RawDefects().without("berlin_time").berlin_time
    (True, False)
    """

    redelivered: bool = True
    late_events: bool = True
    skewed_clocks: bool = True
    reopened: bool = True
    merged_accounts: bool = True
    csat_self_selected: bool = True
    berlin_time: bool = True
    schema_2: bool = True
    snapshot_units: bool = True
    resolved_sentinel: bool = True
    local_dates: bool = True
    decimal_comma: bool = True
    european_csv: bool = True
    backfilled_week: bool = True
    event_retries: float = 0.008
    ticket_retries: float = 0.02
    qa_tickets: float = 0.03
    lost_resolved: float = 0.006
    broken_lines: float = 1.5e-4
    resent_files: float = 0.03
    cut_files: float = 0.012
    late_files: float = 0.04
    missing_blocks: float = 0.55
    seat_sentinels: float = 0.015
    plan_variants: float = 0.25
    deleted_accounts: float = 0.03
    stale_rows: float = 0.04
    garbled_subjects: float = 0.15

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if field.type == "bool" and not isinstance(value, bool):
                raise ValueError(f"{field.name} must be True or False, got {value!r}")
            number = isinstance(value, Real) and not isinstance(value, bool)
            if field.type == "float" and not (number and 0 <= value <= MOST):
                raise ValueError(f"{field.name} must be a number from 0 to {MOST:g}, got {value!r}")

    @classmethod
    def none(cls) -> RawDefects:
        """Files without any defect: their formats, and nothing that is wrong."""
        return cls(**{field.name: type(field.default)(0) for field in dataclasses.fields(cls)})

    @classmethod
    def only(cls, *names: str) -> RawDefects:
        """Files with these defects, each of its usual share, and no other."""
        usual = cls()
        return dataclasses.replace(cls.none(), **{name: getattr(usual, name) for name in names})

    def without(self, *names: str) -> RawDefects:
        """The same files with these defects switched off."""
        off = self.none()
        return dataclasses.replace(self, **{name: getattr(off, name) for name in names})

    def drawn(self, streams: Streams) -> RawDefects:
        """The shares of one world: each times a factor from 0.7 to 1.3, at most 1."""
        shares = [field.name for field in dataclasses.fields(self) if field.type == "float"]
        factor = FACTOR_LEAST + FACTOR_RANGE * streams.uniform("raw.shares", len(shares))
        pairs = zip(shares, factor.tolist(), strict=True)
        return dataclasses.replace(self, **{name: min(getattr(self, name) * x, MOST) for name, x in pairs})


def struck(streams: Streams, name: str, place: np.ndarray, share: float) -> np.ndarray:
    """Which things at these places have a defect of that share (bool); at least one if it is above 0."""
    u = streams.at(f"raw.{name}", place)
    hit = u < share
    if share > 0 and len(u) and not hit.any():
        hit[np.argmin(u)] = True
    return hit
