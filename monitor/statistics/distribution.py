"""How the answers to one item are spread over its options, as far as a group of this size may show them."""

from dataclasses import dataclass
from typing import Literal

from monitor.definition.model import Item
from monitor.statistics.estimate import LEAST, Estimates
from monitor.statistics.reasons import Reason, because

Tone = Literal["favourable", "neutral", "unfavourable", "mixed", "dont_know", "outside", "plain"]
"""What answers say: for or against, the middle of an odd scale, several of these together ("mixed"), "weet ik
niet", a refusal or "not applicable" ("outside" every base), or nothing of the kind ("plain")."""


@dataclass(frozen=True)
class Part:
    """The answers in one option, or in a few that are only published together.

    `share` is of base A ("weet ik niet" in it), 0 to 1; None for a refusal, which is in no base.
    """

    options: tuple[str, ...]
    label: str
    count: int
    share: float | None
    tone: Tone


@dataclass(frozen=True)
class Distribution:
    """All published parts of the answers to an item in one group; hidden: no parts, `n` None, and the reason.

    Counts are rounded one by one, so the parts may add up to a little more or less than `n`.
    `detail`: every option (`options`), three categories (`categories`) or a part of them (`some`).
    """

    survey: str
    year: str
    node: str
    item: str
    n: int | None
    parts: tuple[Part, ...]
    detail: Literal["options", "categories", "some"] | None
    reason: Reason | None = None

    @property
    def shown(self) -> bool:
        """Whether there are numbers."""
        return self.reason is None


def distribution(estimates: Estimates, item_id: str, node: str) -> Distribution:
    """The answers of a group to an item, in the finest parts that were published."""
    manifest = estimates.manifest

    def hidden(reason: Reason) -> Distribution:
        return Distribution(manifest.survey.id, manifest.year, node, item_id, None, (), None, reason)

    item = estimates.items.get(item_id)
    if item is None:
        return hidden(because("no-item", year=manifest.year))
    if node not in estimates.nodes:
        return hidden(because("no-group", year=manifest.year))
    answers = estimates.published.base(node, item, "A")
    if answers is None:
        return hidden(because("not-published"))
    least = max(LEAST, manifest.policy.k)
    if answers.value < least:
        return hidden(because("few-answers", least=least))
    parts = tuple(_part(estimates, item, node, codes, answers.value) for codes in _sets(estimates, item, node))
    return Distribution(manifest.survey.id, manifest.year, node, item_id, answers.value, parts, _detail(item, parts))


def tone(item: Item, options: tuple[str, ...]) -> Tone:
    """What a set of options of an item says, if all of them say the same."""
    tones = {_tone(item, code) for code in options}
    return tones.pop() if len(tones) == 1 else "mixed"


def _tone(item: Item, code: str) -> Tone:
    if code not in item.valid:
        return "outside"
    if code in item.unknown:
        return "dont_know"
    if not item.favourable:
        return "plain"
    if code in item.favourable:
        return "favourable"
    return "neutral" if code == _middle(item) else "unfavourable"


def _middle(item: Item) -> str | None:
    """The option in the middle of a scale with an odd number of steps."""
    steps = sorted((option.value, option.code) for option in item.options if option.value is not None)
    return steps[len(steps) // 2][1] if len(steps) % 2 else None


def _sets(estimates: Estimates, item: Item, node: str) -> tuple[tuple[str, ...], ...]:
    """The finest published sets; everybody with a valid answer is not one: it says nothing."""
    found = estimates.published.finest(node, item)
    return tuple(codes for codes in found if len(codes) == 1 or set(codes) != set(item.valid))


def _part(estimates: Estimates, item: Item, node: str, codes: tuple[str, ...], n: int) -> Part:
    count = estimates.published.count(node, item, codes)
    assert count is not None
    manifest = estimates.manifest
    label = ", ".join(manifest.survey.as_read(item.option(code).label, manifest.locale) for code in codes)
    said = tone(item, codes)
    outside = said == "outside"
    share = None if outside else min(1.0, count.value / n)
    return Part(codes, label, count.value if outside else min(count.value, n), share, said)


def _detail(item: Item, parts: tuple[Part, ...]) -> Literal["options", "categories", "some"]:
    covered = {code for part in parts for code in part.options}
    if not covered >= set(item.valid):
        return "some"
    return "options" if all(len(part.options) == 1 for part in parts) else "categories"
