"""Open waves: to which answers may be added and which may be closed, and what is said of all others.

A wave that was handed over to a network is the network's to close: two releases of the same answers, each rounded by
itself, would tell more than one.
"""

from monitor.catalogue.catalogue import Wave
from monitor.errors import WorkspaceRefused
from monitor.texts import _


def with_answers(wave: Wave | None, name: str) -> Wave:
    """The open wave, if it has answers to close with.

    Raises:
        WorkspaceRefused: it has none, or is not open.
    """
    found = if_not_frozen(wave)
    if found is None or found.vault_sha256 is None:
        raise WorkspaceRefused(
            _("There are no answers for {wave}.").format(wave=name),
            remedy=_("Import an export file first, or check the survey and the school year."),
        )
    return found


def if_not_frozen(wave: Wave | None) -> Wave | None:
    """The wave as something to close or to take an import back from: neither can be done once it is closed.

    Raises:
        WorkspaceRefused: it is closed or handed over, or its answers were destroyed.
    """
    if wave is not None and wave.status == "closed":
        raise WorkspaceRefused(
            _("The wave {wave} is closed already; that cannot be undone any more.").format(wave=wave.name),
            remedy=_("`schoolklimaat results` prints its numbers."),
        )
    return if_open(wave)


def if_open(wave: Wave | None) -> Wave | None:
    """The wave, if there is none yet or answers may still be added to it.

    Raises:
        WorkspaceRefused: it is closed or handed over, or its answers were destroyed.
    """
    if wave is None or wave.status == "open":
        return wave
    if wave.status == "closed":
        raise WorkspaceRefused(
            _("The wave {wave} is closed; its numbers are frozen.").format(wave=wave.name),
            remedy=_("Answers that come later belong to the next school year. Check the year you gave."),
        )
    if wave.status == "handed":
        raise WorkspaceRefused(
            _("The answers of the wave {wave} were handed over to the network, which closes it.").format(
                wave=wave.name
            ),
            remedy=_(
                "Ask the network for its numbers. `schoolklimaat forget` destroys the answers that are kept here."
            ),
        )
    raise WorkspaceRefused(
        _("The answers of the wave {wave} were destroyed.").format(wave=wave.name),
        remedy=_("A destroyed wave cannot be filled again. Check the survey and the year you gave."),
    )
