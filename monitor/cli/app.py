"""The commands under one name, with their help in the language of the reader."""

import gettext
import sys
from collections.abc import Callable
from functools import cache, partial
from typing import Annotated, Any

import typer

from monitor.cli import (
    closing,
    comments,
    contributing,
    definitions,
    goals,
    keeping,
    numbers,
    planning,
    reporting,
    showing,
    taking_in,
    users,
    withdrawing,
)
from monitor.texts import _, spoken

_HELP = "Numbers on school climate and bullying that a school may show and can trust."


def command() -> Any:
    """The whole command line as one command."""
    _speak_our_language()
    return _whole(spoken())


@cache
def _whole(_language: str) -> Any:
    """The command in the language that is spoken, made once: who gives many commands in one process need not wait."""
    app = typer.Typer(help=_HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    showing.add_to(app)
    comments.add_to(app)
    taking_in.add_to(app)
    withdrawing.add_to(app)
    definitions.add_to(app)
    closing.add_to(app)
    contributing.add_to(app)
    numbers.add_to(app)
    planning.add_to(app)
    reporting.add_to(app)
    goals.add_to(app)
    keeping.add_to(app)
    users.add_to(app)
    whole = typer.main.get_command(app)
    _translate(whole)
    return whole


def _translate(part: Any) -> None:
    """Put the help of a command, of its parameters and of its subcommands into the reader's language."""
    part.help = _(part.help) if part.help else None
    part.options_metavar = _("[OPTIONS]")
    part.get_help_option = partial(_help_option, part.get_help_option)
    part.get_usage = partial(_usage, part.get_usage)
    part.format_help = partial(_written, part.format_help)
    for parameter in part.params:
        _translate_parameter(parameter)
    part.params.append(_language_option())
    if hasattr(part, "commands"):
        part.subcommand_metavar = _("COMMAND [ARGS]...")
        for child in part.commands.values():
            _translate(child)


def _translate_parameter(parameter: Any) -> None:
    """Say in the reader's words what a parameter is for and what stands behind it: `NUMBER`, not `<int>`."""
    if getattr(parameter, "help", None):
        parameter.help = _(parameter.help)
    if parameter.param_type_name == "argument":
        parameter.display_type_rich = _no_type  # its name says it
    elif parameter.is_flag:
        parameter.metavar = ""
    if parameter.metavar:
        parameter.metavar = _(parameter.metavar)


def _no_type(**_context: Any) -> None:
    """Nothing to say of the type of an argument."""


def _language_option() -> Any:
    """`--lang` as it stands in every help text; the command line takes it out before a command sees it."""
    declared = typer.Typer(add_completion=False)
    declared.command()(_speaking)
    option: Any = typer.main.get_command(declared).params[0]
    option.expose_value = False
    option.help = _(option.help)
    return option


def _speaking(
    language: Annotated[str, typer.Option("--lang", metavar="nl|en", help="Language: Dutch or English.")] = "",
) -> None:
    """What the option `--lang` is declared with; no command."""


def _usage(made: Callable[[Any], str], context: Any) -> str:
    """The line that says how a command is called, which typer begins with "Usage:"."""
    return made(context).replace("Usage:", _("Usage:"), 1)


def _help_option(made: Callable[[Any], Any], context: Any) -> Any:
    """The option `--help`, which typer makes anew for each command with its own English text."""
    option = made(context)
    if option is not None:
        option.help = _("Show this message and exit.")
        option.metavar = ""
    return option


def _written(made: Callable[[Any, Any], None], context: Any, formatter: Any) -> None:
    """The help, with its titles in our words; what writes it is read in for nothing else, for that takes a while."""
    from typer import rich_utils

    _speak_our_language()
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.DEFAULT_STRING = _("[default: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[required]")
    made(context, formatter)


def _speak_our_language() -> None:
    """Have typer's own words ("Options", "Missing argument") come from our catalogue.

    typer asks Python's gettext for a catalogue installed in the operating system; ours comes with the program,
    so its `_` is pointed to ours.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("typer.") and getattr(module, "_", None) is gettext.gettext:
            module._ = _  # type: ignore[attr-defined] # a name that typer imported, not one it declares
