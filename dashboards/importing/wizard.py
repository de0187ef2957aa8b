"""The wizard: what a question of a browser does, and which step it is answered with.

A form that was taken leads to an address (so that going back and loading anew do nothing twice); what is refused is
remembered with the visit and told at the step where it can be mended.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from werkzeug.datastructures import FileStorage

from dashboards.desk import Desk
from dashboards.importing import fields, forms, lately, of_waves, uploads
from dashboards.importing.inbox import Inbox
from dashboards.importing.jobs import Job, Jobs, Refusal, refusal_of
from dashboards.importing.outcome import FORBIDDEN, NOT_FOUND, REFUSED, TOO_LARGE, TOO_MANY, Go, Outcome, Said, Show
from dashboards.importing.shell import PATH, Frame, Screen
from dashboards.importing.steps import answers, begin, check, columns, trial, work
from dashboards.importing.steps.here import Here, address
from dashboards.importing.visits import Full, Visit, Visits
from dashboards.sheet_parts import alert
from monitor.desk_terms import Asked, Looked
from monitor.errors import CallError
from monitor.texts import _


@dataclass(frozen=True)
class Wizard:
    """The desk, the files and visits of this program, and what stands around a step for a browser."""

    desk: Desk
    inbox: Inbox
    visits: Visits
    jobs: Jobs
    frame: Callable[[str], Frame]

    def show(self, owner: str, said: Said) -> Outcome:
        """The step that an address names."""
        step = said.get("stap", "bestand")
        if step in _BESIDE:
            return _BESIDE[step](self, owner, said)
        visit = self.visits.of(owner, said.get("id", ""))
        if step == "bestand":
            return Show(self._first(owner, visit, said))
        if visit is None or step not in _STEPS:
            return self.lost(owner)
        if visit.job is not None and (visit.is_busy or visit.looked is None):
            return Go(address("bezig", taak=visit.job.id))
        if visit.first is None or visit.looked is None:
            return Go(address("bestand", id=visit.id))
        return Show(_STEPS[step](visit.first, visit.looked, self._here(owner, visit, now=lately.mended(said))))

    def _first(self, owner: str, visit: Visit | None, said: Said) -> Screen:
        """The first step; without a visit, with the file that lies here still."""
        done = lately.taken_back(said) or lately.destroyed(said, self.desk)
        if visit is None:
            return self.begin(owner, None, done or lately.lies_here(self.visits.newest(owner)))
        return self.begin(owner, visit, done)

    def receive(self, owner: str, said: Said, sent: Mapping[str, FileStorage]) -> Outcome:
        """Files come in, or other settings for those that lie here."""
        visit = self.visits.of(owner, said.get("id", ""))
        if visit is not None and visit.job is not None:
            return Go(address("bezig", taak=visit.job.id))
        try:
            new = uploads.received(self.inbox, sent)
        except uploads.FileTooLarge as fault:
            return self.too_large(owner, fault.megabytes)
        before = visit.asked if visit is not None else None
        files = uploads.with_earlier(new, before, without_list=said.get("geenlijst") == "ja")
        if fields.ANSWERS not in files:
            uploads.discard(new.values())
            return Show(self.begin(owner, None, alert(_("No file was chosen."), _("Choose the file first."))), REFUSED)
        handed = forms.Files(
            files[fields.ANSWERS],
            files.get(fields.QUESTIONNAIRE),
            files.get(fields.CLASS_LIST),
            is_new=fields.QUESTIONNAIRE in new,
        )
        try:
            asked = forms.asked(said, handed, self.desk.surveys(), self.desk.years())
        except (forms.Forged, CallError) as fault:
            uploads.discard(new.values())
            if isinstance(fault, forms.Forged):
                return self.forged(owner)
            return Show(self.begin(owner, visit, alert(fault.message, fault.remedy), said), REFUSED)
        return self._brought(owner, visit, asked)

    def act(self, owner: str, name: str, said: Said) -> Outcome:
        """A form was sent."""
        try:
            if name == "voorbeeld":
                return self._try_sample(owner)
            if name in _OF_WAVES:
                return _OF_WAVES[name](self, owner, said)
            visit = self.visits.of(owner, said.get("id", ""))
            return self.lost(owner) if visit is None else self._with_visit(owner, visit, name, said)
        except forms.Forged:
            return self.forged(owner)

    def state(self, owner: str, said: Said) -> str | None:
        """How far a job is, as JSON; nothing of a job that this browser did not begin."""
        job = self.jobs.of(owner, said.get("taak", ""))
        if job is None:
            return None
        to = address("klaar", taak=job.id) if job.is_over else ""
        return json.dumps({"words": work.said(job), "far": work.far(job), "to": to})

    def lost(self, owner: str) -> Show:
        """What is told when there is no such visit (any more), or it is another's."""
        told = alert(
            _("This import is not here (any more)."),
            _("A file stays for an hour at most. Nothing was stored by this; choose the file again."),
        )
        return Show(self.begin(owner, None, told), NOT_FOUND)

    def forged(self, owner: str) -> Show:
        """What is told of a form that does not fit the file."""
        told = alert(_("This form does not belong to this file."), _("Nothing was changed. Load the page anew."))
        return Show(self.begin(owner, None, told), REFUSED)

    def unsealed(self, owner: str) -> Show:
        """What is told of a form that does not come from a page of ours."""
        told = alert(_("This form is not of this browser, or too old."), _("Nothing was changed. Begin again here."))
        return Show(self.begin(owner, None, told), FORBIDDEN)

    def failed(self, owner: str, refusal: Refusal) -> Show:
        """What is told when something was refused that belongs to no step, or the program made a mistake."""
        told = alert(refusal.message, " ".join(filter(None, (refusal.remedy, refusal.kept))))
        return Show(self.begin(owner, None, told), REFUSED)

    def too_large(self, owner: str, megabytes: int = fields.MEGABYTES[fields.ANSWERS]) -> Show:
        """What is told of a file that is too large."""
        told = alert(
            _("This file is larger than {megabytes} MB.").format(megabytes=megabytes),
            _("Remove pictures and other sheets, or export the answers again as csv."),
        )
        return Show(self.begin(owner, None, told), TOO_LARGE)

    def _here(self, owner: str, visit: Visit | None, now: Markup | None = None) -> Here:
        refusal = visit.refusal if visit is not None else None
        first = now or (alert(refusal.message, f"{refusal.remedy} {refusal.kept}".strip()) if refusal else None)
        return Here(self.frame(owner), visit.id if visit is not None else "", first)

    def begin(self, owner: str, visit: Visit | None, told: Markup | None, said: Said | None = None) -> Screen:
        """The first step: of a visit, with something to tell, and with what was filled in (`said`)."""
        open_ = visit if visit is not None and visit.job is None else None
        try:
            offered = begin.Offered(self.desk.surveys(), self.desk.years(), self.desk.waves())
        except Exception as fault:
            refusal = refusal_of(fault)
            offered, told = begin.Offered((), ()), told or alert(refusal.message, refusal.remedy)
        values = said or (_filled(open_.asked) if open_ is not None else {})
        lie = uploads.with_earlier({}, open_.asked if open_ is not None else None)
        filled = begin.Filled(values, {name: one.name for name, one in lie.items()})
        return begin.begin(offered, filled, self._here(owner, open_, told))

    def _brought(self, owner: str, visit: Visit | None, asked: Asked) -> Outcome:
        if visit is None:
            try:
                visit = self.visits.begin(owner, asked)
            except Full:
                told = alert(_("Too many imports are going on at once."), _("Try again in an hour."))
                return Show(self.begin(owner, None, told), TOO_MANY)
        with visit.lock:
            if visit.job is not None:  # another tab was faster
                if asked.file != visit.asked.file:
                    asked.file.unlink(missing_ok=True)
                return Go(address("bezig", taak=visit.job.id))
            visit.given(asked)
            is_seen = self._look(visit, asked)
        return Go(address("kolommen" if is_seen else "bestand", id=visit.id))

    def _look(self, visit: Visit, asked: Asked) -> bool:
        """Look at the file as it would be taken in now; remembers why not, where that is refused."""
        try:
            visit.found(self.desk.look(asked))
        except Exception as fault:
            visit.refusal = refusal_of(fault)
            return False
        return True

    def _try_sample(self, owner: str) -> Outcome:
        sample, content = self.desk.sample()
        file = self.inbox.receive(io.BytesIO(content))
        return self._brought(owner, None, forms.at(sample, file))

    def _with_visit(self, owner: str, visit: Visit, name: str, said: Said) -> Outcome:
        with visit.lock:
            if visit.job is not None and (visit.is_busy or visit.looked is None):
                return Go(address("bezig", taak=visit.job.id))
            if name == "stoppen":
                self.visits.end(visit)
                return Go(PATH)
            if visit.first is None or visit.looked is None:
                return Go(address("bestand", id=visit.id))
            if name == "inlezen":
                return self._take_in(owner, visit)
            return self._decide(visit, visit.first, visit.looked, name, said)

    def _decide(self, visit: Visit, first: Looked, looked: Looked, name: str, said: Said) -> Outcome:
        """Something was decided about the file: it is looked at again, with that."""
        here, onward = _WAYS[name]
        try:
            asked = _DECIDING[name](said, first, looked)
        except CallError as fault:
            visit.refusal = refusal_of(fault)
            return Go(address(here, id=visit.id))
        if not self._look(visit, asked):
            return Go(address(here, id=visit.id))
        done = {lately.MENDED: str(forms.will_mend(said, looked))} if name == "herstellen" else {}
        return Go(address(onward, id=visit.id, **done))

    def _take_in(self, owner: str, visit: Visit) -> Outcome:
        asked = visit.asked

        def ended(job: Job) -> None:
            if job.refusal is None:
                visit.stored()

        job = self.jobs.start(owner, "import", visit.id, lambda heard: self.desk.take_in(asked, heard), ended)
        visit.job = job
        return Go(address("bezig", taak=job.id))


def _filled(asked: Asked) -> dict[str, str]:
    """What somebody said of a file, as the fields of the first step have it."""
    return {
        "vragenlijst": asked.survey,
        "jaar": asked.year,
        "aantal": str(asked.enrolled or ""),
        "blad": asked.sheet or "",
        "datums": asked.dates or "",
        "onaf": "ja" if asked.include_incomplete else "",
        "letters": "ja" if asked.mend_letters else "",
    }


_STEPS: Final[Mapping[str, Callable[[Looked, Looked, Here], Screen]]] = {
    "kolommen": columns.columns,
    "antwoorden": lambda _first, looked, here: answers.answers(looked, here),
    "nakijken": lambda _first, looked, here: check.check(looked, here),
    "proef": lambda _first, looked, here: trial.trial(looked, here),
}
_BESIDE: Final[Mapping[str, Callable[[Wizard, str, Said], Outcome]]] = {
    "bezig": of_waves.working,
    "klaar": of_waves.working,
    "afsluiten": lambda wizard, owner, said: of_waves.before_closing(wizard, owner, {"golf": said.get("golf", "")}),
    "terugdraaien": of_waves.before_taking_back,
    "vernietigen": of_waves.before_forgetting,
}
_OF_WAVES: Final[Mapping[str, Callable[[Wizard, str, Said], Outcome]]] = {
    "terugdraaien": of_waves.take_back,
    "afsluiten": of_waves.close,
    "vernietigen": of_waves.forget,
}
_WAYS: Final[Mapping[str, tuple[str, str]]] = {
    "jaar": ("kolommen", "kolommen"),
    "kolommen": ("kolommen", "antwoorden"),
    "antwoorden": ("antwoorden", "nakijken"),
    "herstellen": ("nakijken", "nakijken"),
    "aantal": ("proef", "proef"),
}
_DECIDING: Final[Mapping[str, Callable[[Said, Looked, Looked], Asked]]] = {
    "jaar": lambda said, _first, looked: forms.with_year(said, looked),
    "kolommen": lambda said, first, looked: forms.with_columns(said, first, looked.asked),
    "antwoorden": lambda said, _first, looked: forms.with_answers(said, looked),
    "herstellen": lambda said, _first, looked: forms.mended(said, looked),
    "aantal": lambda said, _first, looked: forms.with_people(said, looked),
}
