"""A network closes a wave: each school's release as the school would have made it, whatever is wrong with others."""

import hashlib
import pickle
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from monitor import cli
from monitor.counting.answers_file import answers_of
from monitor.counting.local import LocalEngine
from monitor.counting.tally import Tally
from monitor.disclosure import release_file
from monitor.disclosure.audit import audit_folder
from monitor.errors import WorkspaceRefused
from monitor.network import closing, one_school
from monitor.network.closing import Closed, close
from monitor.network.dataset import Dataset
from monitor.network.settings import Network
from tests.support import networks
from tests.support.contributed import YEAR
from tests.support.networks import ASKED, BEUK, EIK, KLEIN, LINDE, OTHER, WAVE, hand_in, hand_over, make_network

Handed = tuple[Network, Dataset]


@pytest.fixture
def handed(tmp_path: Path) -> Handed:
    network, dataset = make_network(tmp_path)
    hand_over(dataset, "eik", EIK)
    hand_over(dataset, "linde", LINDE)
    hand_in(dataset, "beuk", BEUK)
    return network, dataset


def closed(network: Network, **asked: int) -> Closed:
    return close(network, ASKED.id, YEAR, LocalEngine(), **asked)


def released_bytes(network: Network) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(network.schools_folder.rglob("*")) if path.is_file()}


def test_each_school_gets_a_release_of_its_own_and_those_of_others_are_adopted(handed: Handed) -> None:
    network, dataset = handed
    found = closed(network)
    assert {one.school: one.done for one in found.outcomes} == {"beuk": "adopted", "eik": "closed", "linde": "closed"}
    assert found.exit_code == 0
    eik = release_file.read_release(network.releases_of("eik") / WAVE).manifest
    assert (eik.school, eik.code, eik.previous) == ("De Eik", "eik", None)
    handed_over = Path(dataset.store.address) / f"codes/survey=proef/year={YEAR}/school=eik/answers.parquet"
    assert eik.answers_sha256 == hashlib.sha256(handed_over.read_bytes()).hexdigest()
    assert (eik.nodes[0].forms, eik.enrolment["total"], eik.legal_basis) == (37, 74, networks.GROUNDS.legal_basis)
    given = next(one for one in dataset.contributions(ASKED.id, YEAR).usable if one.school == "beuk")
    for name, content in dataset.files(given):
        assert (network.releases_of("beuk") / WAVE / name).read_bytes() == content
    for school in ("beuk", "eik", "linde"):
        ((_name, result),) = audit_folder(network.releases_of(school), of_network=True)
        assert result.passed, result.problems


def test_what_is_protected_is_what_the_school_itself_would_have_counted(
    handed: Handed, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, _dataset = handed
    seen: dict[str, Tally] = {}
    made = one_school.released

    def keep(declared: one_school.Declared, counted: Tally, *rest: object) -> object:
        seen[declared.code] = counted
        return made(declared, counted, *rest)

    monkeypatch.setattr(one_school, "released", keep)
    closed(network)
    for school, given in (("eik", EIK), ("linde", LINDE)):
        counted = seen[school]
        for one in ASKED.items:  # counted by hand, not by the kernel
            for place, label in enumerate(("", *given.groups)):
                mine = given.codes[one.id][given.group == place]
                expected = [int((mine == code).sum()) for code in range(len(one.codes()) + 2)]
                found = counted.counts[one.id][counted.groups.index(label)].tolist() if label in counted.groups else []
                assert found == expected or not sum(expected)


def test_what_a_process_is_handed_reaches_it_as_it_is(handed: Handed, monkeypatch: pytest.MonkeyPatch) -> None:
    """In processes of their own (`test_killed`) work and what came of it are packed and unpacked."""
    network, _dataset = handed
    made = closing.settled
    monkeypatch.setattr(
        closing, "settled", lambda one: pickle.loads(pickle.dumps(made(pickle.loads(pickle.dumps(one)))))
    )
    found = closed(network)
    assert {one.done for one in found.outcomes} == {"closed", "adopted"}


def test_a_second_time_nothing_is_made_again(handed: Handed) -> None:
    network, dataset = handed
    closed(network)
    before = released_bytes(network)
    hand_over(dataset, "es", networks.people_of({"1A": 18}, 9))
    found = closed(network)
    assert {one.school for one in found.of("there")} == {"beuk", "eik", "linde"}
    assert [one.school for one in found.of("closed")] == ["es"]
    assert {path: content for path, content in released_bytes(network).items() if path in before} == before


def test_who_cannot_be_used_is_left_out_by_name_and_keeps_nobody_from_being_done(
    handed: Handed, capsys: pytest.CaptureFixture[str]
) -> None:
    network, dataset = handed
    hand_over(dataset, "klein", KLEIN)
    hand_over(dataset, "anders", networks.people_of({"1A": 19}, 6), OTHER)
    hand_over(dataset, "stuk", networks.people_of({"1A": 20}, 7))
    file = Path(dataset.store.address) / f"codes/survey=proef/year={YEAR}/school=stuk/answers.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    called = [*networks.CLOSE, "--processes", "1", "--workspace", str(network.root)]
    assert cli.run(called) == 3
    told = capsys.readouterr()
    assert "3 scholen doen niet mee" in told.out
    lines = {line.split(":")[0].removeprefix("! "): line for line in told.err.splitlines()}
    assert set(lines) == {"klein", "anders", "stuk"}
    assert "10" in lines["klein"]
    assert " 4 " not in lines["klein"]  # how many answered is said to nobody
    assert "answers.parquet" in lines["stuk"]
    assert [path.name for path in sorted(network.schools_folder.iterdir())] == ["beuk", "eik", "linde"]
    file.write_bytes(whole)
    assert cli.run(called) == 3
    assert "stuk" in {path.name for path in network.schools_folder.iterdir()}


def test_facts_that_do_not_fit_their_manifest_or_are_shown_for_too_few_are_not_adopted(tmp_path: Path) -> None:
    network, dataset = make_network(tmp_path)
    hand_over(dataset, "eik", EIK)
    hand_in(dataset, "beuk", BEUK)
    hand_in(dataset, "los", networks.people_of({"1A": 13}, 11), k=3)
    facts = Path(dataset.store.address) / f"facts/survey=proef/year={YEAR}/school=beuk/facts.parquet"
    facts.write_bytes(facts.read_bytes()[:-4] + b"none")
    found = {one.school: one for one in closed(network).of("left-out")}
    assert set(found) == {"beuk", "los"}
    assert "facts.parquet" in found["beuk"].problem
    assert found["los"].exit_code == 4
    assert [path.name for path in network.schools_folder.iterdir()] == ["eik"]


def test_what_was_handed_in_anew_never_takes_the_place_of_a_release(handed: Handed) -> None:
    network, dataset = handed
    closed(network)
    before = released_bytes(network)
    store = Path(dataset.store.address)
    (store / f"contributions/survey=proef/year={YEAR}/school=eik.json").unlink()
    hand_over(dataset, "eik", networks.people_of({"1A": 30}, 12))
    found = closed(network)
    (eik,) = found.of("left-out")
    assert (eik.school, eik.exit_code) == ("eik", 3)
    assert released_bytes(network) == before


@pytest.mark.parametrize("damaged", [False, True])
def test_the_same_answers_under_another_code_are_not_released_twice(tmp_path: Path, damaged: bool) -> None:
    network, dataset = make_network(tmp_path)
    hand_over(dataset, "eik", EIK)
    closed(network)
    if damaged:
        facts = network.releases_of("eik") / WAVE / release_file.FACTS
        facts.write_bytes(facts.read_bytes()[:-9])
    frozen = released_bytes(network)
    (Path(dataset.store.address) / f"contributions/survey=proef/year={YEAR}/school=eik.json").unlink()
    hand_over(dataset, "es", EIK)
    hand_over(dataset, "linde", LINDE)
    found = {one.school: one for one in closed(network).outcomes}
    assert (found["linde"].done, found["es"].done, found["es"].exit_code) == ("closed", "left-out", 4)
    assert "als die van de school eik" in found["es"].problem
    assert f"schools/eik/releases/{WAVE}" in found["es"].problem
    assert not network.releases_of("es").exists()
    assert frozen.items() <= released_bytes(network).items()


def test_the_releases_that_the_network_made_of_a_school_are_one_chain(handed: Handed) -> None:
    network, dataset = handed
    closed(network)
    hand_over(dataset, "eik", networks.people_of({"1A": 25, "1C": 13}, 13), year="2026-2027")
    close(network, ASKED.id, "2026-2027", LocalEngine())
    first = release_file.manifest_sha256(network.releases_of("eik") / WAVE)
    later = network.releases_of("eik") / f"{ASKED.id}_2026-2027"
    manifest = release_file.read_release(later).manifest
    assert manifest.previous == first
    assert [one.names for one in manifest.breaks if one.kind == "classes"]  # of the wave before, from its release
    assert all(result.passed for _name, result in audit_folder(network.releases_of("eik"), of_network=True))
    shutil.rmtree(network.releases_of("eik") / WAVE)
    ((_name, alone),) = audit_folder(network.releases_of("eik"), of_network=True)
    assert not alone.passed


def test_a_school_that_asked_for_larger_groups_has_them_in_its_network(tmp_path: Path) -> None:
    network, dataset = make_network(tmp_path)
    hand_over(dataset, "eik", EIK, thresholds={"k": 13, "base": 6})
    hand_over(dataset, "linde", LINDE, thresholds={"k": 5})
    closed(network)
    policies = {
        school: release_file.read_release(network.releases_of(school) / WAVE).manifest.policy
        for school in ("eik", "linde")
    }
    assert (policies["eik"].k, policies["eik"].base) == (13, 6)
    assert (policies["linde"].k, policies["linde"].base) == (10, 3)
    rows = pq.read_table(network.facts_of(ASKED.id, YEAR) / "schools.parquet").to_pylist()
    assert [(row["school"], row["k"], row["base"], row["base_sensitive"]) for row in rows] == [
        ("eik", 13, 6, 5), ("linde", 10, 3, 5),
    ]  # fmt: skip


def test_alpha_is_worked_out_from_the_answers_that_the_school_handed_over(handed: Handed) -> None:
    _network, dataset = handed
    given = next(one for one in dataset.contributions(ASKED.id, YEAR).usable if one.school == "eik")
    found = answers_of(dataset.part(given), ASKED)
    assert found.groups == EIK.groups
    assert found.group.tolist() == EIK.group.tolist()
    assert {name: codes.tolist() for name, codes in found.codes.items()} == {
        name: codes.tolist() for name, codes in EIK.codes.items()
    }


def test_nothing_handed_in_is_said(tmp_path: Path) -> None:
    network, _dataset = make_network(tmp_path)
    with pytest.raises(WorkspaceRefused, match="proef"):
        closed(network)


def test_the_table_of_all_schools_holds_their_facts_and_nothing_else(handed: Handed) -> None:
    network, _dataset = handed
    found = closed(network)
    folder = network.facts_of(ASKED.id, YEAR)
    rows = pq.read_table(folder / "facts.parquet").to_pylist()
    columns = ("node", "parent", "item", "kind", "options", "value", "base")
    for school, region in (("beuk", "Noord"), ("eik", "Noord"), ("linde", "Zuid")):
        mine = [row for row in rows if row["school"] == school]
        assert {row["region"] for row in mine} == {region}
        facts = networks.facts_in(network, school)
        assert [tuple(row[name] for name in columns) for row in mine] == [
            tuple(getattr(fact, name) for name in columns) for fact in facts
        ]
    assert [row["school"] for row in rows] == sorted(row["school"] for row in rows)
    assert found.projected.facts == len(rows)
    schools = pq.read_table(folder / "schools.parquet").to_pylist()
    assert [(row["school"], row["name"], row["region"], row["forms"], row["enrolled"]) for row in schools] == [
        ("beuk", "De Beuk", "Noord", 31, None),
        ("eik", "De Eik", "Noord", 37, 74),
        ("linde", "De Linde", "Zuid", 24, 48),
    ]
    assert schools[0]["manifest_sha256"] == release_file.manifest_sha256(network.releases_of("beuk") / WAVE)
    small = {row["node"] for row in rows if row["item"] == "gepest"}
    assert small == {"school"}  # own experience is shown of no class, neither here
