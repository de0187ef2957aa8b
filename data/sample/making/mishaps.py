"""What goes wrong with forms: sent twice, tried out, left empty, left unfinished, mistyped at the office.

Every form that must not be stored carries the reason in `dropped`.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from making.chance import Chance
from making.people import Form, Reply, address, answers, forms_of, names_of
from making.recipe import LOCALE, Questionnaire, Recipe, Wave
from monitor.definition.model import Item, ItemType


def returned(recipe: Recipe, wave: Wave, asked: Questionnaire) -> list[Form]:
    """All forms of a wave in the order of the file: the good ones and those that must be dropped."""
    luck = Chance(recipe.seed, wave.name, "mishaps")
    forms = _mistyped(wave, asked, luck, _before_names_were_asked(wave, forms_of(recipe, wave, asked)))
    more = [
        *_resent(recipe, wave, asked, luck, forms),
        *_tests(recipe, wave, asked, luck),
        *_left_empty(recipe, wave, asked, luck),
        *_unfinished(recipe, wave, asked, luck),
    ]
    in_order = sorted([*forms, *more], key=lambda form: (form.finished, form.person))
    return _sent_twice(wave, luck, in_order)


def _before_names_were_asked(wave: Wave, forms: list[Form]) -> list[Form]:
    """The first forms of a wave that began without names have none."""
    nameless = round(wave.anonymous * len(forms))
    return [replace(form, name="", email="") if place < nameless else form for place, form in enumerate(forms)]


def _mistyped(wave: Wave, asked: Questionnaire, luck: Chance, forms: list[Form]) -> list[Form]:
    spoiled = list(forms)
    places = luck.shuffled(range(len(forms)), "typo")
    for turn in range(wave.typos):
        item = asked.survey.item(wave.typo_items[turn % len(wave.typo_items)])
        place = next(place for place in places if spoiled[place].replies[item.id].codes)
        places.remove(place)
        form = spoiled[place]
        typo = Reply(typo=_slip(asked, item, form.replies[item.id].codes[0]))
        spoiled[place] = replace(form, replies={**form.replies, item.id: typo})
    return spoiled


def _slip(asked: Questionnaire, item: Item, code: str) -> str:
    """The label with one letter too many, as fingers do ("Tervreden"): no option has it."""
    label = asked.survey.say(item.option(code).label, LOCALE)
    slip = f"{label[:2]}r{label[2:]}"
    if slip in {asked.survey.say(option.label, LOCALE) for option in item.options}:
        raise ValueError(f"{item.id}: the slip is another option")
    return slip


def _resent(recipe: Recipe, wave: Wave, asked: Questionnaire, luck: Chance, forms: list[Form]) -> Iterator[Form]:
    """Earlier forms of people who sent another one later, from the same address: the last one counts."""
    named = [form for form in forms if _is_named(wave, form)]
    for turn, form in enumerate(luck.shuffled(named, "resent")[: wave.resent]):
        own = luck.of("first try", turn)
        earlier = dt.timedelta(minutes=15 + own.below(60, "minutes"))
        replies = answers(recipe, wave, asked, own, form.group)
        yield replace(
            form,
            person=f"{form.person}.first",
            started=form.started - earlier,
            finished=form.finished - earlier,
            replies=replies,
            dropped="duplicate",
        )


def _tests(recipe: Recipe, wave: Wave, asked: Questionnaire, luck: Chance) -> Iterator[Form]:
    """Forms with which the makers tried out the questionnaire before it opened."""
    last_open = [item.id for item in asked.survey.items if item.type is ItemType.OPEN][-1:]
    for turn in range(wave.test):
        form = _outsider(recipe, wave, asked, luck.of("test", turn), day=-1)
        replies = {**form.replies, **{item: Reply(text="test") for item in last_open}}
        yield replace(form, name="Test", email="test@example.org", phone="", replies=replies, dropped="test")


def _left_empty(recipe: Recipe, wave: Wave, asked: Questionnaire, luck: Chance) -> Iterator[Form]:
    """Forms that were sent in without a single answer."""
    nothing = {item.id: Reply(shown=not item.routing) for item in asked.survey.items}
    for turn in range(wave.rejected):
        form = _outsider(recipe, wave, asked, luck.of("empty", turn), day=2 + turn)
        name = names_of(recipe, wave)[-1 - turn]
        yield replace(
            form,
            name="" if wave.signed else name,
            email=address(name, wave, luck.of("empty", turn)),
            group="",
            phone="",
            replies=nothing,
            dropped="rejected",
        )


def _unfinished(recipe: Recipe, wave: Wave, asked: Questionnaire, luck: Chance) -> Iterator[Form]:
    """Forms that were opened and never sent: nothing is known of the pages that were not reached."""
    pages = [section.id for section in asked.survey.sections]
    for turn in range(wave.unfinished):
        own = luck.of("unfinished", turn)
        form = _outsider(recipe, wave, asked, own, day=turn)
        reached = own.below(len(pages) - 1, "reached")
        replies = {
            item.id: form.replies[item.id] if item.section in pages[:reached] else Reply(shown=False)
            for item in asked.survey.items
        }
        yield replace(form, replies=replies, reached=reached, dropped="incomplete")


def _outsider(recipe: Recipe, wave: Wave, asked: Questionnaire, own: Chance, *, day: int) -> Form:
    """A form of somebody who is not among the respondents."""
    group = own.pick(tuple(recipe.enrolled(wave)), "class")
    started = dt.datetime.combine(wave.opens + dt.timedelta(days=day), dt.time(11)) + dt.timedelta(
        seconds=own.below(9000, "second")
    )
    return Form(
        person="outsider",
        group=group,
        started=started,
        finished=started + dt.timedelta(seconds=95 + own.below(200, "duration")),
        name="",
        email="",
        ip=f"192.0.2.{1 + own.below(254, 'host')}",
        phone="",
        replies=answers(recipe, wave, asked, own, group),
    )


def _sent_twice(wave: Wave, luck: Chance, forms: list[Form]) -> list[Form]:
    """The same form twice in a row, to the second: a double click, of people whom the file does not name."""
    places = [place for place, form in enumerate(forms) if not form.dropped and not _is_named(wave, form)]
    twice = set(luck.shuffled(places, "twice")[: wave.identical])
    return [
        copy
        for place, form in enumerate(forms)
        for copy in ([form, replace(form, dropped="duplicate")] if place in twice else [form])
    ]


def _is_named(wave: Wave, form: Form) -> bool:
    """Whether the export tells who sent this form."""
    if wave.asked_as == "ouders" or wave.named:
        return bool(form.email)
    return bool(wave.signed and form.name)
