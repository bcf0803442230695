"""Settings that make no sense are refused by name."""

import pytest

from craftdata.pipeline import Config


@pytest.mark.parametrize(
    ("field", "value"),
    [("test_days", 0), ("alarm_z", 0.0), ("history_days", 0), ("warmup_days", -1), ("gap_days", 9)],
)
def test_a_bad_setting_is_named(field, value):
    """The message begins with the field and ends with the value."""
    with pytest.raises(ValueError, match=rf"^{field} must be .*, got {value}$"):
        Config(**{field: value})


def test_nothing_is_not_a_number():
    """A setting that is NaN is refused, too."""
    with pytest.raises(ValueError, match="^inverse_l2"):
        Config(inverse_l2=float("nan"))
