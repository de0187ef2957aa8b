"""The four texts of the first meeting: what the werkgroep writes beside the first numbers of its school."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from dashboards.address import STARTING
from dashboards.declaring.controls import what_is_wrong, written
from dashboards.declaring.filled import SEEN, Filled
from dashboards.markup import Part, tag
from dashboards.sheet_parts import button, form, hidden
from monitor.definition.start_texts import LONGEST, stamp
from monitor.definition.workgroup import Start
from monitor.report.evaluation.startfoto import texts
from monitor.texts import _

PATH: Final = "/doelen/startfoto"
DONE: Final = "bewaard"
"""The word in the address that says that the texts were kept just now."""


def meant(said: Mapping[str, str]) -> Start:
    """What a form means: lines stay lines, an empty field is no text."""
    typed = {one.key: _tidy(said.get(one.key, "")) or None for one in texts(Start())}
    return Start.model_validate(typed)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def body(start: Start, filled: Filled, seal: str, *, done: bool) -> Part:
    """The page: a field per text, each with what belongs there."""
    fields = [
        written(filled, one.key, one.title, usual=one.written, hint=one.hint, longest=LONGEST) for one in texts(start)
    ]
    seen = filled.value(SEEN, stamp(start))
    return (
        what_is_wrong(filled) or (_kept() if done else None),
        form(
            PATH, seal, hidden(SEEN, seen), fields,
            tag("p", _("Write no names of pupils, parents or staff: a role is enough."), class_="muted"),
            button(_("Keep the texts")), class_="panel step-form declare-form",
        ),
        tag("p", tag("a", _("To the starting picture"), href=STARTING)),
    )  # fmt: skip


def _kept() -> Markup:
    told = tag("p", _("The texts are kept. They stand in the starting picture."), class_="notice-title")
    return tag("div", told, class_="notice", role="alert", tabindex=-1, data_arrive=True)
