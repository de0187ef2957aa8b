"""The network that screens and their speed are tested with has the shape of a real one."""

from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from monitor.between.by_item import FACTS
from monitor.between.results import Asked, NetworkResults
from monitor.disclosure import release_file
from monitor.network.projection import COLUMNS, SCHOOL_COLUMNS, SCHOOLS
from monitor.statistics.estimate import estimate
from tests.support.drawn_network import SURVEY, YEARS, draw_network

FIRST = "school-0001"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_network(tmp_path_factory.mktemp("network"), 6, YEARS[-1:])


def test_its_tables_have_the_columns_of_a_closed_wave(root: Path) -> None:
    folder = root / "facts" / f"survey={SURVEY}" / f"year={YEARS[-1]}"
    facts, schools = (parquet.read_schema(folder / name) for name in (FACTS, SCHOOLS))
    assert tuple(facts.names) == COLUMNS
    assert tuple(schools.names) == SCHOOL_COLUMNS
    assert {str(facts.field(name).type) for name in COLUMNS} == {"string", "int32"}


def test_a_school_in_it_is_counted_as_its_release_says(root: Path) -> None:
    """A class, its stage and the school as well: the release is read as that of any school."""
    network = NetworkResults.load(root)
    release = release_file.read_release(root / "schools" / FIRST / "releases" / f"{SURVEY}_{YEARS[-1]}")
    own = estimate(release).shares
    assert {fact.node.partition("-")[0] for fact in release.facts} == {"klas", "graad", "school"}
    shown = 0
    for item in network.items(SURVEY, YEARS[-1]):
        for measure in network.measures(SURVEY, YEARS[-1], item.id):
            counts = network.counts(SURVEY, YEARS[-1], Asked(item.id, measure.id))
            share = own[item.id, measure.id, "A", "school"]
            told = dict(zip(counts.schools, zip(counts.x.tolist(), counts.n.tolist(), strict=True), strict=True))
            assert told.get(FIRST) == ((share.count, share.n) if share.shown else None)
            shown += share.shown
    assert shown > 50
