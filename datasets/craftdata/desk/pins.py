"""Fingerprints of two worlds: the same on every machine, numpy and pandas, until somebody changes the world.

`python -m craftdata.desk.pins` makes them and says which differ; it needs numpy, pandas, scipy and pyarrow
alone, so that it can be run with other versions of them than the course is installed with.
"""

from __future__ import annotations

import sys
import tempfile

import numpy as np
import pandas as pd
import scipy

from . import policies
from .digest import digest
from .exports.content import content_digest
from .exports.raw_export import write_raw
from .scenario import Scenario
from .tables import make_tables
from .truth import make_truth
from .world import World

DIGITS = 16
# (seed, days, tickets_per_day), and the first digits of what `digests` gives. A change here is a change of
# every exercise drawn from the Desk: say so in the message of its commit.
PINNED: dict[tuple[int, int, int], dict[str, str]] = {
    (7, 60, 40): {
        "tickets": "e17ac4ca31124f62",
        "events": "b55e2abde1b91d0b",
        "accounts": "6eabe92e1ee540ba",
        "teams": "4ab02ad6e7726ce8",
        "holidays": "d926224d156a8958",
        "truth": "05eaa0ab3e9f5f79",
        "operated truth": "7e9fa490e8b586ad",
        "operated labels": "d9dcfa72ce83eb55",
        "operated events": "815c860e883c20eb",
        "operated csat": "fb6a34fe54c9e573",
        "operated agents": "03e33e3791b8a21d",
        "operated mergers": "18686654578ce6a4",
        "operated day": "58ae524c11e94058",
        "raw files": "c1c37251fb277535",
    },
    (2024, 20, 10): {
        "tickets": "8e566c50039c6ff5",
        "events": "4f474422751ea3b0",
        "accounts": "f86b9de34c8fb830",
        "teams": "60713f5ea247682a",
        "holidays": "d926224d156a8958",
        "truth": "58dba2c0e37c947f",
        "operated truth": "6426cf3f69e4c1f4",
        "operated labels": "e88b41057f8a1366",
        "operated events": "5153899d9c6258ad",
        "operated csat": "d717eceafb5da523",
        "operated agents": "b4c61c1abb53b92e",
        "operated mergers": "75a959b8b7dae67f",
        "operated day": "bd27e96479009ada",
        "raw files": "2a5c3ef650b1dcef",
    },
}


def digests(seed: int, days: int, tickets_per_day: int) -> dict[str, str]:
    """Fingerprint of each table of a world left alone, and of the same world run by its incumbent rule.

    "raw files" is that of the content of the latter's raw files.
    """
    tables, truth = (make(seed, days, tickets_per_day) for make in (make_tables, make_truth))
    found = {name: getattr(tables, name) for name in ("tickets", "events", "accounts", "teams", "holidays")}
    found["truth"] = truth
    world = World(seed, Scenario(days=days, tickets_per_day=tickets_per_day, fast_lane_places=3))
    world.run(policies.incumbent_rule())
    found |= {f"operated {name}": getattr(world, name)() for name in (
        "truth", "labels", "events", "csat", "agents", "mergers")}
    found["operated day"] = world.day(days - 1).tickets
    pins = {name: digest(table)[:DIGITS] for name, table in found.items()}
    with tempfile.TemporaryDirectory() as folder:
        write_raw(folder, world)
        return pins | {"raw files": content_digest(folder)[:DIGITS]}


def main() -> int:
    """Print the versions and every table whose fingerprint differs; 1 if there is one."""
    versions = f"numpy {np.__version__}, pandas {pd.__version__}, scipy {scipy.__version__}"
    differing = [f"world {world}: {name}" for world, pinned in PINNED.items()
                 for name, value in digests(*world).items() if pinned.get(name) != value]
    print(f"{versions}: {len(differing)} tables differ from their pins", *differing, sep="\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
