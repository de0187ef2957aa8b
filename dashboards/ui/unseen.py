"""What stands where there is no number: the same words and the same look on every page."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from monitor.report.sentences import unseen_title
from monitor.results import Reason
from monitor.texts import _


def not_shown(reason: Reason | None, *, why: str = "", title: str = "", about: Sequence[str] = ()) -> Component:
    """That there is nothing to show here, and the reason.

    Args:
        reason: why a number is hidden, as the results give it.
        why: what to say instead of the sentence of the reason, or where there is no reason of the results.
        title: what to say instead of the usual title.
        about: what it is that is not shown, where one box stands for several numbers.
    """
    told = why or (reason.text if reason else "")
    if about:
        told = _("{reason} It is about: {subjects}.").format(reason=told, subjects=", ".join(about)).strip()
    body = [html.P(title or unseen_title(reason), className="unseen-title"), *([html.P(told)] if told else [])]
    return html.Div(body, className="unseen", role="note")
