"""`schoolklimaat` and `python -m monitor`."""

import sys


def main() -> int:
    """Run the command line; gives the exit code."""
    from monitor.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
