"""The file `schoolklimaat.toml` as somebody wrote it with a text editor: read, checked, and every fault told."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from monitor.definition.shape import fit
from monitor.errors import Place, WorkspaceRefused
from monitor.texts import _

Model = TypeVar("Model", bound=BaseModel)
NETWORK = "network"
"""The table that makes a workspace that of a network of schools."""


def read(path: Path, model: type[Model]) -> Model:
    """The settings in a TOML file, checked.

    Raises:
        WorkspaceRefused: the file is not TOML or holds what is not allowed; every fault is named.
    """
    fitted = fit(_toml(path), model, model.model_validate)
    if fitted.value is None or fitted.problems:
        lines = [f"- {'.'.join(map(str, one.path))}: {one.message}" for one in fitted.problems]
        raise refused(path, _("There is something in it that is not allowed:") + "\n" + "\n".join(lines))
    return fitted.value


def is_of_network(path: Path) -> bool:
    """Whether these are the settings of a network of schools; told of a file with faults too, as far as can be."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    try:
        return NETWORK in tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return re.search(rf"^\s*\[{NETWORK}[.\]]", text, re.MULTILINE) is not None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise refused(path, _("The file is not saved as UTF-8.")) from None
    except tomllib.TOMLDecodeError as fault:
        if place := re.search(r"line (\d+), column (\d+)", str(fault)):
            message = _(
                "Line {line} is not written as it must be, from character {column} on. A text stands in quotes, a list "
                'in [ ]: name = "De Linde".'
            ).format(line=place[1], column=place[2])
        else:
            message = _("The file ends before something in it is finished: a quote or a bracket is missing.")
        raise refused(path, message) from None


def refused(path: Path, message: str) -> WorkspaceRefused:
    """The refusal of a settings file."""
    remedy = _("Mend the file {file} with a text editor.").format(file=path)
    return WorkspaceRefused(message, remedy=remedy, place=Place(file=path.name))
