"""The rules that protect people, from `surveys/privacy.yaml`; they can be stricter, never weaker than their floor."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from monitor.definition.load import load_as
from monitor.definition.model import Frozen, Item, Survey
from monitor.disclosure.release import Policy
from monitor.errors import PrivacyRefused
from monitor.shipped import surveys_folder
from monitor.texts import _

FLOOR_K = 5
FLOOR_BASE = 3
FLOOR_BASE_SENSITIVE = 5
FLOOR_K_TEXT = 10
FLOOR_SCHOOLS = 3
FLOOR_LEVEL = {"personeel": "school"}
"""The audiences whose results may never be shown for smaller groups than this, whatever the file says."""
SENSITIVE = 2
"""The sensitivity of one's own experience: rounded coarser, and for the whole school only."""


class Threshold(Frozen):
    """One number of the policy, why it is so, and where that comes from."""

    value: int = Field(ge=1)
    floor: int = Field(ge=1)
    sentence: str = Field(min_length=20)
    source: str = Field(min_length=10)


class FinestLevel(Frozen):
    """The smallest groups in which results of an audience may be shown, why, and where that comes from."""

    value: Literal["school", "stage", "class"]
    sentence: str = Field(min_length=20)
    source: str = Field(min_length=10)


class Switch(Frozen):
    """Something that is on, why, and where that comes from; off is refused."""

    value: bool
    sentence: str = Field(min_length=20)
    source: str = Field(min_length=10)


class PrivacyFile(Frozen):
    """The shape of `surveys/privacy.yaml`."""

    schema_: str = Field(alias="schema")
    k: Threshold
    base: Threshold
    base_sensitive: Threshold
    all_options_from: Threshold
    three_options_from: Threshold
    finest_level: dict[str, FinestLevel]
    audit: Switch
    k_text: Threshold
    schools: Threshold


def privacy_file() -> PrivacyFile:
    """The rules with their reasons, for the page that explains them.

    Raises:
        DefinitionRefused: the file has faults.
    """
    return _read(surveys_folder() / "privacy.yaml")


@cache
def _read(file: Path) -> PrivacyFile:
    return load_as(file, PrivacyFile)


def finest_level(audience: str) -> str:
    """The smallest groups in which results of an audience may be shown: `school`, `stage` or `class`."""
    rule = privacy_file().finest_level.get(audience)
    return FLOOR_LEVEL.get(audience) or (rule.value if rule else "class")


def load_policy(
    k: int | None = None, *, base: int | None = None, base_sensitive: int | None = None, audit: bool = True
) -> Policy:
    """The policy in force; a workspace may ask for larger groups (`k`) or coarser rounding, never for less.

    Raises:
        PrivacyRefused: a value is below its floor, or the audit is switched off, in the file or in what is asked.
    """
    file = privacy_file()
    if not (audit and file.audit.value):
        raise PrivacyRefused(
            _("The protection setting audit is off; numbers that were not attacked are never shown."),
            remedy=_("Take that line away, or set audit to true."),
        )
    chosen = {name: getattr(file, name) for name in Policy.model_fields}
    asked = {"k": k, "base": base, "base_sensitive": base_sensitive}
    values = {name: threshold.value for name, threshold in chosen.items()}
    values |= {name: value for name, value in asked.items() if value is not None}
    for name, threshold in chosen.items():
        if values[name] < threshold.floor:
            raise _too_low(name, values[name], threshold.floor)
    return require_floor(Policy(**values))


def stricter(policy: Policy, asked: Mapping[str, int]) -> Policy:
    """The policy, with the larger of its own thresholds and those that somebody else asks for as well."""
    return policy.model_copy(update={name: max(value, getattr(policy, name)) for name, value in asked.items()})


def require_floor(policy: Policy) -> Policy:
    """The policy itself, if it protects at least as much as the floors in this file, which no setting can lower.

    Raises:
        PrivacyRefused: groups of fewer than 5, or rounding finer than 3 (5 for one's own experience).
    """
    for name, floor in (("k", FLOOR_K), ("base", FLOOR_BASE), ("base_sensitive", FLOOR_BASE_SENSITIVE)):
        if getattr(policy, name) < floor:
            raise _too_low(name, getattr(policy, name), floor)
    return policy


def load_k_text() -> int:
    """How many different open answers to a question must be released before any is shown.

    Raises:
        PrivacyRefused: the value in the file is below its floor, or below 10.
    """
    return _at_least("k_text", FLOOR_K_TEXT)


def load_least_schools() -> int:
    """Of how many schools or more figures may be shown that are theirs together.

    It protects schools, not people: the counts of each were protected before they were added up.

    Raises:
        PrivacyRefused: the value in the file is below its floor, or below 3.
    """
    return _at_least("schools", FLOOR_SCHOOLS)


def sensitivity(item: Item, survey: Survey) -> int:
    """How sensitive an item is: at least as much as the items whose answers decide who sees it."""
    parents = [sensitivity(survey.item(condition.item), survey) for condition in item.routing]
    return max([item.sensitive, *parents])


def base_of(item: Item, survey: Survey, policy: Policy) -> int:
    """The base to which the counts of an item are rounded, which is also the fewest values each may keep."""
    return policy.base_sensitive if sensitivity(item, survey) == SENSITIVE else policy.base


def _at_least(name: str, lowest: int) -> int:
    threshold: Threshold = getattr(privacy_file(), name)
    floor = max(threshold.floor, lowest)
    if threshold.value < floor:
        raise _too_low(name, threshold.value, floor)
    return threshold.value


def _too_low(name: str, value: int, floor: int) -> PrivacyRefused:
    return PrivacyRefused(
        _("The protection setting {name} is {value}; it may not be lower than {floor}.").format(
            name=name, value=value, floor=floor
        ),
        remedy=_("Choose {floor} or more.").format(floor=floor),
    )
