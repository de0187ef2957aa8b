"""What the files of each school of a wave showed beyond the questionnaire: which years of a school may be compared.

All schools of a wave were asked the same by its definition; that a form lacked a question, or had other answers, is a
matter of one school. It is taken from the manifests when the tables of the wave are made, so that a screen need not
read a thousand of them.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from monitor.definition.differences import OF_ITEMS, Observed, TrendBreak
from monitor.disclosure.release import Manifest
from monitor.durable import write_durably
from monitor.statistics.comparable import differences

OBSERVED = "observed.json"


def of_items(breaks: Iterable[TrendBreak]) -> Observed:
    """What files showed of single items; the rest of a register stands between no two answers."""
    return tuple(one for one in breaks if one.since is None and one.kind in OF_ITEMS)


def write_observed(wave: Path, observed: Mapping[str, Observed]) -> None:
    """Write what the files of each school showed in the folder of a wave; of most schools it is nothing.

    Raises:
        OSError: it cannot be written; the old one is as it was.
    """
    told = {
        school: [one.model_dump(mode="json", exclude_defaults=True) for one in seen]
        for school, seen in sorted(observed.items())
        if seen
    }
    write_durably(wave / OBSERVED, json.dumps(told, ensure_ascii=False).encode(), private=False)


def read_observed(wave: Path) -> Mapping[str, Observed]:
    """What the files of each school showed, by its code; nothing of a wave closed by a version that did not tell."""
    try:
        told = json.loads((wave / OBSERVED).read_bytes())
    except FileNotFoundError:
        return {}
    return {school: tuple(TrendBreak.model_validate(one) for one in seen) for school, seen in told.items()}


def asked_otherwise(
    before: tuple[Manifest, Mapping[str, Observed]], after: tuple[Manifest, Mapping[str, Observed]], item: str
) -> frozenset[str]:
    """The schools of which the files tell that they asked an item, or one of a scale, in another way in the two years.

    Each side is what was asked in the wave, and what the files of each school showed.
    """
    (was, seen_before), (now, seen_after) = before, after
    touched = {item, *(part for side in (was, now) for one in side.scales if one.id == item for part in one.items)}
    found = set()
    for school in {*seen_before, *seen_after}:
        seen = seen_before.get(school, ()), seen_after.get(school, ())
        if any(one.item in touched for side in seen for one in side) and _differ(was, now, seen, item):
            found.add(school)
    return frozenset(found)


def _differ(was: Manifest, now: Manifest, seen: tuple[Observed, Observed], item: str) -> bool:
    before, after = (side.model_copy(update={"breaks": told}) for side, told in zip((was, now), seen, strict=True))
    return bool(differences(before, after, item))
