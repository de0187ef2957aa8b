"""What comes with the program and is the same for every school: made-up lines to copy, and names of files."""

from monitor.definition.workgroup import example_lines
from monitor.report.year_file import NAMES

EXAMPLE = "\n".join(example_lines(("acties", "overleggen", "communicatie")))


def without_file(path: str) -> str:
    """An address without the name of a file of the year file: its digits are no numbers."""
    return next((path.removesuffix(name) for name in NAMES if path.endswith(f"/{name}")), path)
