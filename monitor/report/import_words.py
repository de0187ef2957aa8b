"""What became of the rows of a file, in words that fit the numbers: read is the sum of the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from monitor.texts import _, n_


def row_lines(rows: Mapping[str, int], withdrawn: int, *, would: bool) -> Iterator[tuple[int, str]]:
    """What became (`would`: would become) of the rows, in words that fit the numbers."""
    yield rows["read"], n_("row read", "rows read", rows["read"])
    kept = n_("would be stored", "would be stored", rows["stored"]) if would else _("stored")
    yield rows["stored"], kept
    yield rows["incomplete"], _("unfinished, not stored")
    yield rows["test"], n_("test, not stored", "tests, not stored", rows["test"])
    yield rows["duplicate"] - withdrawn, _("double, not stored")
    if withdrawn:
        yield withdrawn, _("withdrawn before, not stored again")
    yield rows["rejected"], _("without any answer, not stored")


def left_out(dropped: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The rows that were not stored, by number and reason; never what was in them."""
    said: dict[str, Callable[[int], str]] = {
        "incomplete": lambda n: n_("Unfinished: row {rows}", "Unfinished: rows {rows}", n),
        "test": lambda n: n_("Test: row {rows}", "Tests: rows {rows}", n),
        "duplicate": lambda n: n_("Double: row {rows}", "Double: rows {rows}", n),
        "withdrawn": lambda n: n_("Withdrawn before: row {rows}", "Withdrawn before: rows {rows}", n),
        "rejected": lambda n: n_("Without any answer: row {rows}", "Without any answer: rows {rows}", n),
    }
    for reason, sentence in said.items():
        rows = [row for row, why in dropped if why == reason]
        if rows:
            yield sentence(len(rows)).format(rows=_ranges(rows))


def _ranges(rows: Sequence[int]) -> str:
    """Row numbers with those that follow each other together: `4, 7-9, 12`."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
