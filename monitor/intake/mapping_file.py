"""A mapping file: what a person decided about the headings and answers of an export, as YAML or csv."""

import csv
import os
from pathlib import Path
from typing import Any

from monitor.definition.load import YamlFile, load_yaml
from monitor.definition.model import Survey
from monitor.errors import DefinitionRefused, FileRefused, Place
from monitor.intake.choices import SECTIONS, Choices, problems, read_choices, refused_mapping
from monitor.intake.normalise import key
from monitor.texts import _

_TABLES = (".csv", ".tsv", ".txt")
_OF_A_TABLE = ({"heading", "item"}, {"label", "code"})
"""A table decides about headings if it has the first two columns, about answers if it has the other two."""


def read_mapping_file(path: Path, survey: Survey) -> Choices:
    """The choices in a mapping file; the shapes are told at `monitor.intake.choices.read_choices`.

    Raises:
        FileRefused: no such file, not YAML, another shape, or an item or code that the survey does not have; of YAML
            every fault has its line.
    """
    if not path.is_file():
        raise FileRefused(
            _("The mapping file {file} does not exist.").format(file=path.name),
            remedy=_("Check the name after --mapping."),
        )
    if path.suffix.lower() in _TABLES:
        return read_choices(_rows(path), survey)
    file = read_yaml_mapping(path)
    if faults := [str(file.fault(problem)) for problem in problems(file.data, survey)]:
        raise refused_mapping(faults)
    return read_choices(file.data, survey)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        separator = max(",;\t", key=text.split("\n", 1)[0].count)
        table = csv.DictReader(text.splitlines(), delimiter=separator)
        rows = list(table)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise FileRefused(
            _("The mapping file {file} cannot be read.").format(file=path.name),
            remedy=_("Check the name, and save the file as csv in UTF-8."),
            place=Place(file=path.name),
        ) from None
    if not any(columns <= set(table.fieldnames or ()) for columns in _OF_A_TABLE):
        raise FileRefused(
            _("The first line of the mapping file {file} does not name its columns.").format(file=path.name),
            remedy=_("Write heading and item in it, or item, label and code, with a separator between them."),
            place=Place(file=path.name, row=1),
        )
    return rows


def require_mapping_place(path: Path, survey: Survey) -> None:
    """Check that a mapping file can be written here, before anything is stored that it would come after.

    Raises:
        FileRefused: it would be a table, lies where nothing can be written, or there is a file that is no mapping file.
    """
    if path.suffix.lower() in _TABLES:
        raise FileRefused(
            _("The program writes no mapping file as a table."),
            remedy=_("Give a name that ends in .yaml after --mapping-out."),
            place=Place(file=path.name),
        )
    if path.is_file():
        read_kept_mapping(path, survey)
    around = next(folder for folder in path.absolute().parents if folder.exists())
    if path.is_dir() or not around.is_dir() or not os.access(path if path.exists() else around, os.W_OK):
        raise FileRefused(
            _("The mapping file cannot be written here."),
            remedy=_("Give the name of a file, in a folder in which you may write, after --mapping-out."),
            place=Place(file=path.name or None),
        )


def read_kept_mapping(path: Path, survey: Survey) -> tuple[Choices, tuple[str, ...]]:
    """The choices in the file that a school keeps over the years, and the lines that are of no use any more.

    Such a line names an item or a code that the survey does not have: it had it in an earlier year.

    Raises:
        FileRefused: not YAML, or another shape; every fault has its line.
    """
    file = read_yaml_mapping(path)
    found = tuple(problems(file.data, survey))
    if faults := [str(file.fault(problem)) for problem in found if not problem.about]:
        raise refused_mapping(faults)
    data = {name: dict(entries or {}) for name, entries in file.data.items() if name in SECTIONS}
    data["answers"] = {item: dict(labels or {}) for item, labels in data.get("answers", {}).items()}
    for problem in found:
        *around, last = problem.path
        place: dict[str | int, Any] = data
        for part in around:
            place = place[part]
        del place[last]
    return read_choices(data, survey), tuple(str(file.fault(problem)) for problem in found)


def open_proposals(path: Path, survey: Survey) -> tuple[tuple[str, str], ...]:
    """Pairs of a heading and the id of the item that it may be, of which nobody decided yet whether it is.

    Raises:
        FileRefused: not YAML, or another shape.
    """
    if not path.is_file():
        return ()
    decided = read_kept_mapping(path, survey)[0].headings
    proposed = read_yaml_mapping(path).data.get("proposed") or {}
    return tuple(
        (str(heading), str(line["item"]))
        for heading, line in proposed.items()
        if isinstance(line, dict) and line.get("item") and key(str(heading)) not in decided
    )


def open_texts(path: Path, survey: Survey) -> tuple[tuple[str, str], ...]:
    """Pairs of a text that many gave and the id of its item, of which nobody decided which answer it is.

    Raises:
        FileRefused: not YAML, or another shape.
    """
    if not path.is_file():
        return ()
    known = {item.id for item in survey.items}
    answers = read_yaml_mapping(path).data.get("answers") or {}
    return tuple(
        (str(text), str(item))
        for item, labels in answers.items()
        if item in known and isinstance(labels, dict)
        for text, code in labels.items()
        if not code
    )


def read_yaml_mapping(path: Path) -> YamlFile:
    """The content of a mapping file in YAML, with its lines.

    Raises:
        FileRefused: it is not YAML.
    """
    try:
        return load_yaml(path)
    except DefinitionRefused as refused:
        _head, *faults = refused.message.splitlines()  # the head is about a definition
        message = _("The mapping file {file} cannot be read.").format(file=path.name)
        remedy = _("Mend these places in the file and try again.")
        raise FileRefused("\n".join([message, *faults]), remedy=remedy, place=refused.place) from None
