"""How fast the Desk is, as ratios to its targets: above 1 is better than the target.

Not a test, because machines differ. `python tests/benchmarks/desk_speed.py [MILLIONS]` prints the ratios;
MILLIONS of tickets are written as partitions (none by default, since ten million take minutes).
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "datasets")]

from autograder.verify.desk import speed  # noqa: E402  (the path comes first)


def main(millions: float) -> None:
    rate = speed.tickets_a_second()
    tickets, milliseconds = speed.small_world_ms()
    print(f"year built and run   {rate / speed.TICKETS_A_SECOND:6.2f}   {rate:,.0f} tickets a CPU second")
    ratio = speed.SMALL_MS / milliseconds
    print(f"world for a check    {ratio:6.2f}   {milliseconds:.0f} ms, {tickets:,} tickets")
    if millions:
        count, seconds, peak = speed.written(millions)
        ratio = speed.MOST_GB / peak
        print(f"partitions, memory   {ratio:6.2f}   {peak:.2f} GB, {count:,} tickets, {seconds:,.0f} s")
    print("bounded by           " + ", ".join(f"{name} {share:.0%}" for name, share in speed.hottest()))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.0)
