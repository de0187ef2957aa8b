"""The release of one school in its network: made of the answers that it handed over, or adopted as it was handed in.

All that a process of its own needs is handed to it, and what it did comes back as an outcome: a school whose release
cannot be made is left out, and keeps no other from being done.
"""

import hashlib
import traceback
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from monitor.counting.answers_file import answers_of
from monitor.definition.differences import Standing
from monitor.definition.scales import scales_of
from monitor.disclosure import release_file
from monitor.disclosure.policy import stricter
from monitor.disclosure.release import Manifest, Policy
from monitor.disk import told_by_the_disk
from monitor.errors import InputRefused, PrivacyRefused, SchoolklimaatError, WorkspaceRefused
from monitor.headline import LEAST_PEOPLE
from monitor.legal import require_grounds
from monitor.network.adopting import adopted
from monitor.network.contribution import ANSWERS, Contribution
from monitor.network.dataset import Dataset
from monitor.network.handed import Handed, Outcome, left_out
from monitor.network.same_scales import difference
from monitor.releasing import Declared, released, reliable_from
from monitor.standing import as_released
from monitor.texts import _


def settled(one: Handed) -> Outcome:
    """Make the release of a school, or adopt the one that it handed in.

    Raises:
        WorkspaceRefused: the disk is full, or may not be written to; that is not about this school.
    """
    school = one.contribution.school
    with told_by_the_disk():
        try:
            if is_there(one):
                return Outcome(school, "there")
            return adopted(one) if one.contribution.kind == "facts" else _closed(one)
        except SchoolklimaatError as refused:
            return left_out(school, refused)
        except OSError:
            raise
        except Exception as fault:
            return Outcome(school, "left-out", _our_fault(fault), 1)


def is_there(one: Handed) -> bool:
    """Whether the release of what the school handed in lies there already: it is never made again.

    Raises:
        WorkspaceRefused: there is a release of something else, or a damaged one.
    """
    if not one.folder.is_dir():
        return False
    given = one.contribution
    if given.kind == "facts":
        same = release_file.manifest_sha256(one.folder) == given.files[release_file.MANIFEST]
    else:
        same = release_file.read_release(one.folder).manifest.contribution == fingerprint(given)
    if not same:
        raise WorkspaceRefused(
            _("The numbers of this school are frozen, and were made of something else than it handed in now."),
            remedy=_("Put the dataset back as it was. Answers that came later belong to the next school year."),
        )
    return True


def answers_within(folder: Path) -> str | None:
    """SHA-256 of the file of answers that the release in this folder was made of; None where it does not say.

    The manifest alone is looked at: a release whose numbers are damaged was made of those answers all the same.
    """
    try:
        return Manifest.model_validate_json((folder / release_file.MANIFEST).read_bytes()).answers_sha256
    except (OSError, ValidationError):
        return None


def frozen_before(school: str, wave: str) -> PrivacyRefused:
    """The refusal of answers of which a release was made already, under the code of another school."""
    return PrivacyRefused(
        _("Of these answers the network made numbers before, as those of the school {school}.").format(school=school),
        remedy=_(
            "Two releases of the same answers would tell more than one, so no second one is made. Find out with both "
            "schools whose answers they are, and take this record away: what lies in {folder} stays as it is."
        ).format(folder=f"schools/{school}/releases/{wave}"),
    )


def fingerprint(contribution: Contribution) -> str:
    """SHA-256 in hex of what a school handed in, by its record: that names the hash of each file."""
    return hashlib.sha256(contribution.as_json().encode()).hexdigest()


def _closed(one: Handed) -> Outcome:
    """The release of a school that handed over its answers, made of what was counted of them."""
    given, counted = one.contribution, one.counted
    assert counted is not None, "answers are counted before they are closed"
    policy = stricter(one.policy, given.thresholds)
    if counted.contributors(counted.groups) < policy.k:
        raise PrivacyRefused(
            _("Fewer people answered than a group must have ({k}); no numbers are made.").format(k=policy.k)
        )
    if otherwise := difference(scales_of(given.survey), one.scales):
        raise InputRefused(
            otherwise,
            remedy=_("Close with the version of the program that the other releases of this wave were made with."),
        )
    answers = partial(answers_of, Dataset.open(one.dataset).part(given), given.survey)
    release = released(_declared(one, policy), counted, reliable_from(answers, given.survey, policy.k))
    one.make_room()
    release_file.write_release(one.folder, release)
    return Outcome(given.school, "closed")


def _declared(one: Handed, policy: Policy) -> Declared:
    """What the release says beside its numbers: what the school told, and what the network has of it already."""
    given = one.contribution
    return Declared(
        wave=one.wave,
        school=given.name,
        locale=given.locale,
        year=given.year,
        survey=given.survey,
        policy=policy,
        grounds=require_grounds(given.grounds.over(one.grounds), given.survey.id, given.year),
        stages=given.stages,
        total=given.enrolment.get("total"),
        classes={label: number for label, number in given.enrolment.items() if label != "total"},
        seen=given.breaks,
        before=_wave_before(one),
        previous=_last_of_network(one.releases),
        weighted_headline=one.weighted_headline and given.enrolment.get("total", 0) >= LEAST_PEOPLE,
        code=given.school,
        contribution=fingerprint(given),
        answers_sha256=given.files[ANSWERS],
    )


def _manifests(releases: Path) -> dict[str, Manifest]:
    """The manifests of the releases of a school that can be relied on, by the SHA-256 of each."""
    found = {}
    for folder in sorted(releases.glob("*")):
        try:
            found[release_file.manifest_sha256(folder)] = release_file.read_release(folder).manifest
        except WorkspaceRefused:
            continue  # `audit` tells it
    return found


def _last_of_network(releases: Path) -> str | None:
    """The newest release that the network made of a school: the one that no other names as the one before it."""
    made = {sha256: manifest for sha256, manifest in _manifests(releases).items() if manifest.code}
    named = {manifest.previous for manifest in made.values()}
    return next((sha256 for sha256 in made if sha256 not in named), None)


def _wave_before(one: Handed) -> Standing | None:
    """The nearest earlier wave of the same survey that the school has a release of here."""
    given = one.contribution
    earlier = [
        manifest
        for manifest in _manifests(one.releases).values()
        if manifest.survey.id == given.survey.id and manifest.year < given.year
    ]
    return as_released(max(earlier, key=lambda manifest: manifest.year)) if earlier else None


def _our_fault(fault: Exception) -> str:
    """The kind of fault and its place in our code, never its data."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    where = place.filename.replace("\\", "/").rpartition("/")[2]
    said = _("The program made a mistake ({kind} in {module}, line {line}). {kept}")
    return said.format(kind=type(fault).__name__, module=where, line=place.lineno, kept=_("Nothing was changed."))
