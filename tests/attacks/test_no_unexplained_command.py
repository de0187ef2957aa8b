"""No unexplained number in what a command says or writes (T5), and no exact count of an answer outside a trial.

What shows released numbers is looked up in the register. What handles answers (import, undo, forget) is told another
way: its words are the same whatever was answered.
"""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import cli, declaring, pipeline
from monitor.definition import library
from monitor.disclosure.release_file import facts_sha256, write_release
from monitor.results import Results
from monitor.workspace import open_workspace
from tests.support import releases
from tests.support.declared import GOAL
from tests.support.files import answers_file
from tests.support.open_answers import school_with
from tests.support.scale_releases import with_scales
from tests.support.shown.commands import PRODUCERS, in_words, produced
from tests.support.shown.declared import Declared
from tests.support.shown.words import Names
from tests.support.two_years import CLASS

ASKED = library.survey("ouders")
WAVE = ["--survey", "ouders", "--year", "2025-2026"]
CLOSE = ["close", *WAVE]


GOALS = [
    GOAL.model_copy(update={"survey": survey, "item": item, "measure": measure, "target": target, **more})
    for survey, item, measure, target, more in (
        ("leerlingen-9-12", "kl_veilig", "favourable", 60, {"margin": 3}),
        ("leerlingen-9-12", "erv_gepest", "regularly", 9, {"direction": "down"}),
        ("personeel", "com_tevreden", "favourable", 62, {"deadline": "2026-2027"}),
    )
]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two years of pupils and of staff, with their scales, and with goals in between."""
    workspace = pipeline.new_workspace(tmp_path_factory.mktemp("school") / "werkmap", "De Linde")
    for year in ("2024-2025", "2025-2026"):
        for goal in GOALS if year == "2025-2026" else ():
            declaring.freeze(workspace, declaring.draft(workspace, goal).number)
        for wave in (
            releases.Wave("leerlingen-9-12", year, 141, 160),
            releases.Wave("personeel", year, 40, 41, groups=False),
        ):
            release = with_scales(releases.release_of(wave), highest=0.3 if year == "2024-2025" else 0.6)
            facts = {"facts_sha256": facts_sha256(release.facts)}
            release = replace(release, manifest=release.manifest.model_copy(update=facts))
            if wave.groups:  # then the weighted figures are there too, and are the headline
                release = releases.weighed(release)
            write_release(workspace.releases_folder / f"{wave.survey}_{year}", release)
    return workspace.root


@pytest.fixture(scope="module")
def known(school: Path) -> tuple[Declared, Names]:
    results = replace(Results.load(school / "releases"), goals=declaring.declared(open_workspace(school)))
    return Declared(results), Names(results)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[[list[str]], bytes]:
    def called(arguments: list[str]) -> bytes:
        capfdbinary.readouterr()
        assert cli.run(arguments) in (0, 4)  # 4: the made-up releases were not drawn to stand an attack
        told = capfdbinary.readouterr()
        return told.out

    return called


def unexplained(name: str, content: bytes, known: tuple[Declared, Names]) -> list[str]:
    declared, names = known
    numbers = list(PRODUCERS[name].reading(content, names, name))
    assert len(numbers) >= 2
    return [f"{one} {one.scope}" for one in numbers if not declared.explains(one)]


@pytest.mark.parametrize("name", [name for name in PRODUCERS if not name.startswith("audit")])
def test_t5_every_number_that_a_command_shows_is_explained(
    name: str, school: Path, known: tuple[Declared, Names], tmp_path: Path, run: Callable[[list[str]], bytes]
) -> None:
    assert unexplained(name, produced(PRODUCERS[name].arguments, school, tmp_path, run), known) == []


def leaks(name: str, content: bytes) -> bytes:
    """One count of what a command gave, made exact: one more than the multiple of three that was released."""
    place = {"results": rb"(\tA\t)(\d+)", "results --json": rb'("n": )(\d+)', "results -o csv": rb"(;A;)(\d+)"}[name]
    return re.sub(place, lambda found: found[1] + str(int(found[2]) + 1).encode(), content, count=1)


@pytest.mark.parametrize("name", ["results", "results --json", "results -o csv"])
def test_an_exact_count_in_words_json_or_a_file_is_reported(
    name: str, school: Path, known: tuple[Declared, Names], tmp_path: Path, run: Callable[[list[str]], bytes]
) -> None:
    content = produced(PRODUCERS[name].arguments, school, tmp_path, run)
    assert leaks(name, content) != content
    assert unexplained(name, leaks(name, content), known) != []


def test_a_share_of_another_question_is_reported(
    school: Path, known: tuple[Declared, Names], tmp_path: Path, run: Callable[[list[str]], bytes]
) -> None:
    content = produced(PRODUCERS["results --json"].arguments, school, tmp_path, run)
    swapped = content.replace(b'"item": "kl_graag"', b'"item": "ctx_leerjaar"')
    assert swapped != content
    assert unexplained("results --json", swapped, known) != []


NUMBERS = {
    "results --funnel": (
        rb"(Ongeveer )(\d+)( van die)", rb"(er ongeveer )(\d+)( genoeg)", rb"(ongeveer )(\d+)( van \d+;)",
    ),
    "results --funnel --json": (rb'("asked": )(\d+)(,)', rb'("forms": )(\d+)(,)'),
    "compare --audiences": (rb"(ongeveer )(\d+)( van \d+)", rb"(\t[+])(\d+)(\t)"),
    "compare --audiences --json": (
        rb'("counts": \[\s*)(\d+)(,)', rb'("n": \[\s*\d+,\s*)(\d+)(\s)', rb'("difference": -?0\.)(\d)(\d)',
    ),
}  # fmt: skip
"""Each kind of number of theirs, where it first stands."""


@pytest.mark.parametrize("name", NUMBERS)
def test_another_number_in_a_funnel_or_beside_another_group_is_reported(
    name: str, school: Path, known: tuple[Declared, Names], tmp_path: Path, run: Callable[[list[str]], bytes]
) -> None:
    content = produced(PRODUCERS[name].arguments, school, tmp_path, run)
    for place in NUMBERS[name]:
        moved = re.sub(place, lambda found: b"%b%d%b" % (found[1], int(found[2]) + 31, found[3]), content, count=1)
        assert moved != content
        assert len(unexplained(name, moved, known)) == 1, place


def test_a_difference_between_questions_that_share_only_their_subject_is_reported(
    school: Path, known: tuple[Declared, Names], tmp_path: Path, run: Callable[[list[str]], bytes]
) -> None:
    name = "compare --audiences --json"
    rows = json.loads(produced(PRODUCERS[name].arguments, school, tmp_path, run))
    row = next(row for row in rows if row["level"] == 3 and None not in row["shares"])
    row["difference"] = row["shares"][0] - row["shares"][1]
    assert len(unexplained(name, json.dumps(rows).encode(), known)) == 1


@pytest.mark.parametrize(("name", "key"), [("results --json", b"weighted"), ("compare --json", b"weighted_change")])
def test_a_weighted_figure_that_is_not_worked_out_from_facts_is_reported(
    name: str, key: bytes, school: Path, known: tuple[Declared, Names], tmp_path: Path,
    run: Callable[[list[str]], bytes],
) -> None:  # fmt: skip
    content = produced(PRODUCERS[name].arguments, school, tmp_path, run)
    moved = re.sub(rb'("%b": -?\d\.\d{4})\d' % key, rb"\g<1>x", content, count=1)
    moved = re.sub(rb"(\d\.\d{4})x\d*", rb"\g<1>", moved)  # the figure to four decimals: no fact gives just that
    assert moved != content
    assert unexplained(name, moved, known) != []


def answered(file: Path, change: Callable[[list[str], list[list[str]]], None]) -> Path:
    answers_file(file, 40)
    with file.open(encoding="utf-8", newline="") as opened:
        heading, *rows = csv.reader(opened)
    change(heading, rows)
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([heading, *rows])
    return file


def otherwise(heading: list[str], rows: list[list[str]]) -> None:
    """Every answer becomes the next option of its question."""
    for item in ASKED.items:
        labels = [ASKED.say(option.label) for option in item.options]
        following = dict(zip(labels, [*labels[1:], *labels[:1]], strict=True))
        if ASKED.say(item.text) in heading:
            place = heading.index(ASKED.say(item.text))
            for row in rows:
                row[place] = following.get(row[place], row[place])


def written(many: int) -> Callable[[list[str], list[list[str]]], None]:
    """So many people write something in their own words."""

    def change(heading: list[str], rows: list[list[str]]) -> None:
        heading.append(ASKED.say(ASKED.item("slot_beter").text))
        for place, row in enumerate(rows):
            row.append("meer bankjes op de speelplaats" if place < many else "")

    return change


def strange(many: int) -> Callable[[list[str], list[list[str]]], None]:
    """So many people say something that is no option, say that they would rather not say, and left one empty."""

    def change(heading: list[str], rows: list[list[str]]) -> None:
        for name, said in (("kl_graag", "Een beetje"), ("kl_veilig", "Zeg ik liever niet"), ("kl_erbij", "")):
            for row in rows[:many]:
                row[heading.index(ASKED.say(ASKED.item(name).text))] = said

    return change


Change = Callable[[list[str], list[list[str]]], None]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (lambda _heading, _rows: None, otherwise),
        (strange(6), strange(9)),
        (strange(1), strange(3)),
        (written(1), written(23)),
    ],
    ids=["other answers", "more that are no option", "one or several", "more in their own words"],
)
def test_what_is_said_of_an_import_does_not_depend_on_the_answers(
    first: Change, second: Change, tmp_path: Path, run: Callable[[list[str]], bytes]
) -> None:
    """Import, undo, import as JSON, forget: the same words for the same people, whatever they answered."""
    said = []
    for place, change in (("a", first), ("b", second)):
        folder = tmp_path / place
        folder.mkdir()
        file = answered(folder / "antwoorden.csv", change)
        workspace = ["--workspace", str(school_with(folder).root)]
        taken = ["import", str(file), *WAVE, *workspace, "--group-column", CLASS]
        calls = [taken, ["undo", *workspace], [*taken, "--json"], ["forget", "--yes", *WAVE, *workspace]]
        said.append([run(call) for call in calls])
    assert said[0] == said[1]


def test_a_trial_tells_the_exact_numbers(tmp_path: Path, run: Callable[[list[str]], bytes]) -> None:
    file = answered(tmp_path / "antwoorden.csv", strange(6))
    call = ["import", str(file), *WAVE, "--group-column", CLASS, "--workspace"]
    workspace = str(pipeline.new_workspace(tmp_path / "werkmap", "De Linde").root)
    assert "6 antwoorden zijn geen keuze van vraag kl_graag" in run([*call, workspace, "--dry-run"]).decode()
    kept = run([*call, workspace]).decode()
    assert "Eén of meer antwoorden zijn geen keuze van vraag kl_graag" in kept
    assert "6 antwoorden" not in kept


def test_closing_and_auditing_say_what_the_manifest_says(tmp_path: Path, run: Callable[[list[str]], bytes]) -> None:
    root = pipeline.new_workspace(tmp_path / "werkmap", "De Linde").root
    file = answered(tmp_path / "antwoorden.csv", lambda _heading, _rows: None)
    pipeline.import_file(file, survey="ouders", year="2025-2026", workspace=open_workspace(root))
    told = run([*CLOSE, "--workspace", str(root)])
    results = Results.load(root / "releases")
    declared, names = Declared(results), Names(results)
    for name in ("audit", "audit --json"):
        assert unexplained(name, produced(PRODUCERS[name].arguments, root, tmp_path, run), (declared, names)) == []
    notice = results.release("ouders", "2025-2026").manifest.notice.encode()
    assert notice in told
    numbers = list(in_words(told.replace(notice, b""), names, "close"))
    assert len(numbers) == 2
    assert [str(one) for one in numbers if not declared.explains(one)] == []
