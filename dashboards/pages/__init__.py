"""The pages: each answers one question, from `Results` and from what was chosen, as a pure function."""

from dashboards.pages import (
    about,
    accessibility,
    comments,
    knowing,
    overview,
    perspectives,
    question,
    response,
    years,
)
from dashboards.pages.page import Page

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    years.PAGE,
    question.PAGE,
    perspectives.PAGE,
    knowing.PAGE,
    response.PAGE,
    comments.PAGE,
    about.PAGE,
    accessibility.PAGE,
)
"""In the order of the navigation."""


def page_at(path: object) -> Page:
    """The page at a path; the first page for anything that is no path of ours."""
    return next((page for page in PAGES if page.path == path), PAGES[0])
