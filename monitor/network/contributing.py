"""A school contributes a wave to its network: the numbers it released, or under an agreement the answers themselves.

Released numbers go as they are. Answers go of an open wave alone, and from then on the network closes that wave: of
the same answers there is never more than one release. Open answers (texts) are never contributed.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from monitor import trend, waves
from monitor.catalogue.catalogue import Wave, opened
from monitor.catalogue.contributions import KeptContribution
from monitor.catalogue.log import LogEntry
from monitor.closing import ToClose, looked_at
from monitor.disclosure import release_file
from monitor.disk import told_by_the_disk
from monitor.errors import InputRefused, PrivacyRefused, WorkspaceRefused
from monitor.handing_over import HandedOver, Receiver, destroy_families, hand_over, handed_before, note_arrival
from monitor.legal import Grounds
from monitor.network.contribution import ANSWERS, FILES, Agreement, Contribution
from monitor.network.dataset import Dataset
from monitor.open_waves import if_open
from monitor.stores import without_password
from monitor.texts import _
from monitor.workspace import Workspace


@dataclass(frozen=True)
class Planned:
    """What a school is about to contribute: of which wave, to which dataset, under which code and agreement.

    `open` is what stands open of a wave whose answers are handed over; None for released numbers, and for what was
    handed over before. `first`: answers go where no school contributed yet, so the address may be a wrong one.
    """

    dataset: Dataset
    school: str
    wave: Wave
    agreement: Agreement | None
    open: ToClose | None = None
    first: bool = False

    @property
    def address(self) -> str:
        """The dataset as it may be told and kept."""
        return without_password(self.dataset.store.address)


@dataclass(frozen=True)
class Given:
    """What was contributed; `written`: now, and not before."""

    contribution: Contribution
    written: bool


def planned(
    workspace: Workspace, name: str, dataset: Dataset, school: str, agreement: Agreement | None = None
) -> Planned:
    """What would be contributed of the wave of this name, looked at before it is; with an agreement, its answers.

    Raises:
        WorkspaceRefused: there is no such wave, or it is closed, open or handed over where it may not be.
        PrivacyRefused: answers are handed over, and no legal basis or no notice is recorded.
        InputRefused: the dataset cannot be reached, or has something else of this school and wave.
    """
    wave = _wave(workspace, name)
    if agreement is None:
        _require_closed(wave)
        plan = Planned(dataset, school, wave, None)
        dataset.holds(_of_facts(workspace, plan)[0])
        return plan
    if wave.status == "handed":
        plan = Planned(dataset, school, wave, agreement)
        _require_deliverable(workspace, plan, handed_before(workspace, name, _receiver(plan, agreement)))
        return plan
    _require_unreleased(wave)
    still_open = looked_at(workspace, name, _grounds(workspace, wave))
    dataset.require_none(wave.survey.id, wave.year, school)
    dataset.store.require_writable()  # once it is handed over there is no way back
    return Planned(dataset, school, wave, agreement, still_open, first=not dataset.waves())


def give(workspace: Workspace, plan: Planned) -> Given:
    """Contribute it: answers are the network's before they are written there, released numbers are noted afterwards.

    Raises:
        WorkspaceRefused: the wave is not any more what it was when it was looked at.
        InputRefused: the dataset cannot be reached, or has something else of this school and wave; the same command
            goes on where this one stopped.
    """
    if plan.agreement is not None:
        return _give_codes(workspace, plan, plan.agreement)
    contribution, files = _of_facts(workspace, plan)
    written = plan.dataset.add(contribution, files)
    _note(workspace, plan, contribution.files[release_file.MANIFEST])
    return Given(contribution, written)


def _give_codes(workspace: Workspace, plan: Planned, agreement: Agreement) -> Given:
    """Hand the answers over, deliver them, and destroy what served to deliver them only."""
    name, to = plan.wave.name, _receiver(plan, agreement)
    handed = hand_over(workspace, name, to)
    contribution = _of_codes(workspace, plan, handed)
    if written := not plan.dataset.holds(contribution):
        content = _require_content(plan, handed)
        noted = partial(note_arrival, workspace, name, to, handed.sha256)
        plan.dataset.add(contribution, {ANSWERS: content}, arriving=noted)
    plan.dataset.holds(contribution)  # nobody wrote a record of another school's over it meanwhile
    plan.dataset.require_whole(contribution)
    destroy_families(workspace, name)
    return Given(contribution, written)


def _receiver(plan: Planned, agreement: Agreement) -> Receiver:
    return Receiver(plan.address, plan.school, agreement.reference, agreement.signed_on)


def _require_deliverable(workspace: Workspace, plan: Planned, handed: HandedOver) -> None:
    """Check that what was handed over before lies with this receiver, or can be written there.

    Raises:
        WorkspaceRefused: it lay there, and cannot be made again.
        InputRefused: the dataset cannot be reached or written to, or has something else of this school and wave.
    """
    wave = plan.wave
    if plan.school != handed.school and plan.dataset.has(wave.survey.id, wave.year, plan.school):
        raise InputRefused(
            _("In {dataset} the school {school} contributed {wave} before, and that is not yours.").format(
                dataset=plan.address, school=plan.school, wave=wave.name
            ),
            remedy=_(
                "Your wave was on its way as the school {school}. Is that the right code? Then give it again."
            ).format(school=handed.school),
        )
    if not plan.dataset.holds(_of_codes(workspace, plan, handed)):
        _require_content(plan, handed)
        plan.dataset.store.require_writable()


def _require_content(plan: Planned, handed: HandedOver) -> bytes:
    if handed.content is None:
        raise WorkspaceRefused(
            _("The answers of the wave {wave} arrived in {dataset} before, and are not there any more.").format(
                wave=plan.wave.name, dataset=plan.address
            ),
            remedy=_(
                "What is kept here does not give the very same file any more: when they arrived, for instance, it was "
                "destroyed which forms are of one family. Ask the network to put its dataset back from a backup."
            ),
        )
    return handed.content


def _of_codes(workspace: Workspace, plan: Planned, handed: HandedOver) -> Contribution:
    return _contribution(workspace, plan, {ANSWERS: handed.sha256}, handed.forms)


def _of_facts(workspace: Workspace, plan: Planned) -> tuple[Contribution, dict[str, bytes]]:
    """The release of a wave as it lies there, checked against its own manifest."""
    folder = workspace.releases_folder / plan.wave.name
    release = release_file.read_release(folder)
    if release.manifest.witnesses_sha256 is None:
        raise WorkspaceRefused(
            _("The release {wave} is of before releases had witnesses; a network cannot check it.").format(
                wave=plan.wave.name
            ),
            remedy=_("Contribute a later wave. Released numbers are never made again."),
        )
    files = {name: (folder / name).read_bytes() for name in FILES["facts"]}
    school = next(node for node in release.manifest.nodes if node.level == "school")
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return _contribution(workspace, plan, hashes, school.forms), files


def _contribution(workspace: Workspace, plan: Planned, hashes: Mapping[str, str], forms: int) -> Contribution:
    settings, wave = workspace.settings, plan.wave
    declared = settings.enrolled(wave.survey.id, wave.year)
    total = declared.total or wave.enrolled
    return Contribution(
        school=plan.school,
        name=settings.name,
        kind="facts" if plan.agreement is None else "codes",
        year=wave.year,
        survey=wave.survey,
        survey_hash=wave.survey.hash,
        files=dict(hashes),
        forms=forms,
        locale=settings.locale,
        enrolment={**({"total": total} if total else {}), **wave.enrolled_by_group, **declared.classes},
        stages=settings.stages,
        grounds=settings.grounds(wave.survey.id, wave.year),
        thresholds={name: asked for name, asked in settings.thresholds.items() if asked is not None},
        agreement=plan.agreement,
        breaks=trend.seen_so_far(workspace, wave.name) if plan.agreement else (),
    )


def _note(workspace: Workspace, plan: Planned, sha256: str) -> None:
    """Write down in the catalogue that released numbers were contributed, once per dataset and school."""
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        name = plan.wave.name
        noted = {(one.dataset, one.school, one.sha256) for one in change.contributions.of(name)}
        if (plan.address, plan.school, sha256) not in noted:
            today = dt.date.today()
            change.contributions.add(KeptContribution(name, "facts", plan.address, plan.school, sha256, today))
            change.log.add(LogEntry("contribute", name, "release", sha256))


def _wave(workspace: Workspace, name: str) -> Wave:
    found = next((wave for wave in waves.waves(workspace) if wave.name == name), None)
    if found is None:
        raise WorkspaceRefused(
            _("There is no wave {wave} in this workspace.").format(wave=name),
            remedy=_("Check the survey and the school year."),
        )
    return found


def _require_closed(wave: Wave) -> None:
    if wave.status == "closed":
        return
    if wave.status == "open":
        raise WorkspaceRefused(
            _("The wave {wave} is open still: there are no released numbers to contribute.").format(wave=wave.name),
            remedy=_(
                "Close it first: schoolklimaat close --survey {survey} --year {year}. Only under a written agreement "
                "with the network can the answers be handed over instead (--codes)."
            ).format(survey=wave.survey.id, year=wave.year),
        )
    if_open(wave)


def _require_unreleased(wave: Wave) -> None:
    if wave.status == "closed":
        raise WorkspaceRefused(
            _("The wave {wave} is closed: it has released numbers, so its answers stay here.").format(wave=wave.name),
            remedy=_(
                "Two releases of the same answers would tell more than one. Contribute the released numbers: the same "
                "command without --codes, --agreement and --signed-on."
            ),
        )


def _grounds(workspace: Workspace, wave: Wave) -> Grounds:
    """On what ground people were asked: the network records it when it closes the wave.

    Raises:
        PrivacyRefused: the legal basis or the notice is missing.
    """
    grounds = workspace.settings.grounds(wave.survey.id, wave.year)
    if not (grounds.legal_basis and grounds.notice):
        raise PrivacyRefused(
            _("Before answers are handed over, the legal basis and the notice that people got must be written down."),
            remedy=_(
                "Write both in schoolklimaat.toml, in the table [legal]: the network records them when it closes the "
                "wave. The folder docs/privacy of the program helps to choose; the school decides."
            ),
        )
    return grounds
