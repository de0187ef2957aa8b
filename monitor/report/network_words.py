"""What is said of a network and of the schools in it: in words of one syllable, and never who is best."""

from collections import Counter
from collections.abc import Mapping, Sequence

from monitor.between.results import Beside, NetworkChange, NetworkShare, SchoolChange, SchoolPoint
from monitor.between.seen import InNetwork
from monitor.definition.indicators import Measure
from monitor.definition.model import Item
from monitor.report import sentences as say
from monitor.report.numerals import count, limit, percent, points, span
from monitor.statistics.between_schools.unlike import Place
from monitor.statistics.compare import Verdict
from monitor.statistics.reasons import because
from monitor.texts import _, n_


def counted(network: InNetwork, survey: str, year: str, item: Item, measure: Measure) -> str:
    """Which answers a measure counts, in the words of the answers themselves."""
    manifest = network.results.manifest(survey, year)
    codes = item.unknown if measure.id == "known" else measure.codes
    labels = [manifest.survey.as_read(item.option(code).label, manifest.locale) for code in codes]
    told = say.quoted(labels)
    return _("any answer but {answers}").format(answers=told) if measure.id == "known" else told


def share_sentence(share: NetworkShare, locale: str) -> str:
    """The share of the network with its range, and on how many schools and answers it rests."""
    if share.share is None or share.low is None or share.high is None:
        return share.reason.text if share.reason else ""
    return _(
        "In the network it is {percent}: about {count} of {n} answers, of {schools} schools. "
        "For schools such as these it probably lies between {low} and {high}."
    ).format(
        percent=percent(share.share, locale), count=count(share.count or 0, locale), n=count(share.n or 0, locale),
        schools=count(share.schools, locale), low=limit(share.low, locale), high=limit(share.high, locale),
    )  # fmt: skip


def own_sentences(point: SchoolPoint, locale: str, *, regional: bool = False) -> list[str]:
    """Where a school lies: its own share, the others, whether that is more than chance, and what it most likely is.

    `regional`: the others are those of its region.
    """
    told = [
        _("Your school: {percent} (about {count} of {n} answers), probably between {low} and {high}.").format(
            percent=percent(point.share, locale), count=count(point.x, locale), n=count(point.n, locale),
            low=limit(point.low, locale), high=limit(point.high, locale),
        )
    ]  # fmt: skip
    if point.others is None:
        return [*told, point.reason.text if point.reason else ""]
    region, all_ = (
        _("The other schools of your region: {percent} on average."),
        _("The other schools: {percent} on average."),
    )
    others = (region if regional else all_).format(percent=percent(point.others, locale))
    told += [others, place_sentence(point.place)]
    if point.shrunken is not None and point.shrunken_low is not None and point.shrunken_high is not None:
        told.append(
            _(
                "Taking chance and the other schools into account, your school most likely stands at about {percent}, "
                "between {low} and {high}."
            ).format(
                percent=limit(point.shrunken, locale), low=limit(point.shrunken_low, locale),
                high=limit(point.shrunken_high, locale),
            )
        )  # fmt: skip
    return told


def place_sentence(place: Place) -> str:
    """Whether a school differs from the others by more than chance and what is usual between schools."""
    return {
        Place.HIGHER: _("That is higher than chance and the usual differences between schools explain."),
        Place.LOWER: _("That is lower than chance and the usual differences between schools explain."),
        Place.UNDECIDED: _(
            "Whether it differs from the other schools cannot be said: chance and the usual differences between "
            "schools can explain it."
        ),
    }[place]


def title(found: Beside, school: str, locale: str) -> str:
    """The message of the chart."""
    if school:
        point = found.point(school)
        return _("Your school is not in this chart") if point is None else _own_title(point)
    tested = [one for one in found.points if one.reason is None]
    if not tested:
        return _("Too few schools to compare")
    number = sum(one.place is not Place.UNDECIDED for one in tested)
    if not number:
        return _("Of no school can it be said that it differs from the others")
    told = n_(
        "{n} school of {all} differs by more than chance", "{n} schools of {all} differ by more than chance", number
    )
    return told.format(n=count(number, locale), all=count(len(tested), locale))


def _own_title(point: SchoolPoint) -> str:
    if point.reason == because("no-region"):
        return _("Your school is in no region: it is not compared within one")
    if point.reason is not None:
        return _("Too few schools to compare")
    return {
        Place.HIGHER: _("Your school stands higher than the other schools"),
        Place.LOWER: _("Your school stands lower than the other schools"),
        Place.UNDECIDED: _("That your school differs from the other schools cannot be said"),
    }[point.place]


def change_sentence(change: NetworkChange, year: str, locale: str) -> str:
    """What became of the network's share since an earlier year, and how many schools are left out of it."""
    told = [_change(change, year, locale), *([_left_out(change.otherwise, locale)] if change.otherwise else [])]
    return " ".join(told)


def _left_out(schools: int, locale: str) -> str:
    told = n_(
        "{n} school is left out: its own files tell that this was asked there in another way in one of the years.",
        "{n} schools are left out: their own files tell that this was asked there in another way in one of the years.",
        schools,
    )
    return told.format(n=count(schools, locale))


def _change(change: NetworkChange, year: str, locale: str) -> str:
    if change.change is None or change.low is None or change.high is None:
        return " ".join(reason.text for reason in change.reasons)
    schools = count(change.schools, locale)
    if change.verdict is Verdict.UNDECIDED:
        return _(
            "Since {year} (the {schools} schools that took part in both years): a change cannot be told from chance."
        ).format(year=year, schools=schools)
    low, high = span(change.low, change.high, locale)
    told = (
        _("Since {year} (the {schools} schools that took part in both years): higher, by {low} to {high}.")
        if change.change > 0
        else _("Since {year} (the {schools} schools that took part in both years): lower, by {low} to {high}.")
    )
    return told.format(year=year, schools=schools, low=low, high=high)


def own_change_sentence(change: SchoolChange, year: str, locale: str) -> str:
    """What became of one school, beside all that were tested."""
    if change.verdict is Verdict.UNDECIDED:
        return _("Your school since {year}: a change cannot be told from chance.").format(year=year)
    low, high = span(change.low, change.high, locale)
    up = _("Your school since {year}: higher, by {low} to {high}.")
    down = _("Your school since {year}: lower, by {low} to {high}.")
    told = (up if change.change > 0 else down).format(year=year, low=low, high=high)
    alone = _("Among all schools such a change also comes by chance now and then.")
    return told if change.beyond else f"{told} {alone}"


def changed(changes: Sequence[SchoolChange], names: Mapping[str, str], locale: str) -> list[str]:
    """The schools that changed by more than chance, by name, each with how much."""
    named = _told_apart(names)
    found = sorted((one for one in changes if one.beyond), key=lambda one: (named[one.school], one.school))
    return [
        (_("{school}: higher by {points}") if one.change > 0 else _("{school}: lower by {points}")).format(
            school=named[one.school], points=points(one.change, locale)
        )
        for one in found
    ]


def listed(place: Place, *, regional: bool) -> str:
    """The heading above the schools that stand higher, or lower, than those that they are compared with."""
    if regional:
        higher = _("Higher than the other schools of their region by more than chance")
        lower = _("Lower than the other schools of their region by more than chance")
    else:
        higher = _("Higher than the other schools by more than chance")
        lower = _("Lower than the other schools by more than chance")
    return higher if place is Place.HIGHER else lower


def unlike_schools(found: Beside, place: Place, names: Mapping[str, str], locale: str) -> list[str]:
    """The schools above, or below, by name: "De Linde: 61%"; never in the order of their shares."""
    named = _told_apart(names)
    listed = sorted((one for one in found.points if one.place is place), key=lambda one: (named[one.code], one.code))
    return [
        _("{school}: {percent}").format(school=named[one.code], percent=percent(one.share, locale)) for one in listed
    ]


def _told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """The name of each school by its code; of schools that are called alike with the code behind it."""
    times = Counter(names.values())
    return {code: name if times[name] == 1 else f"{name} ({code})" for code, name in names.items()}


def in_no_region(schools: int, locale: str) -> str:
    """How many schools are not compared, as they are in no region."""
    told = n_(
        "{n} school is in no region, so it is not compared here.",
        "{n} schools are in no region, so they are not compared here.",
        schools,
    )
    return told.format(n=count(schools, locale))


def not_shown_of(schools: int, locale: str) -> str:
    """How many schools are left out."""
    told = n_(
        "{n} school is not in here: too few people answered there, or it was not asked.",
        "{n} schools are not in here: too few people answered there, or they were not asked.",
        schools,
    )
    return told.format(n=count(schools, locale))
