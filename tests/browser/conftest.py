"""A real Chromium on dashboards that run in a thread, with everything watched that it asks and says."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from dashboards.app import create_app
from monitor import texts
from monitor.results import Results
from tests.support.absent import without
from tests.support.declared import school_with_goals

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Silent(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        """Requests are watched from the browser's side."""


BODIES = "document.querySelectorAll('.chart-body').length"
DRAWN = "document.querySelectorAll('.chart-body .main-svg:first-of-type').length"


@dataclass
class Watched:
    """A page, and what went wrong on it."""

    page: Page
    base: str
    trouble: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Go to an address of the dashboard and wait until its charts are drawn."""
        self.page.goto(self.base + address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page and all its charts are there; those far below too."""
        self.page.wait_for_selector("h1")
        self.until(f"window.dispatchEvent(new Event('charts')) && {BODIES} === {DRAWN}")

    def until(self, expression: str) -> None:
        """Wait, at most half a minute, until something is so on the page.

        Not with Playwright's own `wait_for_function`: that asks again from within the page, where our policy (no
        `unsafe-eval`) refuses it, so that it works only where the first look is enough.
        """
        ends = time.monotonic() + 30
        while not self.page.evaluate(expression):
            assert time.monotonic() < ends, f"never: {expression}"
            self.page.wait_for_timeout(50)

    @property
    def foreign(self) -> list[str]:
        """Requests to anything but the dashboard."""
        return [url for url in self.asked if not url.startswith((self.base, "data:", "blob:"))]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; where there is none the test is skipped, but never on CI."""
    if not CHROMIUM.exists():
        without(f"{CHROMIUM} is not there")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


def served(results: Results, **more: Any) -> Iterator[str]:
    """The address of a dashboard with these results; `more` is what else it is made of."""
    app = create_app(results, **more)
    server = make_server("127.0.0.1", 0, app.server, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    """A school with three surveys and three years, and with goals."""
    texts.use("nl")
    yield from served(school_with_goals())


@pytest.fixture
def visit(chromium: Browser, dashboard: str) -> Iterator[Callable[..., Watched]]:
    """Opens watched pages of a width and colour scheme; they are closed after the test."""
    contexts = []

    def visited(*, width: int = 1280, scheme: str = "light", base: str = dashboard) -> Watched:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="nl-BE")
        contexts.append(context)
        watched = Watched(context.new_page(), base)
        watched.page.set_default_timeout(20_000)
        watched.page.on("console", lambda said: watched.trouble.append(f"{said.type}: {said.text}"))
        watched.page.on("pageerror", lambda error: watched.trouble.append(str(error)))
        watched.page.on("request", lambda request: watched.asked.append(request.url))
        return watched

    yield visited
    for context in contexts:
        context.close()
