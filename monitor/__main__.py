"""`schoolklimaat` and `python -m monitor`."""

import gc
import os
import sys

RARELY = (500_000, 2, 20)
"""New objects after which Python looks for rubbish among them, and how often it looks further."""


def main() -> int:
    """Run the command line; gives the exit code."""
    # before numpy loads: our matrices are so small that threads wait for each other longer than they reckon
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # before anything loads: of what is read in at the start nothing is rubbish, and looking takes a quarter of the time
    gc.set_threshold(*RARELY)
    from monitor.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
