"""A school that contributes: released numbers as they are, answers under an agreement and only once."""

import datetime as dt
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from monitor import cli, retention, waves
from monitor.counting.answers_file import count_part
from monitor.counting.tally import tally
from monitor.definition.codebook import codebook
from monitor.errors import InputRefused, PrivacyRefused, WorkspaceRefused
from monitor.mending import in_hand
from monitor.network.contributing import Given, give, planned
from monitor.network.contribution import ANSWERS
from monitor.network.dataset import Dataset
from monitor.stores import Store
from monitor.vault import together
from monitor.workspace import SETTINGS, Workspace
from tests.support.at_once import reading_here
from tests.support.contributed import AGREEMENT
from tests.support.grounds import GROUNDS
from tests.support.people import WAVE, YEAR
from tests.support.schools import School, copy_of, make_school

CLOSED = "proef_2024-2025"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", "")
        yield make_school(tmp_path_factory.mktemp("school") / "begonnen")


@pytest.fixture
def school(made: School, tmp_path: Path) -> School:
    """One wave closed, the next one open."""
    copied = copy_of(made, tmp_path / "school")
    copied.use_its_key()
    return copied


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset.open(tmp_path / "net")


def contribute(school: School, dataset: Dataset, *, codes: bool, code: str = "linde") -> Given:
    wave, agreement = (WAVE, AGREEMENT) if codes else (CLOSED, None)
    return give(school.workspace, planned(school.workspace, wave, dataset, code, agreement))


def status(school: School, wave: str = WAVE) -> str:
    return next(one.status for one in waves.waves(school.workspace) if one.name == wave)


def logged(school: School) -> list[tuple[str, str, str]]:
    return [(one.done, one.wave, one.data) for one in retention.log(school.workspace)]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_released_numbers_go_as_they_are_and_nothing_else_does(
    school: School, dataset: Dataset, tmp_path: Path
) -> None:
    release = files_in(school.workspace.releases_folder / CLOSED)
    given = contribute(school, dataset, codes=False)
    assert files_in(tmp_path / "net/facts") == release == dict(dataset.files(given.contribution))
    (usable,) = dataset.contributions("proef", "2024-2025").usable
    assert usable == given.contribution
    assert (usable.name, usable.kind, usable.agreement) == ("De Linde", "facts", None)
    assert not (tmp_path / "net/codes").exists()
    assert logged(school)[-1] == ("contribute", CLOSED, "release")
    assert status(school, CLOSED) == "closed"


def test_the_same_again_is_told_and_noted_once(school: School, dataset: Dataset) -> None:
    assert contribute(school, dataset, codes=False).written
    assert not contribute(school, dataset, codes=False).written
    assert logged(school).count(("contribute", CLOSED, "release")) == 1


def test_answers_go_as_they_were_counted_and_the_wave_is_the_network_s_to_close(
    school: School, dataset: Dataset, tmp_path: Path
) -> None:
    with in_hand(school.workspace, WAVE) as change:
        wave = change.wave(WAVE)
        assert wave is not None
        kept = waves._vault(school.workspace, change, wave).read(wave.vault_sha256)
    expected = tally(together(kept, "proef"), wave.survey)
    contribute(school, dataset, codes=True)
    (part,) = dataset.parts("proef", YEAR)
    found = count_part(part, wave.survey)
    assert found.forms_by_group() == expected.forms_by_group()
    order = [expected.groups.index(label) for label in found.groups]
    assert all((found.counts[name] == counts[order]).all() for name, counts in expected.counts.items())
    columns = {":class", *(one.name for one in codebook(wave.survey))}
    assert {*pq.read_schema(io.BytesIO(files_in(tmp_path)[ANSWERS])).names} == columns  # no mark, no code, no text
    (record,) = dataset.contributions("proef", YEAR).usable
    assert (record.agreement, record.forms, record.stages) == (AGREEMENT, len(together(kept, "proef")), {})
    assert record.grounds.legal_basis == "taak van algemeen belang"
    assert ("contribute", WAVE, "answers") in logged(school)
    assert ("destroy", WAVE, "marks") in logged(school)


@pytest.mark.parametrize("action", [School.bring, School.undo, School.close])
def test_a_wave_that_was_handed_over_is_not_changed_here_any_more(
    school: School, dataset: Dataset, action: Callable[[School], None]
) -> None:
    contribute(school, dataset, codes=True)
    with pytest.raises(WorkspaceRefused, match="overgedragen aan het netwerk"):
        action(school)
    assert status(school) == "handed"


def test_the_answers_that_are_kept_here_can_still_be_destroyed(school: School, dataset: Dataset) -> None:
    contribute(school, dataset, codes=True)
    school.forget()
    assert status(school) == "forgotten"
    assert ("destroy", WAVE, "key") in logged(school)
    with pytest.raises(WorkspaceRefused):
        contribute(school, dataset, codes=True)


def test_answers_go_once_and_to_one_network(school: School, dataset: Dataset) -> None:
    first = contribute(school, dataset, codes=True)
    again = contribute(school, dataset, codes=True)
    assert (again.contribution, again.written) == (first.contribution, False)
    with pytest.raises(WorkspaceRefused, match=r"staan in .*net, als die van de school linde"):
        contribute(school, Dataset.open("memory://elsewhere"), codes=True)
    with pytest.raises(WorkspaceRefused, match="staan in"):
        contribute(school, dataset, codes=True, code="eik")


def test_a_wrong_address_can_be_set_right_as_long_as_nothing_came_there(
    school: School, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise InputRefused("vol")

    wrong = Dataset.open(tmp_path / "wrong")
    plan = planned(school.workspace, WAVE, wrong, "linde", AGREEMENT)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", full)
        with pytest.raises(InputRefused, match="vol"):
            give(school.workspace, plan)
    assert contribute(school, dataset, codes=True).written
    with pytest.raises(WorkspaceRefused, match="staan in"):
        contribute(school, wrong, codes=True)
    assert logged(school).count(("contribute", WAVE, "answers")) == 2


def test_where_nothing_can_be_written_nothing_is_handed_over(school: School, tmp_path: Path) -> None:
    (tmp_path / "net").write_text("a file, no folder")
    with pytest.raises(InputRefused, match="net"):
        contribute(school, Dataset.open(tmp_path / "net"), codes=True)
    assert status(school) == "open"


@pytest.mark.parametrize("files", [1, 2])  # the first is the one that tries whether it can be written
def test_a_kill_while_answers_are_written_is_mended_by_the_same_command(
    school: School, dataset: Dataset, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    written: list[str] = []
    write = Store.write

    def killed(store: Store, name: str, content: bytes) -> None:
        if len(written) == files:
            raise KeyboardInterrupt
        written.append(name)
        write(store, name, content)

    monkeypatch.setattr(Store, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        contribute(school, dataset, codes=True)
    monkeypatch.undo()
    school.use_its_key()
    assert dataset.parts("proef", YEAR) == ()
    with pytest.raises(WorkspaceRefused, match="overgedragen"):
        school.close()  # else there could be two releases of the same answers
    assert contribute(school, dataset, codes=True).written
    assert len(dataset.parts("proef", YEAR)) == 1


def test_a_school_that_stands_there_already_is_not_overwritten(school: School, dataset: Dataset, made: School) -> None:
    contribute(school, dataset, codes=True)
    other = copy_of(made, school.folder.parent / "other")
    other.use_its_key()
    with pytest.raises(InputRefused, match="al eerder"):
        contribute(other, dataset, codes=True)
    assert status(other) == "open"


def test_what_may_not_go_is_refused_before_anything_is_done(school: School, dataset: Dataset, tmp_path: Path) -> None:
    own = school.workspace
    with pytest.raises(WorkspaceRefused, match="nog open"):
        planned(own, WAVE, dataset, "linde")
    with pytest.raises(WorkspaceRefused, match="blijven hier"):
        planned(own, CLOSED, dataset, "linde", AGREEMENT)
    with pytest.raises(WorkspaceRefused, match="proef_2020-2021"):
        planned(own, "proef_2020-2021", dataset, "linde")
    settings = own.root / SETTINGS
    settings.write_text(settings.read_text().replace(GROUNDS, ""))
    with pytest.raises(PrivacyRefused, match="rechtsgrond"):
        planned(Workspace(own.root), WAVE, dataset, "linde", AGREEMENT)
    assert not (tmp_path / "net").exists()
    assert status(school) == "open"


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: str, year: str = YEAR, typed: str | None = None, code: str = "linde") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Terminal(typed))
        capsys.readouterr()
        about = ("--survey", "proef", "--year", year, "--workspace", str(school.workspace.root))
        exit_code = cli.run(["contribute", *about, "--to", str(tmp_path / "net"), "--school", code, *arguments])
        said = capsys.readouterr()
        return exit_code, said.out, said.err

    return call


UNDER = ("--codes", "--agreement", "overeenkomst 12", "--signed-on", "2026-01-15")


def test_it_says_what_goes_to_whom_and_asks(
    school: School, run: Callable[..., tuple[int, str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(*UNDER, typed="nee\n")
    assert (code, err) == (0, "")
    assert f"U geeft {WAVE} aan {tmp_path / 'net'}, als de school linde." in out
    assert "Overeenkomst: overeenkomst 12, getekend op 15 januari 2026." in out
    assert "open antwoorden gaan niet mee" in out
    assert f"In {tmp_path / 'net'} staat nog niets van een school." in out
    assert "Dit is definitief" in out
    assert "Er is niets doorgegeven." in out
    assert status(school) == "open"
    code, out, _err = run(*UNDER, typed="ja\n")
    assert (code, status(school)) == (0, "handed")
    code, out, _err = run(*UNDER, "--yes")
    assert (code, "staat al precies zo" in out) == (0, True)
    cli.run(["forget", "--survey", "proef", "--year", YEAR, "--workspace", str(school.workspace.root)])
    assert "overgedragen aan het netwerk en blijven daar" in capsys.readouterr().out
    assert status(school) == "handed"


def test_the_report_can_be_read_by_a_program(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = run("--json", year="2024-2025")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert (told["wave"], told["school"], told["kind"], told["written"]) == (CLOSED, "linde", "facts", True)
    assert {*told["files"]} == {"facts.parquet", "manifest.json", "witnesses.parquet"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--codes",),
        ("--codes", "--agreement", "overeenkomst 12"),
        ("--agreement", "overeenkomst 12"),
        ("--signed-on", "2026-01-15"),
        ("--codes", "--agreement", "overeenkomst 12", "--signed-on", "15 januari"),
        ("--codes", "--agreement", "12", "--signed-on", str(dt.date.today() + dt.timedelta(days=1))),
        ("--codes", "--agreement", "een\x07twee", "--signed-on", "2026-01-15"),
        ("--codes", "--agreement", " ", "--signed-on", "2026-01-15"),
        ("--school", "School 1"),
    ],
)
def test_a_call_that_cannot_be_is_refused(
    school: School, run: Callable[..., tuple[int, str, str]], arguments: tuple[str, ...], tmp_path: Path
) -> None:
    code, out, err = run(*arguments, "--yes")
    assert (code, out) == (2, "")
    assert "!" not in err
    assert not (tmp_path / "net").exists()
    assert status(school) == "open"
