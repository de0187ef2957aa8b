"""A director imports, mends, closes and takes back: once with the mouse, once with the keyboard alone."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page

from dashboards.server import Folder
from monitor import pipeline
from monitor.desk import DeskOfWorkspace
from monitor.shipped import sample_folder
from monitor.workspace import Workspace
from tests.browser.conftest import Watched, served
from tests.browser.test_pages import violations
from tests.support.files import answers_file

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORKBOOK = sample_folder() / "exports/Oudervraging De Wilgentak 2025(1-221).xlsx"
QUESTION = "Mijn kind gaat graag naar deze school."
SLIPS = 12


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A school with one small import already, of the year before."""
    made = pipeline.new_workspace(tmp_path / "w", "Basisschool De Linde")
    small = answers_file(tmp_path / "2024.csv", 40, when="2024-10-06")
    pipeline.import_file(small, survey="ouders", year="2024-2025", workspace=made)
    return made


@pytest.fixture
def address(workspace: Workspace) -> Iterator[str]:
    folder = Folder(workspace.releases_folder)
    yield from served(folder.results(), renewed=folder.results, desk=DeskOfWorkspace(workspace.root))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The sample's export of Microsoft Forms, in which somebody typed some answers anew."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the export has no default style, as those of Forms
        book = openpyxl.load_workbook(WORKBOOK)
    sheet = book.worksheets[0]
    place = [str(cell.value).strip() for cell in sheet[1]].index(QUESTION)
    cells = [row[place] for row in sheet.iter_rows(min_row=2) if row[place].value == "Akkoord"]
    for cell in cells[:SLIPS]:
        cell.value = "Akoord"
    book.save(tmp_path / "Oudervraging 2025.xlsx")
    return tmp_path / "Oudervraging 2025.xlsx"


class Hands:
    """Somebody at the dashboard: `mouse` clicks, else only keys are pressed."""

    def __init__(self, watched: Watched, *, mouse: bool) -> None:
        self.page: Page = watched.page
        self.watched, self.mouse = watched, mouse

    def reach(self, target: Locator) -> None:
        """Go to something with the tab key alone."""
        for _press in range(150):
            if target.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not come to {target}")

    def press(self, role: str, name: str) -> None:
        """Use a button, a link or a box."""
        target = self.page.get_by_role(role, name=name, exact=False).first  # type: ignore[arg-type]  # one of its names
        if self.mouse:
            target.click()
        else:
            self.reach(target)
            self.page.keyboard.press("Space" if role == "checkbox" else "Enter")

    def choose(self, label: str, words: str) -> None:
        """Choose something in a native menu."""
        menu = self.page.get_by_label(label, exact=True)
        if self.mouse:
            menu.select_option(label=words)
        else:
            self.reach(menu)
            self.page.keyboard.type(words)
        assert menu.evaluate("each => each.selectedOptions[0].label") == words

    def write(self, label: str, words: str) -> None:
        """Write something into a field."""
        field = self.page.get_by_label(label, exact=True)
        field.click() if self.mouse else self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def hand_in(self, file: Path) -> None:
        """Choose a file."""
        button = self.page.locator("label", has_text="Kies een bestand").first
        with self.page.expect_file_chooser() as chosen:
            if self.mouse:
                button.click()
            else:
                self.reach(self.page.get_by_label("Kies een bestand").first)
                assert button.evaluate("each => getComputedStyle(each).outlineWidth") == "3px"
                self.page.keyboard.press("Enter")
        chosen.value.set_files(file)
        self.page.get_by_role("status").filter(has_text=f"Gekozen: {file.name}").wait_for()

    def arrived(self, heading: str) -> None:
        """A step is there: its heading has the focus, nothing is wider than the screen, and axe finds nothing."""
        self.page.get_by_role("heading", name=heading, level=1).wait_for(timeout=120_000)
        self.watched.until("document.activeElement !== document.body")
        assert heading in str(self.page.evaluate("document.activeElement.textContent"))
        if self.mouse:
            self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        wide, screen = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= screen
        assert violations(self.page) == []
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = false })")


def takes_back(hands: Hands) -> None:
    """The import of the year before."""
    hands.press("link", "Draai terug: import 1")
    hands.arrived("Import 1 terugdraaien?")
    hands.press("button", "Draai terug")
    hands.page.get_by_text("Import 1 is teruggedraaid.").wait_for()


def imports(hands: Hands, workbook: Path) -> None:
    """The workbook, with its slips mended by one press."""
    hands.hand_in(workbook)
    hands.choose("Vragenlijst", "Ouders")
    hands.choose("Schooljaar", "2025-2026")
    hands.write("Hoeveel mensen konden antwoorden?", "320")
    hands.press("button", "Lees het bestand")
    hands.arrived("Welke kolom is welke vraag?")
    assert hands.page.get_by_text("Microsoft Forms").is_visible()
    assert hands.page.get_by_label("E-mail").input_value() == "drop"
    hands.choose("Is er een kolom met de klas?", "Nee: alleen cijfers van de hele school")
    hands.press("button", "Verder: de antwoorden")
    hands.arrived("Wat betekenen de antwoorden?")
    hands.press("button", "Verder: nakijken")
    hands.arrived("Is er iets te herstellen?")
    hands.press("button", f"Ja, herstel alle {SLIPS}")
    hands.arrived("Is er iets te herstellen?")
    assert hands.page.get_by_text("bedoelt u").count() == 0
    hands.press("link", "Verder: de proef")
    hands.arrived("Wat zou er opgeslagen worden?")
    assert hands.page.get_by_text("210 van de 320 die konden antwoorden: 66%.").is_visible()
    hands.press("button", "Lees de antwoorden in")
    hands.arrived("De antwoorden zijn ingelezen")


def closes(hands: Hands) -> None:
    """The survey, for good."""
    hands.press("link", "Sluit deze bevraging af")
    hands.arrived("Ouders, 2025-2026: afsluiten?")
    hands.write("Informatiebrief", "brief aan de ouders, versie 2")
    hands.press("checkbox", "Ik weet dat dit definitief is.")
    hands.press("button", "Sluit definitief af")
    hands.arrived("De bevraging is afgesloten")
    assert hands.page.get_by_text("Test geslaagd.").is_visible()
    hands.press("link", "Naar de cijfers")
    hands.page.locator("#school", has_text="Basisschool De Linde").wait_for()


@pytest.mark.parametrize(
    ("mouse", "width", "scheme"),
    [(True, 1280, "light"), (False, 390, "dark")],
    ids=["mouse", "keyboard"],
)
def test_a_director_imports_mends_closes_and_takes_another_back(
    visit, address: str, workspace: Workspace, workbook: Path, mouse: bool, width: int, scheme: str
) -> None:
    watched = visit(base=address, width=width, scheme=scheme)
    hands = Hands(watched, mouse=mouse)
    watched.open("/")
    if width < 760:
        hands.press("button", "Menu")
    hands.press("link", "Importeren")
    hands.page.wait_for_url("**/importeren")
    assert violations(hands.page) == []
    takes_back(hands)
    imports(hands, workbook)
    closes(hands)
    (kept,) = pipeline.results(workspace).releases
    assert kept.manifest.wave == "ouders_2025-2026"
    assert kept.manifest.notice == "brief aan de ouders, versie 2"
    mapping = (workspace.mappings_folder / "ouders.yaml").read_text(encoding="utf-8")
    assert "akoord: eens" in mapping
    assert watched.trouble == []
    assert watched.foreign == []


def test_a_file_that_is_too_large_or_wrong_is_told_in_the_browser(visit, address: str, tmp_path: Path) -> None:
    large, wrong = tmp_path / "groot.csv", tmp_path / "rapport.xlsx"
    large.write_bytes(b"x" * 20_000_001)
    wrong.write_bytes(b"%PDF-1.4 geen tabel")
    watched = visit(base=address)
    page = watched.page
    page.goto(address + "/importeren")
    chooser = page.get_by_label("Kies een bestand").first
    chooser.set_input_files(large)
    assert "groter dan 20 MB" in chooser.evaluate("each => each.validationMessage")
    page.get_by_role("button", name="Lees het bestand").click()
    assert [url for url in watched.asked if url.endswith("/bestand")] == []
    chooser.set_input_files(wrong)
    page.get_by_role("button", name="Lees het bestand").click()
    page.get_by_role("alert").wait_for()
    assert "rapport.xlsx: Dit is een pdf" in str(page.evaluate("document.activeElement.textContent")).replace(
        "PDF", "pdf"
    )
    assert violations(page) == []
    page.get_by_role("button", name="Wissel tussen licht en donker").click()
    page.reload()
    assert page.evaluate("document.documentElement.getAttribute('data-mantine-color-scheme')") == "dark"
    assert watched.trouble == []
