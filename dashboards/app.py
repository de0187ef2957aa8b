"""The dashboard: a factory, so that nothing happens at import and several may live side by side."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dash.development.base_component import Component

from dashboards import dossier, downloads, health
from dashboards.auth.keeper import Keeper
from dashboards.auth.viewing import is_known
from dashboards.callbacks import register
from dashboards.calls import refuse_malformed
from dashboards.compressed import compress
from dashboards.declaring import routes as declaring
from dashboards.declaring.desk import GoalDesk
from dashboards.desk import Desk
from dashboards.doors import Door, doors
from dashboards.frame import INDEX, QuietDash
from dashboards.importing import routes as importing
from dashboards.kept import Kept
from dashboards.language import listen, speak
from dashboards.looking import Looking
from dashboards.own_words import WithOwnWords
from dashboards.pages import PAGES_OF_NETWORK, pages_for
from dashboards.protection import protect
from dashboards.remembered import remember
from dashboards.ui.shell import empty_frame
from monitor.definition.workgroup import Workgroup
from monitor.results import Results
from monitor.texts import _

if TYPE_CHECKING:
    from dashboards.auth.openid import Provider


def create_app(
    results: Results,
    *,
    renewed: Callable[[], Results] | None = None,
    readable: Callable[[], bool] = lambda: True,
    keeper: Keeper | None = None,
    names: Sequence[str] = (),
    desk: Desk | None = None,
    provider: "Provider | None" = None,
    own: dossier.Own = lambda: (Workgroup(), None),
    goal_desk: GoalDesk | None = None,
    of_school: Callable[[str], Results] | None = None,
) -> QuietDash:
    """A dashboard that shows these results and nothing else.

    Args:
        results: What the releases allow to be shown.
        renewed: Asked for the results at every visit, for a dashboard that follows its folder.
        readable: Asked at `/health` whether the results can be read.
        keeper: Knows who is looking; without it everybody on this computer may look.
        names: The names under which other computers open it.
        desk: Where files are handed in; without one there is no import.
        provider: Where people have an account already with which they may sign in.
        own: Asked what the werkgroep wrote, and for the logo, at every document.
        goal_desk: Where goals are declared; without one they are only shown.
        of_school: Asked for the results of a school of the network, where the accounts are those of a network.
    """
    released = renewed or (lambda: results)
    current = WithOwnWords(released, own)
    app = QuietDash(
        "dashboards",
        index_string=INDEX,
        title=_("School climate"),
        update_title="",
        use_pages=False,
        include_pages_meta=False,
        serve_locally=True,
        assets_ignore=r"^plotly-",  # `assets/charts.js` fetches it when there is a chart
        suppress_callback_exceptions=True,  # the menus of a page exist only while it is shown
        enable_mcp=False,
        add_log_handler=False,
    )
    app.enable_dev_tools(debug=False)
    network = keeper is not None and keeper.in_network
    pages = PAGES_OF_NETWORK if network else pages_for(results.network)
    looking = Looking(
        current, pages, keeper, imports=desk is not None, goals=goal_desk is not None,
        called=desk.school if desk is not None else lambda: "", of_school=of_school,
    )  # fmt: skip
    kept = Kept()
    app.layout = lambda: frame_of(looking, account=keeper is not None)  # for every visitor, in its language
    speak(app, released)
    register(app, looking)
    downloads.register(app.server, looking, kept)
    dossier.register(app.server, looking.results, own, kept, looking.opened)
    health.register(app.server, readable)
    compress(app.server)
    remember(app.server)
    _add_forms(app, looking, desk, goal_desk, accounts=keeper is not None)
    handed = importing.PATHS if desk is not None else ()
    known = doors(
        [page.path for page in pages], accounts=keeper is not None, imports=handed, provider=provider is not None,
        goals=declaring.PATHS if goal_desk is not None else (), network=network,
    )  # fmt: skip
    _shut(app, known, names, keeper, provider)
    refuse_malformed(app)
    listen(app, released)
    return app


def _shut(
    app: QuietDash, known: tuple[Door, ...], names: Sequence[str], keeper: Keeper | None, provider: "Provider | None"
) -> None:
    """Refuse what has no door, and where there are accounts who may not go through it."""
    protect(app, known, names)
    if keeper is not None:
        from dashboards.auth.gate import guard

        guard(app, keeper, known, provider)


def _add_forms(
    app: QuietDash, looking: Looking, desk: Desk | None, goal_desk: GoalDesk | None, *, accounts: bool
) -> None:
    """Add the pages with forms for which there is a desk."""
    if desk is not None:
        importing.register(app.server, desk, looking.navigation, accounts=accounts)
    if goal_desk is not None:
        declaring.register(
            app.server, goal_desk, looking.results, looking.navigation, looking.opened, accounts=accounts
        )


def frame_of(looking: Looking, *, account: bool) -> Component:
    """The frame with the pages that a visitor may open; Dash looks at it once by itself, before anybody is let in."""
    if account and not is_known():
        return empty_frame(account=True)
    return empty_frame(looking.listed(), looking.also(), account=account)
