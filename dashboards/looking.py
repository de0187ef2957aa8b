"""What the one who is looking may see: the results of a role, in a network of a school, and the pages that it opens."""

from collections.abc import Callable

from dashboards.auth.keeper import Keeper
from dashboards.auth.viewing import viewer_of_request
from dashboards.doors import CHOOSERS, DECLARES, IMPORT, SCHOOLS, who_may_open
from dashboards.kept import MOST_RESULTS
from dashboards.latest import Latest
from dashboards.pages import pages_for
from dashboards.pages.page import Page
from monitor.errors import SchoolklimaatError
from monitor.results import Results
from monitor.roles import Role, Viewer
from monitor.seen_by import seen_by_viewer
from monitor.texts import _


class Looking:
    """The results and the pages for the request that is being answered; without accounts they are for everybody.

    Whose results they are, the account says, or the session of who may look at any school: never the request.
    """

    def __init__(
        self,
        current: Callable[[], Results],
        pages: tuple[Page, ...],
        keeper: Keeper | None,
        *,
        imports: bool = False,
        goals: bool = False,
        called: Callable[[], str] = lambda: "",
        of_school: Callable[[str], Results] | None = None,
    ) -> None:
        self._current, self._pages, self._keeper, self._imports = current, pages, keeper, imports
        self._goals, self._called, self._of_school = goals, called, of_school
        self._seen: Latest[tuple[Role, str], _Seen] = Latest(lambda _of: _Seen(), most=MOST_RESULTS)

    def results(self) -> Results:
        """What may be seen; the same object until a release is added, for estimates are kept in it."""
        if self._keeper is None:
            return self._current()
        viewer = viewer_of_request()
        return self._seen((viewer.role, viewer.school)).of(self._whole(viewer), viewer)

    def _whole(self, viewer: Viewer) -> Results:
        """What there is of the school, or of the network, that somebody looks at."""
        if viewer.school and self._of_school is not None:
            return self._of_school(viewer.school)
        return self._current()

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
        viewer = viewer_of_request()
        pages = pages_for(self.results().network) if viewer.in_network else self._pages
        return tuple(page for page in pages if viewer.role in who_may_open(page.path, network=viewer.in_network))

    def also(self) -> tuple[tuple[str, str], ...]:
        """What may be opened beside the pages and is loaded as a whole: (path, words)."""
        may = self._keeper is None or viewer_of_request().role in who_may_open(IMPORT)
        imports = ((IMPORT, _("Import")),) if self._imports and may else ()
        return (*imports, *(((SCHOOLS, _("Choose a school")),) if self._chooses() else ()))

    def _chooses(self) -> bool:
        """Whether the visitor may look at every school of the network."""
        if self._keeper is None:
            return False
        viewer = viewer_of_request()
        return viewer.in_network and viewer.role in CHOOSERS

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


class _Seen:
    """What a role sees of one school: narrowed once, until there is something else to see."""

    def __init__(self) -> None:
        self._kept: tuple[Results, Results] | None = None

    def of(self, whole: Results, viewer: Viewer) -> Results:
        """The same object for the same results."""
        kept = self._kept
        if kept is None or kept[0] is not whole:
            kept = self._kept = (whole, seen_by_viewer(whole, viewer))
        return kept[1]
