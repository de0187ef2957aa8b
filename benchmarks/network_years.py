"""Years in the life of a network: schools hand over answers, the network closes each wave, and years are compared.

`python -m benchmarks.network_years --schools 1000 --years 5 FOLDER` simulates schools of which the truth is known, and
prints what it took and what was found: time, memory, disk, the share of true changes that were found, the share of
those found that are none, and the fewest values that any count keeps. Broken off, the same command goes on: what was
handed over or closed is there already. What happens at a school before it hands over is measured elsewhere.
"""

import argparse
import datetime as dt
import hashlib
import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.simulated_schools import SimulatedSchool, simulated_answers, simulated_schools
from monitor.between.results import Asked, NetworkResults
from monitor.counting.answers_file import answers_bytes
from monitor.counting.local import LocalEngine
from monitor.definition import library
from monitor.definition.model import Item, Survey
from monitor.legal import Grounds
from monitor.network import closing
from monitor.network.contribution import ANSWERS, Agreement, Contribution
from monitor.network.dataset import Dataset
from monitor.network.settings import Network, new_network, open_network
from monitor.progress import Progress

SEED = 20261127
FIRST_YEAR = 2021
SURVEYS = ("ouders", "leerlingen-9-12", "personeel")
AGREEMENT = Agreement(reference="simulatie", signed_on=dt.date(2021, 9, 1))
GROUNDS = Grounds(legal_basis="simulatie", notice="simulatie")


@dataclass
class Found:
    """What a run took and found.

    `seconds` are those of the clock, `core_seconds` those that processors worked, whatever else the computer did. In
    `lists` lists, one per question and pair of years, schools were looked at: `true_found` of the `true` changes in
    them were found; of the `flagged` ones `false_flagged` are none. `left_out` are school waves without a release,
    most often for too few answers.
    """

    schools: int
    years: int
    seconds: dict[str, float] = field(default_factory=dict)
    core_seconds: dict[str, float] = field(default_factory=dict)
    forms: int = 0
    released: int = 0
    left_out: int = 0
    least_values: int = 0
    lists: int = 0
    true: int = 0
    true_found: int = 0
    flagged: int = 0
    false_flagged: int = 0
    dataset_mb: float = 0.0
    workspace_mb: float = 0.0
    memory_gb: float = 0.0

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the seconds of what happens meanwhile to those of a step."""
        started, worked = time.perf_counter(), _worked()
        yield
        self.seconds[step] = round(self.seconds.get(step, 0.0) + time.perf_counter() - started, 1)
        self.core_seconds[step] = round(self.core_seconds.get(step, 0.0) + _worked() - worked, 1)


def run(
    folder: Path, schools: int, years: int, *, processes: int = 1, seed: int = SEED, surveys: Sequence[str] = SURVEYS
) -> Found:
    """Simulate a network in a folder, from what schools hand over to what is said of each of them."""
    asked = [one for one in library.surveys() if one.id in surveys]
    simulated = simulated_schools(schools, years, seed)
    network, found = _network(folder), Found(schools, years)
    for year in range(years):
        for survey in asked:
            with found.timed("contribute"):
                found.forms += sum(_handed_over(folder, school, survey, year, seed) for school in simulated)
            with found.timed("close"):
                closed = closing.close(
                    network, survey.id, name_of(year), LocalEngine(), processes=processes,
                    progress=_told(f"{survey.id} {name_of(year)}"),
                )  # fmt: skip
            found.released += closed.projected.schools
            found.left_out += len(closed.of("left-out"))
            if year:
                with found.timed("compare"):
                    _compare(network, simulated, survey, year, found)
    _measure(found, folder, network)
    return found


def _told(wave: str) -> Progress:
    def tell(done: int, of: int) -> None:
        if done % 50 == 0 or done == of:
            sys.stderr.write(f"{wave}: {done} / {of}\n")
            sys.stderr.flush()

    return tell


def _worked() -> float:
    """How long processors worked for this process and those of its processes that ended, in seconds."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def name_of(year: int) -> str:
    """The school year of a number: the first is 0."""
    return f"{FIRST_YEAR + year}-{FIRST_YEAR + year + 1}"


def _network(folder: Path) -> Network:
    root = folder / "network"
    return open_network(root) if root.exists() else new_network(root, "Netwerk", str(folder / "dataset"))


def _handed_over(folder: Path, school: SimulatedSchool, survey: Survey, year: int, seed: int) -> int:
    """A school hands over the answers of a year; gives how many forms."""
    given = simulated_answers(school, survey, year, seed)
    content = answers_bytes(given, survey)
    record = Contribution(
        school=school.code, name=school.name, kind="codes", year=name_of(year), survey=survey, survey_hash=survey.hash,
        files={ANSWERS: hashlib.sha256(content).hexdigest()}, forms=len(given), grounds=GROUNDS, agreement=AGREEMENT,
        enrolment={"total": school.enrolled(survey.audience)},
        stages={stage: list(labels) for stage, labels in school.stages.items()},
    )  # fmt: skip
    Dataset.open(folder / "dataset").add(record, {ANSWERS: content})
    return len(given)


def _compare(network: Network, simulated: Sequence[SimulatedSchool], survey: Survey, year: int, found: Found) -> None:
    """What is said to have changed at each school since the year before, held against what did."""
    results = NetworkResults.load(network.root)
    truth = {school.code: school.really_changed(survey.audience, year) for school in simulated}
    for item in results.items(survey.id, name_of(year)):
        if not isinstance(item, Item) or not item.favourable:
            continue
        found.lists += 1
        asked = Asked(item.id, "favourable")
        for one in results.school_changes(survey.id, asked, name_of(year - 1), name_of(year)):
            right = truth[one.school] == (1 if one.change > 0 else -1)
            found.true += truth[one.school] != 0
            found.true_found += one.beyond and right
            found.flagged += one.beyond
            found.false_flagged += one.beyond and not right


def _measure(found: Found, folder: Path, network: Network) -> None:
    """The fewest values that any count keeps, the disk, and the memory of the largest process."""
    results = NetworkResults.load(network.root)
    found.least_values = min(one.min_values for wave in results.waves() for one in results.schools(*wave))
    found.dataset_mb, found.workspace_mb = (_megabytes(one) for one in (folder / "dataset", network.root))
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    found.memory_gb = round(max(used) / 2**20, 2)


def _megabytes(folder: Path) -> float:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.network_years", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the network is made, or gone on with")
    parser.add_argument("--schools", type=int, default=1000)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--surveys", nargs="+", choices=SURVEYS, default=SURVEYS)
    given = parser.parse_args()
    found = run(given.folder, given.schools, given.years, processes=given.processes, surveys=given.surveys)
    sys.stdout.write(json.dumps(asdict(found), indent=2) + "\n")


if __name__ == "__main__":
    main()
