"""`schoolklimaat` and `python -m monitor`."""

import os
import sys


def main() -> int:
    """Run the command line; gives the exit code."""
    # before numpy loads: our matrices are so small that threads wait for each other longer than they reckon
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from monitor.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
