"""The folder of one school: its settings, its vault, its catalogue and its releases."""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from monitor import settings_file
from monitor.definition.benchmarks import Benchmark
from monitor.definition.model import Frozen
from monitor.definition.workgroup import Workgroup
from monitor.errors import CallError, WorkspaceRefused
from monitor.legal import Grounds, GroundsOfSchool
from monitor.texts import _

SETTINGS = "schoolklimaat.toml"
DEFAULT_FOLDER = "schoolklimaat-werkmap"

Locale = Literal["nl-BE", "nl-NL"]


class OpenAnswers(Frozen):
    """Whether the texts of open questions are taken in, to be read by people and perhaps released."""

    on: bool = False


class Enrolment(Frozen):
    """How many could answer: families, pupils or staff, in all and per class label."""

    total: int | None = Field(default=None, ge=1)
    classes: dict[str, int] = Field(default_factory=dict)


class OpenId(Frozen):
    """Where people of the school have an account already, with which they may sign in; the secret is not kept here."""

    issuer: str
    client_id: str
    name: str


class Common(Frozen):
    """What a school and a network alike say in `schoolklimaat.toml`.

    `k` asks for larger groups than the policy's, `base` and `base_sensitive` for coarser rounding
    (`surveys/privacy.yaml`); `audit` cannot be switched off. What asks for less protection is refused by every command
    that would protect (import, close); what reads releases reads no settings: their protection was frozen with them.
    `legal` goes by school year and survey id, where that is needed. `weighted_headline` names the surveys whose
    headline is the weighted figure, declared before a wave is closed and recorded then. `dashboard_names` are the names
    under which other computers open the dashboard, `openid` is where people have an account already.
    """

    name: str
    locale: Locale = "nl-BE"
    k: int | None = None
    base: int | None = None
    base_sensitive: int | None = None
    audit: bool = True
    legal: GroundsOfSchool = Field(default_factory=GroundsOfSchool)
    weighted_headline: list[str] = Field(default_factory=list)
    dashboard_names: list[str] = Field(default_factory=list)
    openid: OpenId | None = None

    @property
    def thresholds(self) -> dict[str, int | None]:
        """What the workspace asks of the thresholds of the policy; nothing for the policy's own."""
        return {"k": self.k, "base": self.base, "base_sensitive": self.base_sensitive}

    def grounds(self, survey: str, year: str) -> Grounds:
        """The legal basis and the notice of a wave, as far as they are written down here."""
        return self.legal.of(survey, year)


class Settings(Common):
    """What the school says about itself in `schoolklimaat.toml`.

    `stages` is the reporting tree: a stage ("graad", "bouw") and its class labels in order; `enrolment` goes by
    school year and survey id.
    """

    open_answers: OpenAnswers = Field(default_factory=OpenAnswers)
    stages: dict[str, list[str]] = Field(default_factory=dict)
    enrolment: dict[str, dict[str, Enrolment]] = Field(default_factory=dict)

    @property
    def classes(self) -> tuple[str, ...]:
        """Every class label of the reporting tree, in order."""
        return tuple(label for labels in self.stages.values() for label in labels)

    def enrolled(self, survey: str, year: str) -> Enrolment:
        """The declared enrolment of a wave; nothing known gives an empty one."""
        return self.enrolment.get(year, {}).get(survey, Enrolment())


@dataclass(frozen=True)
class Workspace:
    """A folder that was made by `init`."""

    root: Path

    @cached_property
    def settings(self) -> Settings:
        """The settings file, read and checked.

        Raises:
            WorkspaceRefused: it is not TOML, or something in it is not allowed; the place is named.
        """
        return read_settings(self.root / SETTINGS)

    @cached_property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        """The figures from elsewhere that a school group added itself, in `benchmarks.yaml`; none without it.

        Raises:
            DefinitionRefused: with every fault of the file and its line.
        """
        from monitor.definition.own_benchmarks import OWN_FILE, own_benchmarks

        return own_benchmarks(self.root / OWN_FILE)

    def own_words(self) -> tuple[Workgroup, bytes | None]:
        """What the werkgroep wrote in `werkgroep.yaml` and the logo of the school, as they are now.

        Raises:
            DefinitionRefused: with every fault of the file and its line.
            WorkspaceRefused: the logo is no picture, or too large.
        """
        from monitor.definition.workgroup import WORKGROUP_FILE, workgroup
        from monitor.logo import logo_in

        return workgroup(self.root / WORKGROUP_FILE), logo_in(self.root)

    @property
    def vault_folder(self) -> Path:
        """Where the encrypted answers lie."""
        return self.root / "vault"

    @property
    def releases_folder(self) -> Path:
        """Where the protected numbers lie."""
        return self.root / "releases"

    @property
    def mappings_folder(self) -> Path:
        """Where the mapping file of each survey lies: which heading is which question."""
        return self.root / "mappings"

    @property
    def surveys_folder(self) -> Path:
        """Where questionnaires of the school's own lie, as definition files; it need not be there."""
        return self.root / "surveys"

    @property
    def catalogue_file(self) -> Path:
        """The database of waves, imports and releases."""
        return self.root / "catalogue.sqlite"


def workspace_path(given: Path | None) -> Path:
    """The folder meant by `--workspace`, else by `$SCHOOLKLIMAAT_WORKSPACE`, else the default here."""
    return given or Path(os.environ.get("SCHOOLKLIMAAT_WORKSPACE") or DEFAULT_FOLDER)


def is_network(root: Path) -> bool:
    """Whether this folder is the workspace of a network (`monitor.network.settings`)."""
    return (root / SETTINGS).is_file() and settings_file.is_of_network(root / SETTINGS)


def open_workspace(root: Path) -> Workspace:
    """The workspace in this folder.

    Raises:
        WorkspaceRefused: there is none, or it is that of a network (`monitor.network.settings`).
    """
    if not (root / SETTINGS).is_file():
        raise WorkspaceRefused(
            _("There is no workspace in the folder {folder}.").format(folder=root),
            remedy=_(
                "Make one with `schoolklimaat init`, or name the right folder with --workspace. "
                "`schoolklimaat demo --no-serve` makes one of a made-up school, to try everything."
            ),
        )
    if is_network(root):
        raise WorkspaceRefused(
            _("The folder {folder} is the workspace of a network; this is done in that of one school.").format(
                folder=root
            ),
            remedy=_(
                "Name the workspace of a school with --workspace. A network closes its schools' waves, audits them and "
                "shows their results: schoolklimaat close, audit, results."
            ),
        )
    return Workspace(root)


def make_workspace(
    root: Path, name: str, locale: Locale = "nl-BE", settings_text: str | None = None,
    *, folders: Sequence[str] = ("vault", "releases"),
) -> Workspace:  # fmt: skip
    """A new, empty workspace with these folders; `settings_text` is the text of a settings file to use as it is.

    Raises:
        WorkspaceRefused: the folder already is a workspace, or holds other things.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WorkspaceRefused(
            _("The folder {folder} is not empty.").format(folder=root),
            remedy=_("Choose a new folder for the workspace."),
        )
    text = settings_text or _TEMPLATE.format(name=json.dumps(name, ensure_ascii=False), locale=locale)
    workspace = Workspace(root)
    for folder in (root, *(root / name for name in folders)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (root / SETTINGS).write_text(text, encoding="utf-8")
    return workspace


def read_settings(path: Path) -> Settings:
    """The settings in a TOML file, checked.

    Raises:
        WorkspaceRefused: the file is not TOML or holds what is not allowed; every fault is named.
    """
    return settings_file.read(path, Settings)


def school_year(text: str) -> str:
    """The school year as written everywhere: `2025-2026`.

    Raises:
        CallError: it is not two years that follow each other.
    """
    years = re.fullmatch(r"(20\d\d)-(20\d\d)", text.strip())
    if not years or int(years[2]) != int(years[1]) + 1:
        raise CallError(
            _("{text!r} is not a school year.").format(text=text),
            remedy=_("Write a school year as 2025-2026."),
        )
    return text.strip()


_TEMPLATE = """\
# Instellingen van deze werkmap / settings of this workspace
name = {name}
locale = "{locale}"

# Toon alleen groepen van zoveel mensen of meer (zonder deze regel 10):
# k = 15

# Neem de teksten bij open vragen mee om ze na te lezen (zonder deze regels vallen ze weg):
# [open_answers]
# on = true

# Neem bij deze vragenlijsten het gewogen cijfer als hoofdcijfer (vanaf 150 mensen; beslis dit voor u afsluit):
# weighted_headline = ["ouders"]

# Onder welke naam andere computers het dashboard openen, als u het met accounts start (serve --accounts):
# dashboard_names = ["schoolklimaat.school.example"]

# Graden of bouwen met hun klassen, zoals ze in het antwoordbestand staan:
# [stages]
# "graad 1" = ["1A", "1B", "2A", "2B"]

# Hoeveel gezinnen, leerlingen of personeelsleden konden antwoorden:
# [enrolment."2025-2026".ouders]
# total = 320
# classes = {{"1A" = 27, "1B" = 26}}

# Op welke grond u de antwoorden vraagt en welke informatiebrief de mensen kregen. Zonder deze twee wordt niets
# afgesloten. De map docs/privacy van het programma helpt kiezen; de school beslist.
# [legal]
# legal_basis = "taak van algemeen belang"
# notice = "informatiebrief, versie 1"
# Mag ook per schooljaar, of per schooljaar en bevraging:
# [legal."2025-2026".ouders]
# notice = "brief aan de ouders, versie 2"

# Waar mensen van de school al een account hebben waarmee ze zich mogen aanmelden:
# [openid]
# issuer = "https://id.school.example"
# client_id = "schoolklimaat"
# name = "het schoolaccount"
"""
