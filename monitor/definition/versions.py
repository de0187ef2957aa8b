"""Guards that what people read does not change under the same version of an item.

`surveys/versions.json` keeps of every item and version a fingerprint. Trends join waves with equal versions,
so a changed wording without a new version would draw a line through two different questions.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from monitor.definition.model import Item, Survey
from monitor.shipped import surveys_folder
from monitor.texts import _

Lock = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Survey -> item -> version -> fingerprint."""


def lock_path() -> Path:
    """Where the fingerprints of the surveys that come with the program stand."""
    return surveys_folder() / "versions.json"


def read_lock(path: Path) -> Lock:
    """The fingerprints that were published; none if there is no such file yet."""
    if not path.is_file():
        return {}
    lock: Lock = json.loads(path.read_text(encoding="utf-8"))
    return lock


def read_by_people(survey: Survey, item: Item) -> str:
    """Fingerprint of all that a respondent reads with an item: SHA-256 in hex, first 16 characters.

    Beside the text and the options in their order: the words that terms stand for, the help text, and the
    introduction of the section (the definition of bullying is one). Not what the program makes of an answer.
    """
    intro = next((section.intro for section in survey.sections if section.id == item.section), {})
    asked = [
        item.type.value,
        *(survey.wordings(text) for text in (item.text, item.help, intro)),
        [(option.code, survey.wordings(option.label)) for option in item.options],
    ]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:16]


def version_faults(surveys: Iterable[Survey], lock: Lock) -> Iterator[str]:
    """Items that changed under the same version, or that skip a version."""
    for survey, item, versions in _published(surveys, lock):
        last = max(map(int, versions), default=0)
        fingerprint = versions.get(str(item.version))
        message = ""
        if fingerprint is None and item.version != last + 1:
            message = _("Version {version} does not follow the last one. Use {next}.")
        elif fingerprint not in (None, read_by_people(survey, item)):
            message = _("What people read has changed, but the version is still {version}. Use {next}.")
        if message:
            yield f"{survey.id} > {item.id}: {message.format(version=item.version, next=last + 1)}"


def unpublished(surveys: Iterable[Survey], lock: Lock) -> Iterator[str]:
    """Items with a version that the lock lacks; `python -m monitor.definition.publish` adds it."""
    for survey, item, versions in _published(surveys, lock):
        if str(item.version) not in versions:
            yield f"{survey.id} > {item.id} > {item.version}"


def _published(surveys: Iterable[Survey], lock: Lock) -> Iterator[tuple[Survey, Item, Mapping[str, str]]]:
    for survey in surveys:
        for item in survey.items:
            yield survey, item, lock.get(survey.id, {}).get(item.id, {})


def with_new_versions(surveys: Iterable[Survey], lock: Lock) -> Lock:
    """The lock with the versions that are not in it yet; what is published stays as it is."""
    grown = {survey: {item: dict(versions) for item, versions in items.items()} for survey, items in lock.items()}
    for survey in surveys:
        for item in survey.items:
            versions = grown.setdefault(survey.id, {}).setdefault(item.id, {})
            versions.setdefault(str(item.version), read_by_people(survey, item))
    return grown
