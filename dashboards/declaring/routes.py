"""The addresses of the forms about goals, and what is done when one is sent.

Deny by default: an address is listed, or is not there; who may go through it is said by the doors. A form counts only
with the seal of its browser. What was taken leads to an address, so that loading anew does nothing twice; what was
refused is told at its field, with everything that was typed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from flask import Flask, Response, request

from dashboards.address import STARTING, link
from dashboards.auth import cookie
from dashboards.declaring import new, one, start
from dashboards.declaring.desk import GoalDesk
from dashboards.declaring.filled import GIVEN_UP, REASON, SEEN, SURE, WHICH, WHOLE, Fault, Filled, refused
from dashboards.markup import Part, tag
from dashboards.masthead import masthead
from dashboards.seal import FIELD, derived, is_sealed, seal_of
from dashboards.sheet import Sheet, page_head, sheet
from dashboards.sheet_parts import notice
from monitor.definition.workgroup import Start
from monitor.errors import SchoolklimaatError
from monitor.goals import Declared
from monitor.results import Results
from monitor.texts import _

GOALS: Final = "/doelen"
OWNER: Final = "doelen"
"""The cookie that tells one browser from another where nobody signs in; it says nothing of a person."""
PATHS: Final = (new.PATH, one.PATH, one.FREEZE, one.WITHDRAW, start.PATH)
"""The addresses that there are, for whoever guards the door."""
REFUSED, FORBIDDEN, NOT_FOUND = 400, 403, 404


@dataclass(frozen=True)
class _Page:
    """A page as drawn: its heading, the short answer, its body, and how it is answered."""

    heading: str
    lead: Part
    body: Part
    status: int = 200


_Answer = _Page | str
"""A page, or the address to go to."""


@dataclass(frozen=True)
class _Counter:
    """The way in: the desk, what may be seen, the pages of the visitor; with `accounts` a seal is of a session."""

    desk: GoalDesk
    current: Callable[[], Results]
    nav: Callable[[], Sequence[tuple[str, str]]]
    opened: Callable[[str], None]
    accounts: bool

    def answer(self, path: str) -> Response:
        """The answer to a question."""
        return cookie.answered(OWNER, GOALS, accounts=self.accounts, answer=partial(self._made, path))

    def _made(self, path: str, value: str) -> Response:
        found = self._told(path, derived(value, "goals"))
        return Response("", 303, {"Location": found}) if isinstance(found, str) else self._drawn(found)

    def _told(self, path: str, owner: str) -> _Answer:
        try:
            return self._outcome(path, owner)
        except SchoolklimaatError as error:  # nothing of a form can mend it: the workspace is busy, say
            told = notice(error.message, error.remedy, warm=True)
            return _Page(_("That did not work"), "", (told, _back()), REFUSED)

    def _outcome(self, path: str, owner: str) -> _Answer:
        if request.method == "GET":
            return self._shown(path, request.args.to_dict(), seal_of(owner))
        said = request.form.to_dict()
        if not is_sealed(owner, said.pop(FIELD, None)):
            told = _("The page was open for too long, or the browser keeps no cookies of this site.")
            title = _("This form could not be taken")
            return _Page(title, "", (notice(told, _("Nothing was changed. Open the page anew.")), _back()), FORBIDDEN)
        return _FORMS[path](self, said, seal_of(owner))

    def _shown(self, path: str, said: Mapping[str, str], seal: str) -> _Answer:
        if path in (new.PATH, one.PATH):
            self.opened(GOALS)
        if path == new.PATH:
            return self._new(new.about(self.current(), said), Filled(), seal)
        if path == one.PATH:
            return self._one(said.get(WHICH, ""), Filled(), seal, said.get(one.DONE, ""))
        if path == start.PATH:
            self.opened(STARTING)
            return self._start(Filled(), seal, done=start.DONE in said)
        return GOALS  # somebody loads the address of a form

    def _new(self, chosen: new.About | None, filled: Filled, seal: str) -> _Page:
        results = self.current()
        ahead = (each for each in self.desk.goals() if each.state != "withdrawn")
        active = sum(each.goal.deadline not in results.years(each.goal.survey) for each in ahead)
        lead = _("Say beforehand what you want to reach, and which year decides. Afterwards nobody can bend it.")
        status = REFUSED if filled.faults else 200
        return _Page(_("A new goal"), lead, new.body(results, active, chosen, filled, seal), status)

    def _one(self, number: str, filled: Filled, seal: str, done: str = "") -> _Page:
        found = self._goal(number)
        if found is None:
            told = notice(_("There is no such goal."), _("Choose one on the page Goals."))
            return _Page(_("This goal is not here"), "", (told, _back()), NOT_FOUND)
        results = self.current()
        heading = _("Goal {number}: {about}").format(number=found.number, about=one.title(results, found.goal))
        body = one.body(results, found, filled, seal, done)
        return _Page(heading, one.lead(found), body, REFUSED if filled.faults else 200)

    def _start(self, filled: Filled, seal: str, *, done: bool = False) -> _Page:
        lead = _("Four short texts of the first meeting, for the page beside the first numbers.")
        now = Start() if filled.values else self.desk.start()  # what was typed is not lost to a file that has faults
        body = start.body(now, filled, seal, done=done)
        return _Page(_("The starting picture in your own words"), lead, body, REFUSED if filled.faults else 200)

    def _goal(self, number: str) -> Declared | None:
        return next((each for each in self.desk.goals() if str(each.number) == number), None)

    def declare(self, said: Mapping[str, str], seal: str) -> _Answer:
        """A new goal was sent."""
        results = self.current()
        chosen = new.about(results, said)
        if chosen is None:
            return self._new(None, Filled(said, {WHOLE: Fault(_("This number is not here."))}), seal)
        goal, faults = new.meant(results, chosen, said)
        if faults:
            return self._new(chosen, Filled(said, faults), seal)
        try:
            return one.address(self.desk.draft(goal).number, "ontwerp")
        except SchoolklimaatError as error:
            return self._new(chosen, refused(error, said), seal)

    def write_start(self, said: Mapping[str, str], seal: str) -> _Answer:
        """The four texts of the first meeting were sent."""
        try:
            self.desk.write_start(start.meant(said), said.get(SEEN, ""))
        except SchoolklimaatError as error:
            return self._start(refused(error, said), seal)
        return link(start.PATH, **{start.DONE: "ja"})

    def amend(self, said: Mapping[str, str], seal: str) -> _Answer:
        """A change of a goal was sent."""
        number = said.get(WHICH, "")
        found = self._goal(number)
        if found is None:
            return self._one(number, Filled(), seal)
        given, faults = one.meant(self.current(), found.goal, said)
        if faults:
            return self._one(number, Filled(said, faults), seal)
        try:
            self.desk.amend(found.number, given, said.get(REASON, ""), said.get(SEEN, ""))
        except SchoolklimaatError as error:
            return self._one(number, refused(error, said), seal)
        return one.address(found.number, "bijgesteld")

    def freeze(self, said: Mapping[str, str], seal: str) -> _Answer:
        """Somebody asks to freeze a goal; without the tick nothing is frozen."""
        number = said.get(WHICH, "")
        found = self._goal(number)
        if found is None:
            return self._one(number, Filled(), seal)
        if said.get(SURE) != "ja":
            fault = Fault(_("Tick this first: a frozen goal cannot be removed."))
            return self._one(number, Filled(said, {SURE: fault}), seal)
        try:
            self.desk.freeze(found.number, said.get(SEEN, ""))
        except SchoolklimaatError as error:
            return self._one(number, refused(error, said), seal)
        return one.address(found.number, "vastgezet")

    def withdraw(self, said: Mapping[str, str], seal: str) -> _Answer:
        """Somebody gives a goal up."""
        number = said.get(WHICH, "")
        found = self._goal(number)
        if found is None:
            return self._one(number, Filled(), seal)
        try:
            self.desk.withdraw(found.number, said.get(GIVEN_UP, ""), said.get(SEEN, ""))
        except SchoolklimaatError as error:
            return self._one(number, refused(error, said, reason=GIVEN_UP), seal)
        return one.address(found.number, "ingetrokken")

    def _drawn(self, page: _Page) -> Sheet:
        head = (tag("script", src="/assets/menu.js", defer=True), tag("script", src="/assets/import.js", defer=True))
        return sheet(
            page.heading,
            (page_head(page.heading, page.lead), page.body),
            school=self.current().school,
            beside=masthead(self.nav(), GOALS),
            head=head,
            kind="declare",
            status=page.status,
        )


_FORMS: Final = {
    new.PATH: _Counter.declare,
    one.PATH: _Counter.amend,
    one.FREEZE: _Counter.freeze,
    one.WITHDRAW: _Counter.withdraw,
    start.PATH: _Counter.write_start,
}


def _back() -> Part:
    return tag("p", tag("a", _("To the goals"), href=GOALS))


def register(
    server: Flask,
    desk: GoalDesk,
    current: Callable[[], Results],
    nav: Callable[[], Sequence[tuple[str, str]]],
    opened: Callable[[str], None],
    *,
    accounts: bool = False,
) -> None:
    """Add the forms about goals to a server.

    Args:
        server: The server.
        desk: Where goals are declared.
        current: Asked for the results that the visitor may see.
        nav: Gives the pages of the dashboard, as (path, words) for the visitor.
        opened: Told which page is opened, for who keeps that.
        accounts: Whether people sign in, at a gate before these routes.
    """
    counter = _Counter(desk, current, nav, opened, accounts)
    for path in PATHS:
        server.add_url_rule(path, f"declare {path}", partial(counter.answer, path), methods=["GET", "POST"])
