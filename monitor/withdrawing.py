"""Withdrawing: somebody without a name takes the answers back, with the code chosen when answering.

One transaction of the catalogue, as in `monitor.waves`: the file without those answers is written beside the one that
counts, the catalogue names it, and `monitor.mending` puts it in its place. The marks stay, and so does the hash of the
code: neither the same file nor an import that is done again brings the answers back.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor import keys
from monitor.anonymous import COUNTED_BEFORE, AnonymousAnswers
from monitor.catalogue.catalogue import Wave
from monitor.catalogue.log import LogEntry
from monitor.errors import WorkspaceRefused
from monitor.mending import in_hand
from monitor.texts import _
from monitor.vault import VaultFile
from monitor.withdrawal_codes import hash_of, normalised, places_of
from monitor.workspace import Workspace

if TYPE_CHECKING:
    import numpy as np


def withdraw(workspace: Workspace, name: str, code: str) -> int:
    """Take the answers of one respondent out of an open wave, by code; gives how many forms are left in it.

    Forms of one family about several children, in one import and with one code, go together.

    Raises:
        WorkspaceRefused: no answers with this code, answers of several respondents, or a wave that is not open.
    """
    with in_hand(workspace, name) as change:
        wave, wrapped = _open(change.wave(name), name)
        vault = VaultFile(workspace.vault_folder, name, keys.unwrap(wrapped, keys.workspace_key(change.workspace_id())))
        stored, used = vault.read(wave.vault_sha256), vault.read_withdrawn(wave.vault_sha256)
        hashed = hash_of(normalised(code), vault.key_for)
        theirs = _rows_with(stored, hashed)
        _require_one_respondent(stored, theirs, before=hashed in used)
        left = {number: part.at(~theirs[number]) if number in theirs else part for number, part in stored.items()}
        left = {number: part for number, part in left.items() if len(part)}
        named = vault.propose(left, vault.read_marks(wave.vault_sha256), {*used, hashed})
        change.save_wave(replace(wave, vault_sha256=named))
        change.log.add(LogEntry("withdraw", wave.name, "answers", wave.vault_sha256))
    return sum(map(len, left.values()))


def _rows_with(stored: Mapping[int, AnonymousAnswers], hashed: bytes) -> "dict[int, np.ndarray]":
    """Per import that has the code, for each of its rows whether it is one of them."""
    found = {
        number: places_of(hashed, part.withdrawal) for number, part in stored.items() if part.withdrawal is not None
    }
    return {number: rows for number, rows in found.items() if rows.any()}


def _require_one_respondent(
    stored: Mapping[int, AnonymousAnswers], theirs: "Mapping[int, np.ndarray]", *, before: bool
) -> None:
    if not theirs:
        if before:
            message = _("The answers with this code were withdrawn before.")
            raise WorkspaceRefused(message, remedy=_("There is nothing left to do."))
        raise WorkspaceRefused(
            _("There are no answers with this code in this wave."),
            remedy=_("Check the code, the survey and the school year. Capitals, blanks and hyphens do not matter."),
        )
    if len(theirs) > 1 or not all(_are_of_one(stored[number], rows) for number, rows in theirs.items()):
        raise WorkspaceRefused(
            _("Several respondents chose this code; it does not tell whose answers are meant. Nothing was withdrawn."),
            remedy=_(
                "Let the respondent find the form in the survey tool and delete it there; then take the import back "
                "with `schoolklimaat undo`, and import a new export."
            ),
        )


def _are_of_one(part: AnonymousAnswers, rows: "np.ndarray") -> bool:
    """Whether these rows of an import are one form, or forms of one family."""
    if rows.sum() == 1:
        return True
    persons = set() if part.contributor is None else {*part.contributor[rows].tolist()}
    return len(persons) == 1 and COUNTED_BEFORE not in persons


def _open(wave: Wave | None, name: str) -> tuple[Wave, bytes]:
    """The open wave, with its wrapped key."""
    if wave is None or (wave.status == "open" and wave.wrapped_key is None):
        raise WorkspaceRefused(
            _("There are no answers for {wave}.").format(wave=name),
            remedy=_("Import an export file first, or check the survey and the school year."),
        )
    if wave.status != "open" or wave.wrapped_key is None:
        raise WorkspaceRefused(
            _("The wave {wave} is not open any more; withdrawal codes were kept until then.").format(wave=name),
            remedy=_(
                "Nothing that is left tells whose answers are whose, so nobody can take out those of one person. Tell "
                "the respondent so. To destroy the answers of everybody: `schoolklimaat forget`."
            ),
        )
    return wave, wave.wrapped_key
