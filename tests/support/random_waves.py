"""Waves drawn at random, with everything that a count must get right: routing, several choices, scales, families."""

from random import Random

import numpy as np

from monitor.anonymous import AnonymousAnswers
from monitor.definition.codebook import codebook
from monitor.definition.derived import DerivedScale
from monitor.definition.model import ItemType, Survey
from tests.support.protection import item, satisfaction, survey
from tests.support.scale_worlds import scale_of

SCALED = [satisfaction("sfeer"), satisfaction("veilig"), satisfaction("graag")]
ASKED: Survey = survey(
    *SCALED,
    item("gepest", ("ja", "nee", "liever_niet"), refusal=("liever_niet",)),
    item(
        "waar", ("klas", "plein", "nergens"), type=ItemType.MULTIPLE, exclusive=("nergens",),
        shown_if={"gepest": ["ja"]},
    ),
    item("hulp", ("goed", "slecht"), shown_if={"waar": ["klas", "plein"], "gepest": ["nee"]}),
    item("rangorde", ("a", "b", "c"), type=ItemType.RANKING),
    item("open", (), type=ItemType.OPEN),
)  # fmt: skip
SCALES: tuple[DerivedScale, ...] = (scale_of(SCALED, "2.5", "3.5", reversed=["veilig"]),)


def random_answers(seed: int, forms: int, *, families: bool = False) -> AnonymousAnswers:
    """So many forms, every code of the codebook among them; a column may be lacking, as one that nobody answered is."""
    random, draw = np.random.default_rng(seed), Random(seed)
    labels = tuple(draw.sample(["1A", "1B", "2A", "3 blauw", "Zon"], draw.randrange(1, 6)))
    codes = {
        one.name: random.integers(0, one.answers + 2, forms).astype(np.int8)
        for one in codebook(ASKED)
        if draw.random() < 0.9 or one.item in ("sfeer", "veilig", "graag")
    }
    group = random.integers(0, len(labels) + 1, forms).astype(np.int16)
    contributor = random.integers(0, 1 + forms // 2, forms).astype(np.int32) if families else None
    return AnonymousAnswers(ASKED.id, labels, group, codes, contributor)
