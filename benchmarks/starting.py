"""Starting the command line and the dashboard, against importing the libraries they stand on."""

import subprocess
import sys

from benchmarks.measure import Measurement, interleaved


def measurements(*, smoke: bool) -> list[Measurement]:
    """The start-up benchmarks, as whole processes."""
    rounds = 1 if smoke else 7
    return [
        interleaved(
            "cli-start", lambda: _run("-m", "monitor", "--help"), "python -c 'import pandas, scipy.stats, dash'",
            lambda: _run("-c", "import pandas, scipy.stats, dash"), rounds=rounds,
        ),
        interleaved(
            "serve-start", lambda: _run("-c", _APP), "python -c 'import dash'",
            lambda: _run("-c", "import dash"), rounds=rounds,
        ),
    ]  # fmt: skip


_APP = (
    "import pathlib, tempfile; from dashboards.app import create_app; from monitor.results import Results; "
    "create_app(Results.load(pathlib.Path(tempfile.mkdtemp())))"
)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
