"""One small questionnaire in the export dialects of every tool: what `formats` says each writes, cell by cell."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from monitor.definition.model import Item, ItemType, Option, Survey
from monitor.intake.export import Cell

Grid = list[list[Cell]]


def _options(*labels: str) -> tuple[Option, ...]:
    return tuple(
        Option(code=label.split()[-1].lower().strip("."), label={"nl": label}, value=n)
        for n, label in enumerate(labels, 1)
    )


SAFE = Item(id="veilig", type=ItemType.LIKERT, text={"nl": "Voelt je kind zich veilig op school?"},
            options=_options("Nooit", "Soms", "Meestal", "Altijd"))  # fmt: skip
HELP = Item(id="hulp", type=ItemType.SINGLE, text={"nl": "Weet je bij wie je terechtkunt?"},
            options=_options("Ja", "Nee"))  # fmt: skip
WHERE = Item(id="waar", type=ItemType.MULTIPLE, text={"nl": "Waar gaat het mis?"},
             options=_options("Op het plein", "In de gang", "Thuis online"))  # fmt: skip
BETTER = Item(id="beter", type=ItemType.OPEN, text={"nl": "Wat kan er beter?"})
SURVEY = Survey(id="proef", audience="ouders", version="1", title={"nl": "Proef"}, items=(SAFE, HELP, WHERE, BETTER))
CLASS = "In welke klas zit je kind?"


@dataclass(frozen=True)
class Person:
    """Somebody who answered: places of options (0: left empty), ticks, a text; `state` is "", "incomplete" or "test".

    `waste` is a form that was sent without any answer.
    """

    number: int
    started: dt.datetime
    safe: int = 1
    helped: int = 1
    ticks: tuple[int, ...] = ()
    text: str = ""
    group: str = "1A"
    state: str = ""

    @property
    def ended(self) -> dt.datetime:
        """When it was sent."""
        return self.started + dt.timedelta(seconds=95 + self.number % 200)

    @property
    def empty(self) -> bool:
        """Whether nothing was answered."""
        return not (self.safe or self.helped or self.ticks or self.text)


@dataclass(frozen=True)
class Dialect:
    """A tool's way of writing: its grid of cells, how many rows stand above the answers, what the tool tells."""

    tool: str
    grid: Callable[[Sequence[Person]], Grid]
    heading_rows: int = 1
    tells_state: bool = False
    native: str = "csv"
    separator: str = ","
    moves: bool = field(default=True)


def _label(item: Item, place: int) -> Cell:
    return item.options[place - 1].label["nl"] if place else None


def _code(item: Item, place: int) -> Cell:
    return item.options[place - 1].code if place else None


def _labels(person: Person, joiner: str, end: str = "") -> Cell:
    return joiner.join(str(_label(WHERE, tick)) for tick in person.ticks) + end if person.ticks else None


def _one_cell_each(person: Person, joiner: str, end: str = "") -> list[Cell]:
    labels = [_label(SAFE, person.safe), _label(HELP, person.helped), _labels(person, joiner, end)]
    return [person.group, *labels, person.text or None]


TEXTS = [item.text["nl"] for item in SURVEY.items]


def forms(people: Sequence[Person]) -> Grid:
    """Microsoft Forms, native."""
    about = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"]
    return [[*about, CLASS, *TEXTS]] + [
        [p.number, p.started, p.ended, "anonymous", None, *_one_cell_each(p, ";", ";")] for p in people
    ]


def google(people: Sequence[Person]) -> Grid:
    """Google Forms: the tab of the sheet."""
    return [["Tijdstempel", CLASS, *TEXTS]] + [[p.ended, *_one_cell_each(p, ", ")] for p in people]


def google_download(people: Sequence[Person]) -> Grid:
    """Google Forms: the form's own csv."""
    return [["Tijdstempel", CLASS, *TEXTS]] + [
        [f"{p.ended:%Y/%m/%d %I:%M:%S %p} GMT+1", *_one_cell_each(p, ";")] for p in people
    ]


def _limesurvey(
    people: Sequence[Person], heads: Sequence[str], items: Sequence[str], *, codes: bool, anonymous: bool
) -> Grid:
    grid: Grid = [[*heads, *items]]
    for p in people:
        when = "1980-01-01 00:00:00" if anonymous else f"{p.ended:%Y-%m-%d %H:%M:%S}"
        begun = when if anonymous else f"{p.started:%Y-%m-%d %H:%M:%S}"
        done = None if p.state == "incomplete" else when
        tick = ("Y", None) if codes else ("Ja", "Nee")
        ticks = [tick[0] if place in p.ticks else tick[1] for place in (1, 2, 3)]
        if not (p.ticks or codes):
            ticks = [None] * 3
        say = _code if codes else _label
        closed = [say(SAFE, p.safe), say(HELP, p.helped), *ticks, p.text or None]
        grid.append([p.number, done, 2, "nl", begun, p.group, *closed])
    return grid


_CODES = ("id", "submitdate", "lastpage", "startlanguage", "startdate")
_DUTCH = ("Respons ID", "Datum verstuurd", "Laatste pagina", "Begin taal", "Startdatum")
_CODED = ["klas", "veilig", "hulp", *(f"waar[{o.code}]" for o in WHERE.options), "beter"]
_SPOKEN = [CLASS, TEXTS[0], TEXTS[1], *(f"{TEXTS[2]} [{o.label['nl']}]" for o in WHERE.options), TEXTS[3]]


def limesurvey_codes(people: Sequence[Person]) -> Grid:
    """LimeSurvey: codes above codes."""
    return _limesurvey(people, _CODES, _CODED, codes=True, anonymous=False)


def limesurvey_full(people: Sequence[Person]) -> Grid:
    """LimeSurvey: full texts in Dutch."""
    return _limesurvey(people, _DUTCH, _SPOKEN, codes=False, anonymous=False)


def limesurvey_anonymous(people: Sequence[Person]) -> Grid:
    """LimeSurvey: an anonymous survey, whose every time is the same."""
    return _limesurvey(people, _DUTCH, _SPOKEN, codes=False, anonymous=True)


def surveymonkey(people: Sequence[Person]) -> Grid:
    """SurveyMonkey: two rows of headings, a column per option."""
    about = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]
    options = [o.label["nl"] for o in WHERE.options]
    grid: Grid = [
        [*about, CLASS, TEXTS[0], TEXTS[1], TEXTS[2], None, None, TEXTS[3]],
        [None] * 5 + ["Open-Ended Response", "Response", "Response", *options, "Open-Ended Response"],
    ]
    for p in people:
        ticks = [label if place in p.ticks else None for place, label in enumerate(options, 1)]
        times = [f"{when:%m/%d/%Y %I:%M:%S %p}" for when in (p.started, p.ended)]
        closed = [_label(SAFE, p.safe), _label(HELP, p.helped), *ticks, p.text or None]
        grid.append([11_000_000_000 + p.number, 400_000_001, *times, None, p.group, *closed])
    return grid


def qualtrics(people: Sequence[Person]) -> Grid:
    """Qualtrics: variables, texts and import ids above the answers."""
    names = ["StartDate", "EndDate", "Status", "Finished", "ResponseId", "Q0", "Q1", "Q2", "Q3", "Q4"]
    texts = ["Start Date", "End Date", "Response Type", "Finished", "Response ID", CLASS, *TEXTS]
    grid: Grid = [list(names), list(texts), [f'{{"ImportId":"{name}"}}' for name in names]]
    for p in people:
        times = [f"{when:%Y-%m-%d %H:%M:%S}" for when in (p.started, p.ended)]
        status = "Survey Preview" if p.state == "test" else "IP Address"
        grid.append([*times, status, str(p.state != "incomplete"), f"R_{p.number:012}abc", *_one_cell_each(p, ",")])
    return grid


def kobo(people: Sequence[Person]) -> Grid:
    """KoboToolbox: names of variables, a column per option filled with 1 and 0, times with a zone."""
    options = [f"waar/{o.code}" for o in WHERE.options]
    grid: Grid = [["start", "end", "klas", "veilig", "hulp", *options, "beter", "_id", "_uuid", "_submission_time"]]
    for p in people:
        ticks = [int(place in p.ticks) if p.ticks else None for place in (1, 2, 3)]
        times = [f"{when:%Y-%m-%dT%H:%M:%S}.147+02:00" for when in (p.started, p.ended)]
        closed = [_code(SAFE, p.safe), _code(HELP, p.helped), *ticks, p.text or None]
        sent = f"{p.ended:%Y-%m-%dT%H:%M:%S}"
        grid.append([*times, p.group, *closed, 70_000_000 + p.number, f"u-{p.number:08}-a1b2", sent])
    return grid


def redcap(people: Sequence[Person]) -> Grid:
    """REDCap: raw, with check boxes as 0 and 1."""
    options = [f"waar___{o.code}" for o in WHERE.options]
    heads = ["record_id", "redcap_survey_identifier", "proef_timestamp", "klas", "veilig", "hulp", *options, "beter"]
    grid: Grid = [[*heads, "proef_complete"]]
    for p in people:
        ticks = [int(place in p.ticks) for place in (1, 2, 3)]
        when = "[not completed]" if p.state == "incomplete" else f"{p.ended:%Y-%m-%d %H:%M:%S}"
        closed = [_code(SAFE, p.safe), _code(HELP, p.helped), *ticks, p.text or None]
        grid.append([p.number, None, when, p.group, *closed, 0 if p.state == "incomplete" else 2])
    return grid


def alchemer(people: Sequence[Person]) -> Grid:
    """Alchemer: options before a colon, status in words."""
    options = [f"{o.label['nl']}:{TEXTS[2]}" for o in WHERE.options]
    heads = ["Response ID", "Time Started", "Date Submitted", "Status", CLASS, TEXTS[0], TEXTS[1], *options, TEXTS[3]]
    grid: Grid = [list(heads)]
    for p in people:
        ticks = [o.label["nl"] if place in p.ticks else None for place, o in enumerate(WHERE.options, 1)]
        times = [f"{when:%m/%d/%Y %H:%M:%S}" for when in (p.started, p.ended)]
        status = "Partial" if p.state == "incomplete" else "Complete"
        closed = [_label(SAFE, p.safe), _label(HELP, p.helped), *ticks, p.text or None]
        grid.append([p.number, *times, status, p.group, *closed])
    return grid


def plain(people: Sequence[Person]) -> Grid:
    """A table that somebody typed: neither number nor time."""
    return [[CLASS, *TEXTS]] + [_one_cell_each(p, ";") for p in people]


DIALECTS: dict[str, Dialect] = {
    "forms": Dialect("microsoft-forms", forms, native="xlsx"),
    "forms-dutch-csv": Dialect("microsoft-forms", forms, native="dutch"),
    "forms-american-csv": Dialect("microsoft-forms", forms, native="american"),
    "google-sheet": Dialect("google-forms", google, native="sheet"),
    "google-tabs": Dialect("google-forms", google, native="tabs"),
    "google-xlsx": Dialect("google-forms", google, native="xlsx"),
    "google-download": Dialect("google-forms", google_download),
    "limesurvey-codes": Dialect("limesurvey", limesurvey_codes, tells_state=True, native="semicolons"),
    "limesurvey-full": Dialect("limesurvey", limesurvey_full, tells_state=True, native="bom"),
    "limesurvey-xlsx": Dialect("limesurvey", limesurvey_full, tells_state=True, native="xlsx"),
    "limesurvey-anonymous": Dialect("limesurvey", limesurvey_anonymous, tells_state=True, native="bom"),
    "surveymonkey": Dialect("surveymonkey", surveymonkey, heading_rows=2),
    "surveymonkey-xlsx": Dialect("surveymonkey", surveymonkey, heading_rows=2, native="xlsx"),
    "qualtrics": Dialect("qualtrics", qualtrics, heading_rows=3, tells_state=True),
    "kobo": Dialect("kobo", kobo, native="semicolons"),
    "kobo-xlsx": Dialect("kobo", kobo, native="xlsx"),
    "redcap": Dialect("redcap", redcap, tells_state=True),
    "alchemer": Dialect("generic", alchemer, tells_state=True),
    "plain": Dialect("generic", plain, native="semicolons"),
    "plain-xlsx": Dialect("generic", plain, native="xlsx"),
}
