"""Files that say of themselves what their columns and options are: no heading is looked for, no tool guessed."""

from monitor.intake.export import Export
from monitor.intake.formats.limesurvey_archive import read_limesurvey_archive
from monitor.intake.formats.spss import read_spss
from monitor.intake.refusals import refusal
from monitor.intake.sandbox import Contents


def labelled_export(contents: Contents) -> Export | None:
    """The export of an SPSS file or a LimeSurvey archive; nothing for any other file.

    Raises:
        FileRefused: the file holds questions and no answers.
    """
    kind = contents.sheets[0].kind if contents.sheets else None
    if kind is None:
        return None
    if kind == "spss":
        return read_spss(contents)
    if not any(sheet.name == "responses" for sheet in contents.sheets):
        raise refusal("limesurvey-structure", contents.file)
    return read_limesurvey_archive(contents)
