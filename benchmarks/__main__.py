"""`python -m benchmarks [--json] [--smoke]`."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import (
    by_spark,
    counting,
    ending,
    figures,
    network_screen,
    on_disk,
    reading,
    reports,
    serving,
    starting,
)
from benchmarks.measure import Measurement


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print a JSON list")
    parser.add_argument("--smoke", action="store_true", help="small inputs and one round: does it still run?")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SCHOOLKLIMAAT_KEY_FILE"] = str(Path(folder) / "benchmark.key")
        if not arguments.smoke:
            _as_installed(Path(folder))
        found: list[Measurement] = [
            *reading.measurements(Path(folder), smoke=arguments.smoke),
            *ending.measurements(Path(folder), smoke=arguments.smoke),
            *counting.measurements(smoke=arguments.smoke),
            *on_disk.measurements(Path(folder), smoke=arguments.smoke),
            *by_spark.measurements(Path(folder), smoke=arguments.smoke),
            *figures.measurements(smoke=arguments.smoke),
            *starting.measurements(smoke=arguments.smoke),
            *serving.measurements(smoke=arguments.smoke),
            *network_screen.measurements(smoke=arguments.smoke),
            *reports.measurements(Path(folder), smoke=arguments.smoke),
        ]
    if arguments.json:
        sys.stdout.write(json.dumps([measured.as_json() for measured in found], indent=2) + "\n")
        return
    for one in found:
        memory = "" if one.peak_gb is None else f", at most {one.peak_gb:.2f} GiB"
        compared = f"{one.ratio:7.2f} x {one.rival} ({one.rival_s:.4f} s){memory}"
        sys.stdout.write(f"{one.name:26} {one.ours_s:9.4f} s  {compared}\n")


def _as_installed(folder: Path) -> None:
    """Have processes started from here keep what they compile, ours and a rival's, as an installed program does.

    Build machines often set `$PYTHONDONTWRITEBYTECODE`: then our modules are compiled at each start, and those of a
    rival that was installed before are not.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")


if __name__ == "__main__":
    main()
