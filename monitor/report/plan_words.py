"""What a school would see, in words: before a survey, and with nothing but its size (`schoolklimaat plan`)."""

from collections.abc import Iterator
from itertools import pairwise

from monitor.report.numerals import count, percent, points, whole_points
from monitor.statistics.estimate import LEAST_TO_COMPARE
from monitor.statistics.planning import QUESTIONS, Plan, Sight, steps_from
from monitor.statistics.power import Detectable
from monitor.texts import _


def table(plan: Plan) -> list[tuple[str, ...]]:
    """A row per response, the headings first: in points, which fall and which rise would show."""
    headings = (
        _("response"), _("answers a year"), _("fall that shows"), _("rise that shows"), _("fall, scale"),
        _("rise, scale"), _("fall, two years together"), _("rise, two years together"),
    )  # fmt: skip
    return [headings, *(_row(sight) for sight in plan.sights)]


def _row(sight: Sight) -> tuple[str, ...]:
    cells = [_cell(size) for seen in (sight.share, sight.scale, sight.two_years) for size in seen or (None, None)]
    return percent(sight.response), count(sight.answers), *cells


def _cell(size: float | None) -> str:
    return "-" if size is None else str(whole_points(size))


def sentences(plan: Plan) -> tuple[str, ...]:
    """The plan in sentences: what shows, what is chance, and what more response, two years or a scale would bring."""
    return (_premise(plan), *(sight_sentence(plan, sight) for sight in plan.sights), *_more(plan))


def _premise(plan: Plan) -> str:
    rounded = _("Counts are rounded to a multiple of {base}; that is reckoned in.").format(base=plan.base)
    premise = _(
        "Say that a figure is {share} now, and that as many people answer in both years. A true change shows if this "
        "program would call it more than chance in 4 of 5 times. Chance makes figures differ a little from what is "
        "true: so a true change must be larger than a difference that counts in your figures."
    ).format(share=percent(plan.share))
    return f"{premise} {rounded}" if plan.base > 1 else premise


def sight_sentence(plan: Plan, sight: Sight) -> str:
    """Which fall and rise of a share would show at one response, and what is chance; few answers: why not."""
    led = _("With a response of {response} ({answers} of the {people}):").format(
        response=percent(sight.response), answers=count(sight.answers), people=count(plan.people)
    )
    if sight.share is None or sight.smallest_real is None:
        reason = sight.reason.text if sight.reason else ""
        return f"{led} {reason[:1].lower()}{reason[1:]}"
    real = _("In your figures a difference counts as more than chance from about {points} on.").format(
        points=points(sight.smallest_real)
    )
    return f"{led} {_shown(sight.share)} {real}"


def _shown(seen: Detectable) -> str:
    """From 30 answers on at least one of the two shows: towards the further end there is room enough."""
    falls, rises = seen
    if falls is None:
        return _("a true rise of {rise} shows; for a fall there is too little room.").format(rise=points(rises or 0.0))
    if rises is None:
        return _("a true fall of {fall} shows; for a rise there is too little room.").format(fall=points(falls))
    return _("a true fall of {fall}, or a true rise of {rise}, shows.").format(fall=points(falls), rise=points(rises))


def _more(plan: Plan) -> Iterator[str]:
    seen = [sight for sight in plan.sights if sight.share is not None]
    if not seen:
        if plan.people < LEAST_TO_COMPARE:
            yield _("With so few people years cannot be compared, whatever the response.")
        else:
            yield _("With more answers more can be said: reckon it out with a higher response.")
        return
    yield from _more_response(seen)
    yield from _no_smooth_line(seen)
    yield from _two_years(seen[-1])
    yield from _scale(seen[-1])
    yield _(
        "Whoever chooses “I do not know” has no opinion. If you look at those with an opinion only, reckon with fewer "
        "answers."
    )


def _more_response(seen: list[Sight]) -> Iterator[str]:
    """What the highest response shows beside the lowest; a fall is named, as schools fear one most."""
    lowest, highest = seen[0], seen[-1]
    before, after = (sight.share.fall if sight.share else None for sight in (lowest, highest))
    if not before or not after or whole_points(before) <= whole_points(after):
        return
    yield _("More response: from {low} to {high}, and a fall of {after} shows instead of {before}.").format(
        low=percent(lowest.response), high=percent(highest.response), after=points(after), before=points(before)
    )


def _no_smooth_line(seen: list[Sight]) -> Iterator[str]:
    """Where a row with more answers shows less by a point or two: counts are whole, so what counts goes in jumps."""
    columns = zip(*((*(sight.share or ()), *(sight.two_years or ())) for sight in seen), strict=True)
    if any(_rises(column) for column in columns):
        yield _(
            "A higher response may stand a point or two worse: answers are whole numbers, so what shows goes up and "
            "down a little."
        )


def _rises(column: tuple[float | None, ...]) -> bool:
    sizes = [whole_points(size) for size in column if size is not None]
    return any(more > fewer for fewer, more in pairwise(sizes))


def _two_years(sight: Sight) -> Iterator[str]:
    fall = sight.two_years.fall if sight.two_years else None
    if fall:
        yield _(
            "Two years together: put two years beside the two years after, and at a response of {response} a fall of "
            "{fall} shows. That takes four years, and this program does not make that comparison itself."
        ).format(response=percent(sight.response), fall=points(fall))


def _scale(sight: Sight) -> Iterator[str]:
    if sight.scale is None:
        yield _("A scale shows its mean from {least} answers on; here there are {answers}.").format(
            least=count(steps_from()), answers=count(sight.answers)
        )
        return
    alone, together = (seen.fall if seen else None for seen in (sight.share, sight.scale))
    if not alone or not together:
        return
    sees_more = whole_points(together) < whole_points(alone)
    told = (
        _(
            "A scale of {n} questions shows smaller changes: at a response of {response} one in which each question "
            "falls by {fall}."
        )
        if sees_more
        else _("A scale of {n} questions shows no smaller changes here than one question does.")
    )
    yield told.format(n=QUESTIONS, response=percent(sight.response), fall=points(together))
