"""The mapping file as an import writes it: what was linked, what is likely, what was left, for a person to go through.

Headings, item ids, codes and labels of the survey, and never a person's answer: a label that the survey does not have
stands in it only if five respondents gave it in a column of few different texts, where nobody writes freely.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from monitor.definition.dump import OneLine, add_to_yaml
from monitor.intake.answers import Answers, Link
from monitor.intake.choices import DROP, FREE_TEXT, GROUP, SCHEMA, SECTIONS, Choices
from monitor.intake.normalise import key
from monitor.intake.strangers import Labels
from monitor.texts import _

Sections = dict[str, dict[str, object]]


def written_mapping(
    answers: Answers,
    labels: Sequence[Labels],
    chosen: Choices,
    text: str,
    known: Mapping[str, object],
    group_column: int | None = None,
) -> str:
    """The mapping file after this import; the very same text if there is nothing to add.

    Args:
        answers: what was linked, proposed and left.
        labels: what stands in the columns of each item.
        chosen: what was decided before, in whatever file.
        text: the file as it stands; empty for a new one.
        known: the content of that text, section by section.
        group_column: the index of the column that was used as the class.
    """
    headings = {key(str(heading)) for name in ("columns", "proposed") for heading in _entries(known, name)}
    new: Sections = {
        "columns": {h: item for h, item in _columns(answers, chosen) if key(h) not in headings},
        "proposed": {h: line for h, line in _proposed(answers) if key(h) not in headings},
        "answers": _answers(answers, labels, chosen, known),
    }
    now = {key(heading) for name in ("columns", "proposed") for heading in new[name]}
    left = _entries(known, "left")
    taken = headings | now | {key(str(heading)) for heading in left}
    unused = dict(_left(answers, group_column))
    used = {key(heading) for heading, kind in unused.items() if kind == GROUP} - headings - now
    new["left"] = {h: kind for h, kind in unused.items() if key(h) not in taken}
    new["left"] |= {str(h): GROUP for h, kind in left.items() if key(str(h)) in used and kind != GROUP}
    placed = now | {key(str(heading)) for heading in _entries(known, "columns")}
    drop = {"left": [str(heading) for heading in left if key(str(heading)) in placed]}
    if text and not any(new.values()) and not drop["left"]:
        return text
    return add_to_yaml(text or _empty(answers.survey.id), new, drop)


def _entries(known: Mapping[str, object], name: str) -> Mapping[object, object]:
    section = known.get(name)
    return section if isinstance(section, Mapping) else {}


def _once(answers: Answers) -> Iterator[Link]:
    """The columns with a heading of their own: one heading for two questions says nothing of which is which."""
    times = Counter(key(column.heading) for column in answers.export.columns)
    return (link for link in answers.links if times[key(link.column.heading)] == 1 and key(link.column.heading))


def _heading(link: Link) -> str:
    return " ".join(link.column.heading.split())


def _columns(answers: Answers, chosen: Choices) -> Iterator[tuple[str, str]]:
    for link in _once(answers):
        if link.item and link.role != "identifier":
            yield _heading(link), link.item
        elif key(link.column.heading) in chosen.headings and not link.item:
            yield _heading(link), chosen.instead(link.column.heading)


def _proposed(answers: Answers) -> Iterator[tuple[str, OneLine]]:
    likely = {proposal.column.index: proposal for proposal in answers.proposals}
    for link in _once(answers):
        if (proposal := likely.get(link.column.index)) is not None:
            line = OneLine(item=proposal.item, certainty=proposal.certainty, link=_("no"))
            yield _heading(link), line


def _left(answers: Answers, group_column: int | None) -> Iterator[tuple[str, str]]:
    """Columns that are no question; those of the tool and those about people are none of the school's choices."""
    for link in _once(answers):
        if link.item is None and link.column.index == group_column:
            yield _heading(link), GROUP
        elif link.item is None and link.role in ("ignored", "free_text"):
            yield _heading(link), FREE_TEXT if link.role == "free_text" else DROP


def _answers(
    answers: Answers, labels: Sequence[Labels], chosen: Choices, known: Mapping[str, object]
) -> dict[str, object]:
    """Labels that many gave and that the survey does not have, still without a code, and those decided in a file.

    Not of an item with an option "other": what stands there may be people's own words.
    """
    strange = {one.item.id: dict(one.strange) for one in labels if not _has_other(answers, one.item.id)}
    found: dict[str, object] = {}
    for item in dict.fromkeys((*chosen.answers, *strange)):
        there = _entries(_entries(known, "answers"), item)  # type: ignore[arg-type]  # keys of YAML are texts
        old = {key(str(label)) for label in there}
        given = {**dict.fromkeys(strange.get(item, {}).values()), **chosen.answers.get(item, {})}
        new = {label: code for label, code in given.items() if key(label) not in old}
        new = {label: code for label, code in new.items() if code or key(label) not in chosen.labels(item)}
        if new:
            found[item] = new
    return found


def _has_other(answers: Answers, item: str) -> bool:
    return any(option.other for option in answers.survey.item(item).options)


def _empty(survey_id: str) -> str:
    """A new file: what it is for and how it is used, as comment lines, and its sections."""
    lines = (
        _("Mapping file of the survey {survey}: which column of an export is which question.").format(survey=survey_id),
        _("The program wrote it at an import, and uses it at the next one. You may change it with a text editor."),
        _("What you write or change stays; the program only adds lines. No answer of a person stands in it."),
        _("columns: a heading and its question. Write drop or free-text instead of a question to leave a column out."),
        _("proposed: probably this question, but nothing was linked. Is it right? Change `link: no` into `link: yes`."),
        _("answers: per question an answer of the file and its code in the survey. Without a code it is not counted."),
        _("left: columns that are no question; group: used as the class, with --group-column."),
        _("Is one of them a question? Move its line to columns, and write the question."),
        _("`schoolklimaat survey items` shows the questions and answers of a survey with their codes."),
        _("Was the file imported already? Take that back first (`schoolklimaat undo`), then import it again."),
    )
    sections = "".join(f"{name}: {{}}\n" for name in SECTIONS)
    return "".join(f"# {line}\n" for line in lines) + f"schema: {SCHEMA}\nsurvey: {survey_id}\n{sections}"
