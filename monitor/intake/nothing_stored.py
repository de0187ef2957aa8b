"""What to do when no row of a file counts: all were tests, unfinished, or without an answer that is known."""

from collections.abc import Iterator

from monitor.intake.export import Finding
from monitor.intake.rows import RowAccount
from monitor.texts import _


def nothing_stored(rows: RowAccount) -> Iterator[Finding]:
    """That nothing was left, why, and what helps; nothing where a row is kept, or was stored before."""
    if rows.stored or rows.duplicate:
        return
    reasons = "".join(f" {sentence}" for count, sentence in _reasons(rows) if count)
    yield Finding("warning", "W-NOTHING-STORED", f"{_('No row of this file counts, so nothing is stored.')}{reasons}")


def _reasons(rows: RowAccount) -> tuple[tuple[int, str], ...]:
    return (
        (
            rows.test,
            _(
                "There are previews or tests in it: the survey was filled in with the preview button, or somebody "
                'wrote "test". Share the real link, and export the answers of the people who used it.'
            ),
        ),
        (
            rows.incomplete,
            _("There are unfinished responses in it. To store those as well, add --include-incomplete."),
        ),
        (
            rows.rejected,
            _("There are rows in it without any answer that is known. See which columns are linked to questions."),
        ),
    )
