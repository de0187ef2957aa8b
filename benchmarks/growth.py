"""How the count grows: one, ten and thirty million forms of forty items, and what their law says of a hundred million.

`python -m benchmarks.growth FOLDER` writes a file of each size, counts it in a process of its own, and prints the
seconds and the memory. The law is `seconds = a * forms ** b`, fitted on all sizes but the largest, which is then held
against it. A file that is there already is counted again, not written again: the largest takes 2 GB.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.on_disk import written

MILLIONS = (1, 10, 30, 100)
_COUNT = """
import json, resource, sys, time
from benchmarks.on_disk import count
file, forms, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
found = []
for _ in range(rounds):
    clock, worked = time.perf_counter(), time.process_time()
    count(file, forms)
    found.append((time.process_time() - worked, time.perf_counter() - clock))
print(json.dumps([*min(found), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20]))
"""
"""Run in a process of its own: the best of so many rounds, by what the processor worked."""


@dataclass(frozen=True)
class Counted:
    """What the count of so many million forms took: of the processor, by the clock, and in GiB of memory."""

    millions: int
    core_seconds: float
    seconds: float
    peak_gb: float


@dataclass(frozen=True)
class Law:
    """`core_seconds = of_a_million * millions ** power`, fitted on all sizes but the largest; what it says of that."""

    of_a_million: float
    power: float
    largest_said: float
    largest_measured: float


def counted(folder: Path, millions: int, *, rounds: int) -> Counted:
    """Count a file of so many million forms, after writing it where it is not there."""
    file, forms = folder / f"answers-{millions}m.parquet", millions * 1_000_000
    if not file.exists():
        half = file.with_suffix(".half")
        written(str(half), forms)
        half.rename(file)
    call, here = [sys.executable, "-c", _COUNT, str(file), str(forms), str(rounds)], Path(__file__).parent.parent
    run = subprocess.run(call, cwd=here, check=True, capture_output=True, text=True)
    return Counted(millions, *(round(float(one), 2) for one in json.loads(run.stdout)))


def law(found: Sequence[Counted]) -> Law:
    """The power law of all but the largest, by least squares on logarithms."""
    *smaller, largest = found
    sizes, took = np.log([(one.millions, one.core_seconds) for one in smaller]).T
    power, level = np.polyfit(sizes, took, 1)
    said = float(np.exp(level) * largest.millions**power)
    return Law(round(float(np.exp(level)), 3), round(float(power), 3), round(said, 1), largest.core_seconds)


def main() -> None:
    """Count each size and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the files are written; 3 GB for all sizes")
    parser.add_argument("--millions", type=int, nargs="+", default=MILLIONS)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    found = [counted(given.folder, millions, rounds=given.rounds) for millions in sorted(given.millions)]
    told = {"sizes": [asdict(one) for one in found], "law": asdict(law(found))}
    sys.stdout.write(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    main()
