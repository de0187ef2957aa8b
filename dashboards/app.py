"""The dashboard: a factory, so that nothing happens at import and several may live side by side."""

from collections.abc import Callable

from dashboards.callbacks import register
from dashboards.frame import INDEX, QuietDash
from dashboards.language import speak
from dashboards.pages import PAGES
from dashboards.protection import protect
from dashboards.ui.shell import empty_frame
from monitor.results import Results
from monitor.texts import _


def create_app(results: Results, *, renewed: Callable[[], Results] | None = None) -> QuietDash:
    """A dashboard that shows these results and nothing else.

    Args:
        results: What the releases allow to be shown.
        renewed: Asked for the results at every visit, for a dashboard that follows its folder.
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
    app.layout = empty_frame  # drawn anew for every visitor, in the language of each
    current = renewed or (lambda: results)
    speak(app, current)
    register(app, current)
    protect(app, [page.path for page in PAGES])
    return app
