"""The arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        help="Folder of the school (else $SCHOOLKLIMAAT_WORKSPACE, else ./schoolklimaat-werkmap).",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")]
SurveyOption = Annotated[
    str, typer.Option("--survey", metavar="ID|YAML", help="Survey: an id such as `ouders`, or a definition file.")
]
YearOption = Annotated[str, typer.Option("--year", metavar="2025-2026", help="School year of the survey.")]
DatesOption = Annotated[
    Literal["day-month", "month-day"] | None,
    typer.Option(
        "--dates",
        metavar="day-month|month-day",
        help="Whether the day or the month goes first in the times (else it is found).",
    ),
]
MendLettersOption = Annotated[
    bool, typer.Option("--mend-letters", help="Mend letters that were saved wrongly, such as Ã© for é.")
]
SheetOption = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="Sheet of the workbook with the answers (else it is found)."),
]
