"""Run the pipeline on a desk: `python -m craftdata.pipeline --seed 7`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from craftdata import desk

from .operate import run


def main() -> None:
    """Parse the command line, run, print the figures of the test period and the alarms."""
    parser = argparse.ArgumentParser(prog="python -m craftdata.pipeline", description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--days", type=int, default=180)
    parser.add_argument("--tickets-per-day", type=float, default=60)
    parser.add_argument("--places", type=int, default=4, help="places in the fast lane each day")
    parser.add_argument("--folder", type=Path, default=Path("build/pipeline"), help="where model.json goes")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    with desk.open_desk(
        chosen.seed, chosen.days, chosen.tickets_per_day, fast_lane_places=chosen.places
    ) as op:
        done = run(op, chosen.folder)
    print(f"model {done.artefact.version}: {done.artefact.manifest.evaluation}")
    print(f"{len(done.summaries)} days served, {len(done.alarms)} alarms")


if __name__ == "__main__":
    main()
