"""Begin: which file is it, of which survey and year? And what was taken in before."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from dashboards.importing.fields import ANSWERS, CLASS_LIST, MEGABYTES, QUESTIONNAIRE
from dashboards.importing.shell import Screen, form
from dashboards.importing.steps.here import Here, address, tick, told, visit_field
from dashboards.importing.words import survey_and_year, tool
from dashboards.markup import tag
from dashboards.sheet_parts import button, file_choice, more, notice, section, select
from dashboards.sheet_parts import field as labelled
from monitor.desk_terms import HANDED_IN, Named
from monitor.report.numerals import date
from monitor.report.sentences import survey_called
from monitor.texts import _, n_
from monitor.wave_terms import SeenImport, SeenWave


@dataclass(frozen=True)
class Offered:
    """What can be chosen, and what was taken in before."""

    surveys: Sequence[Named]
    years: Sequence[str]
    waves: Sequence[SeenWave] = ()


@dataclass(frozen=True)
class Filled:
    """What somebody filled in already; `kept` are the names of the files that lie here still, by their field."""

    values: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)


def begin(offered: Offered, filled: Filled, here: Here) -> Screen:
    """The first step, and the list of imports."""
    return Screen(
        question=_("Which answers do you want to import?"),
        lead=_("Choose the export of your survey tool as it is. First you see what is in it; nothing is stored yet."),
        body=told(here, _form(offered, filled, here), _sample(here), _waves(offered.waves)),
        step="bestand",
        arrive=bool(here.visit),
    )


def _form(offered: Offered, filled: Filled, here: Here) -> Markup:
    values = filled.values
    return form(
        here.frame,
        "bestand",
        visit_field(here) if filled.kept else None,
        _drop(filled),
        tag(
            "div",
            labelled(
                _("Questionnaire"),
                select("vragenlijst", _surveys(offered), values.get("vragenlijst", "")),
                name="vragenlijst",
            ),
            labelled(
                _("School year"),
                select("jaar", [(year, year) for year in offered.years], values.get("jaar", "")),
                name="jaar",
            ),
            labelled(
                _("How many could answer?"),
                _input("aantal", values, type="number", min="1", max="1000000", inputmode="numeric"),
                name="aantal",
                hint=_("The number of families, pupils or staff you asked. Without it there is no response."),
            ),
            class_="fields",
        ),
        _own_survey(filled),
        _class_list(filled),
        _seldom(filled),
        tag("div", button(_("Read the file")), tag("span", role="status", class_="status"), class_="actions"),
        enctype="multipart/form-data",
        class_="panel step-form",
        data_busy=_("The file is being read. That takes a few seconds."),
    )


def _surveys(offered: Offered) -> list[tuple[str, str]]:
    """The menu of questionnaires; the last line means the one that is handed in below."""
    known = [(one.id, survey_called(one.id, one.words)) for one in offered.surveys]
    return [*known, (HANDED_IN, _("One of our own, from a file"))]


def _choice(name: str, words: str, accept: str, filled: Filled, *, is_required: bool = False) -> tuple[Markup, ...]:
    kept = filled.kept.get(name)
    told_ = _("Chosen already: {file}").format(file=kept) if kept else ""
    needed = is_required and not kept
    return file_choice(name, words, accept=accept, megabytes=MEGABYTES[name], told=told_, is_required=needed)


def _drop(filled: Filled) -> Markup:
    hint = _(
        "Excel (.xlsx), csv, SPSS (.sav) or a LimeSurvey archive (.lsa), at most {megabytes} MB. The file "
        "stays on the computer on which this program runs."
    )
    accept = ".xlsx,.csv,.tsv,.txt,.sav,.zsav,.lsa"
    return tag(
        "div",
        tag("p", _("Drop the file here, or choose it"), class_="drop-label"),
        _choice(ANSWERS, _("Choose a file"), accept, filled, is_required=True),
        tag("p", hint.format(megabytes=MEGABYTES[ANSWERS]), id=f"{ANSWERS}-hint", class_="muted small"),
        class_="drop",
    )


def _own_survey(filled: Filled) -> Markup:
    hint = _(
        "A definition file (.yaml), at most {megabytes} MB. It is checked first. Once you import with it, it is kept "
        "in the folder “surveys” of the school, and stands in the menu from then on."
    )
    return more(
        _("A questionnaire of our own"),
        tag(
            "div",
            _choice(QUESTIONNAIRE, _("Choose a questionnaire"), ".yaml,.yml", filled),
            tag("p", hint.format(megabytes=MEGABYTES[QUESTIONNAIRE]), id=f"{QUESTIONNAIRE}-hint", class_="muted small"),
            class_="file-choice",
        ),
        is_open=QUESTIONNAIRE in filled.kept or filled.values.get("vragenlijst") == HANDED_IN,
    )


def _class_list(filled: Filled) -> Markup:
    hint = _(
        "A list with two columns, class and number (csv or Excel), at most {megabytes} MB. It goes before the number "
        "above. Without a list you can fill the numbers in at the trial."
    )
    dropped = _tick("geenlijst", _("Do not use this list"), filled.values) if CLASS_LIST in filled.kept else None
    return more(
        _("A list with how many could answer in each class"),
        tag(
            "div",
            _choice(CLASS_LIST, _("Choose a list of classes"), ".csv,.tsv,.txt,.xlsx", filled),
            tag("p", hint.format(megabytes=MEGABYTES[CLASS_LIST]), id=f"{CLASS_LIST}-hint", class_="muted small"),
            dropped,
            class_="file-choice",
        ),
        is_open=CLASS_LIST in filled.kept,
    )


def _seldom(filled: Filled) -> Markup:
    """What is needed only where the program says so; each names the option of the command, as its messages do."""
    values = filled.values
    names = ("blad", "datums", "onaf", "letters")
    return more(
        _("More choices, only if the program asks for them"),
        tag(
            "div",
            labelled(_("Sheet (--sheet)"), _input("blad", values, type="text", maxlength="100"), name="blad"),
            labelled(
                _("Dates (--dates)"),
                select(
                    "datums",
                    [
                        ("", _("find out")),
                        ("day-month", _("the day first: 31/12")),
                        ("month-day", _("the month first: 12/31")),
                    ],
                    values.get("datums", ""),
                ),
                name="datums",
            ),
            class_="fields",
        ),
        _tick("onaf", _("Store unfinished responses too (--include-incomplete)"), values),
        _tick("letters", _("Mend letters that were saved wrongly, such as Ã© (--mend-letters)"), values),
        is_open=any(values.get(name) for name in names),
    )


def _tick(name: str, words: str, values: Mapping[str, str]) -> Markup:
    return tick(name, words, is_ticked=values.get(name) == "ja")


def _input(name: str, values: Mapping[str, str], **attributes: str) -> Markup:
    hint = f"{name}-hint" if name == "aantal" else None
    return tag(
        "input", id=name, name=name, value=values.get(name, ""), class_="text", aria_describedby=hint, **attributes
    )


def _sample(here: Here) -> Markup:
    return form(
        here.frame,
        "voorbeeld",
        tag("p", _("No file at hand? See how it works with made-up answers of a school that does not exist.")),
        button(_("Try with sample data"), kind="second"),
        class_="sample",
    )


def _waves(waves: Sequence[SeenWave]) -> Markup:
    if not waves:
        return section(_("Imports"), notice(_("Nothing was imported yet.")))
    return section(_("Imports"), tag("ul", [tag("li", _wave(wave)) for wave in waves], class_="list waves"))


def _wave(wave: SeenWave) -> tuple[Markup, ...]:
    head = tag("h3", survey_and_year(wave.name, wave.year, wave.title))
    if wave.status == "closed":
        return (head, *_closed(wave))
    if wave.status == "handed":
        return head, tag("p", _("Handed over to the network, which closes it."), class_="muted")
    if wave.status != "open":
        return head, tag("p", _("The answers were destroyed."), class_="muted")
    if not wave.imports:
        return head, tag("p", _("All imports were taken back."), class_="muted")
    close = tag("a", _("Close this survey"), href=address("afsluiten", golf=wave.name), class_="button button-second")
    return head, tag("ul", [tag("li", _import(wave, one)) for one in wave.imports], class_="imports"), tag("p", close)


def _closed(wave: SeenWave) -> tuple[Markup, ...]:
    """A closed wave: whether its answers are there still, and the way to destroy them."""
    if not wave.has_answers:
        return (tag("p", _("Closed: the numbers are frozen. The answers were destroyed."), class_="muted"),)
    words = _("Destroy the answers")
    name = survey_and_year(wave.name, wave.year, wave.title)
    way = tag("a", words, href=address("vernietigen", golf=wave.name), aria_label=f"{words}: {name}")
    there = tag("p", _("Closed: the numbers are frozen. The answers are kept still."), " ", way, class_="muted")
    return (there, notice(_("These answers may not be kept any longer."), warm=True)) if wave.is_due else (there,)


def _import(wave: SeenWave, one: SeenImport) -> tuple[Markup, ...]:
    stored = n_("{n} row stored", "{n} rows stored", one.stored).format(n=one.stored)
    words = _("Import {number}: {stored}, from {tool}, on {day}").format(
        number=one.number,
        stored=stored,
        tool=tool(one.tool),
        day=date(dt.date.fromisoformat(one.day)) if one.day else "",
    )
    back = tag(
        "a",
        _("Take back"),
        href=address("terugdraaien", **{"import": str(one.number)}),
        aria_label=_("Take back: import {number}").format(number=one.number),
    )
    return tag("span", words), back
