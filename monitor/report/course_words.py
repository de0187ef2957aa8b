"""How the finer side of changes is said: whole scales, the two parts of satisfaction, and courses over the years."""

from monitor.report.numerals import count, points, signed_points, span, whole_points
from monitor.report.words import noun
from monitor.statistics.compare import Verdict
from monitor.statistics.course import Course
from monitor.statistics.intervals import Interval
from monitor.statistics.listing import Notable
from monitor.statistics.split import Split
from monitor.statistics.whole_scale import WholeScale
from monitor.texts import _, n_

__all__ = ["course_sentence", "family_words", "split_sentence", "whole_scale_sentence"]


def whole_scale_sentence(found: WholeScale, locale: str = "nl-BE") -> str:
    """What became of all answers to a question: of 100 pairs of one person per year, how many answered higher."""
    if found.higher is None or found.lower is None:
        reasons = " ".join(reason.text for reason in found.reasons)
        return _("On the whole scale this cannot be compared with {year}. {reason}").format(
            year=found.from_year, reason=reasons
        )
    how = (_("more favourable"), _("less favourable")) if found.better == "up" else (_("more often"), _("less often"))
    said = _(
        "Take one answer of {before} and one of {after}, a hundred times: in about {more} pairs the later answer is "
        "{up}, in about {less} it is {down}, in the others both are the same."
    ).format(
        before=found.from_year, after=found.to_year, up=how[0], down=how[1],
        more=count(round(100 * found.higher), locale), less=count(round(100 * found.lower), locale),
    )  # fmt: skip
    return f"{said} {_more_than_chance(found.verdict)}"


def split_sentence(found: Split, audience: str, locale: str = "nl-BE") -> str:
    """A change in satisfaction in its two parts: more people know, and those who know are happier; else nothing."""
    if found.knowing is None or found.liking is None:
        return ""
    said = _("In points: {knowing} because {know}, and {liking} because {like}.").format(
        knowing=signed_points(found.knowing),
        liking=signed_points(found.liking),
        know=_knowing(found.knowing).format(people=noun(audience)),
        like=_liking(found.liking).format(people=noun(audience)),
    )
    doubts = [
        words
        for words, limits in ((_("the first part"), found.knowing_limits), (_("the second part"), found.liking_limits))
        if limits is not None and _holds_nothing(limits)
    ]
    if not doubts:
        return said
    return said + " " + _("Of {parts} it cannot be determined whether it is more than chance.").format(
        parts=_(" and ").join(doubts)
    )  # fmt: skip


def course_sentence(found: Course, locale: str = "nl-BE") -> str:
    """The course of a share over the years: how much a year, between what limits, and whether it is one line."""
    if found.slope is None or found.low is None or found.high is None:
        told = [reason.text for reason in found.reasons]
    else:
        told = [_bent(found) if found.bends else _line(found, found.slope, found.low, found.high, locale)]
    told += [
        _("{year} is not in it: {reason}").format(year=year, reason=reason.text) for year, reason in found.left_out
    ]
    return " ".join(told)


def _bent(found: Course) -> str:
    return _("From {first} to {last} it did not go one way: look at each year by itself.").format(
        first=found.years[0], last=found.years[-1]
    )


def family_words(found: Notable, locale: str = "nl-BE") -> str:
    """Among how many questions a change of the short list stands out: a few words, behind what the change is of."""
    return n_(
        "the only question tested in this way", "stands out among {n} questions tested together", found.tested
    ).format(n=count(found.tested, locale))


def _line(found: Course, slope: float, low: float, high: float, locale: str) -> str:
    first, last = found.years[0], found.years[-1]
    if found.verdict is Verdict.UNDECIDED:
        return _(
            "From {first} to {last} no rising or falling line can be determined: anything from {low} to {high} points "
            "a year fits the answers."
        ).format(first=first, last=last, low=signed_points(low), high=signed_points(high))
    least, most = span(low, high, locale)
    template = (
        _("From {first} to {last} it rose by about {moved} a year; between {least} and {most}.")
        if slope > 0
        else _("From {first} to {last} it fell by about {moved} a year; between {least} and {most}.")
    )
    said = template.format(first=first, last=last, moved=points(slope, locale), least=least, most=most)
    return f"{said} {_('That is more than chance.')}"


def _more_than_chance(verdict: Verdict) -> str:
    if verdict is Verdict.UNDECIDED:
        return _("It cannot be determined whether anything changed.")
    return _("That is more than chance.")


def _knowing(change: float) -> str:
    if not whole_points(change):
        return _("as many {people} have an opinion")
    return _("more {people} have an opinion") if change > 0 else _("fewer {people} have an opinion")


def _liking(change: float) -> str:
    if not whole_points(change):
        return _("those who have one are as satisfied")
    return _("those who have one are more satisfied") if change > 0 else _("those who have one are less satisfied")


def _holds_nothing(limits: Interval) -> bool:
    return float(limits.low) <= 0 <= float(limits.high)
