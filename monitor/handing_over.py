"""Handing over: the answers of an open wave go to the network of the school, under a written agreement, for good.

The catalogue decides first: from its commit on the wave is the network's to close, so that no two releases can be made
of the same answers. What is handed over can be written again after a kill, byte for byte: the order of its rows comes
from the key of the wave. Marks and withdrawal codes end here, as at closing.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from monitor import keys
from monitor.catalogue.catalogue import Change, Wave
from monitor.catalogue.contributions import KeptContribution
from monitor.catalogue.log import LogEntry
from monitor.counting.answers_file import answers_bytes
from monitor.errors import WorkspaceRefused
from monitor.mending import in_hand
from monitor.open_waves import with_answers
from monitor.texts import _
from monitor.vault import VaultFile, in_order_of
from monitor.workspace import Workspace

_ORDER = "order of a contribution"

Arrived = Callable[[KeptContribution], bool]
"""Whether what was handed over lies where it was to go."""


@dataclass(frozen=True)
class Receiver:
    """To whom: the dataset (told without what opens it), the code of the school in it, and under which agreement."""

    dataset: str
    school: str
    reference: str
    signed_on: dt.date


@dataclass(frozen=True)
class HandedOver:
    """What was handed over: the wave as it is now, the file of answers, and how many forms are in it."""

    wave: Wave
    content: bytes
    forms: int


def hand_over(workspace: Workspace, name: str, to: Receiver, *, arrived: Arrived) -> HandedOver:
    """Make a wave the network's to close, and give what goes there; once done, the same again.

    `arrived` looks whether answers that were handed over before, to another dataset, ever came there: a wrong address
    can be set right as long as they did not.

    Raises:
        WorkspaceRefused: there are no answers, the wave is closed, or another dataset has them.
    """
    with in_hand(workspace, name) as change:
        wave = change.wave(name)
        if wave is not None and wave.status == "handed":
            return _again(workspace, change, wave, to, arrived)
        return _hand_over(workspace, change, with_answers(wave, name), to)


def _hand_over(workspace: Workspace, change: Change, wave: Wave, to: Receiver) -> HandedOver:
    vault = _vault(workspace, change, wave)
    marked = wave.vault_sha256
    stored = {number: replace(part, withdrawal=None) for number, part in vault.read(wave.vault_sha256).items()}
    named = vault.propose(stored)
    handed = replace(wave, status="handed", vault_sha256=named)
    given = in_order_of(vault.key_for(_ORDER), vault.read_proposed(), wave.survey.id)
    content = answers_bytes(given, wave.survey)
    sha256 = hashlib.sha256(content).hexdigest()
    change.save_wave(handed)
    _write_down(change, wave, to, sha256)
    change.log.add(LogEntry("destroy", wave.name, "marks", marked))
    return HandedOver(handed, content, len(given))


def _again(workspace: Workspace, change: Change, wave: Wave, to: Receiver, arrived: Arrived) -> HandedOver:
    """What was handed over before, for the same dataset; or for another one, if it never came to the first."""
    vault = _vault(workspace, change, wave)
    given = in_order_of(vault.key_for(_ORDER), vault.read(wave.vault_sha256), wave.survey.id)
    content = answers_bytes(given, wave.survey)
    known = change.contributions.of(wave.name)[-1]
    if (known.dataset, known.school) != (to.dataset, to.school):
        if arrived(known):
            raise WorkspaceRefused(
                _("The answers of the wave {wave} lie in {dataset}, as those of the school {school}.").format(
                    wave=wave.name, dataset=known.dataset, school=known.school
                ),
                remedy=_("Answers go to one network, once: it closes the wave. Ask that network for its numbers."),
            )
        _write_down(change, wave, to, hashlib.sha256(content).hexdigest())
    return HandedOver(wave, content, len(given))


def _write_down(change: Change, wave: Wave, to: Receiver, sha256: str) -> None:
    today = dt.date.today()
    change.contributions.add(
        KeptContribution(wave.name, "codes", to.dataset, to.school, sha256, today, to.reference, to.signed_on)
    )
    change.log.add(LogEntry("contribute", wave.name, "answers", sha256))


def _vault(workspace: Workspace, change: Change, wave: Wave) -> VaultFile:
    assert (
        wave.wrapped_key is not None
    )  # only `forget` takes the key away, and then the wave is neither open nor handed
    key = keys.unwrap(wave.wrapped_key, keys.workspace_key(change.workspace_id()))
    return VaultFile(workspace.vault_folder, wave.name, key)
