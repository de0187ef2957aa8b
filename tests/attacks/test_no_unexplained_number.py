"""No unexplained number: every number that the dashboard gives, whatever it is asked, is a released fact or follows
from released facts as the register says (`tests/support/shown/declared.py`); and what it gives stands an attack.

Privacy.md 2.5, black-box layer: T5 (no unexplained number), T8 (two loads are the same). T6 (without the vault) is
`tests/end_to_end/test_demo.py`.
"""

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from dashboards.app import create_app
from monitor.results import Results
from tests.support import releases
from tests.support.shown import collected
from tests.support.shown.crawler import Crawler, Page, address_of
from tests.support.shown.declared import Declared
from tests.support.shown.pages import Reader
from tests.support.shown.words import Names

SEVERAL = 15
"""How often all menus of a page are changed at once."""
LOADED_AGAIN = 25
STRANGE = {"../../vault/ouders", "option:secret", "' OR 1=1 --", "<script>alert(1)</script>", "1e999", "9" * 60}
"""Values that nothing of ours looks like: none may come back."""


@pytest.mark.slow
def test_t5_every_callback_with_every_menu_value_gives_explained_numbers(demo_workspace: Path) -> None:
    """The sample school: each page, each value of each menu, several at once; then loaded again (T8), then attacked."""
    results = Results.load(demo_workspace / "releases")
    crawler, read, known = Crawler(create_app(results)), Reader(Names(results)), Declared(results)
    random, units, pages, read_before = Random(20), Counter[str](), [], set[bytes]()
    for path in crawler.pages():
        for page in (*crawler.every_choice(path), *crawler.several_at_once(path, SEVERAL, random)):
            pages.append(page)
            if page.content in read_before:  # the same bytes hold the same numbers
                continue
            read_before.add(page.content)
            numbers = read.numbers(page.answer)
            assert [str(one) for one in numbers if not known.explains(one)] == [], page
            units.update(one.unit for one in numbers)
    chosen = {(page.path, name, value) for page in pages for name, value in page.chosen.items()}
    offered = {(page.path, name, value) for page in pages for name, values in page.menus.items() for value in values}
    assert offered == chosen
    assert len(pages) > 400
    assert min(units[unit] for unit in ("percent", "points", "count", "tally", "share", "tenths")) > 20
    for page in random.sample(pages, LOADED_AGAIN):
        assert crawler.draw(page.path, page.search).answer == page.answer, "two loads of a page differ (T8)"
    _stands_the_attack(results, pages)


def _stands_the_attack(results: Results, pages: list[Page]) -> None:
    """The counts that can be read off the tables, as an attacker would use them: every target keeps its values."""
    release = results.release("ouders", "2025-2026")
    counts = collected.counts_in((page.answer for page in pages), release.manifest)
    facts = collected.as_facts(counts, release.manifest)
    published = {(fact.node, fact.item, fact.options): fact for fact in release.facts}
    assert all(published[fact.node, fact.item, fact.options] == fact for fact in facts)
    assert len(facts) > len(published) / 2
    findings = collected.attacked(facts, release.manifest)
    assert all(finding.passed for finding in findings)
    assert sum(finding.targets for finding in findings) > len(facts)


def test_t5_what_is_not_on_a_menu_gives_a_page_of_ours_and_no_other_number() -> None:
    results = releases.sample_results()
    crawler, read, known = Crawler(create_app(results)), Reader(Names(results)), Declared(results)
    ours: dict[tuple[str, str], list[tuple[str, object]]] = {}
    read_before: dict[bytes, list[tuple[str, object]]] = {}

    def numbers(page: Page) -> list[tuple[str, object]]:
        """Those of a page; the same bytes hold the same numbers, and are read once."""
        if page.content not in read_before:
            read_before[page.content] = _numbers(page, read, known)
        return read_before[page.content]

    for path in crawler.pages():
        for sent, page in crawler.off_the_menu(path):
            place = page.answer["response"]["drawn"]["data"]["path"], address_of(page)
            if place not in ours:
                ours[place] = numbers(crawler.draw(*place))
            assert numbers(page) == ours[place], sent
            assert not isinstance(sent, str) or sent not in STRANGE or sent not in json.dumps(page.answer)


def _numbers(page: Page, read: Reader, known: Declared) -> list[tuple[str, object]]:
    """The numbers of a page in their order, all of them explained."""
    numbers = read.numbers(page.answer)
    assert [str(one) for one in numbers if not known.explains(one)] == []
    return [(one.unit, one.value) for one in numbers]


def test_t5_calls_that_no_browser_makes_are_told_nothing() -> None:
    crawler = Crawler(create_app(releases.sample_results()))
    silent = Crawler(create_app(releases.nothing()))
    assert list(crawler.malformed()) == list(silent.malformed())


def test_t5_the_source_of_a_page_is_the_same_whatever_was_released() -> None:
    """Page source, layout and callbacks hold no number of a school: they are those of a dashboard without releases."""
    full, empty = (Crawler(create_app(each)) for each in (releases.sample_results(), releases.nothing()))
    assert list(full.sources()) == list(empty.sources())


def test_t8_two_loads_of_a_page_give_the_same_bytes() -> None:
    results = releases.sample_results()
    first, second = (Crawler(create_app(Results.of(results.releases))) for _load in range(2))
    for path in first.pages():
        assert first.draw(path, "").answer == second.draw(path, "").answer
