"""The register of trend breaks: what changed between a wave and the one before it, found at import, frozen at close.

The catalogue says what was asked and what the files showed, the release of an earlier wave who answered. Nothing here
reads an answer.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import replace

from monitor import keys
from monitor.catalogue.catalogue import Change, Wave, opened
from monitor.definition.differences import Observed, Standing, together
from monitor.definition.model import Survey
from monitor.disclosure import release_file
from monitor.disclosure.release import Manifest
from monitor.disk import told_by_the_disk
from monitor.errors import WorkspaceRefused
from monitor.standing import classes_shown
from monitor.workspace import Workspace


def sealed(workspace: Workspace, observed: Observed, *, kept: bool) -> Observed:
    """What a file showed, with the signs of labels under the key of the workspace (HMAC-SHA256, RFC 2104).

    A bare fingerprint of a label that people wrote themselves could be found by trying likely words. Under one key
    the same labels have the same sign in every year of a school, which is all that comparing needs. What is not
    `kept` makes no key.

    Raises:
        WorkspaceRefused: the key of the workspace is not on this computer.
    """
    if not any(one.sign for one in observed):
        return observed
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        secret = keys.key_for("labels", _secret(change, kept=kept))
    signs = {one.sign: hmac.new(secret, one.sign.encode(), hashlib.sha256).hexdigest()[:16] for one in observed}
    return tuple(one.model_copy(update={"sign": signs[one.sign]}) if one.sign else one for one in observed)


def _secret(change: Change, *, kept: bool) -> bytes:
    begun = change.has_keys()
    try:
        return keys.workspace_key(change.workspace_id(), create=kept and not begun)
    except WorkspaceRefused:
        if kept or begun:
            raise
        return keys.new_wave_key()  # of a first trial: there is nothing to compare its signs with


def standing_of(
    workspace: Workspace, survey: Survey, year: str, observed: Observed, *, enrolled: int | None, classes: Iterable[str]
) -> Standing:
    """A wave as its import shows it; what its earlier files showed counts too, as does the declared enrolment.

    `classes` are those of which enough people answered to be shown: of another nobody may know whether anyone did.
    """
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        there = next((w for w in change.waves() if (w.survey.id, w.year) == (survey.id, year)), None)
        before = change.breaks(there.name) if there else ()
    total = workspace.settings.enrolled(survey.id, year).total or enrolled or (there.enrolled if there else None)
    seen = together((*before, observed)) if before else observed
    return Standing(survey, year, workspace.settings.locale, seen, total, frozenset(classes))


def wave_before(workspace: Workspace, survey_id: str, year: str) -> Standing | None:
    """The nearest earlier wave of the same survey that has answers or a release; nothing if there is none."""
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        earlier = [w for w in change.waves() if w.survey.id == survey_id and w.year < year and _was_held(w)]
        if not earlier:
            return None
        nearest = max(earlier, key=lambda wave: wave.year)
        return _standing(workspace, change, nearest)


def seen_so_far(workspace: Workspace, name: str) -> Observed:
    """What the files of a wave showed, all together."""
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        return together(change.breaks(name))


def _was_held(wave: Wave) -> bool:
    return wave.status == "closed" or wave.vault_sha256 is not None


def _standing(workspace: Workspace, change: Change, wave: Wave) -> Standing:
    enrolled = workspace.settings.enrolled(wave.survey.id, wave.year).total or wave.enrolled
    found = Standing(
        wave.survey, wave.year, workspace.settings.locale, together(change.breaks(wave.name)), enrolled
    )  # fmt: skip
    manifest = _manifest(workspace, wave.name) if wave.status == "closed" else None
    if manifest is None:
        return found
    return replace(found, enrolled=manifest.enrolment.get("total"), classes=classes_shown(manifest.nodes))


def _manifest(workspace: Workspace, name: str) -> Manifest | None:
    try:
        return release_file.read_release(workspace.releases_folder / name).manifest
    except WorkspaceRefused:
        return None  # damaged: what it says of its groups is not to be relied on, and `audit` tells it
