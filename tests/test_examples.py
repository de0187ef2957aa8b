"""The commands that the README and the manual show in a block of their own, run as they stand there."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor import cli
from monitor.cli.app import command
from monitor.sample import sample_imports
from monitor.shipped import sample_folder

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs/handleiding").glob("*.md")))
CLASS = "In welke klas zit je kind?"
Run = Callable[[str], int]
pytestmark = pytest.mark.unmeasured


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def commands(page: Path) -> Iterator[str]:
    """Every line of a block that begins with our command, with those that it goes on in."""
    for block in (*blocks(page, "bash"), *blocks(page, "text")):
        for line in block.replace("\\\n", " ").splitlines():
            if line.strip().startswith("schoolklimaat "):
                yield " ".join(line.split())


SHOWN = [(page, line) for page in PAGES for line in commands(page)]
OF_README = [line for page, line in SHOWN if page.name == "README.md" and page.parent == ROOT]
OF_MANUAL = [line for page, line in SHOWN if page.parent != ROOT]


def newest_of_parents() -> Path:
    """The newest workbook of the parents of the sample school."""
    entries = [one for one in sample_imports() if one.survey == "ouders" and one.file.endswith(".xlsx")]
    return sample_folder() / entries[-1].file


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command where the exports that the pages name are there; a dashboard is not opened, only meant to be."""
    school = tmp_path / "school"
    school.mkdir()
    monkeypatch.chdir(school)
    monkeypatch.setattr("dashboards.server.serve", lambda *_arguments, **_options: None)
    shutil.copy(newest_of_parents(), school / "Oudervraging(1-214).xlsx")
    return lambda line: cli.run(shlex.split(line)[1:])


def test_the_pages_show_what_is_run_here() -> None:
    assert [line.split()[1] for line in OF_README] == ["init", "import", "import", "close", "serve"]
    shown = {line.split()[1] for line in OF_MANUAL}
    assert sorted(shown) == [
        "audit", "close", "contribute", "evaluate", "goals", "import", "init", "results", "serve", "survey", "withdraw",
    ]  # fmt: skip


def test_the_manual_installs_as_the_readme_does() -> None:
    """Line by line, as the first window that Windows opens does not know `&&`; and what pip says may be seen."""
    (shown,) = (block for block in blocks(ROOT / "README.md", "bash") if "schoolklimaat demo" in block)
    one_by_one = [line.replace(" -q", "").split(" && ") for line in shown.splitlines() if not line.startswith("#")]
    manual = [block.split("\n") for block in blocks(ROOT / "docs/handleiding/installeren.md", "text")]
    typed = [line.strip() for block in manual for line in block if ".venv" in line and "activate" not in line]
    on_others, on_windows = one_by_one
    assert typed == [*on_windows, *on_others]


OURS = re.compile(r"(\.venv(?:/bin/|\\Scripts\\))schoolklimaat ([^`&\n]+)")
"""A command as it is called without an environment that is active: the way to it, and what is asked of it."""


def test_what_the_readme_asks_of_a_school_that_is_made_is_said_for_every_system() -> None:
    called = OURS.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    (others, asked), (windows, asked_there) = (zip(*called[place::2], strict=True) for place in (0, 1))
    assert asked == asked_there == ("demo", "serve", "evaluate")
    assert ({*others}, {*windows}) == ({".venv/bin/"}, {".venv\\Scripts\\"})


def test_the_readme_begins_with_the_two_commands_that_set_up_all() -> None:
    """What else can be done with the made-up school has a heading of its own, and says what comes before it."""
    first, after, *_others = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")
    assert [block.count("pip install") for block in re.findall(r"```bash\n(.*?)```", first, re.DOTALL)] == [2, 2]
    assert after.index("See it") < after.index("Ctrl+C") < after.index("```bash")


def test_a_school_begins_as_the_manual_says(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for line in commands(ROOT / "docs/handleiding/installeren.md"):
        assert run(line) == 0, (line, capsys.readouterr().err)
    assert Path("schoolklimaat-werkmap/schoolklimaat.toml").exists()


def test_the_examples_of_readme_and_manual_run_one_after_the_other(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the school that they make hands in at the network that they make, which sees it."""
    by_name = {line.split()[1]: line for line in OF_MANUAL}
    told = {}
    for line in OF_README:
        assert run(line) == 0, (line, capsys.readouterr().err)
        told[line] = capsys.readouterr()
    first, second = (told[line].out for line in OF_README[1:3])
    assert "er is niets bewaard" in first
    assert "   320  konden antwoorden" in second
    for name in ("goals", "evaluate"):
        assert run(by_name[name]) == 0, (by_name[name], capsys.readouterr().err)
    assert len(list(Path("schoolklimaat-werkmap/jaardossier/2025-2026").iterdir())) == 14
    handed_in, _with_an_agreement = commands(ROOT / "docs/handleiding/inleveren.md")
    assert run(handed_in) == 0, capsys.readouterr().err
    (tmp_path / "network").mkdir()
    monkeypatch.chdir(tmp_path / "network")
    for line in commands(ROOT / "docs/handleiding/netwerk.md"):
        assert run(line) == 0, (line, capsys.readouterr().err)
    assert "linde\tBasisschool De Linde" in capsys.readouterr().out


def test_the_example_of_an_import_runs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = (line for line in OF_MANUAL if "BESTAND" in line)
    assert run('schoolklimaat init --name "De Linde"') == 0
    export = str(next(Path().glob("*.xlsx")))
    assert run(line.replace("BESTAND", shlex.quote(export))) == 0
    assert CLASS in capsys.readouterr().out


@pytest.mark.parametrize("line", [line for _page, line in SHOWN], ids=lambda line: " ".join(line.split()[1:3]))
def test_an_example_has_options_that_exist(line: str) -> None:
    """Also of what asks somebody at the keyboard, such as `withdraw`."""
    words, part = shlex.split(line)[1:], command()
    while words and words[0] in getattr(part, "commands", {}):
        part = part.commands[words.pop(0)]  # type: ignore[attr-defined]  # looked at in the line above
    assert not getattr(part, "commands", {}) or part.invoke_without_command  # type: ignore[attr-defined]  # of a group
    options = {option for parameter in part.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options
