"""Asking somebody at the keyboard whether it is meant, before something is done that cannot be undone."""

import sys

import typer

from monitor.texts import _


def is_meant() -> bool:
    """Ask whether it is meant; anything but yes is no."""
    answer: str = typer.prompt(_("Type yes if it is meant"), default=_("no"))
    return answer.strip().casefold() == _("yes")


def is_meant_or_unasked(*, yes: bool) -> bool:
    """Whether it is meant: said beforehand with `--yes`, or to the question, or there is nobody to ask (a script)."""
    return yes or not sys.stdin.isatty() or is_meant()
