"""On what ground people are asked for their answers, and what they were told: two texts of the school per wave.

The law is not judged here. Which ground fits stands in `docs/privacy`, and the school decides with its data
protection officer (GDPR articles 6, 13 and 14; the Belgian decision GBA 31/2020 found both wanting in a survey of
pupils).
"""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from monitor.definition.model import Frozen
from monitor.definition.shape import OWN_WORDS
from monitor.errors import CallError, PrivacyRefused
from monitor.texts import _

LONGEST = 200
"""Characters: a sentence and a version, no letter."""
_NOT_TEXT = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories of characters that steer instead of being read."""


def _told(text: str) -> str:
    if len(text.strip()) > LONGEST or any(unicodedata.category(letter) in _NOT_TEXT for letter in text):
        sentence = _("Write one line of at most {most} characters, without control characters.")
        raise PydanticCustomError(OWN_WORDS, "{sentence}", {"sentence": sentence.format(most=LONGEST)})
    return text.strip()


OneLine = Annotated[str, AfterValidator(_told)]
"""A text that a person gives to be recorded: one line, not long, nothing in it that steers."""


class Grounds(Frozen):
    """The legal basis of a wave and the notice that people got; None where nothing was said, empty where it was unsaid.

    `notice` names a text and its version ("brief aan de ouders, versie 2"): the text itself stays with the school.
    """

    legal_basis: OneLine | None = None
    notice: OneLine | None = None

    def over(self, other: "Grounds") -> "Grounds":
        """These grounds, and the other's where these say nothing."""
        return Grounds(
            legal_basis=other.legal_basis if self.legal_basis is None else self.legal_basis,
            notice=other.notice if self.notice is None else self.notice,
        )


def _sorted_out(given: Any, narrower: str) -> Any:
    """A table of TOML with grounds and narrower tables among them, with the narrower ones under one name."""
    if not isinstance(given, Mapping):
        return given
    own = {name: value for name, value in given.items() if name in Grounds.model_fields}
    return {**own, narrower: {name: value for name, value in given.items() if name not in own}}


class GroundsOfYear(Grounds):
    """For all waves of a school year, or per survey id."""

    surveys: dict[str, Grounds] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _surveys(cls, given: Any) -> Any:
        return _sorted_out(given, "surveys")


class GroundsOfSchool(Grounds):
    """For all waves of the school, or per school year: the table `[legal]` of the settings."""

    years: dict[Annotated[str, Field(pattern=r"^20\d\d-20\d\d$")], GroundsOfYear] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _years(cls, given: Any) -> Any:
        return _sorted_out(given, "years")

    def of(self, survey: str, year: str) -> Grounds:
        """The grounds of a wave: what is said of it, else of its year, else of the school."""
        of_year = self.years.get(year, GroundsOfYear())
        return of_year.surveys.get(survey, Grounds()).over(of_year).over(self)


def given(legal_basis: str | None, notice: str | None) -> Grounds:
    """The grounds as somebody gave them with a command.

    Raises:
        CallError: one is too long, or holds control characters.
    """
    from pydantic import ValidationError

    try:
        return Grounds(legal_basis=legal_basis, notice=notice)
    except ValidationError as fault:
        first = fault.errors()[0]
        raise CallError(
            _("What you give after --{option} cannot be.").format(option=str(first["loc"][0]).replace("_", "-")),
            remedy=str(first["msg"]),
        ) from None


def require_grounds(grounds: Grounds, survey: str, year: str) -> Grounds:
    """The grounds themselves, if both are there.

    Raises:
        PrivacyRefused: one is missing: a wave is not closed without.
    """
    told = {_("the legal basis"): grounds.legal_basis, _("the notice that people got"): grounds.notice}
    missing = [name for name, text in told.items() if not text]
    if missing:
        raise PrivacyRefused(
            _("Before {survey} of {year} can be closed, this must be recorded: {missing}.").format(
                survey=survey, year=year, missing=_(" and ").join(missing)
            ),
            remedy=_(
                "Give both once: schoolklimaat close --survey {survey} --year {year} --legal-basis "
                '"task in the public interest" --notice "{survey} {first}-1". Or write them in '
                "schoolklimaat.toml, in the table [legal]. The folder docs/privacy of the program helps to choose; the "
                "school decides."
            ).format(survey=survey, year=year, first=year[:4]),
        )
    return grounds


def otherwise(
    written: Grounds, legal_basis: str | None, notice: str | None, called: tuple[str, str]
) -> tuple[str, ...]:
    """What the settings of the school (`written`) have otherwise than what was recorded, a sentence each.

    `called` is how the legal basis and the notice are called where they were given.
    """
    told = _('schoolklimaat.toml says "{written}"; what was given after {option} is recorded: "{recorded}".')
    pairs = zip(called, (written.legal_basis, written.notice), (legal_basis, notice), strict=True)
    return tuple(
        told.format(written=here, option=option, recorded=recorded)
        for option, here, recorded in pairs
        if here and here != recorded
    )
