"""What is said before a wave is closed for good: that it is final, and what is better done first."""

from typing import TYPE_CHECKING

from monitor.cli.output import say, warn
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.pipeline import ToClose


def say_before(found: "ToClose", *, silent: bool) -> None:
    """Say that closing is final, and on stderr what is open still; `silent`: stdout is for something else."""
    if not silent:
        told = _("Closing {wave} is final: its numbers are frozen then, and no answers can be added any more.")
        say(told.format(wave=found.wave.name))
    say_open(found)


def say_open(found: "ToClose") -> None:
    """Say on stderr what is better done before a wave can no longer be changed."""
    survey, year = found.wave.survey.id, found.wave.year
    if found.unread_danger:
        urgent = _(
            "There are open answers that may name danger to a child, and nobody has read them yet. Have the head of "
            "the school read them now: schoolklimaat comments urgent --survey {survey} --year {year}"
        )
        warn(urgent.format(survey=survey, year=year))
    if found.undecided:
        open_ = _(
            "Of these headings nobody has decided yet whether they are the question; their answers do not count. "
            "Decide in the mapping file {file}, take the import back (`schoolklimaat undo`) and import again:"
        )
        pairs = [_('- "{heading}": probably "{question}"').format(heading=h, question=q) for h, q in found.undecided]
        warn("\n".join((open_.format(file=f"mappings/{survey}.yaml"), *pairs)))
    if found.unread_mapping:
        warn(found.unread_mapping)
