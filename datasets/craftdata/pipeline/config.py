"""Every number of the pipeline that somebody may want to change, in one place."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Config:
    """Settings of one run; with the same data they give the same artefact, byte for byte.

    Parameters
    ----------
    history_days : int, days
        How long the desk is watched under its own rule before the first model.
    warmup_days : int, days
        Days at the start of the log that are left out: account counts begin at zero there.
    label_lag_days : int, days
        A day is used once it is this old. The longest SLA is seven days and the SLA engine posts within a
        day or two; ten days leave nothing open.
    test_days, calibration_days : int, days
        Lengths of the last two periods; all earlier days train.
    gap_days : int, days
        Left empty between the periods, so that every label of the earlier one was known when the later began.
    inverse_l2 : float
        Inverse strength of the L2 penalty, scikit-learn's `C`.
    exploration : float
        Share of the places given to anybody by lot, so that the next model sees what this one would not.
    unknown_share : float
        Largest share of matured tickets without an outcome before training stops.
    alarm_z, alarm_days : float, int
        The monitor alarms when a signal stays beyond `alarm_z` robust standard deviations, on the same side,
        for `alarm_days` days in a row.

    Raises
    ------
    ValueError
        Names the field, the value and what is allowed.

    Examples
    --------
    >>> Config(test_days=14).test_days
    14
    """

    history_days: int = 150
    warmup_days: int = 14
    label_lag_days: int = 10
    test_days: int = 28
    calibration_days: int = 21
    gap_days: int = 10
    inverse_l2: float = 0.1
    exploration: float = 0.05
    unknown_share: float = 0.02
    alarm_z: float = 4.0
    alarm_days: int = 2

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not value >= 0:
                raise ValueError(f"{field.name} must be a number from 0, got {value!r}")
        for name in ("history_days", "test_days", "calibration_days", "inverse_l2", "alarm_z", "alarm_days"):
            if getattr(self, name) == 0:
                raise ValueError(f"{name} must be above 0, got {getattr(self, name)!r}")
        if self.gap_days < self.label_lag_days:
            raise ValueError(
                f"gap_days must be at least label_lag_days = {self.label_lag_days}, got {self.gap_days}"
            )
