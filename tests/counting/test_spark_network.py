"""A network closed by Spark is the network closed here: the same counts, and with the same luck the same releases."""

import shutil
from functools import partial
from pathlib import Path
from random import Random

import pytest

from monitor import releasing
from monitor.counting.engines import Engine
from monitor.counting.local import LocalEngine
from monitor.counting.spark import SparkEngine
from monitor.counting.tally import Tally
from monitor.disclosure import release_file
from monitor.disclosure.protect import protect
from monitor.network import one_school
from monitor.network.closing import Closed, close
from monitor.network.dataset import Dataset
from monitor.network.settings import Network
from tests.support.contributed import YEAR
from tests.support.counted_in_sql import counted
from tests.support.crossed import UNROUTED, crosstabs, flat
from tests.support.networks import hand_over, make_network
from tests.support.random_waves import ASKED, random_answers
from tests.support.sparks import told

pytestmark = [pytest.mark.spark, pytest.mark.unmeasured]

SCHOOLS = {"eik": 70, "es": 0, "linde": 90}
"""Forms of each school that handed over its answers; of one nobody answered."""
WAVE = f"{ASKED.id}_{YEAR}"
Counts = dict[str, Tally]


@pytest.fixture
def handed(tmp_path: Path) -> tuple[Network, Dataset]:
    """A network of which one school has families, one no forms, and one a file that is torn."""
    network, dataset = make_network(tmp_path)
    for seed, (school, forms) in enumerate(SCHOOLS.items()):
        hand_over(dataset, school, random_answers(seed, forms, families=school == "linde"), ASKED)
    hand_over(dataset, "stuk", random_answers(9, 40), ASKED)
    file = answers_of(dataset, "stuk")
    file.write_bytes(file.read_bytes()[:-20])
    return network, dataset


def answers_of(dataset: Dataset, school: str) -> Path:
    return Path(dataset.store.address) / f"codes/survey={ASKED.id}/year={YEAR}/school={school}/answers.parquet"


def closed_by(engine: Engine, network: Network, monkeypatch: pytest.MonkeyPatch) -> tuple[Closed, Counts]:
    """The wave closed, with noise that is drawn alike each time, and what was counted of each school before it."""
    counts: Counts = {}
    made = one_school.released

    with monkeypatch.context() as patch:

        def keep(declared: one_school.Declared, counted: Tally, *rest: object) -> object:
            counts[declared.code] = counted
            patch.setattr(releasing, "protect", partial(protect, random=Random(declared.code)))
            return made(declared, counted, *rest)

        patch.setattr(one_school, "released", keep)
        return close(network, ASKED.id, YEAR, engine), counts


def test_a_network_is_closed_by_spark_as_by_this_computer_and_as_others_count(
    engine: SparkEngine, handed: tuple[Network, Dataset], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, dataset = handed
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
        ours, file = flat(there[school]), answers_of(dataset, school)
        assert ours == counted(file, ASKED)
        crossed = crosstabs(file)
        assert crossed == {key: forms for key, forms in ours.items() if key[0] in {name for name, *_rest in crossed}}
        assert len({name for name, *_rest in crossed} & {*UNROUTED}) > 3
        assert sum(forms for (name, _label, _code), forms in ours.items() if name == "sfeer") == SCHOOLS[school]


def released(network: Network, school: str) -> tuple[bytes, bytes, object]:
    """What is in the release of a school, but for how many seconds its attack took."""
    folder = network.releases_of(school) / WAVE
    manifest = release_file.read_release(folder).manifest
    timeless = manifest.model_copy(update={"audit": manifest.audit.model_copy(update={"seconds": 0.0})})
    return (folder / "facts.parquet").read_bytes(), (folder / "witnesses.parquet").read_bytes(), timeless
