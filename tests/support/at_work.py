"""Work for a process of its own: it says that it began, and would take far longer than a test."""

import os
import sys
import time


def told_and_waiting(number: int) -> int:
    """Tell the number of this process, and wait."""
    sys.stdout.write(f"{os.getpid()}\n")
    sys.stdout.flush()
    time.sleep(600)
    return number
