"""The pages: each answers one question, from `Results` and from what was chosen, as a pure function."""

from dashboards.pages import (
    about,
    about_network,
    accessibility,
    comments,
    evaluation,
    goals,
    knowing,
    network,
    overview,
    perspectives,
    question,
    response,
    starting,
    working_year,
    years,
)
from dashboards.pages.page import Page
from monitor.between.seen import InNetwork

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    years.PAGE,
    question.PAGE,
    perspectives.PAGE,
    knowing.PAGE,
    response.PAGE,
    starting.PAGE,
    goals.PAGE,
    working_year.PAGE,
    evaluation.PAGE,
    comments.PAGE,
    about.PAGE,
    accessibility.PAGE,
)
"""Those of a school, in the order of the navigation."""


PAGES_OF_NETWORK: tuple[Page, ...] = (*PAGES, network.PAGE)
"""Every page that there is in a network; who looks at the whole of it sees two of them (`pages_for`)."""


def pages_for(seen: InNetwork | None) -> tuple[Page, ...]:
    """The pages that there is something for: of a school, of a school in its network, or of a network as a whole."""
    if seen is None:
        return PAGES
    if not seen.school:
        return network.PAGE, about_network.PAGE, accessibility.PAGE
    before = PAGES.index(goals.PAGE)
    return *PAGES[:before], network.PAGE, *PAGES[before:]


def page_at(path: object, pages: tuple[Page, ...] = PAGES) -> Page:
    """The page at a path, of those that may be opened; the first page for anything else."""
    return next((page for page in pages if page.path == path), pages[0])
