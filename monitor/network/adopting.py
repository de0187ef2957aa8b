"""The release that a school made itself, adopted as it was handed in: byte for byte, after it was looked at."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from monitor.disclosure import release_file
from monitor.disclosure.audit import audit_one
from monitor.disclosure.release import Manifest, Policy, Release
from monitor.disclosure.rules import problems_of
from monitor.disclosure.witnesses import WITNESSES, vouched_witnesses
from monitor.errors import InputRefused, Place, PrivacyRefused
from monitor.network.contribution import MOST_PEOPLE
from monitor.network.dataset import Dataset
from monitor.network.handed import Handed, Outcome
from monitor.network.same_scales import difference
from monitor.texts import _


def adopted(one: Handed) -> Outcome:
    """Adopt the release as the school made it: held against its hashes, read, and its rules looked at.

    Raises:
        InputRefused: it is of another wave, or of another questionnaire or scales than the wave.
        PrivacyRefused: it protects less than the network asks, breaks a rule, or does not stand the attack.
        WorkspaceRefused: it is damaged, or the disk is full.
    """
    given = one.contribution
    files = dict(Dataset.open(one.dataset).files(given))
    release = _whole(files, one.wave)
    manifest = release.manifest
    found = (manifest.wave, manifest.survey.id, manifest.year, manifest.survey_hash, manifest.survey.hash)
    if found != (one.wave, given.survey.id, given.year, given.survey_hash, given.survey_hash):
        raise InputRefused(
            _("The release that was handed in is not of the wave {wave}, or of another questionnaire.").format(
                wave=one.wave
            ),
            remedy=_("Have the school hand in the release of this wave."),
        )
    if otherwise := difference(manifest.scales, one.scales):
        raise InputRefused(
            otherwise,
            remedy=_(
                "The school made its release with another version of the program than the others. It stays as it is; "
                "it cannot be added to theirs."
            ),
            place=Place(file=f"{given.folder}/{release_file.MANIFEST}"),
        )
    if problem := next(chain(_less_strict(manifest, one.policy), _beyond_belief(manifest), problems_of(release)), None):
        raise PrivacyRefused(problem, remedy=_("Ask the school how its release was made; it is not adopted."))
    one.make_room()
    release_file.write_files(one.folder, files, _attacked if one.attack else None)
    return Outcome(given.school, "adopted")


def _less_strict(manifest: Manifest, asked: Policy) -> Iterator[str]:
    """What the release protects less than the network asks."""
    for name in ("k", "base", "base_sensitive"):
        if getattr(manifest.policy, name) < getattr(asked, name):
            yield _("The release was made with {name} = {value}; the network asks for {asked} or more.").format(
                name=name, value=getattr(manifest.policy, name), asked=getattr(asked, name)
            )
    if not manifest.audit.passed:
        yield _("The release did not stand its own audit.")


def _beyond_belief(manifest: Manifest) -> Iterator[str]:
    """Numbers that no school has, and that would drown those of all others."""
    told = (*(node.forms for node in manifest.nodes), *manifest.enrolment.values(), *manifest.enrolled.values())
    if max(told) > MOST_PEOPLE:
        yield _("The release tells of more people than a school has: {n}.").format(n=max(told))


def _whole(files: Mapping[str, bytes], wave: str) -> Release:
    """The release in the files of a contribution, each as its manifest vouches for it."""
    release = release_file.release_in(files, wave)
    vouched_witnesses(files[WITNESSES], release.manifest, wave)
    return release


def _attacked(folder: Path) -> None:
    """Attack facts that were handed in before they are adopted."""
    found = audit_one(folder)
    if not found.passed:
        raise PrivacyRefused(found.problems[0], remedy=_("Ask the school how its release was made; it is not adopted."))
