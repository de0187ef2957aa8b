"""What rounding and the audit cost: published shares against the true ones, in made-up schools."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from random import Random

import pytest

from monitor.disclosure.detail import counted_items
from monitor.disclosure.protect import exact_counts, protect
from monitor.disclosure.release import EVERYONE
from monitor.disclosure.rounding import randomly_rounded
from tests.support.evidence import PAGE, check_section
from tests.support.protection import POLICY, item, random_wave, satisfaction, survey
from tests.support.random_schools import random_school

METHODS = Path(__file__).parents[2] / "docs" / "methods" / "README.md"
SCHOOLS = 30
SHOWN_AS_SHARE = 30
"""Below so many answers readers get counts, no shares."""
LEVELS = {"school": "school", "stage": "stage (graad, bouw)", "class": "class"}
ASKED = survey(
    satisfaction(),
    satisfaction("betrokken"),
    item("veilig", ("ja", "nee", "weet_niet"), favourable=("ja",), unknown=("weet_niet",)),
)
HEADLINES = {one.id: "|".join(one.favourable) for one in ASKED.items}
"""The count that the first number of a question is made of: the favourable answers, over everyone who answered."""


@dataclass(frozen=True)
class Share:
    """A published share of a group and what was taken away from the truth, in percentage points."""

    level: str
    answers: int
    published: float
    rounded_only: float
    exact: float


def shares(base: int, seed: int) -> Iterator[Share]:
    """The headline shares of one school: as released, rounded without an audit, and exact."""
    school = random_school(seed)
    counted, tree = random_wave(ASKED, school.sizes, seed, stages=school.stages)
    policy = POLICY.model_copy(update={"base": base})
    released = protect(counted, tree, ASKED, policy, random=Random(seed)).facts
    value = {(fact.item, fact.node, fact.options): fact.value for fact in released}
    exact, random = exact_counts(counted, tree, counted_items(ASKED)), Random(-seed)
    for node in tree.nodes:
        for one in ASKED.items:
            headline = HEADLINES[one.id]
            if (one.id, node.id, headline) not in value:
                continue
            true = [exact.count(one, node.id, options) for options in (headline, EVERYONE)]
            yield Share(
                node.level,
                true[1],
                share(*(value[one.id, node.id, options] for options in (headline, EVERYONE))),
                share(*(randomly_rounded(count, base, random) for count in true)),
                share(*true),
            )


def share(count: int, everyone: int) -> float:
    return 100 * min(1.0, count / everyone)


def line(base: int, name: str, found: list[Share]) -> str:
    """One row: how many shares, and root mean square and mean of the errors in percentage points."""
    cells = [str(base), name, str(len(found))]
    for errors in ([one.published - one.exact for one in found], [one.rounded_only - one.exact for one in found]):
        cells += [
            f"{sqrt(sum(e * e for e in errors) / len(errors)):.1f}",
            f"{round(sum(errors) / len(errors), 1) + 0.0:+.1f}",
        ]
    return f"| {' | '.join(cells)} |"


@pytest.mark.slow
def test_the_cost_of_rounding_is_what_the_pages_say() -> None:
    lines = [
        "| base | level | shares | error (RMSE) | bias | error without the audit | bias without |",
        "|---|---|---|---|---|---|---|",
    ]
    for base in (3, 5):
        found = [one for seed in range(SCHOOLS) for one in shares(base, seed)]
        lines += [line(base, name, [one for one in found if one.level == level]) for level, name in LEVELS.items()]
        lines.append(line(base, "any, from 30 answers", [one for one in found if one.answers >= SHOWN_AS_SHARE]))
    for page in (PAGE, METHODS):
        check_section("precision", "\n".join(lines), page)
