"""The cookie with the session of who signed in.

Before somebody signed in the cookie is a random text that means nothing to the server; signing in always puts another
one in its place. SameSite=Strict: the browser sends it along with what our own pages ask, and with nothing else.
"""

import secrets
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from flask import Response, request

from dashboards.seal import FIELD, is_sealed, own
from monitor.this_computer import is_this_computer

NAME: Final = "schoolklimaat"


def secure() -> bool:
    """Whether the cookie goes over an encrypted connection alone: always, but on this computer itself."""
    return not is_this_computer(urlsplit(f"//{request.host}").hostname or "")


def name() -> str:
    """The name of the cookie; `__Host-` makes browsers refuse it from any other host, or without encryption."""
    return f"__Host-{NAME}" if secure() else NAME


def session() -> str:
    """What the browser sent; empty: nothing."""
    return own(request.cookies.get(name()))


def give(answer: Response, value: str) -> Response:
    """The answer with this session in its cookie."""
    answer.set_cookie(name(), value, path="/", secure=secure(), httponly=True, samesite="Strict")
    return answer


def take(answer: Response) -> Response:
    """The answer that makes the browser forget the session."""
    answer.delete_cookie(name(), path="/", secure=secure(), httponly=True, samesite="Strict")
    return answer


def nothing_yet() -> str:
    """A cookie for somebody who has not signed in, so that the form can be tied to something."""
    return secrets.token_urlsafe(32)


def answered(place: str, path: str, *, accounts: bool, answer: Callable[[str], Response]) -> Response:
    """An answer made for one browser, and kept nowhere.

    Args:
        place: The cookie that tells one browser from another where nobody signs in; it says nothing of a person.
        path: Where that cookie is sent to.
        accounts: People sign in: then it is the session.
        answer: Makes it, from the random text of the browser.
    """
    known = session() if accounts else own(request.cookies.get(place))
    value = known or nothing_yet()
    made = answer(value)
    if not known:
        made.set_cookie(place, value, path=path, httponly=True, samesite="Strict", secure=request.is_secure)
    made.headers["Cache-Control"] = "no-store"
    return made


def comes_from_our_form() -> bool:
    """Whether a form was sent from a page of ours, in the browser that got the page."""
    return is_sealed(session(), request.form.get(FIELD))
