"""A mapping file: what a person decided about the headings and answers of an export, as YAML or csv."""

import csv
from pathlib import Path

from monitor.definition.load import YamlFile, load_yaml
from monitor.definition.model import Survey
from monitor.errors import DefinitionRefused, FileRefused, Place
from monitor.intake.choices import Choices, problems, read_choices, refused_mapping
from monitor.texts import _


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
    if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        file = read_yaml_mapping(path)
        if faults := [str(file.fault(problem)) for problem in problems(file.data, survey)]:
            raise refused_mapping(faults)
        return read_choices(file.data, survey)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise FileRefused(
            _("The mapping file {file} cannot be read.").format(file=path.name),
            remedy=_("Check the name, and save the file as csv in UTF-8."),
            place=Place(file=path.name),
        ) from None
    separator = max(",;\t", key=text.split("\n", 1)[0].count)
    return read_choices(list(csv.DictReader(text.splitlines(), delimiter=separator)), survey)


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
