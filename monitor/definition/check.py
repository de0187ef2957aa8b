"""What must agree within a survey file: each rule a small function, all of them in one table.

A rule yields the places where it is broken; none stops at the first. The shape of the file (keys, kinds of
values) is checked before, in `monitor.definition.shape`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from monitor.definition.faults import Path, Problem, not_known
from monitor.definition.model import ItemType
from monitor.definition.pulse_rule import a_pulse_is_short
from monitor.definition.resolve import face, options_of
from monitor.definition.source import (
    MAX_OPTIONS,
    Answers,
    ConditionSource,
    OptionSource,
)
from monitor.definition.subject import Subject
from monitor.texts import _

WITHOUT_OPTIONS = (ItemType.OPEN, ItemType.NUMBER)
SCALED = (ItemType.SINGLE, ItemType.LIKERT)
TERM = re.compile(r"\{\{(\w+)\}\}")


def problems(subject: Subject) -> tuple[Problem, ...]:
    """Every place where a rule is broken, each once."""
    return tuple(dict.fromkeys(problem for rule in RULES for problem in rule(subject)))


def ids_are_used_once(subject: Subject) -> Iterator[Problem]:
    """No two items, sections or options of a list share a name."""
    yield from _doubles(("items",), "id", (item.id for item in subject.file.items))
    yield from _doubles(("sections",), "id", (section.id for section in subject.file.sections))
    for path, options in subject.option_lists:
        yield from _doubles(path, "code", (option.code for option in options))


def _doubles(path: Path, key: str, names: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name in seen:
            yield Problem(
                (*path, place, key),
                _('"{name}" is already in use. Choose another name.').format(name=name),
                name,
            )
        seen.add(name)


def shared_names_keep_their_meaning(subject: Subject) -> Iterator[Problem]:
    """A file may add terms, scales and option sets, but not give a shared one another content."""
    for kind in ("terms", "scales", "option_sets"):
        own, shared = getattr(subject.file, kind), getattr(subject.common, kind)
        for name in sorted(name for name in own.keys() & shared.keys() if own[name] != shared[name]):
            message = _('"{name}" stands in common.yaml already. Choose another name.').format(name=name)
            yield Problem((kind, name), message, name)


def names_exist(subject: Subject) -> Iterator[Problem]:
    """Sections, scales, option sets, benchmarks and variants that are pointed at are there."""
    sections = {section.id for section in subject.file.sections}
    for place, item in enumerate(subject.file.items):
        if item.section is not None and item.section not in sections:
            yield _unknown(("items", place, "section"), item.section, sections)
    for f in subject.faces:
        if f.said.scale is not None and f.said.scale not in subject.parts.scales:
            yield _unknown((*f.path, "scale"), f.said.scale, subject.parts.scales)
        if f.said.options_from is not None and f.said.options_from not in subject.parts.option_sets:
            yield _unknown((*f.path, "options_from"), f.said.options_from, subject.parts.option_sets)
        for place, name in enumerate(f.said.benchmarks):
            if name not in subject.benchmarks:
                yield _unknown((*f.path, "benchmarks", place), name, subject.benchmarks)


def _unknown(path: Path, name: str, allowed: Iterable[str]) -> Problem:
    return Problem(path, not_known(name, allowed), name)


def variants_exist(subject: Subject) -> Iterator[Problem]:
    """Every variant that is named is one of the survey."""
    known = subject.file.survey.variants
    named: list[tuple[Path, str]] = []
    for place, item in enumerate(subject.file.items):
        named += [(("items", place, "variants", n), name) for n, name in enumerate(item.variants or ())]
        named += [(("items", place, "overrides", name), name) for name in item.overrides]
    for path, options in subject.option_lists:
        for place, option in enumerate(options):
            named += [((*path, place, "variants", n), name) for n, name in enumerate(option.variants or ())]
    yield from (_unknown(path, name, known) for path, name in named if name not in known)


def answers_fit_the_type(subject: Subject) -> Iterator[Problem]:
    """Exactly one source of options for items with a choice, none for open items and numbers."""
    for f in subject.faces:
        given = [key for key in ("scale", "options", "options_from") if getattr(f.asked, key) is not None]
        if f.asked.type in WITHOUT_OPTIONS and given:
            message = _("An item of type {type} has no options. Take away: {keys}.")
            yield Problem((*f.path, given[0]), message.format(type=f.asked.type.value, keys=", ".join(given)))
        elif f.asked.type not in WITHOUT_OPTIONS and len(given) != 1:
            message = _("Exactly one of scale, options and options_from must be here; found: {keys}. Keep or add one.")
            yield Problem(f.path, message.format(keys=", ".join(given) or _("none")))
        if f.asked.scale is not None and f.asked.type not in (*SCALED, *WITHOUT_OPTIONS):
            message = _("A scale is for one answer; type {type} needs options or options_from.")
            yield Problem((*f.path, "scale"), message.format(type=f.asked.type.value))


def options_are_left(subject: Subject) -> Iterator[Problem]:
    """Hidden options exist, some option stays, and there are no more than fit in one small integer."""
    for f in subject.faces:
        everything = options_of(f.asked.model_copy(update={"hide_options": ()}), subject.parts, f.variant)
        codes = [option.code for option in everything]
        for place, code in enumerate(f.said.hide_options):
            if codes and code not in codes:
                yield _unknown((*f.path, "hide_options", place), code, codes)
        left = len(options_of(f.asked, subject.parts, f.variant))
        if codes and not left:
            yield Problem(f.path, _("No option is left to choose. Hide fewer of them."))
        if left > MAX_OPTIONS:
            message = _("There are {n} options; at most {most} are allowed. Join some, or make the item open.")
            yield Problem(f.path, message.format(n=left, most=MAX_OPTIONS))


def scales_point_at_their_options(subject: Subject) -> Iterator[Problem]:
    """Favourable options and cut-offs exist, and a cut-off stands at an option with a value."""
    for name, scale in subject.file.scales.items():
        yield from _points(("scales", name), scale, scale.options)
    for f in subject.faces:
        if f.said.options:
            yield from _points(f.path, f.asked, f.said.options)


def _points(path: Path, meaning: Answers, options: tuple[OptionSource, ...]) -> Iterator[Problem]:
    valued = [option.code for option in options if option.value is not None]
    codes = [option.code for option in options]
    for place, code in enumerate(meaning.favourable):
        if code not in codes:
            yield _unknown((*path, "favourable", place), code, codes)
    for name, code in meaning.cutoffs.items():
        if code not in valued:
            yield _unknown((*path, "cutoffs", name), code, valued)


def values_are_places(subject: Subject) -> Iterator[Problem]:
    """Values differ, and answers outside the scale have none."""
    for path, options in subject.option_lists:
        times = Counter(option.value for option in options if option.value is not None)
        for place, option in enumerate(options):
            if option.value is None:
                continue
            here = (*path, place, "value")
            if option.dont_know or option.prefer_not or option.not_applicable:
                yield Problem(here, _("This answer is no point of the scale, so it has no value. Take the value away."))
            if times[option.value] > 1:
                yield Problem(
                    here,
                    _("The value {value} is used twice. Give each step its own.").format(value=option.value),
                )


def multiple_choice_is_exclusive(subject: Subject) -> Iterator[Problem]:
    """In multiple choice one cannot tick "weet ik niet" together with something else."""
    for path, options in _multiple_lists(subject):
        for place, option in enumerate(options):
            if (option.dont_know or option.prefer_not or option.not_applicable) and not option.exclusive:
                message = _('In multiple choice "{code}" excludes the other options. Add exclusive: true.')
                yield Problem((*path, place), message.format(code=option.code))


def _multiple_lists(subject: Subject) -> Iterator[tuple[Path, tuple[OptionSource, ...]]]:
    for f in subject.faces:
        if f.asked.type is ItemType.MULTIPLE:
            if f.said.options:
                yield (*f.path, "options"), f.said.options
            elif f.said.options_from in subject.file.option_sets:
                yield (
                    ("option_sets", str(f.said.options_from)),
                    subject.file.option_sets[str(f.said.options_from)],
                )


def pupils_have_no_routing(subject: Subject) -> Iterator[Problem]:
    """A neighbour in class could read off who is bullied from who gets fewer questions."""
    if subject.file.survey.audience == "leerlingen":
        for place, item in enumerate(subject.file.items):
            if item.show_if is not None:
                message = _('Pupils all see the same questions. Take show_if away and add an option "not applicable".')
                yield Problem(("items", place, "show_if"), message)


def routing_looks_back(subject: Subject) -> Iterator[Problem]:
    """An item is shown because of answers to earlier items, by options that these have."""
    for place, item in enumerate(subject.file.items):
        for n, condition in enumerate(item.show_if.any if item.show_if else ()):
            yield from _condition(subject, ("items", place, "show_if", "any", n), condition, place)


def _condition(subject: Subject, path: Path, condition: ConditionSource, before: int) -> Iterator[Problem]:
    earlier = {item.id: item for item in subject.file.items[:before]}
    source = earlier.get(condition.item)
    if source is None:
        later = condition.item in {item.id for item in subject.file.items}
        message = (
            _('"{item}" does not come before this item. Put it earlier.').format(item=condition.item)
            if later
            else not_known(condition.item, earlier)
        )
        yield Problem((*path, "item"), message, condition.item)
        return
    key, wrong = ("includes_any", "in") if source.type is ItemType.MULTIPLE else ("in", "includes_any")
    chosen = condition.includes_any if key == "includes_any" else condition.in_
    if chosen is None or (condition.in_ is not None and condition.includes_any is not None):
        message = _('For an item of type {type} use "{key}", not "{wrong}".')
        yield Problem(path, message.format(type=source.type.value, key=key, wrong=wrong))
        return
    codes = {
        o.code
        for v in (*subject.file.survey.variants,) or (None,)
        for o in options_of(face(source, v), subject.parts, v)
    }
    for n, code in enumerate(chosen):
        if codes and code not in codes:
            yield _unknown((*path, key, n), code, codes)


def both_regions_have_words(subject: Subject) -> Iterator[Problem]:
    """Words for Flanders only or for the Netherlands only leave the other without."""
    for path, text in texts_of(subject.file):
        for own, other in (("nl-BE", "nl-NL"), ("nl-NL", "nl-BE")):
            if own in text and other not in text and "nl" not in text:
                message = _("There are words for {own}, none for {other}. Add {other}, or nl for both.")
                yield Problem(path, message.format(own=own, other=other))


def terms_exist(subject: Subject) -> Iterator[Problem]:
    """Every `{{term}}` in a text is known."""
    for path, text in texts_of(subject.file):
        for wording in text.values() if path[0] != "terms" else ():
            for name in TERM.findall(wording):
                if name not in subject.parts.terms:
                    yield _unknown(path, name, subject.parts.terms)


def texts_of(value: object, path: Path = ()) -> Iterator[tuple[Path, dict[str, str]]]:
    """Every wording in a file with its place."""
    if isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from texts_of(inner, (*path, place))
    elif isinstance(value, dict):
        if path and value and all(isinstance(inner, str) for inner in value.values()) and "cutoffs" not in path:
            yield path, value
        else:
            for key, inner in value.items():
                yield from texts_of(inner, (*path, key))
    elif hasattr(value, "model_fields_set"):
        for name in value.model_fields_set:
            yield from texts_of(getattr(value, name), (*path, name))


def comparability_has_a_key(subject: Subject) -> Iterator[Problem]:
    """How comparable an item is needs what it is compared by, and the other way round."""
    for f in subject.faces:
        if (f.asked.common is None) != (f.asked.comparability is None):
            yield Problem(f.path, _("common and comparability belong together. Add the one that is missing."))


RULES: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    ids_are_used_once,
    shared_names_keep_their_meaning,
    names_exist,
    variants_exist,
    answers_fit_the_type,
    options_are_left,
    scales_point_at_their_options,
    values_are_places,
    multiple_choice_is_exclusive,
    pupils_have_no_routing,
    routing_looks_back,
    both_regions_have_words,
    terms_exist,
    comparability_has_a_key,
    a_pulse_is_short,
)
