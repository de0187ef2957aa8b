"""The privacy papers for the school: complete, true to the policy in force, and careful with the word "anoniem"."""

import re
from pathlib import Path

import pytest

from monitor import retention
from monitor.definition.load import load_common
from monitor.definition.model import wording
from monitor.disclosure.policy import privacy_file
from monitor.retention import RetentionFile

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "privacy"
PAPERS = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md") if path.stem != "evidence"}
NOTICES = ("informatie-ouders", "informatie-leerlingen", "informatie-personeel")
NUMBER_WORDS = {3: "drie", 5: "vijf", 10: "tien"}
SEEN_BY_A_SCHOOL = (*FOLDER.glob("*.md"), *(ROOT / "docs/handleiding").glob("*.md"), *ROOT.glob("surveys/*.yaml"),
                    *ROOT.glob("data/sample/surveys/*.yaml"), *ROOT.glob("monitor/texts/nl/*.po"))  # fmt: skip

MAY_BE_CALLED_ANONYMOUS = (
    "vrijgegeven cijfers",  # made to be, and attacked
    "niet anoniem",
    "nog niet anoniem",
    "denken dat ze anoniem",  # the risk that the word is used wrongly
    'Het woord "anoniem"',
    "per leerling anoniem noemde",
    "stond op anoniem",  # the name of a setting of LimeSurvey
    "Staat de enquête op anoniem",
)


def test_all_papers_are_there_and_in_the_overview() -> None:
    wanted = {*NOTICES, "README", "rechtsgrond", "dpia", "register", "bewaartermijnen"}
    assert set(PAPERS) == wanted
    for name in wanted - {"README"}:
        assert f"({name}.md)" in PAPERS["README"]


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_tells_what_somebody_must_know(name: str) -> None:
    notice = " ".join(PAPERS[name].split())
    for topic in ("Moet ik meedoen?", "Wie ziet", "tien", "overslaan", "intrekcode|geheime code", "gevaar|iets ergs"):
        assert re.search(topic, notice), topic
    assert re.search(r"Versie \[\w+ \d{4}-\d", notice), "the version that `close --notice` asks for"


@pytest.mark.parametrize("name", ["informatie-ouders", "informatie-personeel"])
def test_a_notice_names_help_lines_and_that_they_are_to_be_checked(name: str) -> None:
    """The numbers are those of the questionnaires, which nobody has checked at the source yet."""
    (help_,) = [part for part in PAPERS[name].split("\n\n") if part.startswith("**Hulp nodig?**")]
    said = " ".join(help_.split())
    assert "Controleer de nummers voor u dit uitdeelt" in said
    assert "112" in said
    asked = load_common().terms["hulplijn"]
    for region in ("nl-BE", "nl-NL"):
        assert wording(asked, region).removeprefix("de ") in said
    assert "Tele-Onthaal (106)" in said
    assert said.index("Vlaanderen") < said.index("Nederland")


@pytest.mark.parametrize("name", ["informatie-ouders", "informatie-personeel"])
def test_a_notice_names_the_tool_the_receivers_and_the_day_of_erasing(name: str) -> None:
    """GDPR article 13: who receives the data, and for how long they are kept."""
    notice = " ".join(PAPERS[name].split())
    assert "[naam van het enquêteprogramma]" in notice
    assert "Het bestand uit het enquêteprogramma wordt vernietigd op [datum]" in notice
    assert re.search(r"De cijfers zijn voor (de school|het team)", notice)
    assert "op een computer van de school" in notice


def test_staff_are_told_who_receives_their_answers() -> None:
    notice = " ".join(PAPERS["informatie-personeel"].split())
    assert "Ontvanger van uw antwoorden is dus alleen de school, en [de maker van het enquêteprogramma]" in notice


@pytest.mark.parametrize("name", [*NOTICES, "dpia"])
def test_the_thresholds_are_those_in_force(name: str) -> None:
    policy = privacy_file()
    paper = " ".join(PAPERS[name].split())
    assert NUMBER_WORDS[policy.k.value] in paper
    if "veelvoud" in paper:
        assert f"veelvoud van {NUMBER_WORDS[policy.base.value]}" in paper
        assert f"van {NUMBER_WORDS[policy.base_sensitive.value]}" in paper


def test_the_terms_are_those_in_force() -> None:
    """The table of the paper, row by row, against `surveys/retention.yaml`."""
    rows = [line.split("|")[1:4] for line in PAPERS["bewaartermijnen"].splitlines() if line.startswith("| ")]
    latest = {kind.split(",")[0].strip(): last.strip() for kind, _when, last in rows}
    terms = {kind: getattr(retention.terms(), kind) for kind in RetentionFile.model_fields if kind != "schema_"}
    told = {
        "Namen": "upload",
        "Kenmerken om dubbele formulieren te zien": "marks",
        "Open antwoorden in eigen woorden": "comments",
        "Antwoorden in de kluis": "answers",
        "Vrijgegeven cijfers": "releases",
        "Logboek": "log",
    }
    assert set(told.values()) == set(terms)
    for words, kind in told.items():
        term = terms[kind]
        wanted = f"{term.months} maanden" if term.months else f"{term.days} dag" if term.days else ""
        assert latest[words].startswith(wanted), words
        assert bool(latest[words]) == bool(wanted), words


def test_flanders_and_the_netherlands_differ() -> None:
    paper = PAPERS["rechtsgrond"]
    flanders, netherlands = paper.split("## Vlaanderen")[1].split("## Nederland")
    assert "taak van algemeen belang" in flanders
    assert "wettelijke plicht" not in flanders
    assert "wettelijke plicht" in netherlands
    assert "vervangt de erkende monitor niet" in netherlands


@pytest.mark.parametrize("path", SEEN_BY_A_SCHOOL, ids=lambda path: path.name)
def test_anonymous_is_said_only_where_it_is_true(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    for sentence in re.split(r"(?<=[.!?|])\s", text):
        if re.search(r"\banonie?m", sentence, re.IGNORECASE):
            assert any(allowed in sentence for allowed in MAY_BE_CALLED_ANONYMOUS), sentence
