"""Made-up schools of every size, with a questionnaire that has every kind of item, and their releases."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from monitor.counting.tally import Tally
from monitor.definition.model import ItemType
from monitor.disclosure.groups import Tree
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Manifest, Release
from monitor.disclosure.release_file import facts_sha256
from monitor.errors import PrivacyRefused
from tests.support.protection import POLICY, item, random_wave, satisfaction, survey

SCHOOLS = 50
ASKED = survey(
    satisfaction(),
    item("veilig", ("ja", "nee", "weet_niet"), favourable=("ja",), unknown=("weet_niet",)),
    item("contact", ("ja", "nee")),
    item("samen", ("goed", "slecht", "weet_niet"), favourable=("goed",), shown_if={"contact": ("ja",)}),
    item("bronnen", ("brief", "gesprek", "site", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",)),
    item(
        "hoe", ("mail", "bel", "niet"), type=ItemType.MULTIPLE, exclusive=("niet",), shown_if={"bronnen": ("gesprek",)}
    ),
    item("thuis", ("goed", "matig", "slecht"), favourable=("goed",), sensitive=1),
    item(
        "gepest", ("niet", "eens", "maand", "week", "liever_niet"), refusal=("liever_niet",), values=True, sensitive=2
    ),
)
"""A scale with "do not know", single answers, lists with an exclusive option, routed items, delicate ones."""


@dataclass(frozen=True)
class School:
    """How many families there are, how many of them answered per class, and its stages."""

    families: int
    sizes: Mapping[str, int]
    stages: Mapping[str, tuple[str, ...]]

    @property
    def forms(self) -> int:
        return sum(self.sizes.values())


def random_school(seed: int) -> School:
    """30 to 600 families, 1 to 24 classes of unequal size, a response of 25 to 95 %, with stages or without."""
    random = Random(seed)
    families, classes, response = random.randint(30, 600), random.randint(1, 24), random.uniform(0.25, 0.95)
    labels = [f"{1 + place // 3}{'ABC'[place % 3]}" for place in range(classes)]
    weights = [random.uniform(0.6, 1.4) for _label in labels]
    answered = [random.choices(labels, weights)[0] for _family in range(families) if random.random() < response]
    sizes = {label: answered.count(label) for label in labels}
    stages = {f"graad {1 + n // 6}": tuple(labels[n : n + 6]) for n in range(0, classes, 6)} if seed % 3 else {}
    return School(families, {label: n for label, n in sizes.items() if n}, stages)


def released(school: School, seed: int, *, draw: int | None = None) -> tuple[Release, Tally, Tree] | None:
    """The release of a school with its true counts; nothing where fewer than k answered.

    The answers come of the seed, and so does the noise, unless another `draw` of it is asked for.
    """
    try:
        counted, tree = random_wave(ASKED, school.sizes, seed, stages=school.stages)
    except PrivacyRefused:
        return None
    protected = protect(counted, tree, ASKED, POLICY, random=Random(seed if draw is None else draw))
    manifest = Manifest(
        wave=f"{ASKED.id}_{seed}",
        school="De Linde",
        locale="nl-BE",
        year="2025-2026",
        survey=ASKED,
        survey_hash=ASKED.hash,
        policy=POLICY,
        nodes=protected.nodes,
        enrolment={"total": school.families},
        audit=protected.audit,
        facts_sha256=facts_sha256(protected.facts),
        previous=None,
        closed_on=dt.date(2026, 5, 12),
    )
    return Release(manifest, protected.facts), counted, tree
