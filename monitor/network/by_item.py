"""The counts of whole schools once more, item by item: what lets a screen find one item at a thousand schools at once.

The table of a wave lies school by school, so that a school is read in one piece; an item is spread over all of it. This
one holds the counts of whole schools alone, sorted by item: reading an item takes a hundredth (docs/decisions/0064). It
says nothing new and may be missing: then the table itself is read.
"""

import io
from pathlib import Path

from monitor.durable import write_durably
from monitor.statistics.estimate import SCHOOL

FACTS, BY_ITEM = "facts.parquet", "by_item.parquet"
COLUMNS = ("school", "item", "node", "options", "value", "base")
ROWS = 8192
"""A row group has so many counts: an item of a thousand schools lies in one or two."""


def write_by_item(wave: Path) -> None:
    """Write the table of a wave's folder anew, from its `facts.parquet`; to be called once that is in its place.

    Raises:
        OSError: it cannot be written; an older one is then no longer read.
    """
    import pyarrow.dataset as ds
    import pyarrow.parquet as parquet

    facts = ds.dataset(wave / FACTS, format="parquet")
    whole = facts.to_table(list(COLUMNS), filter=ds.field("node") == SCHOOL)
    content = io.BytesIO()
    order = [("item", "ascending"), ("school", "ascending")]
    parquet.write_table(whole.sort_by(order), content, row_group_size=ROWS, compression="zstd")
    write_durably(wave / BY_ITEM, content.getvalue(), private=False)


def table_of_items(wave: Path) -> Path:
    """Where an item is read: the table by item if it was made after the facts, else the facts."""
    facts, sorted_ = wave / FACTS, wave / BY_ITEM
    if sorted_.exists() and sorted_.stat().st_mtime_ns >= facts.stat().st_mtime_ns:
        return sorted_
    return facts
