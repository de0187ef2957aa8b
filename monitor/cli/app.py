"""The commands under one name, with their help in the language of the reader."""

import gettext
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import typer
from typer import rich_utils

from monitor.cli import definitions, numbers, showing, taking_in
from monitor.texts import _

_HELP = "Numbers on school climate and bullying that a school may show and can trust."


def command() -> Any:
    """The whole command line as one command."""
    _speak_our_language()
    app = typer.Typer(help=_HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    showing.add_to(app)
    taking_in.add_to(app)
    definitions.add_to(app)
    numbers.add_to(app)
    whole = typer.main.get_command(app)
    _translate(whole)
    return whole


def _translate(part: Any) -> None:
    """Put the help of a command, of its parameters and of its subcommands into the reader's language."""
    part.help = _(part.help) if part.help else None
    part.options_metavar = _("[OPTIONS]")
    part.get_help_option = partial(_help_option, part.get_help_option)
    for parameter in part.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    if hasattr(part, "commands"):
        part.subcommand_metavar = _("COMMAND [ARGS]...")
        for child in part.commands.values():
            _translate(child)


def _help_option(made: Callable[[Any], Any], context: Any) -> Any:
    """The option `--help`, which typer makes anew for each command with its own English text."""
    option = made(context)
    if option is not None:
        option.help = _("Show this message and exit.")
    return option


def _speak_our_language() -> None:
    """Have typer's own words ("Options", "Missing argument") come from our catalogue.

    typer asks Python's gettext for a catalogue installed in the operating system; ours comes with the program,
    so its `_` is pointed to ours.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("typer.") and getattr(module, "_", None) is gettext.gettext:
            module._ = _  # type: ignore[attr-defined] # a name that typer imported, not one it declares
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.DEFAULT_STRING = _("[default: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[required]")
