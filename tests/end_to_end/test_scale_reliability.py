"""Alpha at closing: from the answers of a wave to what its manifest tells, and nowhere else."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from monitor import releasing
from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import tally
from monitor.definition.model import Survey
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Fact, Manifest, ScaleReliability
from monitor.disclosure.release_file import COLUMNS, read_release
from monitor.disclosure.reliability import reliability_problems
from monitor.statistics.reliability import covariances, cronbach_alpha
from tests.support.protection import POLICY, SCALE, answers, satisfaction, survey
from tests.support.scale_releases import who_agree
from tests.support.scale_worlds import scale_of

ITEMS = [satisfaction(name) for name in ("sfeer", "veilig", "graag", "erbij")]
ASKED = survey(*ITEMS)
OVER = scale_of(ITEMS, "2.5", "3.5")


def school_of(points: np.ndarray, unsure: int = 0) -> AnonymousAnswers:
    """People with these answers, and so many who do not know anything."""
    given = [("", {one.id: SCALE[int(answer) - 1] for one, answer in zip(ITEMS, row, strict=True)}) for row in points]
    return answers(ASKED, [*given, *[("", {one.id: "weet_niet" for one in ITEMS})] * unsure])


def facts_of(given: AnonymousAnswers) -> tuple[Fact, ...]:
    """The facts of the items as they are rounded at closing, in one draw that nobody attacked."""
    counted = tally(given, ASKED)
    tree = reporting_tree(counted.forms_by_group(), {}, POLICY.k, counted.contributors)
    return protect(counted, tree, ASKED, POLICY, random=Random(1)).facts


def told(points: np.ndarray, unsure: int = 0, asked: Survey = ASKED) -> ScaleReliability:
    given = school_of(points, unsure)
    return releasing.reliability_of(given, asked, OVER, facts_of(given), POLICY.k)


def test_alpha_is_told_to_the_nearest_tenth_and_of_how_many_the_facts_say() -> None:
    points = who_agree(120, 4, 0.8, seed=4)
    found = told(points)
    exact = cronbach_alpha(covariances(points))
    assert exact is not None
    assert found.alpha == pytest.approx(round(exact, 1))
    assert found.omega is not None
    assert (found.scale, found.step, found.reason) == ("schaal", 0.1, "")
    assert 50 <= found.n <= 120


def test_who_does_not_know_does_not_count() -> None:
    points = who_agree(120, 4, 0.8, seed=4)
    assert told(points, unsure=4).alpha == told(points).alpha
    assert told(points, unsure=4).n < told(points).n


@pytest.mark.parametrize(
    ("points", "unsure", "reason"),
    [
        (who_agree(49, 4, 0.8, seed=1), 0, "few-complete"),
        (who_agree(60, 4, 0.8, seed=1), 15, "few-complete"),
        (np.full((80, 4), 4.0), 0, "no-variance"),
        (np.vstack([np.full((80, 4), 4.0), [[1.0, 1.0, 1.0, 1.0]]]), 0, "one-person"),
    ],
    ids=["49 people", "too many who may not know", "all the same", "all but one the same"],
)
def test_what_is_not_told_has_a_reason_and_no_number(points: np.ndarray, unsure: int, reason: str) -> None:
    found = told(points, unsure)
    assert (found.alpha, found.omega, found.reason) == (None, None, reason)


def test_the_releases_of_the_sample_school_tell_it_of_every_scale_and_only_in_the_manifest(
    demo_workspace: Path,
) -> None:
    released = [read_release(folder) for folder in sorted((demo_workspace / "releases").iterdir())]
    assert any(one.alpha is not None for release in released for one in release.manifest.reliability)
    for release in released:
        manifest = release.manifest
        assert [one.scale for one in manifest.reliability] == [scale.id for scale in manifest.scales]
        assert not list(reliability_problems(manifest, release.facts))
        assert all((one.alpha is None) == bool(one.reason) for one in manifest.reliability)
    assert not {"alpha", "omega"} & set(COLUMNS)


def test_a_manifest_of_before_tells_nothing_and_is_read_as_ever(demo_workspace: Path) -> None:
    folder = next(iter(sorted((demo_workspace / "releases").iterdir())))
    older = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del older["reliability"]
    assert Manifest.model_validate_json(json.dumps(older)).reliability == ()
