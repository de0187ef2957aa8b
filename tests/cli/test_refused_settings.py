"""Less protection than the floor, asked for in the settings, is refused by every command that would protect."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor import cli, closing, pipeline
from monitor.disclosure.release_file import write_release
from monitor.errors import SchoolklimaatError
from monitor.workspace import SETTINGS, open_workspace
from tests.support import releases
from tests.support.at_once import reading_here
from tests.support.dialects import DIALECTS
from tests.support.people import YEAR, people
from tests.support.saving import saved


@pytest.fixture
def _small_questionnaire() -> Iterator[None]:
    with reading_here():
        yield


WAVE = ("--survey", "proef", "--year", YEAR)
REFUSED = {
    "k = 3": "De instelling k voor de bescherming is 3; ze mag niet lager zijn dan 5.",
    "base = 2": "De instelling base voor de bescherming is 2; ze mag niet lager zijn dan 3.",
    "base_sensitive = 3": "De instelling base_sensitive voor de bescherming is 3; ze mag niet lager zijn dan 5.",
    "audit = false": "De instelling audit staat uit.",
}


@pytest.mark.usefixtures("_small_questionnaire")
@pytest.mark.parametrize("line", REFUSED)
def test_import_and_close_refuse_weaker_protection(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "werkmap"
    at = (*WAVE, "--workspace", str(root))
    file = saved(DIALECTS["forms"].grid(people(24, seed=4)), "xlsx", tmp_path, "antwoorden")
    assert cli.run(["init", "--name", "De Linde", "--workspace", str(root)]) == 0
    settings = (root / SETTINGS).read_text(encoding="utf-8")
    weaker = settings.replace("\n\n", f"\n{line}\n\n", 1)
    (root / SETTINGS).write_text(weaker, encoding="utf-8")
    for call in (["import", str(file), *at, "--dry-run"], ["import", str(file), *at]):
        assert cli.run(call) == 4
    (root / SETTINGS).write_text(settings, encoding="utf-8")
    assert cli.run(["import", str(file), *at]) == 0
    (root / SETTINGS).write_text(weaker, encoding="utf-8")
    capsys.readouterr()
    assert cli.run(["close", *at]) == 4
    assert REFUSED[line] in capsys.readouterr().err
    assert list((root / "releases").iterdir()) == []
    (root / SETTINGS).write_text(settings, encoding="utf-8")
    assert cli.run(["close", *at]) == 0


@pytest.mark.parametrize("line", [*REFUSED, 'locale = "fr"', "k = ["])
def test_what_reads_releases_does_not_look_at_the_settings(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was released was protected when it was closed; a setting for the next time must not hide it."""
    root = pipeline.new_workspace(tmp_path / "werkmap", "De Linde").root
    release = releases.release_of(releases.Wave("personeel", YEAR, 40, 41, groups=False))
    write_release(root / "releases" / f"personeel_{YEAR}", release)

    def said() -> list[tuple[int, str, str]]:
        told = []
        for call in ("results", "compare", "audit", "retention", "log"):
            code = cli.run([call, "--workspace", str(root)])
            out, err = capsys.readouterr()
            told.append((code, out, err))
        return told

    before = said()
    settings = (root / SETTINGS).read_text(encoding="utf-8")
    (root / SETTINGS).write_text(settings.replace("\n\n", f"\n{line}\n\n", 1), encoding="utf-8")
    with pytest.raises(SchoolklimaatError):
        closing.policy_of(open_workspace(root))
    assert said() == before
