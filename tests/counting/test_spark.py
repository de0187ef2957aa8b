"""Spark counts what this computer counts: exactly, people included, and in both ways to reach it."""

import os
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor import releasing, waves
from monitor.anonymous import AnonymousAnswers
from monitor.catalogue.catalogue import Wave
from monitor.counting.answers_file import answers_bytes
from monitor.counting.engines import Engine, Part
from monitor.counting.local import LocalEngine
from monitor.counting.of_one_school import _counted
from monitor.counting.spark import SparkEngine, spark_engine
from monitor.counting.tally import Tally, tally
from monitor.definition.model import ItemType
from monitor.definition.scales import scales_of
from monitor.disclosure import release_file
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Release
from monitor.errors import EngineRefused, FileRefused
from monitor.network import one_school
from monitor.network.closing import Closed, close
from monitor.network.dataset import Dataset
from monitor.network.settings import Network
from monitor.pipeline import import_file, new_workspace
from monitor.sample import sample_imports
from monitor.shipped import sample_folder
from tests.support.at_once import in_this_process
from tests.support.contributed import YEAR
from tests.support.counted_in_sql import counted
from tests.support.crossed import crosstabs, flat
from tests.support.networks import hand_over, make_network
from tests.support.protection import item, satisfaction, survey
from tests.support.scale_worlds import scale_of
from tests.support.sparks import both_ways, part_of, random_answers, told

pytestmark = [pytest.mark.spark, pytest.mark.unmeasured]

ITEMS = [satisfaction("sfeer"), satisfaction("veilig")]
ASKED = survey(
    *ITEMS,
    item("bronnen", ("brief", "gesprek", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",)),
    item("mening", ("goed", "slecht"), shown_if={"bronnen": ("brief",)}),
    item("open", (), type=ItemType.OPEN),
)
SCALES = (scale_of(ITEMS, "2.5", "3.5"),)
MILLION = 1_000_000
HANDED_OVER = {"eik": 70, "es": 0, "linde": 90}
"""Forms of each school of a network that handed over its answers; of one nobody answered."""


@pytest.fixture(scope="module")
def spark() -> Iterator[tuple[SparkEngine, str]]:
    """One Spark for all tests: it takes seconds to start."""
    with both_ways() as begun:
        yield begun


@pytest.fixture
def engine(spark: tuple[SparkEngine, str]) -> SparkEngine:
    return spark[0]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 2**32), st.integers(0, 80), st.lists(st.sampled_from(["1A", "1B", "2C"]), unique=True),
                  st.booleans()),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_random_waves_have_the_same_tally(engine: SparkEngine, schools: list[tuple[int, int, list[str], bool]]) -> None:
    waves_of = {
        f"school-{number}": random_answers(ASKED, seed, forms, tuple(classes), families=families)
        for number, (seed, forms, classes, families) in enumerate(schools)
    }
    parts = [part_of(school, ASKED, answers) for school, answers in waves_of.items()]
    here = dict(LocalEngine().tallies(parts, ASKED, SCALES))
    there = list(engine.tallies(parts, ASKED, SCALES))
    assert [school for school, _counted in there] == list(waves_of)
    assert {school: told(counted) for school, counted in there} == {one: told(counted) for one, counted in here.items()}
    school, answers = waves_of.popitem()
    assert told(here[school])["answers"] == told(tally(answers, ASKED, SCALES))["answers"]


def test_a_million_forms_on_disk_have_the_tally_that_sql_gives(engine: SparkEngine, tmp_path: Path) -> None:
    answers = random_answers(ASKED, 7, MILLION, ("1A", "1B"))
    file = tmp_path / "answers.parquet"
    file.write_bytes(answers_bytes(answers, ASKED))
    groups = pq.ParquetFile(file).num_row_groups
    halves = [tuple(range(0, groups, 2)), tuple(range(1, groups, 2))]
    seen: list[tuple[int, int]] = []
    [(_school, there)] = engine.tallies(
        [Part("linde", str(file), MILLION // 2, half) for half in halves], ASKED, SCALES,
        progress=lambda done, of: seen.append((done, of)),
    )  # fmt: skip
    [(_school, here)] = LocalEngine().tallies([Part("linde", str(file), MILLION)], ASKED, SCALES)
    assert told(there) == told(here)
    assert seen == [(MILLION, MILLION)]
    assert isinstance(there, Tally)
    asked = 'SELECT ":class", sfeer, count(*) FROM read_parquet(?) GROUP BY ALL'
    by_sql = {(label, code): n for label, code, n in duckdb.execute(asked, [str(file)]).fetchall()}
    counted = {
        (label, code): n
        for label, row in zip(there.groups, there.counts["sfeer"].tolist(), strict=True)
        for code, n in enumerate(row)
    }
    assert {cell: n for cell, n in counted.items() if n} == by_sql


def test_a_server_of_spark_connect_counts_with_our_own_lines(spark: tuple[SparkEngine, str]) -> None:
    answers = random_answers(ASKED, 11, 500, ("1A", "1B"), families=True)
    parts = [part_of("linde", ASKED, answers), Part("eik", b"no parquet", 10)]
    with spark_engine(spark[1]) as server:
        found = dict(server.tallies(parts, ASKED, SCALES))
    assert told(found["linde"]) == told(tally(answers, ASKED, SCALES))
    assert isinstance(found["eik"], FileRefused)


def test_a_damaged_file_stops_its_own_school_alone(engine: SparkEngine, tmp_path: Path) -> None:
    whole = random_answers(ASKED, 3, 200_000, ("1A",))
    content = answers_bytes(whole, ASKED)
    damaged = bytearray(content)
    damaged[len(content) // 3 : len(content) // 3 + 2000] = bytes(2000)  # in the midst: found only when it is counted
    (tmp_path / "eik.parquet").write_bytes(damaged)
    wrong = pa.table({"sfeer": pa.array([1, None], pa.int8())})
    pq.write_table(
        wrong.replace_schema_metadata(pq.read_schema(pa.BufferReader(content)).metadata), tmp_path / "es.parquet"
    )
    parts = [
        part_of("linde", ASKED, whole),
        *(Part(school, str(tmp_path / f"{school}.parquet"), 100) for school in ("eik", "es", "weg")),
        part_of("beuk", ASKED, whole),
    ]
    found = dict(engine.tallies(parts, ASKED))
    here = dict(LocalEngine().tallies(parts, ASKED))
    assert told(found["linde"]) == told(found["beuk"]) == told(tally(whole, ASKED))
    for school in ("eik", "es", "weg"):
        refused, same = found[school], here[school]
        assert isinstance(refused, FileRefused)
        assert isinstance(same, FileRefused)
        assert (refused.message, refused.remedy, refused.place) == (same.message, same.remedy, same.place)
        assert f"{school}.parquet" in refused.place.words()


def test_when_a_process_of_spark_dies_nothing_is_counted_and_the_next_count_is_right(
    engine: SparkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = random_answers(ASKED, 5, 50, ("1A",))
    with monkeypatch.context() as patch:
        patch.setattr("monitor.counting.spark._count", _die)
        with pytest.raises(EngineRefused, match="halverwege gestopt") as refused:
            list(engine.tallies([part_of("linde", ASKED, answers)], ASKED))
    assert refused.value.exit_code == 3
    [(_school, counted)] = engine.tallies([part_of("linde", ASKED, answers)], ASKED)
    assert told(counted) == told(tally(answers, ASKED))


def _die(pieces: Iterable[object], **_given: object) -> Iterator[object]:
    for _piece in pieces:
        os._exit(9)
    yield from ()


def test_what_is_counted_from_memory_never_lies_on_a_disk_in_the_clear(
    engine: SparkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = b"kanarie-in-de-antwoorden"
    with monkeypatch.context() as patch:  # pyspark's way from Python to Java where nothing is to be encrypted
        patch.setattr("pyspark.core.context.NamedTemporaryFile", None)
        [(_school, refused)] = engine.tallies([Part("linde", canary * 5_000, 10)], ASKED)
    assert isinstance(refused, FileRefused)
    private = Path(engine.session.sparkContext.getConf().get("spark.local.dir") or "")
    assert private.stat().st_mode & 0o777 == 0o700
    kept = [path for path in private.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if canary in path.read_bytes()]


class Looked(Exception):
    """The wave was looked at, and is to stay open."""


@pytest.mark.parametrize("survey_id", ["ouders", "leerlingen-9-12"])
def test_the_sample_school_has_the_same_tally_before_rounding(
    survey_id: str, engine: SparkEngine, tmp_path: Path
) -> None:
    entry = [one for one in sample_imports() if one.survey == survey_id][-1]
    workspace = new_workspace(tmp_path / "werkmap", "De Linde")
    asked = sample_folder() / entry.survey_file if entry.survey_file else entry.survey
    with in_this_process():
        import_file(sample_folder() / entry.file, survey=asked, year=entry.year, workspace=workspace)
    seen = []

    def look(wave: Wave, answers: AnonymousAnswers, _previous: str | None) -> Release:
        scales = scales_of(wave.survey)
        seen.append((tally(answers, wave.survey, scales), _counted(engine, answers, wave.survey, scales)))
        raise Looked

    with pytest.raises(Looked):
        waves.freeze(workspace, f"{survey_id}_{entry.year}", look)
    [(here, there)] = seen
    assert told(there) == told(here)
    assert sum(here.forms.tolist()) > 100
    assert np.sum(here.counts[next(iter(here.counts))]) > 100


def test_a_network_is_closed_by_spark_as_by_this_computer_and_as_others_count(
    engine: SparkEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same counts, and with the same luck the same releases; one school has families, one a torn file."""
    network, dataset = make_network(tmp_path)
    for seed, (school, forms) in enumerate({**HANDED_OVER, "stuk": 40}.items()):
        given = random_answers(ASKED, seed, forms, ("1A", "1B"), families=school == "linde")
        hand_over(dataset, school, given, ASKED)
    answers_in(dataset, "stuk").write_bytes(answers_in(dataset, "stuk").read_bytes()[:-20])
    other = Network(shutil.copytree(network.root, tmp_path / "hier"))
    by_spark, there = closed_by(engine, network, monkeypatch)
    by_us, here = closed_by(LocalEngine(), other, monkeypatch)
    assert {one.school: one.done for one in by_spark.outcomes} == {
        "eik": "closed", "es": "left-out", "linde": "closed", "stuk": "left-out",
    }  # fmt: skip
    assert by_spark == by_us
    assert {school: told(one) for school, one in there.items()} == {school: told(one) for school, one in here.items()}
    for school in ("eik", "linde"):
        assert released(network, school) == released(other, school)
        ours, file = flat(there[school]), answers_in(dataset, school)
        assert ours == counted(file, ASKED)
        crossed = crosstabs(file)
        assert crossed == {key: forms for key, forms in ours.items() if key[0] in ("sfeer", "veilig")}
        assert sum(crossed.values()) == 2 * HANDED_OVER[school]


def answers_in(dataset: Dataset, school: str) -> Path:
    return Path(dataset.store.address) / f"codes/survey={ASKED.id}/year={YEAR}/school={school}/answers.parquet"


def closed_by(engine: Engine, network: Network, monkeypatch: pytest.MonkeyPatch) -> tuple[Closed, dict[str, Tally]]:
    """The wave closed, with noise that is drawn alike each time, and what was counted of each school before it."""
    counts: dict[str, Tally] = {}
    made = one_school.released
    with monkeypatch.context() as patch:

        def keep(declared: one_school.Declared, counted: Tally, *rest: object) -> object:
            counts[declared.code] = counted
            patch.setattr(releasing, "protect", partial(protect, random=Random(declared.code)))
            return made(declared, counted, *rest)

        patch.setattr(one_school, "released", keep)
        return close(network, ASKED.id, YEAR, engine), counts


def released(network: Network, school: str) -> tuple[bytes, bytes, object]:
    """What is in the release of a school, but for how many seconds its attack took."""
    folder = network.releases_of(school) / f"{ASKED.id}_{YEAR}"
    manifest = release_file.read_release(folder).manifest
    timeless = manifest.model_copy(update={"audit": manifest.audit.model_copy(update={"seconds": 0.0})})
    return (folder / "facts.parquet").read_bytes(), (folder / "witnesses.parquet").read_bytes(), timeless
