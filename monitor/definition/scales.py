"""Derived scales: from `surveys/scales.yaml`, checked against the surveys that they are made of."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise

from monitor.definition.derived import DerivedScale, ScaleCategory, without_value
from monitor.definition.faults import Path, Problem, not_known, refused
from monitor.definition.library import surveys
from monitor.definition.load import FittedFile, fit_file
from monitor.definition.model import Item, ItemType, Survey
from monitor.definition.source import DerivedScalesFile, DerivedScaleSource, MadeOfSource
from monitor.shipped import surveys_folder
from monitor.texts import _

ONE_ANSWER = (ItemType.SINGLE, ItemType.LIKERT)
OWN_EXPERIENCE = 2
"""The sensitivity that is rounded coarser: a scale over both kinds could not keep as many values as it needs."""


def scales_of(survey: Survey) -> tuple[DerivedScale, ...]:
    """The derived scales of a survey, as far as it asks all of their items in a way that they can be made of.

    Raises:
        DefinitionRefused: `surveys/scales.yaml` has faults.
    """
    mine = (_scale(source, part) for source in _scales() for part in source.made_of if part.survey == survey.id)
    return tuple(scale for scale in mine if fits(scale, survey))


def fits(scale: DerivedScale, survey: Survey) -> bool:
    """Whether a scale can be made of the items that a survey has."""
    return not any(_scale_problems(scale, survey, ()))


def check_scales(file: FittedFile[DerivedScalesFile]) -> tuple[DerivedScaleSource, ...]:
    """The scales of a file, once all of them can be made.

    Raises:
        DefinitionRefused: with every fault of the file.
    """
    sources = file.value.scales
    found = list(_doubles(sources))
    for place, source in enumerate(sources):
        found += _own_problems(source, ("scales", place))
        for n, part in enumerate(source.made_of):
            found += _part_problems(source, part, ("scales", place, "made_of", n))
    if found:
        raise refused([file.yaml.fault(problem) for problem in dict.fromkeys(found)])
    return sources


@cache
def _scales() -> tuple[DerivedScaleSource, ...]:
    return check_scales(fit_file(surveys_folder() / "scales.yaml", DerivedScalesFile))


def _scale(source: DerivedScaleSource, part: MadeOfSource) -> DerivedScale:
    cuts = (None, *part.cuts)
    return DerivedScale(
        id=source.id,
        title=source.title,
        items=part.items,
        reversed=part.reversed,
        categories=tuple(
            ScaleCategory(code=step.code, label=step.label, least=cut)
            for step, cut in zip(source.categories, cuts, strict=True)
        ),
        favourable=source.favourable,
    )


def _doubles(sources: Iterable[DerivedScaleSource]) -> Iterator[Problem]:
    """An id twice, and an item in two scales: those would be one unit, which no attack here is made for."""
    ids: set[str] = set()
    used: set[tuple[str, str]] = set()
    for place, source in enumerate(sources):
        if source.id in ids:
            yield Problem(("scales", place, "id"), _in_use(source.id))
        ids.add(source.id)
        for n, part in enumerate(source.made_of):
            for m, name in enumerate(part.items):
                if (part.survey, name) in used:
                    message = _("{item} is in a scale already. Take it away here or there.").format(item=name)
                    yield Problem(("scales", place, "made_of", n, "items", m), message)
                used.add((part.survey, name))


def _own_problems(source: DerivedScaleSource, path: Path) -> Iterator[Problem]:
    codes = [step.code for step in source.categories]
    for n, code in enumerate(codes):
        if code in codes[:n]:
            yield Problem((*path, "categories", n, "code"), _in_use(code))
    for n, code in enumerate(source.favourable):
        if code not in codes:
            yield Problem((*path, "favourable", n), not_known(code, codes))


def _part_problems(source: DerivedScaleSource, part: MadeOfSource, path: Path) -> Iterator[Problem]:
    survey = next((one for one in surveys() if one.id == part.survey), None)
    if survey is None:
        yield Problem((*path, "survey"), not_known(part.survey, (one.id for one in surveys())))
        return
    if len(part.cuts) != len(source.categories) - 1:
        message = _("There are {n} categories, so there must be {cuts} cut points.")
        text = message.format(n=len(source.categories), cuts=len(source.categories) - 1)
        yield Problem((*path, "cuts"), text)
        return
    yield from _scale_problems(_scale(source, part), survey, path)


def _scale_problems(scale: DerivedScale, survey: Survey, path: Path) -> Iterator[Problem]:
    """What keeps a scale from being made of the items of a survey."""
    asked = {item.id: item for item in survey.items}
    leading = {condition.item for item in survey.items for condition in item.routing}
    if scale.id in asked:
        yield Problem(path, _in_use(scale.id))
    for n, name in enumerate(scale.items):
        here = (*path, "items", n)
        if name not in asked:
            yield Problem(here, not_known(name, asked))
        elif (message := _item_problem(asked[name], leading)) is not None:
            yield Problem(here, message.format(item=name))
    for n, name in enumerate(scale.reversed):
        if name not in scale.items:
            yield Problem((*path, "reversed", n), not_known(name, scale.items))
    if all(name in asked and _values(asked[name]) for name in scale.items):
        yield from _value_problems(scale, [asked[name] for name in scale.items], path)


def _item_problem(item: Item, leading: set[str]) -> str | None:
    if item.type not in ONE_ANSWER or not _values(item):
        return _("{item} has no options with a value, so it has no mean. Take it away.")
    if item.routing or item.id in leading:
        return _("{item} is shown to some, or decides who sees another item, so it can be in no scale. Take it away.")
    return None


def _value_problems(scale: DerivedScale, items: list[Item], path: Path) -> Iterator[Problem]:
    values = _values(items[0])
    for n, item in enumerate(items):
        if _values(item) != values:
            message = _("{item} has the values {found}, the first item of the scale has {expected}. Take it away.")
            text = message.format(item=item.id, found=_listed(_values(item)), expected=_listed(values))
            yield Problem((*path, "items", n), text)
        if item.reverse != (item.id in scale.reversed):
            message = _(
                "A higher value of {item} is less favourable: it belongs in reversed, and only such an item does."
            )
            yield Problem((*path, "items", n), message.format(item=item.id))
    if len({item.sensitive == OWN_EXPERIENCE for item in items}) > 1 or len({without_value(i) for i in items}) > 1:
        message = _(
            "Either all items of a scale are about own experience or none, and either all have an answer "
            "without a value or none."
        )
        yield Problem((*path, "items"), message)
    rising = all(low < high for low, high in pairwise([Fraction(values[0]), *scale.cuts]))
    if not rising or scale.cuts[-1] > values[-1]:
        message = _("The cut points must rise, above {least} and up to {most}.")
        yield Problem((*path, "cuts"), message.format(least=values[0], most=values[-1]))


def _values(item: Item) -> tuple[int, ...]:
    return tuple(sorted(option.value for option in item.options if option.value is not None))


def _listed(values: Iterable[int]) -> str:
    return ", ".join(map(str, values))


def _in_use(name: str) -> str:
    return _('"{name}" is already in use. Choose another name.').format(name=name)
