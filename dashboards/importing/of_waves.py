"""What is done with whole waves: an import taken back, a wave closed; and the jobs that are running."""

from typing import Protocol

from markupsafe import Markup

from dashboards.desk import Desk
from dashboards.importing import forms
from dashboards.importing.jobs import Jobs
from dashboards.importing.lately import DESTROYED, TAKEN_BACK
from dashboards.importing.outcome import NOT_FOUND, REFUSED, Go, Outcome, Said, Show
from dashboards.importing.shell import Frame, Screen
from dashboards.importing.steps import closing, forgetting, work
from dashboards.importing.steps.here import Here, address
from dashboards.importing.visits import Visit
from dashboards.sheet_parts import alert
from monitor.texts import _


class WithDesk(Protocol):
    """What the wizard has that is needed here."""

    @property
    def desk(self) -> Desk:
        """Where things are done."""

    @property
    def jobs(self) -> Jobs:
        """The jobs of this program."""

    def frame(self, owner: str, /) -> Frame:
        """What stands around a step."""

    def begin(self, owner: str, visit: Visit | None, told: Markup | None, said: Said | None = None) -> Screen:
        """The first step."""


def take_back(wizard: WithDesk, owner: str, said: Said) -> Outcome:
    """An import is taken back."""
    number = _number(said.get("import", ""))
    wizard.desk.undo(number)
    return Go(address("bestand", **{TAKEN_BACK: str(number)}))


def close(wizard: WithDesk, owner: str, said: Said) -> Outcome:
    """A wave is closed, once somebody says that it is final."""
    wave, basis, notice_given = (said.get(name, "") for name in ("golf", "grond", "brief"))
    if said.get("definitief") != "ja":
        told = alert(_("Closing is final."), _("Tick that you know this, and close again."))
        return before_closing(wizard, owner, said, told)
    wizard.desk.before_closing(wave)
    job = wizard.jobs.start(
        owner, "close", wave, lambda heard: wizard.desk.close(wave, basis, notice_given, heard), lambda _job: None
    )
    return Go(address("bezig", taak=job.id))


def before_closing(wizard: WithDesk, owner: str, said: Said, told: Markup | None = None) -> Outcome:
    """What closing a wave means, with what was filled in already."""
    before = wizard.desk.before_closing(said.get("golf", ""))
    here = Here(wizard.frame(owner), told=told)
    basis, notice_given = said.get("grond", ""), said.get("brief", "")
    screen = closing.closing(before, here, legal_basis=basis, notice_given=notice_given)
    return Show(screen, REFUSED if told is not None else 200)


def before_taking_back(wizard: WithDesk, owner: str, said: Said) -> Outcome:
    """What taking an import back means."""
    wanted = said.get("import", "")
    for wave in wizard.desk.waves():
        for one in wave.imports:
            if str(one.number) == wanted and wave.status == "open":
                return Show(closing.taking_back(wave, one, Here(wizard.frame(owner))))
    told = alert(_("There is no such import to take back."), _("Choose one from the list of imports."))
    return Show(wizard.begin(owner, None, told), NOT_FOUND)


def before_forgetting(wizard: WithDesk, owner: str, said: Said, told: Markup | None = None) -> Outcome:
    """What destroying the answers of a closed wave means."""
    before = wizard.desk.before_forgetting(said.get("golf", ""))
    screen = forgetting.forgetting(before, Here(wizard.frame(owner), told=told))
    return Show(screen, REFUSED if told is not None else 200)


def forget(wizard: WithDesk, owner: str, said: Said) -> Outcome:
    """The answers of a closed wave are destroyed, once somebody says that it is final."""
    wave = said.get("golf", "")
    if said.get("definitief") != "ja":
        told = alert(_("Destroying is final."), _("Tick that you know this, and destroy them then."))
        return before_forgetting(wizard, owner, said, told)
    wizard.desk.forget(wave)
    return Go(address("bestand", **{DESTROYED: wave}))


def working(wizard: WithDesk, owner: str, said: Said) -> Outcome:
    """How far a job is, or how it ended: whichever it is now, whatever the address says."""
    job = wizard.jobs.of(owner, said.get("taak", ""))
    if job is None:  # of another browser, or of before a new start: it may well have been done
        told = alert(_("This import is not here (any more)."), _("The list below says what was imported and closed."))
        return Show(wizard.begin(owner, None, told), NOT_FOUND)
    here = Here(wizard.frame(owner))
    if said.get("stap") == "bezig":
        return Go(address("klaar", taak=job.id)) if job.is_over else Show(work.busy(job, here))
    return Show(work.over(job, here)) if job.is_over else Go(address("bezig", taak=job.id))


def _number(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise forms.Forged
    return int(given)
