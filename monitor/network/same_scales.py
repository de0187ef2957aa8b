"""The derived scales of a wave: made in one way at all its schools, else what they released does not add up.

A release cannot be made again, so who made a scale otherwise is left out; the others are finished.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from pydantic import TypeAdapter, ValidationError

from monitor.definition.derived import DerivedScale, Made
from monitor.definition.model import Survey
from monitor.definition.scales import scales_of
from monitor.disclosure.release import Manifest
from monitor.disclosure.release_file import MANIFEST
from monitor.errors import FileRefused
from monitor.network.contribution import Contribution
from monitor.network.dataset import Dataset
from monitor.texts import _

Scales = tuple[DerivedScale, ...]
_SCALES: TypeAdapter[Scales] = TypeAdapter(Scales)


def scales_of_wave(done: Manifest | None, given: Sequence[Contribution], dataset: Dataset, survey: Survey) -> Scales:
    """The scales that every release of a wave has to have.

    They are those of a school that is `done`; before there is one, as this program counts them; and where nobody handed
    over answers to be counted, as most schools made them.

    Raises:
        InputRefused: the dataset cannot be reached.
    """
    if done:
        return done.scales
    if not all(one.kind == "facts" for one in given):
        return scales_of(survey)
    made: dict[tuple[tuple[str, Made], ...], Scales] = {}
    schools: Counter[tuple[tuple[str, Made], ...]] = Counter()
    for scales in _released(given, dataset):
        how = tuple((one.id, one.made) for one in scales)
        made.setdefault(how, scales)
        schools[how] += 1
    return made[schools.most_common(1)[0][0]] if schools else scales_of(survey)


def difference(found: Sequence[DerivedScale], meant: Sequence[DerivedScale]) -> str | None:
    """What is otherwise about the scales of a release than about those of its wave, in words; None: nothing."""
    return next(_differences({one.id: one.made for one in found}, {one.id: one.made for one in meant}), None)


def _differences(found: dict[str, Made], meant: dict[str, Made]) -> Iterator[str]:
    for scale in sorted({*found} - {*meant}):
        yield _("The release has a scale that this wave has not: {scale}.").format(scale=scale)
    for scale, of_wave in meant.items():
        if scale not in found:
            yield _("The release has no scale {scale}, which this wave has.").format(scale=scale)
            continue
        for part, here, there in zip(_parts(), found[scale], of_wave, strict=True):
            if here != there:
                yield _("The scale {scale} was made otherwise. The {part}: {found}; in this wave: {allowed}.").format(
                    scale=scale, part=part, found=_told(here), allowed=_told(there)
                )


def _parts() -> tuple[str, ...]:
    """What each part of `Made` is called."""
    return _("questions"), _("turned questions"), _("limits of the steps"), _("favourable steps")


def _told(part: object) -> str:
    assert isinstance(part, frozenset | tuple)
    names = (
        sorted(part) if isinstance(part, frozenset) else [f"{code} {float(least):g}" for code, least in part if least]
    )
    return ", ".join(names) or _("none")


def _released(given: Sequence[Contribution], dataset: Dataset) -> Iterator[Scales]:
    """The scales of each release that was handed in; one that cannot be read is told when it is adopted."""
    for one in given:
        try:
            content = next(content for name, content in dataset.files(one) if name == MANIFEST)
            yield _SCALES.validate_json(json.dumps(json.loads(content).get("scales", [])))
        except (FileRefused, ValidationError, ValueError, AttributeError):
            continue
