"""The documents of a year as files: who gets which, and what is said of a slip in the words of the werkgroep."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.pages.evaluation import PAGE
from monitor.report.year_file import NAMES
from monitor.workspace import Workspace
from tests.support import releases
from tests.support.documents import pages_of
from tests.support.shown.crawler import Crawler
from tests.support.shown.pages import hrefs

YEAR = "2025-2026"
HEADS = {
    ".pdf": b"%PDF-", ".docx": b"PK", ".pptx": b"PK", ".xlsx": b"PK", ".png": b"\x89PNG", ".ics": b"BEGIN:VCALENDAR",
}  # fmt: skip


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(releases.one_year()).server.test_client()


@pytest.mark.parametrize("name", NAMES)
def test_every_document_comes_as_a_file_with_the_name_of_the_school(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/dossier/{YEAR}/{name}")
    assert answer.status_code == 200
    assert answer.data.startswith(HEADS[Path(name).suffix])
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="basisschool-de-linde_{YEAR}_{Path(name).name}"'
    )
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        f"/dossier/{YEAR}/lijst.json", f"/dossier/{YEAR}/../pyproject.toml", "/dossier/2019-2020/evaluatie.pdf",
        "/dossier/%2e%2e/evaluatie.pdf", f"/dossier/{YEAR}", "/dossier/", f"/dossier/{YEAR}/evaluatie.exe",
    ],
)  # fmt: skip
def test_nothing_else_is_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_page_leads_to_every_document_of_the_chosen_year() -> None:
    crawler = Crawler(create_app(releases.sample_results()))
    page = crawler.draw(PAGE.path, "?jaar=2024-2025")
    links = {link for link in hrefs(page.answer["response"]["page"]["children"]) if link.startswith("/dossier/")}
    year = crawler.draw("/werkjaar", "?jaar=2024-2025")
    templates = {link for link in hrefs(year.answer["response"]["page"]["children"]) if link.startswith("/dossier/")}
    assert links | templates == {f"/dossier/2024-2025/{name}" for name in NAMES}
    assert len(templates) == 7


def test_the_words_of_the_werkgroep_are_read_anew_and_a_slip_is_told(tmp_path: Path) -> None:
    file = tmp_path / "werkgroep.yaml"
    app = create_app(releases.one_year(), own=Workspace(tmp_path).own_words)
    client = app.server.test_client()
    for words in ("Wij gaan door.", "Wij gaan anders door."):
        file.write_text(f"vervolg: [{words}]\n", encoding="utf-8")
        answer = client.get(f"/dossier/{YEAR}/brief-aan-ouders.pdf")
        assert words in " ".join(" ".join(pages_of(answer.data)).split())
    file.write_text("vervolg: [\n", encoding="utf-8")
    refused = client.get(f"/dossier/{YEAR}/brief-aan-ouders.pdf")
    assert refused.status_code == 409
    assert "werkgroep.yaml" in refused.text
