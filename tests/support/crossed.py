"""The count by a pandas crosstab of every question: pandas reads the file and counts, and no code of ours."""

from pathlib import Path

import pandas as pd

from monitor.counting.tally import Tally
from tests.support.counted_in_sql import Counted

UNROUTED = ("sfeer", "veilig", "graag", "gepest", "rangorde:a", "rangorde:b", "rangorde:c")
"""The columns of the questions of random waves that everybody was shown, and that exclude nothing."""


def flat(found: Tally) -> Counted:
    """Our own count in the shape of the others: how many forms, by column, label of the class and code."""
    return {
        (name, label, code): int(forms)
        for name, counts in found.counts.items()
        for label, row in zip(found.groups, counts, strict=True)
        for code, forms in enumerate(row)
        if forms
    }


def crosstabs(file: Path) -> Counted:
    """What pandas counts of the questions that everybody was shown."""
    table = pd.read_parquet(file)
    tabs = {name: pd.crosstab(table[":class"], table[name]) for name in UNROUTED if name in table}
    return {
        (name, str(label), int(code)): int(forms)
        for name, tab in tabs.items()
        for (label, code), forms in tab.stack().items()
        if forms
    }
