"""The command line: arguments in, exit code out.

Exit codes: 0 done, 2 wrong call, 3 input refused, 4 refused for privacy, 1 our fault.
"""

import os
import sys
import traceback
from collections.abc import Sequence

from monitor import texts
from monitor.errors import CallError, KeptDespiteFault, SchoolklimaatError
from monitor.texts import _

_INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives its exit code and never raises."""
    rest, language = _without_language(list(arguments))
    texts.use(language)
    texts.use_region(texts.REGIONS[0])  # until it is known whose workspace it is
    try:
        _refuse_other_language(language)
        return _dispatch(rest)
    except SchoolklimaatError as error:
        print_refusal(error)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()  # the reader (`head`, say) went away: nothing to say, nobody to say it to
        return 0
    except KeyboardInterrupt:
        said = _("Stopped. Nothing was left half done: give the same command again, and nothing is stored twice.")
        print(said, file=sys.stderr)  # noqa: T201 - the command line is where printing is meant
        return _INTERRUPTED
    except KeptDespiteFault as fault:
        return _our_fault(fault.__cause__ or fault, fault.kept)
    except Exception as fault:
        return _our_fault(fault, _("Nothing was changed."))


def print_refusal(error: SchoolklimaatError) -> None:
    """Say on stderr what was refused, where, and what to do."""
    where = error.place.words()
    lines = [f"{where}: {error.message}" if where else error.message, error.remedy]
    print("\n".join(line for line in lines if line), file=sys.stderr)  # noqa: T201 - as above


def _dispatch(arguments: list[str]) -> int:
    from typer import Abort, Exit, TyperException

    from monitor.cli.app import command

    try:
        result = command().main(arguments, prog_name="schoolklimaat", standalone_mode=False)
    except Exit as ended:
        return ended.exit_code
    except Abort:
        print(_("Stopped."), file=sys.stderr)  # noqa: T201 - as above
        return 2
    except TyperException as wrong_call:
        from monitor.cli.wrong_calls import told

        if sentence := told(wrong_call):
            print(sentence, file=sys.stderr)  # noqa: T201 - as above
        return wrong_call.exit_code
    if result == _INTERRUPTED:
        raise KeyboardInterrupt  # which the library took for itself, without a word
    return result if isinstance(result, int) else 0


def _without_language(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take `--lang nl|en` out, wherever it stands: it must be known before a help text is made."""
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[:place] + arguments[place + 2 :], arguments[place + 1]
        if argument.startswith("--lang="):
            return arguments[:place] + arguments[place + 1 :], argument.removeprefix("--lang=")
    return arguments, None


def _refuse_other_language(language: str | None) -> None:
    if language is not None and language not in texts.LANGUAGES:
        raise CallError(
            _("The program does not speak {language!r}.").format(language=language),
            remedy=_("Write --lang nl (Dutch) or --lang en (English)."),
        )


def _our_fault(fault: BaseException, kept: str) -> int:
    """Say that the program failed, and what it kept: the kind of fault and its place in our code, never its data."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    message = _("The program made a mistake ({kind} in {module}, line {line}). {kept}")
    where = place.filename.replace("\\", "/").split("/")[-1]
    said = message.format(kind=type(fault).__name__, module=where, line=place.lineno, kept=kept)
    print(said, file=sys.stderr)  # noqa: T201 - as above
    print(_("Please report this line to the makers."), file=sys.stderr)  # noqa: T201 - as above
    if os.environ.get("SCHOOLKLIMAAT_DEBUG"):
        traceback.print_exception(fault)
    return 1
