"""How the difference between two groups is said: the two figures, the difference with its range, and what it means.

A gap is said to be one only when it is more than chance and 10 points or more. How far the two questions compare is
said with it. Where only the subject is the same the figures stand side by side, without a difference.
"""

from monitor.definition.model import as_read
from monitor.report.numerals import count, percent, points, span, whole_points
from monitor.report.words import hidden_words, noun, upper
from monitor.results import Share
from monitor.statistics.gap import Gap, GapVerdict, Side
from monitor.texts import _

__all__ = [
    "counted_words", "gap_note", "gap_parts", "gap_sentence", "gap_title", "gap_verdict_words", "group_words",
    "higher_words", "level_note", "level_words", "side_words", "subject_words",
]  # fmt: skip


LEAST_POINTS = 10
"""A difference of fewer points is not called a gap; just below it rounds to as many."""


def group_words(side: Side) -> str:
    """The people of a group; pupils with their ages where the questionnaire has those."""
    known = {
        "leerlingen-9-12": _("pupils aged 9 to 12"),
        "leerlingen-12-18": _("pupils aged 12 to 18"),
    }
    return known.get(side.survey) or noun(side.audience)


def gap_title(gap: Gap, locale: str = "nl-BE") -> str:
    """What the two groups are held beside each other about: the subject, and which answers are counted."""
    return f"{subject_words(gap, locale)} ({counted_words(gap)})"


def subject_words(gap: Gap, locale: str = "nl-BE") -> str:
    """What the two groups were both asked about."""
    return as_read(gap.title, locale) if gap.title else gap.subject


def gap_verdict_words(verdict: GapVerdict) -> str:
    """A verdict in one or a few words."""
    return {
        GapVerdict.GAP: _("gap"),
        GapVerdict.SMALL: _("small difference"),
        GapVerdict.UNDECIDED: _("cannot be determined"),
        GapVerdict.NOT_COMPARABLE: _("not comparable"),
    }[verdict]


def level_words(level: int | None) -> str:
    """How far two questions compare; empty when one of the groups was never asked."""
    return {
        1: _("Both groups got the same question and the same answers."),
        2: _("The question is about the same subject, but each group got it in its own words."),
        3: _("Only the subject is the same: the figures stand side by side, without a difference."),
    }.get(level or 0, "")


def level_note(level: int | None) -> str:
    """The same in a few words, to stand beside a subject."""
    return {
        1: _("the same question for everybody"),
        2: _("the same subject, each group in its own words"),
        3: _("the same subject only: not to be compared"),
    }.get(level or 0, "")


def gap_note(gap: Gap, locale: str = "nl-BE") -> str:
    """The difference in a line or two, to stand beside a subject; where there is none, why."""
    found, verdict = gap.numbers, gap_verdict_words(gap.verdict)
    if found is None:
        return f"{verdict}\n{gap.reason or ''}"
    if gap.verdict is GapVerdict.UNDECIDED:
        low, high = points(found.low, locale), points(found.high, locale)
        return f"{verdict}\n{_('from {low} lower to {high} higher').format(low=low, high=high)}"
    least, most = span(found.low, found.high, locale)
    spread = _("between {least} and {most}").format(least=least, most=most)
    template = _("{points} higher, {range}") if found.difference > 0 else _("{points} lower, {range}")
    return f"{verdict}: {template.format(points=points(found.difference, locale), range=spread)}"


def higher_words(gap: Gap) -> str:
    """Whose figure is meant where a difference is said to be higher or lower: once below a chart, for all its rows."""
    return _("“Higher” means: higher among {people} than among {others}.").format(
        people=group_words(gap.first), others=group_words(gap.second)
    )


def side_words(side: Side, locale: str = "nl-BE") -> str:
    """The figure of one group: "ouders 49% (ongeveer 99 van 204)", "personeelsleden ongeveer 18 van 24"."""
    people = group_words(side)
    if side.share is None:
        return _("{people}: no figure").format(people=people)
    return f"{people} {_figure(side.share, locale)}".strip()


def gap_sentence(gap: Gap, locale: str = "nl-BE") -> str:
    """Two groups side by side, and what may be said about the difference."""
    sides = _("{title}: {first}, {second}.").format(
        title=gap_title(gap, locale), first=side_words(gap.first, locale), second=side_words(gap.second, locale)
    )
    return " ".join((sides, *gap_parts(gap, locale)))


def gap_parts(gap: Gap, locale: str = "nl-BE") -> tuple[str, ...]:
    """What may be said about the difference, and how far the two questions compare: a sentence or two each."""
    level = level_words(gap.level) if gap.level is not None and gap.level < 3 else ""
    why = as_read(gap.why, locale) if gap.why else ""
    return tuple(filter(None, (_said(gap, locale), level, why)))


def _said(gap: Gap, locale: str) -> str:
    found = gap.numbers
    if found is None:
        return gap.reason or ""
    if gap.verdict is GapVerdict.UNDECIDED:
        return _(
            "Whether the groups differ cannot be determined: anything from {low} lower to {high} higher among "
            "{people} fits the answers."
        ).format(low=points(found.low, locale), high=points(found.high, locale), people=group_words(gap.first))
    least, most = span(found.low, found.high, locale)
    more = (
        _("among {people} it is {points} higher") if found.difference > 0 else _("among {people} it is {points} lower")
    )
    moved = upper(more.format(people=group_words(gap.first), points=points(found.difference, locale)))
    spread = _("between {least} and {most}").format(least=least, most=most)
    if gap.verdict is GapVerdict.GAP:
        return _("{moved}, {spread}: that is a gap, more than chance.").format(moved=moved, spread=spread)
    if whole_points(found.difference) == LEAST_POINTS:
        return _("{moved}, {spread}: more than chance, but just under 10 points, so we do not call it a gap.").format(
            moved=moved, spread=spread
        )
    return _("{moved}, {spread}: more than chance, but less than 10 points, so we do not call it a gap.").format(
        moved=moved, spread=spread
    )


def _figure(share: Share, locale: str) -> str:
    if share.share is None or share.count is None or share.n is None:
        return f"({hidden_words(share.reason).rstrip('.')})"
    counts = _("about {count} of {n}").format(count=count(share.count, locale), n=count(share.n, locale))
    return counts if share.few else f"{percent(share.share, locale)} ({counts})"


def counted_words(gap: Gap) -> str:
    """The answers that are counted, and whether "weet ik niet" is in the base."""
    words = {
        "known": _("knows"),
        "dont_know": _("does not know"),
        "ever": _("at least once"),
        "regularly": _("regularly"),
        "weekly": _("every week"),
    }
    quoted = [f"\N{LEFT DOUBLE QUOTATION MARK}{answer}\N{RIGHT DOUBLE QUOTATION MARK}" for answer in gap.answer]
    counted = _(" or ").join(quoted) or words.get(gap.measure, gap.measure)
    return _("{answers}, “I do not know” left out").format(answers=counted) if gap.base == "B" else counted
