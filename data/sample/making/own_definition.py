"""The definition of a year in which the school put two questions in its own way.

The questionnaire of the program, with one item on four steps instead of five (the middle one was not offered)
and one whose sentence also lists the answers, so long that Forms cuts it in the heading.
"""

import re

from monitor.definition.model import Survey
from monitor.shipped import surveys_folder

OWN_VERSION = 101
"""Wordings of a school's own count from 101, so that they never meet a later version of the program's."""

SHORTER, LONGER = "kl_graag", "par_zelf"


def own_definition(survey: Survey, locale: str) -> str:
    """The YAML of the parents' questionnaire of 2023-2024."""
    text = (surveys_folder() / f"{survey.id}.yaml").read_text(encoding="utf-8")
    text = text.replace("$schema=schema/", "$schema=../../../surveys/schema/")
    text = _changed(text, SHORTER, r"^( +)scale: (\w+)$", r"\1scale: \2\n\1hide_options: [neutraal]")
    item = survey.item(LONGER)
    labels = ", ".join(survey.say(option.label, locale) for option in item.options if not option.exclusive)
    return _changed(text, LONGER, r'^( +)text: \{nl: "([^"]*)"\}$', rf'\1text: {{nl: "\2 Je kunt kiezen: {labels}"}}')


def _changed(text: str, item_id: str, pattern: str, replacement: str) -> str:
    """The text with one line of one item changed, and a version of its own for that item.

    Raises:
        ValueError: the item is not written in the way that was expected.
    """
    block = re.search(rf"^  - id: {item_id}\n(?:    .*\n|\n)+", text, re.MULTILINE)
    if block is None:
        raise ValueError(f"{item_id} is not in the questionnaire")
    versioned, versions = re.subn(r"^( +)version: \d+$", rf"\1version: {OWN_VERSION}", block[0], flags=re.MULTILINE)
    changed, changes = re.subn(pattern, replacement, versioned, flags=re.MULTILINE)
    if (versions, changes) != (1, 1):
        raise ValueError(f"{item_id} is written otherwise than expected: {block[0]}")
    return text[: block.start()] + changed + text[block.end() :]
