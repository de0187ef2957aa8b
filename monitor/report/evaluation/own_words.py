"""What the school adds in its own words: remarks beside numbers, what comes next, its logo."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class OwnWords:
    """The school's own part of an evaluation; everything in it may be empty.

    Attributes:
        remarks: a remark of the school by the name of an indicator.
        next_steps: what the school does next, a sentence each.
        preface: a few sentences before the summary.
        signed: who signs the letter to parents: a role, for names are not needed.
        contact: where parents can ask more.
        logo: PNG or JPEG.
    """

    remarks: Mapping[str, str] = field(default_factory=dict)
    next_steps: tuple[str, ...] = ()
    preface: str = ""
    signed: str = ""
    contact: str = ""
    logo: bytes | None = None
