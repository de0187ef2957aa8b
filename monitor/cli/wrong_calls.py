"""What typer finds wrong with a call, said in the reader's language.

typer's own sentences are English and come from no catalogue, so they are made anew from what its errors know.
"""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from monitor.texts import _

_NEAR = re.compile(r"Did you mean (.+)\?$")
"""What typer puts behind the name of a command that is not there, in English alone."""


def told(error: Any) -> str:
    """The sentence for a wrong call, and how to get help; nothing where the help itself was printed.

    Args:
        error: what typer raised (its classes are not public: they are told by their names).
    """
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.format_message())
    sentence = _SENTENCES.get(kind, _other)(error)
    context = getattr(error, "ctx", None)
    if context is None:
        return sentence
    help_ = _("`{command} --help` tells how it is done.").format(command=context.command_path)
    return f"{sentence}\n{help_}"


def _missing(error: Any) -> str:
    parameter = error.param
    if parameter.param_type_name == "argument":
        return _("{name} is missing.").format(name=parameter.display_name_raw)
    return _("The option {name} is missing.").format(name=parameter.opts[0])


def _no_such_option(error: Any) -> str:
    sentence = _("There is no option {name}.").format(name=error.option_name)
    if not error.possibilities:
        return sentence
    near = " / ".join(sorted(error.possibilities))
    return sentence + " " + _('Did you mean "{near}"?').format(near=near)


def _bad_value(error: Any) -> str:
    parameter = error.param
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.display_name_raw
    return _("What stands after {name} is not allowed: give {allowed}.").format(name=name, allowed=_allowed(parameter))


def _allowed(parameter: Any) -> str:
    if parameter.type_descriptor.annotation is Path:
        return _("a folder or a file that you may read")
    choices = parameter.type_descriptor.choices
    if choices:
        return " / ".join(map(str, choices))
    if parameter.max is not None:
        return _("a whole number from {low} to {high}").format(low=parameter.min, high=parameter.max)
    if parameter.min is not None:
        return _("a whole number from {low}").format(low=parameter.min)
    return _("a whole number")


def _bad_use(error: Any) -> str:
    if "not take" in error.message:
        return _("Nothing stands after the option {name}.").format(name=error.option_name)
    return _("Something must stand after the option {name}.").format(name=error.option_name)


def _nearest(said: str, names: Sequence[str]) -> str:
    """The name that most looks like what was typed, which stands between quotes in the sentence."""
    typed = re.search(r"'([^']+)'", said)
    return max(names, key=lambda name: SequenceMatcher(None, name, typed[1] if typed else "").ratio())


def _other(error: Any) -> str:
    if near := _NEAR.search(error.message):
        said = error.message[: near.start()].rstrip(". ")
        near_ = _('Did you mean "{near}"?').format(near=_nearest(said, re.findall(r"'([^']+)'", near[1])))
        return f"{said}. {near_}"
    if error.message.startswith("Got unexpected extra"):
        return _("There is more behind this command than it takes. Put a name with blanks between quotes.")
    return str(error.format_message())


_SENTENCES: dict[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "NoSuchOption": _no_such_option,
    "BadParameter": _bad_value,
    "BadOptionUsage": _bad_use,
}
