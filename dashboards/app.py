"""The dashboard: a factory, so that nothing happens at import and several may live side by side."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dashboards.auth.keeper import Keeper
from dashboards.callbacks import register
from dashboards.doors import doors
from dashboards.frame import INDEX, QuietDash
from dashboards.looking import Looking
from dashboards.pages import PAGES
from dashboards.protection import protect
from dashboards.ui.shell import empty_frame
from monitor.results import Results
from monitor.texts import _

if TYPE_CHECKING:
    from dashboards.auth.openid import Provider


def create_app(
    results: Results,
    *,
    renewed: Callable[[], Results] | None = None,
    viewer: Keeper | None = None,
    names: Sequence[str] = (),
    provider: "Provider | None" = None,
) -> QuietDash:
    """A dashboard that shows these results and nothing else.

    Args:
        results: What the releases allow to be shown.
        renewed: Asked for the results at every visit, for a dashboard that follows its folder.
        viewer: Knows who is looking; without it everybody on this computer may look.
        names: The names under which other computers open it.
        provider: Where people have an account already with which they may sign in.
    """
    app = QuietDash(
        "dashboards",
        index_string=INDEX,
        title=_("School climate"),
        update_title="",
        use_pages=False,
        include_pages_meta=False,
        serve_locally=True,
        suppress_callback_exceptions=True,  # the menus of a page exist only while it is shown
        enable_mcp=False,
        add_log_handler=False,
    )
    app.enable_dev_tools(debug=False)
    app.layout = empty_frame(account=viewer is not None)
    looking = Looking(renewed or (lambda: results), PAGES, viewer)
    register(app, looking.results, pages=looking.pages, opened=looking.opened)
    known = doors([page.path for page in PAGES], accounts=viewer is not None, provider=provider is not None)
    protect(app, known, names)
    if viewer is not None:
        from dashboards.auth.gate import guard

        guard(app, viewer, known, provider)
    return app
