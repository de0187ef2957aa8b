"""What may be told of how well the questions of a scale hang together (decision 38).

Alpha is worked out from the answers of people, and no attack on counts reaches it. So it leaves in coarse steps, never
for fewer than 50, and how many it rests on is not counted but read off the facts: from the forms and the published
counts follows how many people at least answered every question. That an alpha is there tells nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping

from monitor.definition.derived import DerivedScale, derived_item
from monitor.definition.model import Item, Survey
from monitor.disclosure.policy import SENSITIVE
from monitor.disclosure.release import EVERYONE, Fact, Manifest, ScaleReliability
from monitor.texts import _

LEAST_COMPLETE = 50
"""Fewer people who surely answered every question of a scale have no alpha (statistics.md 2.7)."""
STEP = 0.10
STEP_OF_MANY, MANY = 0.05, 200
"""From so many people on one person moves alpha little enough for finer steps; never about one's own experience."""
Facts = Mapping[str, Mapping[frozenset[str], Fact]]
"""The facts of the whole school, by item and options."""


def step_of(scale: DerivedScale, survey: Survey, sure: int) -> float:
    """To which steps alpha and omega of a scale are rounded, when `sure` people at least are behind them."""
    own_experience = derived_item(scale, survey).sensitive == SENSITIVE
    return STEP if own_experience or sure < MANY else STEP_OF_MANY


def stepped(value: float, step: float) -> float:
    """A value to the nearest step, from 0 to the last step below 1."""
    steps = min(max(int(value / step + 0.5), 0), round(1 / step) - 1)
    return round(steps * step, 2)


def surely_complete(scale: DerivedScale, survey: Survey, facts: Iterable[Fact], forms: int) -> int:
    """How many people at least answered every question of a scale with a value, by the published counts alone.

    Of the `forms`, no more can lack an answer than lack one to each question, all of those being different people.
    """
    here: dict[str, dict[frozenset[str], Fact]] = {name: {} for name in scale.items}
    for fact in facts:
        if not fact.parent and fact.item in here:
            here[fact.item][frozenset(fact.options.split("|"))] = fact
    lacking = sum(forms - _at_least(survey.item(name), here[name]) for name in scale.items)
    return max(forms - lacking, 0)


def _at_least(item: Item, facts: Mapping[frozenset[str], Fact]) -> int:
    """How many people at least gave the item an answer with a value."""
    valued = frozenset(option.code for option in item.options if option.value is not None)
    whole = frozenset((EVERYONE,)) if valued == frozenset(item.codes()) else valued
    if whole in facts:
        return _least(facts[whole])
    return sum(_least(facts[one]) for one in map(frozenset, ([code] for code in valued)) if one in facts)


def _least(fact: Fact) -> int:
    return max(fact.value - fact.base + 1, 0)


def reliability_problems(manifest: Manifest, facts: Iterable[Fact]) -> Iterator[str]:
    """What a release tells of its scales that it may not."""
    known, forms = {scale.id: scale for scale in manifest.scales}, manifest.nodes[0].forms
    published = tuple(facts)
    for one in manifest.reliability:
        scale = known.get(one.scale)
        if scale is None or not _may_be(one, scale, manifest.survey, published, forms):
            yield _("The reliability of {scale} is not rounded as it must be, or is of too few people.").format(
                scale=one.scale
            )


def _may_be(
    one: ScaleReliability, scale: DerivedScale, survey: Survey, facts: Iterable[Fact], forms: int
) -> bool:  # fmt: skip
    told = [value for value in (one.alpha, one.omega) if value is not None]
    return (
        one.step == step_of(scale, survey, one.n)
        and one.n == surely_complete(scale, survey, facts, forms)
        and all(stepped(value, one.step) == value for value in told)
        and (not told or one.n >= LEAST_COMPLETE)
    )
