"""T2: closing and auditing made-up schools takes seconds, and what was closed passes (`privacy.md` section 6)."""

import time
from pathlib import Path
from random import Random

import pytest

from monitor.definition.model import Item, ItemType, Survey
from monitor.disclosure.audit import audit_folder
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Release
from monitor.disclosure.release_file import facts_sha256, write_release
from monitor.disclosure.witnesses import witnessed
from tests.disclosure.test_release_file import a_release
from tests.support.protection import POLICY, item, random_wave, satisfaction, survey
from tests.support.scale_worlds import scale_of

SECONDS = 60
"""For closing and auditing one wave, of this process alone."""
SCALE_ITEMS = 5
"""Of so many items about satisfaction there is a derived scale: one set of linked items, attacked as people."""
STAGES = {f"graad {n}": tuple(f"{year}{name}" for year in (2 * n - 1, 2 * n) for name in "AB") for n in (1, 2, 3)}


def questions(number: int) -> Survey:
    """So many questions: most about satisfaction, of every ten one list, one routed pair, and own experience."""
    asked: list[Item] = []
    for place in range(number // 10):
        known, tried = f"kent{place}", f"vond{place}"
        asked += [satisfaction(f"tevreden{place}{n}") for n in range(6)]
        asked += [
            item(known, ("ja", "nee")),
            item(tried, ("goed", "slecht", "weet_niet"), favourable=("goed",), shown_if={known: ("ja",)}),
            item(f"gepest{place}", ("nooit", "soms", "vaak", "elke_week"), sensitive=2),
            item(f"lijst{place}", ("a", "b", "c", "d", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",)),
        ]
    return survey(*asked)


def closed(folder: Path, asked: Survey, seed: int) -> Release:
    """A wave of twelve classes, closed as `close` does it, without the answers being kept."""
    random = Random(seed)
    sizes = {name: random.randint(12, 27) for names in STAGES.values() for name in names}
    scales = [scale_of(asked.items[:SCALE_ITEMS], "2.5", "3.5")]
    counted, tree = random_wave(asked, sizes, seed, stages=STAGES, scales=scales)
    protected = protect(counted, tree, asked, POLICY, scales=scales)
    manifest = a_release().manifest.model_copy(
        update={
            "survey": asked,
            "nodes": protected.nodes,
            "facts_sha256": facts_sha256(protected.facts),
            "audit": protected.audit,
            "scales": tuple(scales),
            "surely": protected.surely,
        }
    )
    release = witnessed(Release(manifest, protected.facts))
    write_release(folder, release)
    return release


@pytest.mark.slow
def test_t2_a_wave_of_forty_items_and_twelve_classes_takes_less_than_a_minute(tmp_path: Path) -> None:
    """It takes a quarter of that; the bound stands far off, since time on a busy machine tells of the machine."""
    started = time.process_time()
    release = closed(tmp_path / "wave", questions(40), seed=1)
    ((_name, result),) = audit_folder(tmp_path)
    assert time.process_time() - started < SECONDS
    assert result.passed
    assert len(release.manifest.nodes) == 1 + 3 + 12
    assert len(release.manifest.survey.items) == 40
    assert {fact.node for fact in release.facts if fact.item == "schaal"} == {"school"}


@pytest.mark.parametrize("seed", range(2))
def test_t2_every_made_up_school_passes(seed: int, tmp_path: Path) -> None:
    closed(tmp_path / "wave", questions(10), seed)
    ((_name, result),) = audit_folder(tmp_path)
    assert result.passed, result.problems
    assert [one.min_values for one in result.units if one.items == ("gepest0",)] == [5]
