"""How a derived scale is said: the favourable share, the mean step, its change, and how its questions hang together.

The rules are those of `monitor.report.words`. A mean step is always said with how many steps there are, and alpha with
what it does not tell: how exact the figure of the school is.
"""

from monitor.definition.model import as_read
from monitor.report.words import count, hidden_words, of_all, percent, range_words, upper
from monitor.results import MeanChange, MeanStep, ScaleFigures, Verdict
from monitor.statistics.consistency import Consistency
from monitor.texts import _

__all__ = [
    "consistency_sentence", "consistency_words", "decimal", "mean_change_sentence", "mean_sentence", "mean_words",
    "scale_sentence", "scale_title", "share_words",
]  # fmt: skip

WELL, FAIRLY, WEAKLY = 0.8, 0.7, 0.6
"""From these alphas on questions are said to hang together well, fairly well, weakly; common practice, not a law."""


def scale_title(scale: ScaleFigures, locale: str = "nl-BE") -> str:
    """What a scale is called."""
    return as_read(scale.item.text, locale)


def decimal(number: float, locale: str = "nl-BE") -> str:
    """A mean or an alpha in the words of a region: "2,4"; two decimals only where it was told so finely."""
    from babel.numbers import format_decimal

    from monitor.texts import language

    written = locale if language() == "nl" else "en_GB"
    return format_decimal(number, format="0.0#", locale=written.replace("-", "_"))


def scale_sentence(scale: ScaleFigures, audience: str, locale: str = "nl-BE") -> str:
    """Whose answers put them on a favourable step of the scale, and what chance alone does to that figure."""
    share, title = scale.share, scale_title(scale, locale)
    if share.share is None or share.count is None or share.n is None:
        return _("{title}: {reason}").format(title=title, reason=hidden_words(share.reason))
    steps = _(" or ").join(f'"{as_read(scale.item.option(code).label, locale)}"' for code in scale.item.favourable)
    said = _("{title}. At {steps}: {who}.").format(title=title, who=of_all(share, audience, locale), steps=steps)
    if share.few:
        return f"{said} {_('With so few answers we do not compare.')}"
    return f"{said} " + _(
        "That is about {count} of {n} with a score. Chance alone can put this figure {range}."
    ).format(count=count(share.count, locale), n=count(share.n, locale), range=range_words(share, locale))


def mean_sentence(mean: MeanStep, locale: str = "nl-BE") -> str:
    """The mean step of a scale with its limits, and of what it is the mean."""
    if mean.mean is None or mean.low is None or mean.high is None:
        return hidden_words(mean.reason)
    return _(
        "On average they stand at {mean} on steps from 1 (low) to {steps} (high); probably between {low} and {high}. "
        "It is the mean of the steps, not of the answers themselves."
    ).format(
        mean=_step(mean.mean, locale), steps=mean.steps, low=_step(mean.low, locale), high=_step(mean.high, locale)
    )


def mean_change_sentence(change: MeanChange, locale: str = "nl-BE") -> str:
    """What became of the mean step between two years, and whether that is more than chance."""
    if change.before is None or change.after is None or change.change is None:
        return " ".join(reason.text for reason in change.reasons)
    year, low, high = change.before.year, change.low or 0.0, change.high or 0.0
    if change.verdict is Verdict.UNDECIDED:
        return _(
            "The mean step: from {low} lower to {high} higher than in {year} fits the answers. It cannot be determined "
            "whether anything changed."
        ).format(low=_step(-low, locale), high=_step(high, locale), year=year)
    template = (
        _("The mean step is {change} higher than in {year}; between {least} and {most}. That is more than chance.")
        if change.verdict is Verdict.RISE
        else _("The mean step is {change} lower than in {year}; between {least} and {most}. That is more than chance.")
    )
    least, most = sorted((abs(low), abs(high)))
    return template.format(
        change=_step(abs(change.change), locale), year=year, least=_step(least, locale), most=_step(most, locale)
    )


def consistency_sentence(found: Consistency, locale: str = "nl-BE") -> str:
    """How well the questions of a scale hang together, on how many people that rests, and what it does not tell."""
    if found.alpha is None or found.low is None or found.high is None:
        return hidden_words(found.reason)
    omega = _(", omega {omega}").format(omega=_told(found.omega, found, locale)) if found.omega is not None else ""
    return _(
        "{together} (alpha {alpha}, probably between {low} and {high}{omega}; of at least {n} people). This tells "
        "something of the questions, not how exact the figure of the school is."
    ).format(
        together=upper(_together(found.alpha - found.step / 2)), alpha=_told(found.alpha, found, locale), omega=omega,
        low=decimal(found.low, locale), high=decimal(found.high, locale), n=count(found.n or 0, locale),
    )  # fmt: skip


def consistency_words(found: Consistency, locale: str = "nl-BE") -> str:
    """Alpha as a column of figures holds it; empty where there is none."""
    return "" if found.alpha is None else _told(found.alpha, found, locale)


def mean_words(mean: MeanStep, locale: str = "nl-BE") -> str:
    """The mean step as a column of figures holds it; empty where there is none."""
    return "" if mean.mean is None else _step(mean.mean, locale)


def share_words(scale: ScaleFigures, locale: str = "nl-BE") -> tuple[str, str, str]:
    """The favourable share and its limits as columns of figures hold them; empty where few answered."""
    share = scale.share
    if share.share is None or share.low is None or share.high is None or share.few:
        return "", "", ""
    return percent(share.share, locale), percent(share.low, locale), percent(share.high, locale)


def _together(alpha: float) -> str:
    """What an alpha says, judged at the low end of what its rounding leaves."""
    if alpha >= WELL - 1e-9:
        return _("the questions of this scale hang together well")
    if alpha >= FAIRLY - 1e-9:
        return _("the questions of this scale hang together fairly well")
    if alpha >= WEAKLY - 1e-9:
        return _("the questions of this scale hang together weakly: look at each question as well")
    return _("the questions of this scale hardly hang together: look at each question, not at the scale")


def _told(value: float, found: Consistency, locale: str) -> str:
    said = decimal(value, locale)
    if value <= 0:
        return _("{number} or below").format(number=said)
    return (
        _("{number} or more").format(number=said)
        if value >= found.top - 1e-9
        else _("about {number}").format(number=said)
    )


def _step(mean: float, locale: str) -> str:
    """A mean step or a difference of two with one decimal; what is not nothing is never written as nothing."""
    if 0 < abs(mean) < 0.05:
        return _("less than {number}").format(number=decimal(0.1, locale))
    return decimal(round(mean, 1), locale)
