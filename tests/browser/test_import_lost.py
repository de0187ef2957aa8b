"""A job that its page cannot ask after any more: the program was started anew, or the session is over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import served
from tests.support import releases
from tests.support.desks import FakeDesk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    """A desk at which closing goes on until the test is over."""
    made = FakeDesk(tmp_path)
    made.goes_on.clear()
    return made


@pytest.fixture
def address(desk: FakeDesk) -> Iterator[str]:
    yield from served(releases.nothing(), desk=desk)
    desk.goes_on.set()


def test_a_page_that_waits_for_a_job_that_is_not_here_says_so(visit, address: str, desk: FakeDesk) -> None:
    """Without its cookie a browser is as strange to the program as after a new start."""
    page = visit(base=address).page
    page.goto(f"{address}/importeren?stap=afsluiten&golf=ouders_2025-2026")
    page.get_by_label("Informatiebrief").fill("brief, versie 2")
    page.get_by_label("Ik weet dat dit definitief is.").check()
    page.get_by_role("button", name="Sluit definitief af").click()
    page.get_by_role("heading", name="De bevraging wordt afgesloten").wait_for()
    page.context.clear_cookies()
    page.get_by_text("Deze import is hier niet (meer).").wait_for(timeout=10_000)
