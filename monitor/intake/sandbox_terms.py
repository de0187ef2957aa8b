"""What a file may cost to read, and the word with which the sandbox refuses one.

Imported by both sides of the sandbox, so it imports nothing itself.
"""

from dataclasses import dataclass

Detail = str | int


@dataclass(frozen=True)
class Limits:
    """What an export may weigh; each limit is far above a real export and far below what would hurt.

    Sizes in bytes, times in seconds. The widest real survey known has 707 columns; 50 000 responses to our longest
    survey unpack to 111 MB. `small_member` is the unpacked size below which a zip member may be packed as tightly
    as it likes. `cells` bounds the rectangle up to the last cell of a workbook: readers reserve room for all of it,
    filled or not.
    """

    file_bytes: int = 20_000_000
    members: int = 200
    unpacked_bytes: int = 150_000_000
    ratio: int = 100
    small_member: int = 2_000_000
    rows: int = 100_000
    text_rows: int = 200_000
    columns: int = 1_000
    cells: int = 20_000_000
    field_characters: int = 200_000
    memory_bytes: int = 1_073_741_824
    processor_seconds: int = 30
    wall_seconds: int = 60


class Refused(Exception):  # a refusal is no error of the program
    """The sandbox does not read this file; `code` says why, and the parent has the words for it."""

    def __init__(self, code: str, **details: Detail) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
