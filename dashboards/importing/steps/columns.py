"""Columns: which column is which question? What is sure is done; what is only likely is asked."""

from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup

from dashboards.importing.shell import Screen, form
from dashboards.importing.steps.here import Here, about, onward, reached, stop, told, visit_field
from dashboards.importing.steps.warned import other_year, without_column
from dashboards.importing.words import SURE, certainty, detected, survey
from dashboards.markup import Part, tag
from dashboards.sheet_parts import field as labelled
from dashboards.sheet_parts import hidden, more, notice, section, select
from monitor.desk_terms import DROP, Looked, SeenColumn
from monitor.texts import _, n_

GROUP = "klas"
"""The name of the menu with the column of the class."""


def field_of(column: SeenColumn) -> str:
    """The name of the menu of a column."""
    return f"k{column.number}"


def natural(column: SeenColumn) -> str:
    """What a column means as long as nobody decided: a question, or nothing; what is only likely must be decided."""
    return column.item or DROP


def is_of_the_tool(column: SeenColumn) -> bool:
    """Whether the survey tool made the column: there is nothing to decide about it."""
    return column.role == "metadata" and column.item is None


def may_be_asked(first: Looked) -> tuple[SeenColumn, ...]:
    """The columns of which the meaning may be chosen."""
    return tuple(column for column in first.columns if not is_of_the_tool(column) and not column.is_twice)


def proposed_group(first: Looked) -> str:
    """The heading of the column that was the class last time, or that alone is called so; empty if none is sure."""
    before = [column for column in first.columns if column.was_group and column.item is None]
    called = [column for column in first.columns if column.is_called_group and not column.is_twice]
    return (before or (called if len(called) == 1 else []) or [SeenColumn(-1, "", "")])[0].heading


def columns(first: Looked, looked: Looked, here: Here) -> Screen:
    """The step: `first` is the file before anything was decided, `looked` as it is now."""
    sure = [one for one in first.columns if one.item]
    return Screen(
        question=_("Which column is which question?"),
        lead=_("{linked} of {all} columns are a question of “{title}”.").format(
            linked=sum(one.item is not None for one in looked.columns),
            all=len(looked.columns),
            title=survey(looked.wave, looked.asked.year, looked.title),
        ),
        body=told(
            here,
            notice(looked.refused, warm=True) if looked.refused else None,
            other_year(looked, here),
            _detected(looked),
            without_column(
                looked, _("Is one of the columns below that question? Choose the question in the menu of the column.")
            ),
            _form(first, looked, sure, here),
            stop(here),
        ),
        step="kolommen",
        reached=reached("kolommen", here),
        about=about(looked, here),
    )


def _detected(looked: Looked) -> Markup:
    told_ = ((_("File"), looked.asked.name), *detected(looked))
    return tag("dl", [tag("div", tag("dt", name), tag("dd", words)) for name, words in told_], class_="found")


def _form(first: Looked, looked: Looked, sure: Sequence[SeenColumn], here: Here) -> Markup:
    now = {column.number: column for column in looked.columns}

    def lines(which: Iterable[SeenColumn]) -> Markup:
        return tag("ul", [_line(one, now[one.number], first, looked) for one in which], class_="columns")

    open_ = [one for one in first.columns if one.proposed]
    personal = [one for one in first.columns if _is_personal(one)]
    rest = [one for one in first.columns if not (one.item or one.proposed or _is_personal(one))]
    group = _as_group(first, looked)
    left = sorted((one for one in rest if one is not group), key=lambda one: not now[one.number].fits)
    linked = n_("{n} column is linked for certain", "{n} columns are linked for certain", len(sure)).format(n=len(sure))
    return form(
        here.frame,
        "kolommen",
        visit_field(here),
        _group(first, looked),
        hidden(field_of(group), DROP) if group is not None else None,
        section(_("Still to be decided"), tag("p", _asked_for(len(open_)), class_="muted"), lines(open_))
        if open_
        else None,
        section(_("Used for nothing"), tag("p", _("These columns are no question. Change that where it is wrong."),
                class_="muted"), lines(left)) if left else None,
        more(linked, lines(sure)) if sure else None,
        section(_("Not imported, to protect people"), lines(personal)) if personal else None,
        onward(_("Continue: the answers")),
        class_="step-form",
    )  # fmt: skip


def _asked_for(open_: int) -> str:
    return n_(
        "This heading looks like a question, but is not the same. Say yes only if it really is that question.",
        "These headings look like a question, but are not the same. Say yes only if it really is that question.",
        open_,
    )


def _is_personal(column: SeenColumn) -> bool:
    return column.item is None and column.proposed is None and (column.personal != "" or column.role == "metadata")


def _group(first: Looked, looked: Looked) -> Markup | None:
    may = [one for one in first.columns if (one.may_be_group or one.was_group) and not one.is_twice]
    if not may:
        return None
    options = [("", _("No: numbers of the whole school only")), *((one.heading, one.heading) for one in may)]
    chosen = looked.asked.group_column or proposed_group(first)
    hint = _("For numbers and response per class. A class with too few answers is never shown.")
    menu = select(GROUP, options, chosen, described=f"{GROUP}-hint")
    return tag("div", labelled(_("Is there a column with the class?"), menu, name=GROUP, hint=hint), class_="panel")


def _as_group(first: Looked, looked: Looked) -> SeenColumn | None:
    """The column that is chosen as the class, and nothing else: it is used, and there is nothing to choose about it."""
    heading = looked.asked.group_column or proposed_group(first)
    said = looked.asked.decisions.columns
    found = [one for one in first.columns if heading and one.heading == heading and _is_alone(one)]
    return next((one for one in found if said.get(one.heading, DROP) == DROP), None)


def _is_alone(column: SeenColumn) -> bool:
    """Whether a column is neither a question nor one of two with the same heading."""
    return not (column.item or column.proposed or column.is_twice or is_of_the_tool(column))


def _line(column: SeenColumn, now: SeenColumn, first: Looked, looked: Looked) -> Markup:
    name, words = field_of(column), _called(column, first)
    return tag(
        "li",
        tag(
            "div",
            tag("label", words, for_=name, class_="heading")
            if _has_menu(column) and not _is_of_people(column)
            else tag("p", words, class_="heading"),
            tag("p", _("In the file: {heading}").format(heading=column.heading), class_="muted small")
            if column.heading and words != column.heading
            else None,
            tag("p", _examples(column), class_="muted small", id=f"{name}-hint"),
        ),
        tag("div", _meaning(column, now, first, looked), class_="meaning"),
    )


def _called(column: SeenColumn, first: Looked) -> str:
    """What a column is called: its heading, or the question in words where the heading is but a code of the tool."""
    is_code = " " not in column.heading
    question = next((one.words for one in first.questions if one.id == column.item), "")
    return question if question and is_code else column.heading or _("(no heading)")


def _is_of_people(column: SeenColumn) -> bool:
    """Whether a column tells who somebody is: it is left out, and that it is a question is seldom true."""
    return column.role == "identifier" and not (column.item or column.proposed)


def _has_menu(column: SeenColumn) -> bool:
    return not is_of_the_tool(column) and not column.is_twice


def _examples(column: SeenColumn) -> str:
    if column.personal:
        return _("Not shown: {what}.").format(what=column.personal)
    if not column.examples:
        return _("No value that several people gave.")
    return _("For example: {examples}").format(examples=" \N{MIDDLE DOT} ".join(column.examples))


def _meaning(column: SeenColumn, now: SeenColumn, first: Looked, looked: Looked) -> Part:
    if is_of_the_tool(column):
        return tag("p", _("of the survey tool itself"), class_="small")
    if column.is_twice:
        said = now.item or DROP
        words = {one.id: one.words for one in first.questions}
        twice = _("Another column has the same heading; give it one of its own in the file to choose otherwise.")
        return tag("p", words.get(said, _("do not import"))), tag("p", twice, class_="muted small")
    menu = _menu(column, now.fits, first, looked)
    if _is_of_people(column):
        return _seldom_asked(column, menu, is_decided=now.item is not None)
    if column.item or column.proposed:
        is_code = column.item and _called(column, first) != column.heading
        sure = _("certain: the same code") if is_code and column.certainty >= SURE else certainty(column)
        return menu, tag("p", sure, class_="small")
    if not now.fits:
        return menu
    likely = _("By its answers this may be the question in the menu that begins with “Perhaps”.")
    return menu, tag("p", likely, class_="small")


def _seldom_asked(column: SeenColumn, menu: Markup, *, is_decided: bool) -> Part:
    """The menu of a column about people, out of sight until somebody says that it is a question after all."""
    label = tag("label", _("Which question is “{heading}”?").format(heading=column.heading), for_=field_of(column))
    said = None if is_decided else tag("p", _("Do not import"), class_="small")
    return said, more(_("Is this a question after all?"), label, menu, is_open=is_decided)


def _menu(column: SeenColumn, fits: Collection[str], first: Looked, looked: Looked) -> Markup:
    words = {one.id: one.words for one in first.questions}
    options: list[tuple[str, str]] = []
    chosen = looked.asked.decisions.columns.get(column.heading)
    if column.proposed:
        options += [("", _("Choose")), (column.proposed, _("Yes: {question}").format(question=words[column.proposed]))]
        chosen = chosen or ""
    if column.proposed:
        none = _("No, do not import")
    else:
        none = _("No question; it may be the class") if column.may_be_group else _("Do not import")
    options.append((DROP, none))
    perhaps = _("Perhaps: {question}")
    options += [(item, perhaps.format(question=words[item])) for item in fits if item in words]
    options += [(item, text) for item, text in words.items() if item != column.proposed and item not in fits]
    return select(
        field_of(column),
        options,
        natural(column) if chosen is None else chosen,
        described=f"{field_of(column)}-hint",
        is_required=column.proposed is not None,
    )
