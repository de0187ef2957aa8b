"""What the one who is looking may see: the results of a role, and the pages that it may open."""

from collections.abc import Callable

from dashboards.auth.keeper import Keeper
from dashboards.auth.viewing import viewer_of_request
from dashboards.doors import DECLARES, IMPORT, who_may_open
from dashboards.pages.page import Page
from monitor.errors import SchoolklimaatError
from monitor.results import Results
from monitor.roles import Role
from monitor.seen_by import seen_by
from monitor.texts import _


class Looking:
    """The results and the pages for the request that is being answered; without accounts they are for everybody."""

    def __init__(
        self,
        current: Callable[[], Results],
        pages: tuple[Page, ...],
        keeper: Keeper | None,
        *,
        imports: bool = False,
        goals: bool = False,
        called: Callable[[], str] = lambda: "",
    ) -> None:
        self._current, self._pages, self._keeper, self._imports = current, pages, keeper, imports
        self._goals, self._called = goals, called
        self._seen: dict[Role, tuple[Results, Results]] = {}

    def results(self) -> Results:
        """What may be seen; the same object until a release is added, for estimates are kept in it."""
        whole = self._current()
        if self._keeper is None:
            return whole
        role = viewer_of_request().role
        kept = self._seen.get(role)
        if kept is None or kept[0] is not whole:
            kept = self._seen[role] = (whole, seen_by(whole, role))
        return kept[1]

    def school(self) -> str:
        """What the school is called: as its numbers say, and as its settings do before there are any."""
        school = self.results().school
        if school:
            return school
        try:
            return self._called()
        except SchoolklimaatError:  # told where something is asked of the desk
            return ""

    def pages(self) -> tuple[Page, ...]:
        """What may be opened; a callback that asks for another page gets the first of these."""
        if self._keeper is None:
            return self._pages
        role = viewer_of_request().role
        return tuple(page for page in self._pages if role in who_may_open(page.path))

    def also(self) -> tuple[tuple[str, str], ...]:
        """What may be opened beside the pages and is loaded as a whole: (path, words)."""
        may = self._keeper is None or viewer_of_request().role in who_may_open(IMPORT)
        return ((IMPORT, _("Import")),) if self._imports and may else ()

    def declares(self) -> bool:
        """Whether goals may be declared: there are forms for it, and they are for this visitor."""
        return self._goals and (self._keeper is None or viewer_of_request().role in DECLARES)

    def listed(self) -> tuple[tuple[str, str], ...]:
        """The pages that a navigation lists: (path, words)."""
        return tuple((page.path, page.name()) for page in self.pages() if page.listed)

    def navigation(self) -> tuple[tuple[str, str], ...]:
        """The pages and what is beside them, as a navigation lists them: (path, words)."""
        return (*self.listed(), *self.also())

    def opened(self, path: str) -> None:
        """Write down that a page is opened, where there are accounts."""
        if self._keeper is not None:
            self._keeper.opened(viewer_of_request(), path)
