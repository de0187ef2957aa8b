"""The folder of a network of schools: its settings, the releases of each school, and what its screens read."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from monitor import settings_file
from monitor.definition.model import Frozen
from monitor.definition.shape import OWN_WORDS
from monitor.disclosure.policy import load_policy
from monitor.disclosure.release import Policy
from monitor.errors import WorkspaceRefused
from monitor.network.contribution import SCHOOL
from monitor.texts import _
from monitor.workspace import SETTINGS, Common, Locale, is_network, make_workspace, open_workspace

_CODE = re.compile(SCHOOL.strip("^$"))


def is_code(text: str) -> bool:
    """Whether this may be the code of a school: it is the name of a folder as well."""
    return _CODE.fullmatch(text) is not None


def _a_code(text: str) -> str:
    """A school as the network calls it."""
    if not is_code(text):
        sentence = _("The code of a school is at most 40 small letters, digits and hyphens, such as school-001.")
        raise PydanticCustomError(OWN_WORDS, "{sentence}", {"sentence": sentence})
    return text


class Schools(Frozen):
    """The table `[network]`: where the schools hand in (a folder or an address), and which schools a region has."""

    dataset: str = Field(min_length=1)
    regions: dict[str, list[Annotated[str, AfterValidator(_a_code)]]] = Field(default_factory=dict)

    @field_validator("regions")
    @classmethod
    def _in_one_region(cls, regions: dict[str, list[str]]) -> dict[str, list[str]]:
        codes = [code for listed in regions.values() for code in listed]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            sentence = _("A school belongs to one region; named more than once: {schools}.").format(
                schools=", ".join(twice)
            )
            raise PydanticCustomError(OWN_WORDS, "{sentence}", {"sentence": sentence})
        return regions


class NetworkSettings(Common):
    """What a network says about itself in `schoolklimaat.toml`; its stages and enrolment its schools say themselves."""

    network: Schools

    def region_of(self, school: str) -> str:
        """The region of a school; empty where it is in none."""
        return next((name for name, codes in self.network.regions.items() if school in codes), "")

    def policy(self) -> Policy:
        """The rules of protection, as strict as the network asks.

        Raises:
            PrivacyRefused: it asks for less than is allowed.
        """
        return load_policy(audit=self.audit, **self.thresholds)


@dataclass(frozen=True)
class Network:
    """A folder that was made by `init --network`."""

    root: Path

    @cached_property
    def settings(self) -> NetworkSettings:
        """The settings file, read and checked.

        Raises:
            WorkspaceRefused: it is not TOML, or something in it is not allowed; the place is named.
        """
        return settings_file.read(self.root / SETTINGS, NetworkSettings)

    @property
    def schools_folder(self) -> Path:
        """Where each school has its folder."""
        return self.root / "schools"

    def releases_of(self, school: str) -> Path:
        """Where the protected numbers of a school lie, in the layout of a school's own workspace."""
        return self.schools_folder / school / "releases"

    def schools(self) -> tuple[str, ...]:
        """The codes of the schools that have a release here, or had begun one."""
        if not self.schools_folder.is_dir():
            return ()
        return tuple(sorted(one.name for one in self.schools_folder.iterdir() if is_code(one.name)))

    @property
    def facts_folder(self) -> Path:
        """Where the facts of all schools lie together, as screens read them (`monitor.network.projection`)."""
        return self.root / "facts"

    def facts_of(self, survey: str, year: str) -> Path:
        """The folder of one wave in it."""
        return self.facts_folder / f"survey={survey}" / f"year={year}"

    @property
    def catalogue_file(self) -> Path:
        """The database of its accounts."""
        return self.root / "catalogue.sqlite"

    @property
    def audits_folder(self) -> Path:
        """What the attack on each school's releases found, kept by what was attacked."""
        return self.root / "audits"


def open_network(root: Path) -> Network:
    """The workspace of a network in this folder.

    Raises:
        WorkspaceRefused: there is none, or it is that of one school.
    """
    if is_network(root):
        return Network(root)
    open_workspace(root)  # which says so, if there is none at all
    raise WorkspaceRefused(
        _("The folder {folder} is the workspace of one school, not of a network.").format(folder=root),
        remedy=_("Make one with `schoolklimaat init --network`, or name the right folder with --workspace."),
    )


def new_network(root: Path, name: str, dataset: str, locale: Locale = "nl-BE") -> Network:
    """A new workspace of a network; the schools hand in at `dataset`.

    Raises:
        WorkspaceRefused: the folder holds something already.
    """
    if (root / SETTINGS).is_file():
        raise WorkspaceRefused(
            _("There is a workspace in the folder {folder} already.").format(folder=root),
            remedy=_("Use it as it is, or name another folder with --workspace."),
        )
    text = _TEMPLATE.format(name=_quoted(name), locale=locale, dataset=_quoted(_whole(dataset)))
    made = make_workspace(root, "", settings_text=text, folders=("schools", "facts"))
    return Network(made.root)


def _whole(dataset: str) -> str:
    """A folder as it is named from anywhere; an address is left as it is."""
    return dataset if "://" in dataset else str(Path(dataset).resolve())


def _quoted(text: Any) -> str:
    return json.dumps(text, ensure_ascii=False)


_TEMPLATE = """\
# Instellingen van deze werkmap van een netwerk / settings of this workspace of a network
name = {name}
locale = "{locale}"

# Toon alleen groepen van zoveel mensen of meer (zonder deze regel 10):
# k = 15

# Op welke grond de antwoorden gevraagd zijn en welke informatiebrief de mensen kregen. Wat een school zelf opgeeft
# bij wat ze inlevert, gaat voor:
# [legal]
# legal_basis = "taak van algemeen belang"
# notice = "informatiebrief, versie 1"

# Waar de scholen inleveren: een map of een adres.
[network]
dataset = {dataset}

# Welke scholen er in een regio zijn; een school is in een regio, of in geen:
# [network.regions]
# "Regio Noord" = ["school-001", "school-002"]
"""
