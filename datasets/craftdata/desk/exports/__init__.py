"""The Desk's raw exports: a world's data as its sources deliver it, in five formats and with their defects.

`make_raw` and `write_raw` write them, `deliver_raw` and `RawExport` day by day, `load_raw` gives those that
are shipped. `raw_key` is the answer key: for graders and tests, and no notebook's business.
"""

from .defect_kinds import DEFECTS, LEAKS, DefectKind
from .generated import deliver_raw, make_raw
from .raw_defects import RawDefects
from .raw_export import RawExport, write_raw
from .raw_key import RawKey, raw_key, write_key
from .shipped import load_raw

__all__ = [
    "DEFECTS", "LEAKS", "DefectKind", "RawDefects", "RawExport", "RawKey", "deliver_raw", "load_raw",
    "make_raw", "raw_key", "write_key", "write_raw",
]  # fmt: skip
