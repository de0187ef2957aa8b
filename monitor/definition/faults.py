"""What is wrong in a definition file, each with its line: found, allowed, what to do."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.errors import DefinitionRefused, Place
from monitor.texts import _, n_

Path = tuple[str | int, ...]
"""The keys and list places that lead to a value in a YAML file."""


@dataclass(frozen=True)
class Fault:
    """One thing to mend in a definition file."""

    file: str
    line: int | None
    where: str
    message: str

    def __str__(self) -> str:
        """The fault on one line, as an editor's list of problems has it."""
        place = self.file if self.line is None else _("{file}, line {line}").format(file=self.file, line=self.line)
        return f"{place}, {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


@dataclass(frozen=True)
class Problem:
    """A fault before it has a line: the path in the file, and the name that it is about."""

    path: Path
    message: str
    about: str = ""
    """The name that was looked for; if a part with a fault of its own holds it, this one only follows."""


def not_known(found: str, allowed: Iterable[str]) -> str:
    """What to say of a name that does not exist: what does, and which one was probably meant."""
    names = sorted(set(allowed))
    message = _('"{found}" is not known.').format(found=found) + " " + allowed_instead(found, names)
    return message if _near(found, names) else message + " " + _("Choose one of these, or add it.")


def allowed_instead(found: str, allowed: Iterable[str]) -> str:
    """Which names there are instead of one that does not exist, and which one was probably meant."""
    names = sorted(set(allowed))
    message = _("Allowed: {allowed}.").format(allowed=", ".join(names) if names else _("none"))
    near = _near(found, names)
    return message + " " + _('Did you mean "{near}"?').format(near=near) if near else message


def _near(found: str, names: Sequence[str]) -> str | None:
    return next(iter(difflib.get_close_matches(found, names, n=1)), None)


EXPLAINED: Final = {"werkgroep.yaml": "docs/handleiding/jaardossier.md"}
"""Files that people of a school write themselves, with the page that tells them how."""


def refused(faults: Sequence[Fault]) -> DefinitionRefused:
    """The error that names every fault of a file, in the order of its lines."""
    head = n_("This file has {n} fault:", "This file has {n} faults:", len(faults)).format(n=len(faults))
    file = faults[0].file
    return DefinitionRefused(
        "\n".join([head, *(f"  {fault}" for fault in sorted(faults, key=lambda fault: fault.line or 0))]),
        remedy=_("Mend these places in the file and try again; {page} says what each key may hold.").format(
            page=EXPLAINED.get(file, "docs/definitions.md")
        ),
        place=Place(file=file),
    )
