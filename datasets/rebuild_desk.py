"""Rebuild the shipped raw files of the Desk: one zip for each frozen world, and their checksums.

    python datasets/rebuild_desk.py [FOLDER]

Writes half_year.zip, tiny.zip, and checksums.sha256, which `sha256sum -c` reads. The same Python, SQLite and
pyarrow write the same bytes; others may lay out the same content differently. A world is rebuilt only when
an exercise is to get other data: answers that quote its numbers change with it.

This script is no part of the course's package, and so no part of what learners get: its seeds are the
answer keys of the shipped worlds.
"""
import datetime as dt
import hashlib
import sys
import tempfile
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent / "craftdata" / "desk" / "exports" / "worlds"
# Beyond the 31 bits of every graded draw. Both worlds hold the hour that comes twice in Berlin.
WORLDS = {
    "half_year": {
        "seed": 0xB7A1_53D0_0C6E_2F48_91D3_7745_E01B_62AC,
        "start": dt.date(2024, 6, 17), "days": 180, "tickets_per_day": 45, "fast_lane_places": 3,
    },
    "tiny": {
        "seed": 0x2C94_E8F1_6A07_B35D_40BB_19C2_8D7E_F603,
        "start": dt.date(2024, 9, 16), "days": 60, "tickets_per_day": 20, "fast_lane_places": 2,
    },
}
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path, archive: Path) -> None:
    """Write all files of a folder to a zip, in the order of their names and without their times."""
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), LONG_AGO)
            info.create_system, info.external_attr = 3, 0o644 << 16
            small = path.suffix in (".gz", ".parquet")
            info.compress_type = zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
            file.writestr(info, path.read_bytes(), compresslevel=9)


def rebuild(target: Path) -> None:
    """Write the zips and their checksums into `target`."""
    from craftdata.desk import policies
    from craftdata.desk.exports import make_raw

    target.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, parameters in WORLDS.items():
        archive = target / f"{name}.zip"
        with tempfile.TemporaryDirectory() as folder:
            make_raw(folder, policy=policies.incumbent_rule(), **parameters)
            pack(Path(folder), archive)
        lines.append(f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n")
    (target / "checksums.sha256").write_text("".join(lines), newline="\n")


if __name__ == "__main__":
    rebuild(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
