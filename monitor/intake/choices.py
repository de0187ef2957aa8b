"""Choices: what a person decided about headings and answers that the program could not link by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitor.definition.model import Survey
from monitor.errors import FileRefused
from monitor.intake.normalise import key
from monitor.texts import _

EVERY_ITEM = "*"


@dataclass(frozen=True)
class Choices:
    """A mapping file: heading to item (or to nothing), and per item label to code.

    `headings` maps a heading's key to an item id, `answers` an item id (or `*`) to a label's key to a code.
    """

    headings: Mapping[str, str | None] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def labels(self, item: str) -> dict[str, str]:
        """The labels decided for this item, those for every item included."""
        return {**self.answers.get(EVERY_ITEM, {}), **self.answers.get(item, {})}


def read_choices(data: object, survey: Survey) -> Choices:
    """The choices in a mapping file, from what the YAML or csv door read.

    YAML: `{columns: {heading: item}, answers: {item: {label: code}}}`. csv: a list of rows with `heading` and
    `item`, or with `item`, `label` and `code`.

    Raises:
        FileRefused: another shape, or an item or code that the survey does not have.
    """
    if isinstance(data, Sequence) and not isinstance(data, str):
        data = _from_rows(data)
    if not isinstance(data, Mapping) or not set(data) <= {"columns", "answers"}:
        raise _refused(_("The mapping file has another shape than expected."))
    columns, answers = data.get("columns") or {}, data.get("answers") or {}
    if not isinstance(columns, Mapping) or not all(isinstance(labels, Mapping) for labels in answers.values()):
        raise _refused(_("The mapping file has another shape than expected."))
    _check(columns, answers, survey)
    return Choices(
        {key(str(heading)): item or None for heading, item in columns.items()},
        {item: {key(str(label)): str(code) for label, code in labels.items()} for item, labels in answers.items()},
    )


def _from_rows(rows: Sequence[object]) -> dict[str, dict[str, object]]:
    columns: dict[str, object] = {}
    answers: dict[str, dict[str, object]] = {}
    for row in rows:
        if not isinstance(row, Mapping):
            raise _refused(_("The mapping file has another shape than expected."))
        if row.get("label"):
            answers.setdefault(str(row.get("item") or EVERY_ITEM), {})[str(row["label"])] = row.get("code")
        else:
            columns[str(row.get("heading") or "")] = row.get("item")
    return {"columns": columns, "answers": dict(answers)}


def _check(columns: Mapping[str, object], answers: Mapping[str, Mapping[str, object]], survey: Survey) -> None:
    known = {item.id: item for item in survey.items}
    strangers = sorted({str(item) for item in [*columns.values(), *answers] if item} - {*known, EVERY_ITEM})
    if strangers:
        raise _refused(
            _("The mapping file names items that the survey does not have: {items}.").format(items=", ".join(strangers))
        )
    for item, labels in answers.items():
        wrong = [] if item == EVERY_ITEM else sorted({str(code) for code in labels.values()} - {*known[item].codes()})
        if wrong:
            raise _refused(
                _("The mapping file gives item {item} codes that it does not have: {codes}.").format(
                    item=item, codes=", ".join(wrong)
                )
            )


def _refused(message: str) -> FileRefused:
    return FileRefused(
        message,
        remedy=_(
            "Write under `columns` a heading with its item, and under `answers` an item with its labels and codes."
        ),
    )
