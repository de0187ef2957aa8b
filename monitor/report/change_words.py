"""What a change is made of, in plain words: the whole scale, who knows and who is happier, and the course of years.

Rules of statistics.md 2.11, as in `monitor.report.words`: points and "of 100 pairs", never a p-value; what cannot be
determined is never "no change". Counts were rounded, so every number is "about".
"""

from monitor.report.numerals import count, points, signed_points, whole_points
from monitor.report.words import noun
from monitor.results import Course, Notable, PartOfChange, Reason, Split, Verdict, WholeScale
from monitor.texts import _, n_

__all__ = ["course_sentence", "family_words", "split_sentence", "whole_scale_sentence"]


def whole_scale_sentence(found: WholeScale, locale: str = "nl-BE") -> str:
    """The change of a question on its whole scale: of 100 pairs of one person per year, how many answered higher."""
    if found.higher is None or found.lower is None:
        return _because(found.reasons)
    template = {
        "up": _(
            "Put somebody of {before} beside somebody of {after}: in about {higher} of 100 such pairs the answer of "
            "{after} is more favourable, in about {lower} it is less favourable."
        ),
        "down": _(
            "Put somebody of {before} beside somebody of {after}: in about {higher} of 100 such pairs it happens more "
            "often to the one of {after}, in about {lower} less often."
        ),
        None: _(
            "Put somebody of {before} beside somebody of {after}: in about {higher} of 100 such pairs the answer of "
            "{after} is higher on the scale, in about {lower} it is lower."
        ),
    }[found.better]
    said = template.format(
        before=found.from_year, after=found.to_year,
        higher=count(round(found.higher * 100), locale), lower=count(round(found.lower * 100), locale),
    )  # fmt: skip
    assert found.delta is not None
    assert found.low is not None
    assert found.high is not None
    apart = _("That is a difference of {delta} in 100 pairs; chance alone can put it between {low} and {high}.").format(
        delta=_whole(found.delta), low=_whole(found.low), high=_whole(found.high)
    )
    return f"{said} {apart} {_surely(found.verdict)}"


def split_sentence(found: Split, locale: str = "nl-BE") -> str:
    """A change taken apart: what comes from how many know, and what from those who know."""
    if found.change is None or found.knowing is None or found.satisfied is None:
        return _because(found.reasons)
    knowing, satisfied = found.knowing, found.satisfied
    more_know = _one_of(
        knowing.change,
        _("because more people have an opinion"),
        _("because fewer people have an opinion"),
        _("because more or fewer people have an opinion"),
    )
    happier = _one_of(
        satisfied.change,
        _("because those with an opinion are more favourable"),
        _("because those with an opinion are less favourable"),
        _("because those with an opinion are more or less favourable"),
    )
    return _("The difference with {year} is {total}. Of it {knowing}; and {satisfied}.").format(
        year=found.from_year,
        total=_signed(found.change, locale),
        knowing=f"{_signed(knowing.change, locale)} {more_know} ({_limits(knowing, locale)})",
        satisfied=f"{_signed(satisfied.change, locale)} {happier} ({_limits(satisfied, locale)})",
    )


def course_sentence(found: Course, locale: str = "nl-BE") -> str:
    """The course of years: how many points a year, how sure, and whether the years lie on a straight line."""
    if found.slope is None or found.low is None or found.high is None:
        return _because(found.reasons)
    said = [_line(found, locale)]
    if found.straight is False:
        said.append(_("The years do not lie on a straight line: look at each year as well."))
    if found.broken:
        reasons = _because(found.broken)
        said.append(_("Years before {year} are left out. {reasons}").format(year=found.years[0], reasons=reasons))
    return " ".join(said)


def family_words(found: Notable, locale: str = "nl-BE") -> str:
    """Among how many questions a change of the short list stands out."""
    return n_(
        "It was the only question for {people} that was tested in this way.",
        "It stands out among {n} questions for {people} that were tested together.",
        found.tested,
    ).format(n=count(found.tested, locale), people=noun(found.audience))


def _line(found: Course, locale: str) -> str:
    assert found.slope is not None
    assert found.low is not None
    assert found.high is not None
    years = {"n": count(len(found.years), locale), "first": found.years[0], "last": found.years[-1]}
    if found.verdict is Verdict.UNDECIDED:
        return _(
            "Over {n} school years, from {first} to {last}, it cannot be determined whether it went up or down: "
            "anything from {low} a year lower to {high} a year higher fits the answers."
        ).format(low=points(found.low, locale), high=points(found.high, locale), **years)
    template = (
        _("Over {n} school years, from {first} to {last}, it went up by about {slope} a year; {range} a year.")
        if found.slope > 0
        else _("Over {n} school years, from {first} to {last}, it went down by about {slope} a year; {range} a year.")
    )
    least, most = sorted((whole_points(found.low), whole_points(found.high)))
    between = _("between {least} and {most}").format(
        least=count(max(least, 1), locale), most=points(max(most, 1) / 100, locale)
    )
    return f"{template.format(slope=points(found.slope, locale), range=between, **years)} {_surely(found.verdict)}"


def _one_of(change: float, up: str, down: str, neither: str) -> str:
    if not whole_points(change):
        return neither
    return up if change > 0 else down


def _limits(part: PartOfChange, locale: str) -> str:
    low, high = _signed(part.low, locale), _signed(part.high, locale)
    if part.verdict is Verdict.UNDECIDED:
        return _("from {low} to {high}: that may be chance").format(low=low, high=high)
    return _("from {low} to {high}: more than chance").format(low=low, high=high)


def _signed(change: float, locale: str) -> str:
    """Points with their sign: "+5 points", "-12 points", "less than 1 point"."""
    whole = whole_points(change)
    if not whole:
        return points(change, locale)
    return ("+" if change > 0 else "\N{MINUS SIGN}") + points(change, locale)


def _whole(part: float) -> str:
    """So many of 100, with its sign."""
    return signed_points(part).replace("-", "\N{MINUS SIGN}")


def _surely(verdict: Verdict) -> str:
    if verdict is Verdict.UNDECIDED:
        return _("That may be chance: it cannot be determined whether anything changed.")
    return _("That is more than chance.")


def _because(reasons: tuple[Reason, ...]) -> str:
    return " ".join(reason.text for reason in reasons)
