"""Choices: what a person decided about headings and answers that the program could not link by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.definition.faults import Problem, not_known
from monitor.definition.model import Survey
from monitor.errors import FileRefused
from monitor.intake.answers import Link
from monitor.intake.normalise import key
from monitor.intake.words import YES
from monitor.texts import _

EVERY_ITEM = "*"
SCHEMA = "schoolklimaat/mapping@1"
DROP, FREE_TEXT, GROUP, WITHDRAWAL = "drop", "free-text", "group", "withdrawal-code"
"""What stands for an item in a mapping file; `group` decides nothing: it tells that a column was used as the class."""
SECTIONS = ("columns", "proposed", "answers", "left")
_NO_ITEM = ("", DROP, FREE_TEXT, WITHDRAWAL)


@dataclass(frozen=True)
class Choices:
    """A mapping file: heading to item (or to nothing), and per item label to code.

    `headings` maps a heading's key to an item id, `answers` an item id (or `*`) to a label's key to a code;
    `free_text` are the headings that go to no item because people wrote there what they wanted, `withdrawal` those
    because they hold the code with which answers may be taken back.
    """

    headings: Mapping[str, str | None] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    free_text: frozenset[str] = frozenset()
    withdrawal: frozenset[str] = frozenset()

    def instead(self, heading: str) -> str:
        """What stands instead of an item for a heading that goes to none."""
        if key(heading) in self.withdrawal:
            return WITHDRAWAL
        return FREE_TEXT if key(heading) in self.free_text else DROP

    def labels(self, item: str) -> dict[str, str]:
        """The labels decided for this item, those for every item included."""
        return {**self.answers.get(EVERY_ITEM, {}), **self.answers.get(item, {})}

    def over(self, earlier: "Choices") -> "Choices":
        """These choices, and those of an earlier file where these say nothing."""
        items = dict.fromkeys((*earlier.answers, *self.answers))
        return Choices(
            {**earlier.headings, **self.headings},
            {item: {**earlier.answers.get(item, {}), **self.answers.get(item, {})} for item in items},
            frozenset(self.free_text | (earlier.free_text - self.headings.keys())),
            frozenset(self.withdrawal | (earlier.withdrawal - self.headings.keys())),
        )


def without_item(link: Link, chosen: Choices) -> Link:
    """A column that goes to no item, as somebody decided: free text, withdrawal codes, or nothing of use."""
    instead = chosen.instead(link.column.heading)
    if instead == WITHDRAWAL:
        return replace(link, column=replace(link.column, purpose="withdrawal_code"), role="identifier")
    return Link(link.column, "free_text") if instead == FREE_TEXT else link


def read_choices(data: object, survey: Survey) -> Choices:
    """The choices in a mapping file, from what the YAML or csv door read.

    YAML: `{columns: {heading: item}, proposed: {heading: {item: item, link: yes}}, answers: {item: {label: code}}}`;
    an item may be `drop`, `free-text` or `withdrawal-code` instead, a code may be missing still, and `left` decides
    nothing. csv: a list of rows with `heading` and `item`, or with `item`, `label` and `code`.

    Raises:
        FileRefused: another shape, or an item or code that the survey does not have.
    """
    data = as_sections(data)
    if faults := tuple(problems(data, survey)):
        raise refused_mapping([": ".join(filter(None, (_path(one), one.message))) for one in faults])
    decided = {key(heading): item for heading, item in _decided(data)}
    given = _section(data, "answers")
    return Choices(
        {name: None if item in _NO_ITEM else item for name, item in decided.items()},
        {
            str(item): {key(str(label)): str(code) for label, code in labels.items() if code not in (None, "")}
            for item, labels in given.items()
            if isinstance(labels, Mapping)
        },
        frozenset(name for name, item in decided.items() if item == FREE_TEXT),
        frozenset(name for name, item in decided.items() if item == WITHDRAWAL),
    )


def as_sections(data: object) -> object:
    """The content in the sections of the YAML file, also of rows of a csv."""
    return _from_rows(data) if isinstance(data, Sequence) and not isinstance(data, str) else data


def problems(data: object, survey: Survey) -> Iterator[Problem]:
    """What is wrong in the sections of a mapping file, each with its path in the file.

    `about` is the item or the code that the survey does not have; empty for a fault of shape.
    """
    shape = _("The mapping file has another shape than expected.")
    if not isinstance(data, Mapping):
        yield Problem((), shape)
        return
    for name in data.keys() - {*SECTIONS, "schema", "survey"}:
        yield Problem((str(name),), shape + " " + not_known(str(name), ("schema", "survey", *SECTIONS)))
    if str(data.get("schema", SCHEMA)) != SCHEMA:
        yield Problem(("schema",), shape + " " + not_known(str(data["schema"]), (SCHEMA,)))
    for name in SECTIONS:
        if not isinstance(data.get(name) or {}, Mapping):
            yield Problem((name,), shape)
    items = {item.id for item in survey.items}
    for name in ("columns", "proposed"):
        for heading, entry in _section(data, name).items():
            yield from _heading_problems((name, str(heading)), entry, items)
    yield from _answer_problems(_section(data, "answers"), survey)


def _heading_problems(path: tuple[str, str], entry: object, items: set[str]) -> Iterator[Problem]:
    if isinstance(entry, Mapping):
        entry = entry.get("item")
    if isinstance(entry, Mapping | Sequence) and not isinstance(entry, str):
        yield Problem(path, _("The mapping file has another shape than expected."))
    elif (item := _word(entry)) not in _NO_ITEM and item not in items:
        message = _("The mapping file names items that the survey does not have: {items}.").format(items=item)
        yield Problem(path, message, about=item)


def _answer_problems(answers: Mapping[object, object], survey: Survey) -> Iterator[Problem]:
    codes = {item.id: set(item.codes()) for item in survey.items}
    for item, labels in answers.items():
        if not isinstance(labels, Mapping | None):
            yield Problem(("answers", str(item)), _("The mapping file has another shape than expected."))
        elif item != EVERY_ITEM and item not in codes:
            message = _("The mapping file names items that the survey does not have: {items}.").format(items=item)
            yield Problem(("answers", str(item)), message, about=str(item))
        else:
            for label, code in (labels or {}).items():
                if isinstance(code, Mapping | list):
                    yield Problem(
                        ("answers", str(item), str(label)), _("The mapping file has another shape than expected.")
                    )
                elif item != EVERY_ITEM and _word(code) and str(code) not in codes[str(item)]:
                    message = _("The mapping file gives item {item} codes that it does not have: {codes}.")
                    message = message.format(item=item, codes=code)
                    yield Problem(("answers", str(item), str(label)), message, about=str(code))


def _decided(data: object) -> Iterator[tuple[str, str]]:
    """Every heading that a person decided about, or that was linked before, with its item or `drop` or the like."""
    for heading, entry in _section(data, "proposed").items():
        if isinstance(entry, Mapping) and key(str(entry.get("link"))) in YES:
            yield str(heading), _word(entry.get("item"))
    for heading, entry in _section(data, "columns").items():
        yield str(heading), _word(entry.get("item") if isinstance(entry, Mapping) else entry)


def _section(data: object, name: str) -> Mapping[object, object]:
    section = data.get(name) if isinstance(data, Mapping) else None
    return section if isinstance(section, Mapping) else {}


def _word(entry: object) -> str:
    return "" if entry is None else str(entry)


def _path(problem: Problem) -> str:
    return " > ".join(map(str, problem.path))


def _from_rows(rows: Sequence[object]) -> object:
    columns: dict[str, object] = {}
    answers: dict[str, dict[str, object]] = {}
    for row in rows:
        if not isinstance(row, Mapping):
            return None
        if row.get("label"):
            answers.setdefault(str(row.get("item") or EVERY_ITEM), {})[str(row["label"])] = row.get("code")
        else:
            columns[str(row.get("heading") or "")] = row.get("item")
    return {"columns": columns, "answers": dict(answers)}


def refused_mapping(faults: Sequence[str]) -> FileRefused:
    """The refusal that names every fault of a mapping file."""
    return FileRefused(
        "\n".join(faults),
        remedy=_(
            "Write under `columns` a heading with its item, and under `answers` an item with its labels and codes. "
            "`schoolklimaat survey items` shows the items and codes."
        ),
    )
