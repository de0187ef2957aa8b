"""People of the made-up school and what they answer: draws from the underlying levels.

Three traits tie the answers of one person together: how content they are (which leans on the class), how much
they know of the school's approach, and how much harm they meet (which lowers contentment).
"""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from making.chance import Chance, mixed
from making.levels import Level
from making.recipe import Questionnaire, Recipe, Wave
from monitor.definition.model import Item, ItemType

LEANING = 0.6
"""How strongly an answer leans on its trait."""

LEFT_EMPTY = 0.012
"""Share of the questions that a person skips."""


@dataclass(frozen=True)
class Reply:
    """What stands in one question of one form.

    `codes` are the chosen options in the order of the form, `text` an open answer or what stands instead of
    the "other" option; `typo` what a cell holds instead of the label.
    """

    codes: tuple[str, ...] = ()
    text: str = ""
    typo: str = ""
    shown: bool = True

    @property
    def empty(self) -> bool:
        """Shown, but left open."""
        return self.shown and not (self.codes or self.text or self.typo)


NOT_SHOWN = Reply(shown=False)


@dataclass(frozen=True)
class Form:
    """One form as it was sent in, with what tools write around it; `dropped` says why not to store it."""

    person: str
    group: str
    started: dt.datetime
    finished: dt.datetime
    name: str
    email: str
    ip: str
    phone: str
    replies: Mapping[str, Reply] = field(default_factory=dict)
    dropped: str = ""
    reached: int | None = None
    """Of a form that was not finished: how many pages were seen."""


@dataclass(frozen=True)
class Traits:
    """What ties the answers of one person together; each standard normal."""

    content: float
    knowing: float
    harm: float


def forms_of(recipe: Recipe, wave: Wave, asked: Questionnaire) -> list[Form]:
    """The forms of everyone who answered in a wave, in the order in which they were sent in."""
    luck = Chance(recipe.seed, wave.name)
    names = names_of(recipe, wave)
    forms = [
        _form(recipe, wave, asked, luck, names[place], *who)
        for place, who in enumerate(_respondents(recipe, wave, luck))
    ]
    return sorted(forms, key=lambda form: (form.finished, form.person))


def _respondents(recipe: Recipe, wave: Wave, luck: Chance) -> Iterator[tuple[str, str]]:
    """Who answers: class and a name for the draws; the share per class wavers a little around the rate."""
    for group, enrolled in recipe.enrolled(wave).items():
        wavering = 0.08 * (luck.uniform("rate", group) - 0.5)
        answering = round(enrolled * wave.rates.get(group, wave.rate + wavering))
        for number in luck.shuffled(range(enrolled), "who", group)[:answering]:
            yield group, f"{group}.{number}"


def _form(recipe: Recipe, wave: Wave, asked: Questionnaire, luck: Chance, name: str, group: str, person: str) -> Form:
    own = luck.of(person)
    started, finished = _moment(wave, own, group)
    signs = own.uniform("signs") < wave.signed or not wave.signed
    empty = Form(
        person=person,
        group=group,
        started=started,
        finished=finished,
        name=name if signs else "",
        email=address(name, wave, own),
        ip=f"{own.pick(('192.0.2', '198.51.100', '203.0.113'), 'net')}.{1 + own.below(254, 'host')}",
        phone=f"04{70 + own.below(30, 'operator')} 00 {own.below(90, 'a') + 10} {own.below(90, 'b') + 10}",
    )
    return replace(empty, replies=answers(recipe, wave, asked, own, group))


def answers(recipe: Recipe, wave: Wave, asked: Questionnaire, own: Chance, group: str) -> dict[str, Reply]:
    """The replies of one person to every item, with routing obeyed."""
    traits = _traits(Chance(recipe.seed, wave.asked_as), own, group)
    replies: dict[str, Reply] = {}
    for item in asked.survey.items:
        if not _is_shown(item, wave.own_routing.get(item.id), replies):
            replies[item.id] = NOT_SHOWN
            continue
        replies[item.id] = _reply(recipe, wave, item, asked.levels[item.id], own.of(item.id), traits, group, replies)
    return replies


def _traits(school: Chance, own: Chance, group: str) -> Traits:
    content = 0.2 * school.normal("class", group) + 0.98 * own.normal("content")
    return Traits(content, own.normal("knowing"), -0.5 * content + 0.75**0.5 * own.normal("harm"))


def _is_shown(item: Item, own_routing: Mapping[str, Any] | None, replies: Mapping[str, Reply]) -> bool:
    if own_routing and set(replies[own_routing["item"]].codes) & set(own_routing["unless"]):
        return False
    chosen = [set(replies[condition.item].codes) & set(condition.options) for condition in item.routing]
    return not chosen or any(chosen)


def _reply(
    recipe: Recipe, wave: Wave, item: Item, level: Level, own: Chance, traits: Traits, group: str,
    replies: Mapping[str, Reply],
) -> Reply:  # fmt: skip
    if item.type is ItemType.OPEN:
        writes = own.uniform("writes") < level.text
        return Reply(text=written(recipe, wave.survey, "comments", own)) if writes else Reply()
    if own.uniform("skips") < LEFT_EMPTY:
        return Reply()
    forced = [rule["then"] for rule in level.given if rule["answer"] in replies[rule["item"]].codes]
    if level.by_grade or forced:
        return Reply((forced[0] if forced else level.by_grade[group[0]],))
    if item.type is ItemType.MULTIPLE:
        codes = _ticked(item, level, own, traits)
        other = {option.code for option in item.options if option.other} & set(codes)
        return Reply(codes, text=written(recipe, wave.survey, "others", own) if other else "")
    return Reply((_chosen(item, level, own, traits),))


def _chosen(item: Item, level: Level, own: Chance, traits: Traits) -> str:
    """One option: first whether there is an answer on the scale at all, then where on it."""
    beside = [option.code for option in item.options if option.dont_know or option.prefer_not or option.not_applicable]
    at = mixed(traits.knowing, own.normal("beside"), LEANING)
    for code in beside:
        if at < level.single[code]:
            return code
        at -= level.single[code]
    steps = [option for option in item.options if option.code not in beside]
    if all(option.value is not None for option in steps):
        steps.sort(key=lambda option: option.value or 0)
        trait = traits.harm if item.cutoffs or item.reverse else traits.content
    else:
        steps.reverse()
        trait = traits.knowing if item.scale else own.normal("no trait")
    codes = [option.code for option in steps]
    at = mixed(trait, own.normal("step"), LEANING) * sum(level.single[code] for code in codes)
    for code in codes[:-1]:
        if at < level.single[code]:
            return code
        at -= level.single[code]
    return codes[-1]


def _ticked(item: Item, level: Level, own: Chance, traits: Traits) -> tuple[str, ...]:
    """The ticks of a multiple choice, in the order of the form; drawn again when there would be none."""
    at = mixed(traits.knowing, own.normal("alone"), LEANING)
    for code, share in reversed(level.alone.items()):
        if at < share:
            return (code,)
        at -= share
    for attempt in range(1000):
        ticks = tuple(code for code in item.codes() if own.uniform("tick", attempt, code) < level.drawn.get(code, 0.0))
        if ticks:
            return ticks
    raise ValueError(f"levels.toml: {item.id} is hardly ever ticked")


def _moment(wave: Wave, own: Chance, group: str) -> tuple[dt.datetime, dt.datetime]:
    """When the form was opened and sent: pupils together in class, staff by day, parents in the evening."""
    if wave.survey.startswith("leerlingen"):
        hour, spread, day = 9 + "ABCD".index(group[1]), 1500, int(group[0]) % wave.days
    else:
        hour, spread = (8, 30000) if wave.survey == "personeel" else (17, 20000)
        day = int(wave.days * own.uniform("day") ** 1.7)
    opened = dt.datetime.combine(wave.opens + dt.timedelta(days=day), dt.time(hour))
    started = opened + dt.timedelta(seconds=own.below(spread, "second"))
    return started, started + dt.timedelta(seconds=240 + own.below(900, "duration"))


def names_of(recipe: Recipe, wave: Wave) -> list[str]:
    """Made-up full names in an order of chance, each once: no two people of a wave share one."""
    words = recipe.words
    return Chance(recipe.seed, wave.name, "names").shuffled(
        [f"{first} {last}" for first in words["first"] for last in words["last"]]
    )


def address(name: str, wave: Wave, own: Chance) -> str:
    """An e-mail address of a domain that never exists."""
    domain = "leerling.example.org" if wave.survey.startswith("leerlingen") else "example.org"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first, last = plain.split(" ", 1)
    return f"{first}.{last.replace(' ', '')}{own.below(9000, 'address') + 1000}@{domain}"


def written(recipe: Recipe, survey: str, kind: str, own: Chance) -> str:
    """Something a person writes (`comments`, `others`), now and then with somebody's full name in it."""
    names = {
        who: f"{own.pick(recipe.words['first'], who)} {own.pick(recipe.words['last'], who, 'last')}"
        for who in ("kind", "volwassene")
    }
    text: str = own.pick(recipe.words[survey][kind], kind)
    return text.format(**names)
