"""A small network: schools that hand over answers, one that hands in its release, and some that cannot be used."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

from monitor.anonymous import AnonymousAnswers
from monitor.counting.answers_file import answers_bytes
from monitor.counting.tally import tally
from monitor.definition.differences import Observed
from monitor.definition.model import Survey
from monitor.disclosure import release_file
from monitor.disclosure.release import Fact, Release, ScaleReliability
from monitor.disclosure.witnesses import WITNESSES, witness_bytes
from monitor.legal import Grounds
from monitor.network.contribution import ANSWERS, Contribution
from monitor.network.dataset import Dataset
from monitor.network.settings import Network, new_network
from monitor.releasing import Declared, released
from tests.support.contributed import YEAR, codes_of, hashes
from tests.support.protection import POLICY, answers, item, satisfaction, survey

ASKED = survey(
    satisfaction("sfeer"),
    item("contact", ("ja", "nee")),
    item("gepest", ("nooit", "soms", "vaak", "elke_week"), sensitive=2),
)
OTHER = ASKED.model_copy(update={"version": "2"})
WAVE = f"{ASKED.id}_{YEAR}"
GROUNDS = Grounds(legal_basis="taak van algemeen belang", notice="brief, versie 1")
CLOSE = ("close", "--survey", "proef", "--year", YEAR)


def people_of(sizes: Mapping[str, int], seed: int) -> AnonymousAnswers:
    """So many people per class, who answer by chance and now and then not at all."""
    random = Random(seed)
    given = [
        (name, {one.id: random.choice(one.codes()) for one in ASKED.items if random.random() < 0.95})
        for name, size in sizes.items()
        for _person in range(size)
    ]
    return answers(ASKED, given)


EIK = people_of({"1A": 12, "1B": 14, "2A": 11}, 1)
LINDE = people_of({"1A": 21, "": 3}, 2)
BEUK = people_of({"1A": 15, "1B": 16}, 3)
KLEIN = people_of({"1A": 4}, 4)


def hand_over(
    dataset: Dataset, school: str, given: AnonymousAnswers, asked: Survey = ASKED, year: str = YEAR,
    thresholds: Mapping[str, int] | None = None, breaks: Observed = (),
) -> Contribution:  # fmt: skip
    """A school that hands over its answers, with what it declared."""
    content = answers_bytes(given, asked)
    record = codes_of(school, asked, content, len(given))
    enrolment = {"total": 2 * len(given), "1A": 30}
    told: dict[str, object] = {"grounds": GROUNDS, "enrolment": enrolment, "name": f"De {school.title()}", "year": year}
    told |= {"thresholds": dict(thresholds or {}), "breaks": breaks}
    record = record.model_copy(update=told)
    dataset.add(record, {ANSWERS: content})
    return record


def hand_in(dataset: Dataset, school: str, given: AnonymousAnswers, k: int = 10) -> Contribution:
    """A school that closed the wave itself, and hands in its release."""
    return hand_in_release(dataset, school, release_of(given), policy=POLICY.model_copy(update={"k": k}))


def release_of(given: AnonymousAnswers) -> Release:
    """The release that a school made of these answers itself."""
    declared = Declared(
        wave=f"{ASKED.id}_{YEAR}", school="De Beuk", locale="nl-BE", year=YEAR, survey=ASKED,
        policy=POLICY, grounds=GROUNDS, previous="0" * 64,
    )  # fmt: skip
    return released(declared, tally(given, ASKED), _no_scale)


def hand_in_release(dataset: Dataset, school: str, release: Release, /, **changed: object) -> Contribution:
    """A school that hands in a release, of which the manifest says something else here and there."""
    manifest = release.manifest.model_copy(update=changed)
    files = {
        release_file.FACTS: release_file.facts_bytes(release.facts),
        release_file.MANIFEST: release_file.manifest_bytes(manifest),
        WITNESSES: witness_bytes(release.witnesses),
    }
    record = Contribution(
        school=school, name="De Beuk", kind="facts", year=YEAR, survey=ASKED, survey_hash=ASKED.hash,
        files=hashes(files), forms=manifest.nodes[0].forms,
    )  # fmt: skip
    dataset.add(record, files)
    return record


def _no_scale(_scale: object, _facts: object) -> ScaleReliability:
    raise AssertionError("the questionnaire has no scale")


def make_network(folder: Path) -> tuple[Network, Dataset]:
    """A network without schools yet."""
    network = new_network(folder / "netwerk", "De Scholengroep", str(folder / "aanlevering"))
    settings = network.root / "schoolklimaat.toml"
    regions = '\n[network.regions]\n"Noord" = ["eik", "beuk"]\n"Zuid" = ["linde"]\n'
    settings.write_text(settings.read_text(encoding="utf-8") + regions, encoding="utf-8")
    return network, Dataset.open(folder / "aanlevering")


def facts_in(network: Network, school: str) -> tuple[Fact, ...]:
    """The facts of a school's release."""
    return release_file.read_release(network.releases_of(school) / WAVE).facts
