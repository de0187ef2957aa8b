"""The Dutch manual says what the program does, and nothing in it leads nowhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboards.pages import PAGES as DASHBOARD
from dashboards.pages.network import PAGE as NETWORK
from monitor import texts
from monitor.cli.app import command
from monitor.definition import library
from monitor.intake import refusals
from monitor.intake.mapping_file import read_mapping_file
from tests.test_texts import translated

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "docs/handleiding"
PAGES = sorted(MANUAL.glob("*.md"))
TOOLS = ("microsoft-forms", "google-forms", "limesurvey", "surveymonkey", "qualtrics", "kobotoolbox", "redcap", "spss")


def test_the_page_of_messages_is_printed_from_the_program() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    checked = subprocess.run([sys.executable, "docs/print_messages.py", "--check"], cwd=ROOT, env=environment)
    assert checked.returncode == 0


def test_every_refusal_has_its_dutch_sentence_on_the_page() -> None:
    texts.use("nl")
    page = (MANUAL / "fouten.md").read_text(encoding="utf-8")
    for code, (what, do) in refusals.every().items():
        assert f"`{code}`" in page
        for sentence in (what, do):
            assert re.sub(r"\{[^}]*\}", "…", sentence) in page


def test_every_refusal_of_what_does_not_fit_is_on_the_page() -> None:
    """Looked for in the text of the module, not with the parser that prints the page."""
    texts.use("nl")
    page = (MANUAL / "fouten.md").read_text(encoding="utf-8")
    source = (ROOT / "monitor/intake/validate.py").read_text(encoding="utf-8")
    sentences = re.findall(r'_\(\s*"(The (?:file|answers) [^"]+)"\s*\)', source)
    assert len(sentences) >= 2
    remedy = "Import it with --year {found}, or choose the right file. Is {year} right? Then add --keep-year."
    for sentence in (*sentences, remedy):
        assert re.sub(r"\{[^}]*\}", "…", texts._(sentence)) in page


def test_every_code_of_a_finding_is_on_the_page() -> None:
    page = (MANUAL / "fouten.md").read_text(encoding="utf-8")
    codes = {
        code
        for file in (ROOT / "monitor").rglob("*.py")
        for code in re.findall(r'"([EWI]-[A-Z][A-Z-]+)"', file.read_text(encoding="utf-8"))
    }
    assert {code for code in codes if f"`{code}`" not in page} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_pages_and_sections_that_are_there(page: Path) -> None:
    for target, section in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", page.read_text(encoding="utf-8")):
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), f"{page.name}: {target}"
        assert there.is_relative_to(ROOT)
        assert not section or section in headings(there), f"{page.name}: {target}#{section}"


def test_what_is_on_the_screen_is_called_as_it_is_there() -> None:
    """Names in italics on the page about importing, and every page of the dashboard that any page names."""
    texts.use("nl")
    said = [one for each in translated().values() for one in ([each] if isinstance(each, str) else each)]
    shown = [re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(one))) for one in said]
    names = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", (MANUAL / "importeren.md").read_text(encoding="utf-8"))
    assert len(names) > 8
    for name in (" ".join(each.split()) for each in names):
        assert any(one.fullmatch(name) for one in shown) or any(one.startswith(name) for one in said), name
    pages = {page.name() for page in (*DASHBOARD, NETWORK)} | {texts._("Import")}
    for page in PAGES:
        text = " ".join(page.read_text(encoding="utf-8").split())
        for name in re.findall(r"bladzijde \*{0,2}([A-Z]\w+)", text):
            assert any(one.startswith(name) for one in pages), f"{page.name}: {name}"


def headings(page: Path) -> set[str]:
    lines = [line.lstrip("#").strip() for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w -]", "", line.casefold()).replace(" ", "-") for line in lines}


def test_every_page_stands_in_the_overview() -> None:
    overview = (MANUAL / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if page.name != "README.md" and f"]({page.name})" not in overview] == []


@pytest.mark.parametrize("tool", TOOLS)
def test_a_page_of_a_tool_says_how_what_falls_away_and_what_goes_wrong(tool: str) -> None:
    page = (MANUAL / f"{tool}.md").read_text(encoding="utf-8")
    for part in ("## Zo ", "## Hoe het bestand eruitziet", "## Wat er wegvalt", "## Valkuilen", "(fouten.md)"):
        assert part in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_in_the_manual_exist(page: Path) -> None:
    known = dict(getattr(command(), "commands", {}))
    for line in re.findall(r"`schoolklimaat ([^`]+)`", page.read_text(encoding="utf-8")):
        name, *words = line.split()
        assert name in known, f"{page.name}: {line}"
        inner = getattr(known[name], "commands", {}).get(words[0] if words else "", known[name])
        options = {option for parameter in inner.params for option in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= options, f"{page.name}: {line}"


def test_the_mapping_file_in_the_manual_is_one(tmp_path: Path) -> None:
    shown = re.findall(r"```yaml\n(.*?)```", (MANUAL / "koppelbestand.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "ouders.yaml").write_text("".join(shown), encoding="utf-8")
    choices = read_mapping_file(tmp_path / "ouders.yaml", library.survey("ouders"))
    assert "kl_veilig" in choices.headings.values()
    certainties = [float(one) for one in re.findall(r"certainty: ([0-9.]+)", shown[0])]
    assert certainties
    assert all(0 < one < 1 for one in certainties)
