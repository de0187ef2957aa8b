"""Closing, and taking back: what it means, before it is done."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from dashboards.importing.papers import PAPER, papers
from dashboards.importing.shell import PATH, Screen, form
from dashboards.importing.steps.forgetting import day_of
from dashboards.importing.steps.here import Here, for_good, or_not, told
from dashboards.importing.steps.warned import MOST
from dashboards.importing.words import survey, survey_and_year
from dashboards.markup import joined, tag
from dashboards.sheet_parts import field as labelled
from dashboards.sheet_parts import hidden, more, notice, section
from monitor.texts import _, n_
from monitor.wave_terms import BeforeClosing, SeenImport, SeenWave

LONGEST_GROUND = "200"


def closing(before: BeforeClosing, here: Here, *, legal_basis: str = "", notice_given: str = "") -> Screen:
    """What closing a wave means, and what is open still; what was filled in goes before the settings."""
    stored = n_("{n} row is stored.", "{n} rows are stored.", before.stored).format(n=before.stored)
    return Screen(
        question=_("Close {title}, {year}?").format(
            title=survey(before.wave, before.year, before.title), year=before.year
        ),
        lead=" ".join((stored, _("Closing is final."))),
        body=told(
            here,
            section(_("What closing means"), _meaning(before)),
            [notice(title, *words, warm=True) for title, *words in _open(before)],
            _back(before),
            form(
                here.frame, "afsluiten", hidden("golf", before.wave),
                _grounds(legal_basis or before.legal_basis, notice_given or before.notice), _grounds_told(),
                *for_good(_("Close for good")), class_="panel step-form",
            ),
        ),
    )  # fmt: skip


def _meaning(before: BeforeClosing) -> Markup:
    points = (
        _("The numbers are made, rounded and attacked, so that nobody can be recognised. They are shown after that."),
        _("They are frozen: they never change, and no answers can be added or taken back any more."),
        _("That takes a minute or so. If the numbers do not stand the attack, nothing is closed."),
        _afterwards(before),
    )
    return tag("div", tag("ul", [tag("li", point) for point in points]), class_="prose")


def _afterwards(before: BeforeClosing) -> str:
    """What becomes of the answers themselves."""
    may = _("Afterwards you can destroy the answers themselves, in the list of imports. The numbers stay.")
    if not before.until:
        return may
    must = _("Do that when there are numbers of a later year, and before {day} at the latest.")
    return f"{may} {must.format(day=day_of(before.until))}"


def _grounds(legal_basis: str, notice_given: str) -> Markup:
    hint = _("On what ground the school asked, such as: task in the public interest.")
    which = _("Which letter, with its version, such as: letter to the parents, version 2.")
    return tag(
        "div",
        _ground("grond", _("Legal basis"), legal_basis, hint),
        _ground("brief", _("Notice that people got"), notice_given, which),
        class_="fields",
    )


def _grounds_told() -> Markup:
    """What a legal basis and a notice are, and where the papers for both lie."""
    points = (
        _("The legal basis is the reason for which the law lets a school ask this. Your DPO decides which one it is."),
        _("The notice is the letter that people got before they answered: what you ask, why, and who sees it."),
        _("Nobody got a letter? Do not close yet. Talk to your DPO first."),
    )
    links = [tag("li", tag("a", words, href=f"{PAPER}?naam={name}", target="_blank")) for name, words in papers()]
    told = joined(
        tag("ul", [tag("li", point) for point in points]),
        tag("p", _("Examples to read and to change:")),
        tag("ul", links, class_="ways"),
    )
    return more(_("What are a legal basis and a notice?"), told, is_open=True)


def _open(before: BeforeClosing) -> Iterator[tuple[str, ...]]:
    """What is better done first."""
    if before.unread_danger:
        who = _(
            "The head of the school reads them now. That is not done on this screen: ask whoever runs the program for "
            "the school."
        )
        command = _("For who runs the program: {command}").format(
            command="schoolklimaat comments urgent --survey {survey} --year {year}".format(
                survey=before.wave.removesuffix(f"_{before.year}"), year=before.year
            )
        )
        yield _("There are open answers that may name danger to a child, and nobody has read them yet."), who, command
    if before.undecided:
        pairs = (
            _("“{heading}”: probably “{question}”").format(heading=heading, question=question)
            for heading, question in before.undecided
        )
        yield (
            _("Of these headings nobody has decided yet whether they are the question; their answers do not count."),
            *pairs,
            _("To decide: take the import back, and import the file again."),
        )
    if before.uncounted:
        yield tuple(_uncounted(before.uncounted))
    if before.unread_mapping:
        yield (before.unread_mapping,)


def _uncounted(texts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The texts that many gave and of which nobody said which answer they are, the first of very many."""
    yield n_(
        "Of one text in the files nobody has said which answer it is. It does not count.",
        "Of {n} texts in the files nobody has said which answer they are. They do not count.",
        len(texts),
    ).format(n=len(texts))
    for text, asked in texts[:MOST]:
        yield _("“{text}”: {question}").format(text=text, question=asked)
    if len(texts) > MOST:
        yield _("And {n} more").format(n=len(texts) - MOST)
    yield _("To decide: take the import back, and import the file again.")


def _back(before: BeforeClosing) -> Markup | None:
    """The way to what can still be decided: an import is taken back in the list of imports."""
    if not (before.undecided or before.uncounted):
        return None
    return tag("p", tag("a", _("To the list of imports"), href=PATH, class_="button button-second"))


def _ground(name: str, label: str, value: str, hint: str) -> Markup:
    box = tag(
        "input",
        type="text",
        id=name,
        name=name,
        value=value,
        maxlength=LONGEST_GROUND,
        required=True,
        aria_describedby=f"{name}-hint",
        class_="text",
    )
    return labelled(label, box, name=name, hint=hint)


def taking_back(wave: SeenWave, one: SeenImport, here: Here) -> Screen:
    """What taking an import back means."""
    rows = n_("{n} row of {name} is removed.", "{n} rows of {name} are removed.", one.stored)
    return Screen(
        question=_("Take import {number} back?").format(number=one.number),
        lead=rows.format(n=one.stored, name=survey_and_year(wave.name, wave.year, wave.title)),
        body=told(
            here,
            tag("p", _("You can import the file again afterwards. What you decided about columns and answers stays.")),
            form(
                here.frame, "terugdraaien", hidden("import", str(one.number)), or_not(_("Take back"), _("Keep it")),
                class_="step-form",
            ),
        ),
    )  # fmt: skip
