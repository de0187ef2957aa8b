"""Two groups side by side as rows: one row per subject, measure and base."""

from typing import Any

from monitor.definition.model import wording
from monitor.statistics.gap import SCHOOL, Gap
from monitor.texts import language


def gap_row(gap: Gap) -> dict[str, Any]:
    """One row of `compare --audiences --json`; where there are two of something, those of the two groups in order.

    `difference` is the first share minus the second. Where `verdict` is not a comparison it has no number.
    """
    shares = [side.share for side in gap.sides]
    return {
        "year": gap.year,
        "subject": gap.subject,
        "item": gap.first.item,
        "items": [side.item for side in gap.sides],
        "audiences": [side.survey for side in gap.sides],
        "node": SCHOOL,
        "indicator": gap.measure,
        "base": gap.base,
        "n": [share.n if share else None for share in shares],
        "counts": [share.count if share else None for share in shares],
        "shares": [share.share if share else None for share in shares],
        "difference": gap.numbers.difference if gap.numbers else None,
        "low": gap.numbers.low if gap.numbers else None,
        "high": gap.numbers.high if gap.numbers else None,
        "level": gap.level,
        "why": wording(gap.why, language()) if gap.why else None,
        "verdict": gap.verdict.value,
        "reason": gap.reason,
        "reason_codes": [reason.code for reason in gap.reasons],
    }
