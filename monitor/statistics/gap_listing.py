"""Two groups side by side as rows: one row per subject, measure and base; and which of them are worth a line."""

from collections.abc import Iterable
from typing import Any

from monitor.definition.model import wording
from monitor.statistics.gap import SCHOOL, Gap, GapVerdict
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


def chosen(gaps: Iterable[Gap]) -> list[Gap]:
    """What is worth a line: of each question the row that has a difference, or both figures.

    Of the two bases that of people with an opinion, whatever its verdict: the clearer of the two would be a choice
    after the fact.
    """
    questions: dict[tuple[str, ...], list[Gap]] = {}
    for gap in gaps:
        questions.setdefault((*_subject(gap), gap.measure), []).append(gap)
    order = list(GapVerdict)
    lines = [next((one for one in rows if one.numbers), rows[0]) for rows in questions.values()]
    shown = [one for one in lines if one.numbers or _first_of(one, lines)]
    return sorted(shown, key=lambda one: (order.index(one.verdict), -abs(one.numbers.difference) if one.numbers else 0))


def _first_of(gap: Gap, lines: list[Gap]) -> bool:
    """Whether both figures of a row without a difference are shown, and no row before it is of the same subject."""
    same = [one for one in lines if _subject(one) == _subject(gap)]
    return same[0] is gap and all(side.share is not None and side.share.shown for side in gap.sides)


def _subject(gap: Gap) -> tuple[str, str, str]:
    return gap.first.survey, gap.second.survey, gap.subject
