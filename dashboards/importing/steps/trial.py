"""Trial: what would be stored? Every row of the file is accounted for, and nothing was stored yet."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dashboards.importing.shell import Screen, form
from dashboards.importing.steps.here import Here, about, address, reached, stop, told, visit_field
from dashboards.importing.steps.warned import blocking, unread
from dashboards.markup import tag
from dashboards.sheet_parts import button, more, notice, section
from dashboards.sheet_parts import field as labelled
from monitor.desk_terms import Looked
from monitor.report.import_words import left_out, row_lines
from monitor.report.numerals import percent
from monitor.texts import _, n_


def trial(looked: Looked, here: Here) -> Screen:
    """The step."""
    return Screen(
        question=_("What would be stored?"),
        lead=_lead(looked.rows),
        body=told(
            here,
            section(
                _("The rows of the file"), tag("div", account(looked.rows, looked.dropped, would=True), class_="panel")
            ),
            unread(looked, tag("a", _("Choose what they mean"), href=address("antwoorden", id=here.visit))),
            section(_("Response"), _response(looked, here)),
            section(_("Classes"), _groups(looked)),
            _onward(looked, here),
            stop(here),
        ),
        step="proef",
        reached=reached("proef", here),
        about=about(looked, here),
    )


def _lead(rows: Mapping[str, int]) -> str:
    return n_(
        "Of {read} rows one would be stored. Nothing is stored yet.",
        "Of {read} rows {n} would be stored. Nothing is stored yet.",
        rows["stored"],
    ).format(read=rows["read"], n=rows["stored"])


def account(rows: Mapping[str, int], dropped: Sequence[tuple[int, str]], *, would: bool) -> tuple[Markup | None, ...]:
    """What became, or would become, of every row; the first number is the sum of the others."""
    withdrawn = sum(why == "withdrawn" for _row, why in dropped)
    lines = list(row_lines(rows, withdrawn, would=would))
    body = [
        tag(
            "tr",
            tag("th", words, scope="row"),
            tag("td", str(number), class_="number"),
            class_="sum" if not n else None,
        )
        for n, (number, words) in enumerate(lines)
    ]
    caption = tag("caption", _("Every row is counted once: the first number is the sum of the others."))
    out = list(left_out(dropped))
    title = _("Which rows are not stored") if would else _("Which rows were not stored")
    return (
        tag("table", caption, tag("tbody", body), class_="table account"),
        more(title, tag("ul", [tag("li", line) for line in out])) if out else None,
    )


def _response(looked: Looked, here: Here) -> tuple[Markup | None, ...]:
    stored, enrolled = looked.in_all, looked.enrolled
    if enrolled is None:
        said = notice(_("You have not said how many could answer, so the response is not known."))
    elif stored > enrolled:
        said = notice(_("There are more answers than people who could answer. Check the number."), warm=True)
    else:
        told_ = _("{stored} of {enrolled} who could answer: {share}.")
        said = tag("p", told_.format(stored=stored, enrolled=enrolled, share=percent(stored / enrolled)))
    overruled = [notice(sentence) for sentence in looked.overruled]
    written = tag("p", _("The number stands in the settings of the school."), class_="muted small")
    return (said, written if looked.is_declared else None, *overruled, _numbers(looked, here))


def classes(looked: Looked) -> tuple[str, ...]:
    """The classes of which can be filled in how many could answer: those of the answers, and those of a list."""
    known = looked.groups if looked.asked.group_column else ()
    return (*known, *(label for label in looked.enrolled_by_class if label not in known))


def class_field(number: int) -> str:
    """The name of the field of a class."""
    return f"n{number}"


def _numbers(looked: Looked, here: Here) -> Markup | None:
    """How many could answer, in all and in each class; what the settings say is not asked."""
    by_class, labels = looked.enrolled_by_class, classes(looked)
    in_all = None if looked.enrolled == sum(by_class.values()) else looked.enrolled
    whole = labelled(_("How many could answer?"), _number("aantal", in_all), name="aantal")
    asked = [] if looked.is_declared else [whole]
    again = button(_("Reckon again"), kind="second")
    if not labels:
        return form(here.frame, "aantal", visit_field(here), asked, again, class_="inline") if asked else None
    fields = [
        labelled(label, _number(name, by_class.get(label), least=0), name=name)
        for name, label in ((class_field(number), label) for number, label in enumerate(labels))
    ]
    hint = _("Leave a class empty if you do not know it. The whole school is at least all classes together.")
    each = more(
        _("How many in each class?"),
        tag("p", hint, class_="muted small"),
        tag("div", fields, class_="fields fields-small"),
        is_open=bool(by_class),
    )
    foot = tag("div", again, class_="actions")
    return form(here.frame, "aantal", visit_field(here), asked, each, foot, class_="step-form")


def _number(name: str, value: int | None, *, least: int = 1) -> Markup:
    shown = "" if value is None else str(value)
    return tag(
        "input", type="number", id=name, name=name, min=least, max=1_000_000, value=shown, inputmode="numeric",
        class_="text",
    )  # fmt: skip


def _groups(looked: Looked) -> tuple[Markup | None, ...]:
    if not looked.groups:
        return (notice(_("No class is known of these answers: there will be numbers of the whole school only.")),)
    found = n_("One class has answers.", "{n} classes have answers.", len(looked.groups)).format(n=len(looked.groups))
    if not looked.small:
        return (tag("p", found, " ", _("Each of them has enough for numbers of its own.")),)
    few = _("Fewer than {least} answers in this file: {classes}. Such a class is not shown by itself.")
    return (tag("p", found), notice(few.format(least=looked.least, classes=", ".join(looked.small))))


def _onward(looked: Looked, here: Here) -> Markup:
    in_the_way = blocking(looked, here)
    if in_the_way:
        return in_the_way
    if looked.asked.is_sample:
        return _of_your_own(here)
    return form(
        here.frame,
        "inlezen",
        visit_field(here),
        tag(
            "p",
            _(
                "The answers are stored without names and encrypted. Until the survey is closed you can take this "
                "import back."
            ),
            class_="muted",
        ),
        tag("div", button(_("Import the answers")), class_="actions"),
        class_="step-form step-last",
    )


def _of_your_own(here: Here) -> Markup:
    """Where a trial with made-up answers ends."""
    return form(
        here.frame,
        "stoppen",
        visit_field(here),
        notice(
            _("With a file of your own you go on here."),
            _("The last step stores the answers, and you can take them back until the survey is closed."),
        ),
        tag("div", button(_("Begin with a file of your own")), class_="actions"),
        class_="step-form step-last",
    )
