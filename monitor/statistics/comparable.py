"""Whether an item was asked in the same way in two years, and if not, what changed (trap T10)."""

from collections.abc import Iterable, Iterator

from monitor.definition.derived import DerivedScale
from monitor.definition.differences import OF_ITEMS, Standing, TrendBreak, item_differences
from monitor.disclosure.release import Manifest
from monitor.statistics.reasons import Reason, because


def differences(before: Manifest, after: Manifest, item: str) -> tuple[Reason, ...]:
    """What makes the answers of two years incomparable; empty: the item was asked in the same way in both.

    The questionnaires are compared as asked, and what the files showed beyond them (`monitor.definition.differences`).
    A derived scale is comparable when it was made in the same way, of questions that each are comparable.
    """
    made = [next((one for one in side.scales if one.id == item), None) for side in (before, after)]
    if any(made):
        return tuple(dict.fromkeys(_scale_differences(before, after, made[0], made[1])))
    found = item_differences(standing(before), standing(after), item)
    return tuple(dict.fromkeys(_reason(one) for one in found))


def _scale_differences(
    before: Manifest, after: Manifest, was: DerivedScale | None, now: DerivedScale | None
) -> Iterator[Reason]:
    if was is None or now is None:
        yield because("no-scale", year=(before if was is None else after).year)
        return
    if was.made != now.made:
        yield because("scale-made")
        return
    asked = [reason for item in now.items for reason in differences(before, after, item)]
    yield from ([because("scale-asked"), *asked] if asked else [])


def standing(manifest: Manifest) -> Standing:
    """What a release tells of its wave when breaks are looked for."""
    observed = tuple(one for one in manifest.breaks if one.since is None)
    return Standing(manifest.survey, manifest.year, manifest.locale, observed)


def wave_breaks(before: str, after: str, manifests: Iterable[Manifest]) -> tuple[Reason, ...]:
    """What changed in the waves as a whole between two years, from the registers of all releases between them.

    A break that the register of a year names counts from the year that it was compared with.
    """
    recorded = (
        one
        for manifest in manifests
        for one in manifest.breaks
        if before < manifest.year <= after and one.since is not None and one.since >= before
    )
    whole = [one for one in recorded if one.kind not in OF_ITEMS]
    new = sum(one.kind == "new-question" for one in whole)
    others = (_reason(one) for one in whole if one.kind != "new-question")
    return tuple(dict.fromkeys((*others, *([because("new-questions", n=new)] if new else []))))


def _reason(one: TrendBreak) -> Reason:
    match one.kind:
        case "not-asked":
            return because("no-item", year=one.heading)
        case "scale-length" | "enrolment":
            return because(one.kind, before=one.before or 0, after=one.after or 0)
        case "classes":
            return because(one.kind, classes=", ".join(one.names), since=one.since or "")
        case _:
            return because(one.kind)
