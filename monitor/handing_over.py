"""Handing over: the answers of an open wave go to the network of the school, under a written agreement, for good.

The catalogue decides first: from its commit on the wave is the network's to close, so that no two releases can be made
of the same answers. What is handed over can be written again after a kill, byte for byte: the order of its rows comes
from the key of the wave. That they arrive is written down here, before they can be read there: from then on nobody else
gets them, whatever became of the place where they lie. Marks, withdrawal codes and which import brought an open answer
end at handing over, as they do at closing; whose forms are of one family ends when the answers lie there.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace

from monitor import keys
from monitor.anonymous import AnonymousAnswers
from monitor.catalogue.catalogue import Change, Wave
from monitor.catalogue.contributions import KeptContribution
from monitor.catalogue.log import LogEntry
from monitor.comments.store import store_of
from monitor.counting.answers_file import answers_bytes
from monitor.errors import WorkspaceRefused
from monitor.mending import in_hand
from monitor.open_waves import if_open, with_answers
from monitor.texts import _
from monitor.vault import VaultFile, in_order_of
from monitor.workspace import Workspace

_ORDER = "order of a contribution"


@dataclass(frozen=True)
class Receiver:
    """To whom: the dataset (told without what opens it), the code of the school in it, and under which agreement."""

    dataset: str
    school: str
    reference: str
    signed_on: dt.date


@dataclass(frozen=True)
class HandedOver:
    """What was handed over: the wave as it is now, the SHA-256 of the file of answers, and how many forms are in it.

    `content` is that file; None once it arrived and cannot be made just so any more. `school` is the code under which
    it was last on its way.
    """

    wave: Wave
    sha256: str
    forms: int
    content: bytes | None
    school: str


def hand_over(workspace: Workspace, name: str, to: Receiver) -> HandedOver:
    """Make a wave the network's to close, and give what goes there; once done, the same again.

    A wrong address or code can be set right as long as nothing arrived.

    Raises:
        WorkspaceRefused: there are no answers, the wave is closed, or another receiver has them.
    """
    with in_hand(workspace, name) as change:
        wave = change.wave(name)
        if wave is None or wave.status != "handed":
            return _hand_over(workspace, change, with_answers(wave, name), to)
        found = _again(workspace, change, wave, to)
        known, under = _known(change, name), (found.sha256, to.reference, to.signed_on)
        noted = _is_with(known, to) and under == (known.sha256, known.reference, known.signed_on)
        if known.kind == "handed" and not noted:
            _write_down(change, wave, to, found.sha256)
        return found


def handed_before(workspace: Workspace, name: str, to: Receiver) -> HandedOver:
    """What was handed over of this wave, for this receiver; nothing is changed.

    Raises:
        WorkspaceRefused: another receiver has it, or its answers were destroyed.
    """
    with in_hand(workspace, name) as change:
        return _again(workspace, change, _handed(change, name), to)


def note_arrival(workspace: Workspace, name: str, to: Receiver, sha256: str) -> None:
    """Write down that the answers are with this receiver from here on, and never go to another one.

    Raises:
        WorkspaceRefused: meanwhile another command gave them to another receiver, or destroyed them.
    """
    with in_hand(workspace, name) as change:
        _handed(change, name)
        known = _known(change, name)
        if not _is_with(known, to):
            raise _lies_elsewhere(known)
        if known.kind == "handed":
            change.contributions.add(replace(known, kind="codes", sha256=sha256, given_on=dt.date.today()))


def destroy_families(workspace: Workspace, name: str) -> None:
    """Destroy what was kept to write the answers again, now that they lie there: whose forms are of one family.

    Raises:
        WorkspaceRefused: another command destroyed the answers meanwhile.
    """
    with in_hand(workspace, name) as change:
        wave = _handed(change, name)
        vault = _vault(workspace, change, wave)
        stored = vault.read(wave.vault_sha256)
        if any(part.contributor is not None for part in stored.values()):
            named = vault.propose({number: part.as_closed() for number, part in stored.items()})
            change.save_wave(replace(wave, vault_sha256=named))
            change.log.add(LogEntry("destroy", wave.name, "families", wave.vault_sha256))


def _hand_over(workspace: Workspace, change: Change, wave: Wave, to: Receiver) -> HandedOver:
    vault = _vault(workspace, change, wave)
    marked = wave.vault_sha256
    stored = {number: replace(part, withdrawal=None) for number, part in vault.read(wave.vault_sha256).items()}
    named = vault.propose(stored)
    handed = replace(wave, status="handed", vault_sha256=named)
    made = _made(handed, vault, vault.read_proposed(), to.school)
    store_of(workspace, change, wave.name, vault.key).close()
    change.save_wave(handed)
    _write_down(change, wave, to, made.sha256)
    change.log.add(LogEntry("destroy", wave.name, "marks", marked))
    return made


def _again(workspace: Workspace, change: Change, wave: Wave, to: Receiver) -> HandedOver:
    """What was handed over before: as it is made now, or, once it arrived, what arrived."""
    known, vault = _known(change, wave.name), _vault(workspace, change, wave)
    made = _made(wave, vault, vault.read(wave.vault_sha256), known.school)
    if known.kind == "handed":
        return made
    if not _is_with(known, to):
        raise _lies_elsewhere(known)
    return made if made.sha256 == known.sha256 else replace(made, sha256=known.sha256, content=None)


def _made(wave: Wave, vault: VaultFile, stored: dict[int, AnonymousAnswers], school: str) -> HandedOver:
    given = in_order_of(vault.key_for(_ORDER), stored, wave.survey.id)
    content = answers_bytes(given, wave.survey)
    return HandedOver(wave, hashlib.sha256(content).hexdigest(), len(given), content, school)


def _handed(change: Change, name: str) -> Wave:
    """The wave that was handed over.

    Raises:
        WorkspaceRefused: its answers were destroyed.
    """
    wave = change.wave(name)
    if wave is not None and wave.status != "handed":
        if_open(wave)
    assert wave is not None  # what was handed over is forgotten at most, and stays known
    return wave


def _known(change: Change, name: str) -> KeptContribution:
    return change.contributions.of(name)[-1]


def _is_with(known: KeptContribution, to: Receiver) -> bool:
    return (known.dataset.rstrip("/"), known.school) == (to.dataset.rstrip("/"), to.school)


def _lies_elsewhere(known: KeptContribution) -> WorkspaceRefused:
    return WorkspaceRefused(
        _("The answers of the wave {wave} lie in {dataset}, as those of the school {school}.").format(
            wave=known.wave, dataset=known.dataset, school=known.school
        ),
        remedy=_(
            "Answers go to one network, once: it closes the wave. Ask that network for its numbers. Was the address or "
            "the code wrong? Then ask who manages that place: what lies there is moved, and not given a second time."
        ),
    )


def _write_down(change: Change, wave: Wave, to: Receiver, sha256: str) -> None:
    today = dt.date.today()
    change.contributions.add(
        KeptContribution(wave.name, "handed", to.dataset, to.school, sha256, today, to.reference, to.signed_on)
    )
    change.log.add(LogEntry("contribute", wave.name, "answers", sha256))


def _vault(workspace: Workspace, change: Change, wave: Wave) -> VaultFile:
    assert (
        wave.wrapped_key is not None
    )  # only `forget` takes the key away, and then the wave is neither open nor handed
    key = keys.unwrap(wave.wrapped_key, keys.workspace_key(change.workspace_id()))
    return VaultFile(workspace.vault_folder, wave.name, key)
