"""What a file may cost to read, and the word with which the sandbox refuses one.

Imported by both sides of the sandbox, so it imports nothing itself: `dataclasses` and `typing` alone would cost the
child as much time as reading a small workbook.
"""

Detail = str | int

NOT_SHOWN = "[not shown]"
"""What stands in a cell of a question that its tool did not show, where the tool has no word of its own for that."""


class Limits:
    """What an export may weigh; each limit is far above a real export and far below what would hurt.

    Sizes in bytes, times in seconds. The widest real survey known has 707 columns; 300 000 responses to 60 questions
    are 400 MB as csv and unpack to 970 MB as xlsx. What a file may unpack to and how long it may take grow with its
    own size, so that a small file that costs much ends soon. `small_member` is the unpacked size below which a zip
    member may be packed as tightly as it likes; `held_bytes` how much XML is held unpacked,
    and `block_bytes` how much of a larger sheet is read at a time. `cells`
    bounds the rectangle up to the last cell of a workbook: readers reserve room for all of it, filled or not.
    `distinct_bytes` bounds the different values together, which is what they take in memory.

    Raises:
        TypeError: there is no limit of that name.
    """

    file_bytes: int = 500_000_000
    members: int = 200
    unpacked_bytes: int = 150_000_000
    most_unpacked_bytes: int = 1_500_000_000
    honest_ratio: int = 25
    ratio: int = 100
    small_member: int = 2_000_000
    held_bytes: int = 200_000_000
    block_bytes: int = 48_000_000
    rows: int = 500_000
    text_rows: int = 500_000
    columns: int = 1_000
    cells: int = 20_000_000
    field_characters: int = 200_000
    distinct_bytes: int = 500_000_000
    memory_bytes: int = 1_000_000_000
    processor_seconds: int = 30
    wall_seconds: int = 60

    def __init__(self, **changed: int) -> None:
        for name, value in changed.items():
            if name not in Limits.__annotations__:
                raise TypeError(f"no limit is called {name}")
            setattr(self, name, value)

    def changed(self) -> dict[str, int]:
        """The limits that are not the usual ones, as this class takes them."""
        return dict(vars(self))

    def unpacked(self, size: int) -> int:
        """How far a file of this size may unpack in all: honest workbooks of size come to 12 times theirs."""
        return max(self.unpacked_bytes, min(self.most_unpacked_bytes, self.honest_ratio * size))

    def seconds(self, base: int, size: int) -> int:
        """How long a file of this size may take: a thirtieth more for every megabyte, at most ten times as long."""
        return min(10 * base, base + base * (size // 1_000_000) // 30)


class Refused(Exception):  # a refusal is no error of the program
    """The sandbox does not read this file; `code` says why, and the parent has the words for it."""

    def __init__(self, code: str, **details: Detail) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
