"""How a figure from elsewhere is said beside a school's share: whose it is, of when, and how far it compares."""

from monitor.definition.model import as_read
from monitor.report.numerals import limit, percent
from monitor.report.words import hidden_words
from monitor.statistics.beside import Beside, Stands
from monitor.texts import _


def figure_words(beside: Beside, locale: str = "nl-BE") -> str:
    """The figure alone: "84%", "minder dan 50%", "ongeveer 30%"."""
    value = percent(beside.figure, locale)
    patterns = {"=": "{value}", "~": _("about {value}"), "<": _("less than {value}"), ">": _("more than {value}")}
    return patterns[beside.op].format(value=value)


def benchmark_sentence(beside: Beside, locale: str = "nl-BE") -> str:
    """A figure from elsewhere in a sentence, with what may be said of the school beside it.

    Class A says whether the school lies above or below it, or that this cannot be told; class B that it is an
    orientation and why. Whether above is better is not said here: direction is data of the measure.
    """
    told = _("Elsewhere ({population}, {year}): {figure}.").format(
        population=as_read(beside.benchmark.population, locale),
        year=beside.benchmark.year,
        figure=figure_words(beside, locale),
    )
    if beside.comparability == "B":
        return _("{told} For orientation only. {why}").format(told=told, why=as_read(beside.why, locale))
    if beside.reason:
        return _("{told} We do not compare. {why}").format(told=told, why=hidden_words(beside.reason))
    return f"{told} {_compared(beside, locale)}"


def _compared(beside: Beside, locale: str) -> str:
    share = beside.share
    low, high = limit(share.low or 0.0, locale), limit(share.high or 0.0, locale)
    ours = {
        Stands.ABOVE: _("With us it is more: between about {low} and {high}, chance included."),
        Stands.BELOW: _("With us it is less: between about {low} and {high}, chance included."),
        Stands.UNDECIDED: _(
            "With us it lies between about {low} and {high}, chance included. So we cannot say whether it is more or "
            "less."
        ),
    }
    assert beside.stands is not None
    return ours[beside.stands].format(low=low, high=high)


def source_words(beside: Beside, locale: str = "nl-BE") -> str:
    """Where the figure comes from and who is counted in it."""
    return _("Source: {source}. Counted over: {base}.").format(
        source=beside.benchmark.source.rstrip("."), base=as_read(beside.benchmark.base_words, locale)
    )
