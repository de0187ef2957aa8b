"""What the answers to one question say in words: of everybody, on the whole scale, in parts, over the years.

Each is said, or why it cannot be said; nothing is left out in silence.
"""

from dashboards.pages.page import Chosen
from dashboards.pages.question_charts import base_of
from dashboards.ui.parts import Told
from monitor.report import sentences as say
from monitor.report.course_words import course_sentence, split_sentence, whole_scale_sentence
from monitor.report.second_words import second_sentences, why_not_of_all
from monitor.results import Item, Measure, Results
from monitor.texts import _


def told(results: Results, chosen: Chosen, item: Item, measure: Measure) -> tuple[Told, ...]:
    """All that can be said in words of a question in the chosen year."""
    since = results.year_before(chosen["vragenlijst"], chosen["jaar"])
    return (
        _of_all(results, chosen, item, measure),
        _whole_scale(results, chosen, item, since),
        _split(results, chosen, item, since),
        _course(results, chosen, item, measure),
    )


def _of_all(results: Results, chosen: Chosen, item: Item, measure: Measure) -> Told:
    """The second lines of the chosen share: all who could answer, and who left the question open."""
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    audience = say.audience_of(results, survey)
    share = results.share(survey, year, item.id, measure.id, base_of(chosen))
    lines = results.second_lines(share)
    heading = _("And everybody who could answer, {year}?").format(year=year)
    said = second_sentences(lines, share, audience, results.locale)
    why = why_not_of_all(item, share, results.response(survey, year))
    return Told(heading, (*said, *([why] if why else [])), "" if said else why)


def _whole_scale(results: Results, chosen: Chosen, item: Item, since: str | None) -> Told:
    heading = _("Are the answers as a whole more favourable?")
    if since is None:
        return Told(heading, (), _no_earlier_year())
    found = results.whole_scale(chosen["vragenlijst"], chosen["vraag"], since, chosen["jaar"])
    said = whole_scale_sentence(found, results.locale)
    if found.higher is None:
        return Told(heading, (), said)
    apart = [_("“Do not know” is no step of a scale, so it does not count here.")] if item.unknown else []
    return Told(heading, (said, *apart))


def _split(results: Results, chosen: Chosen, item: Item, since: str | None) -> Told:
    """Whether more people have an opinion, or those who have one are happier."""
    heading = _("Do more people know, or are those who know more satisfied?")
    if not item.favourable:
        return Told(heading, (), _("This question does not ask whether people are satisfied."))
    if not item.unknown:
        return Told(heading, (), _("Everybody who answered this question gave an opinion: there is nothing to split."))
    if since is None:
        return Told(heading, (), _no_earlier_year())
    survey = chosen["vragenlijst"]
    found = results.split(survey, item.id, since, chosen["jaar"])
    said = split_sentence(found, say.audience_of(results, survey), results.locale)
    if said:
        return Told(heading, (_since(since, chosen), said))
    reasons = " ".join(reason.text for reason in found.reasons)
    return Told(heading, (), _("Not comparable with {year}. {reason}").format(year=since, reason=reasons).strip())


def _course(results: Results, chosen: Chosen, item: Item, measure: Measure) -> Told:
    """The course over all years, whatever year is chosen: a line has no last point but the last."""
    heading = _("Is it a line over three years or more?")
    found = results.course(chosen["vragenlijst"], item.id, measure.id, base_of(chosen))
    said = course_sentence(found, results.locale)
    if found.slope is None:
        return Told(heading, (), said)
    without = [_("Counted without “do not know”.")] if _without_unknown(chosen, item) else []
    return Told(heading, (said, *without))


def _without_unknown(chosen: Chosen, item: Item) -> bool:
    """Whether the chosen share leaves out those who do not know: what is said of another one tells so."""
    return base_of(chosen) == "B" and bool(item.unknown)


def _since(year: str, chosen: Chosen) -> str:
    if base_of(chosen) == "B":
        return _("The change over all answers since {year}, “do not know” included, has two parts.").format(year=year)
    return _("The change since {year} has two parts.").format(year=year)


def _no_earlier_year() -> str:
    return _("There is no earlier year to compare with.")
