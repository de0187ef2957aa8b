"""Starting the command line, against importing the libraries it stands on."""

import subprocess
import sys

from benchmarks.measure import Measurement, interleaved


def measurements(*, smoke: bool) -> list[Measurement]:
    """The start-up benchmark, as whole processes."""
    rounds = 1 if smoke else 7
    return [
        interleaved(
            "cli-start", lambda: _run("-m", "monitor", "--help"), "python -c 'import pandas, scipy.stats, dash'",
            lambda: _run("-c", "import pandas, scipy.stats, dash"), rounds=rounds,
        ),
    ]  # fmt: skip


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
