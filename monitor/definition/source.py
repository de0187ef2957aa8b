"""A survey as it is written down: the shape of the YAML files in `surveys/`.

From these models the JSON Schema is made that editors use. Here a scale stands once and items point at it;
`monitor.definition.resolve` turns this into the `Survey` that the program works with.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from monitor.definition.model import ItemType

MAX_OPTIONS = 125
"""An answer is one int8 (at most 127); "no answer" and "not shown" take two of its values."""

Language = Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
Words = Annotated[str, Field(min_length=1)]


def _bare_string(text: object) -> object:
    return {"nl": text} if isinstance(text, str) else text


Text = Annotated[
    dict[Language, Words],
    Field(min_length=1),
    BeforeValidator(_bare_string, json_schema_input_type=Words | dict[Language, Words]),
]
"""A wording per language or region; a bare string stands for `nl`."""

LONGEST_ID = 64
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=LONGEST_ID)]
SurveyId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=LONGEST_ID)]
Version = Annotated[int, Field(ge=1)]
Comparability = Annotated[int, Field(ge=1, le=3)]


class Source(BaseModel):
    """A part of a YAML file: frozen, and every key is known."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class OptionSource(Source):
    """A response option."""

    code: Code
    label: Text
    value: int | None = Field(default=None, ge=0, description="Place on the scale.")
    dont_know: bool = Field(default=False, description="Valid answer, but no point of the scale.")
    counts_as_unknown: bool = Field(default=False, description="A substantive answer that says one does not know.")
    prefer_not: bool = Field(default=False, description="A refusal: outside every base.")
    not_applicable: bool = Field(default=False, description="The item does not fit this person: outside every base.")
    exclusive: bool = Field(default=False, description="Multiple choice: clears the other ticks.")
    other: bool = Field(default=False, description="Multiple choice: opens a text field that is never kept.")
    maps_to: Code | None = Field(default=None, description="The option of another group that this one belongs to.")
    variants: tuple[SurveyId, ...] | None = Field(default=None, description="The variants that have this option.")


class Answers(Source):
    """What is told about a list of options: which are favourable, where the cut-offs are."""

    favourable: tuple[Code, ...] = Field(default=(), description="Codes that count as favourable.")
    cutoffs: dict[str, Code] = Field(default_factory=dict, description="Cut-off to the first option that reaches it.")
    reverse: bool = Field(default=False, description="A higher value is less favourable.")


class ScaleKind(StrEnum):
    """What the steps of a scale are."""

    LIKERT = "likert"
    SINGLE = "single"
    FREQUENCY = "frequency"


class ScaleSource(Answers):
    """An ordered list of options, for items with one answer."""

    kind: ScaleKind
    options: tuple[OptionSource, ...] = Field(min_length=1)


class SectionSource(Source):
    """A page of the questionnaire."""

    id: Code
    title: Text
    intro: Text | None = None
    sensitive: bool = False


class ConditionSource(Source):
    """One reason to show an item: what was answered to an earlier one."""

    item: Code
    in_: tuple[Code, ...] | None = Field(default=None, alias="in", description="Any of these answers.")
    includes_any: tuple[Code, ...] | None = Field(default=None, description="Any of these ticks (multiple choice).")


class ShowIf(Source):
    """The item is shown when any of these holds."""

    any: tuple[ConditionSource, ...] = Field(min_length=1)


class Asked(Answers):
    """What an item and the override of a variant have in common."""

    version: Version = Field(default=1, description="Rises with any change of text, scale or order of the options.")
    scale: Code | None = None
    options: tuple[OptionSource, ...] | None = Field(default=None, min_length=1)
    options_from: Code | None = Field(default=None, description="An option set.")
    hide_options: tuple[Code, ...] = ()
    common: Code | None = Field(default=None, description="Key of the same subject in another group's survey.")
    comparability: Comparability | None = Field(
        default=None,
        description="1 same sentence and scale, 2 same subject turned to the respondent, 3 indicative only.",
    )
    benchmarks: tuple[Code, ...] = Field(default=(), description="Ids from benchmarks.yaml.")
    help: Text | None = None


class Override(Asked):
    """What a variant asks otherwise."""

    text: Text | None = None


class ItemSource(Asked):
    """A question."""

    id: Code
    text: Text
    type: ItemType
    section: Code | None = None
    concept: str = Field(default="", alias="construct", description="What it measures.")
    tier: Literal["core", "extended", "optional"] = "core"
    note: str = Field(default="", description="A remark for who maintains the survey.")
    sensitive: int = Field(default=0, ge=0, le=2, description="0 none, 1 delicate, 2 own experience.")
    show_if: ShowIf | None = None
    max_chars: int | None = Field(default=None, ge=1)
    variants: tuple[SurveyId, ...] | None = None
    overrides: dict[SurveyId, Override] = Field(default_factory=dict)


class VariantSource(Source):
    """A form of the survey for some ages; becomes a survey of its own, `<id>-<variant>`."""

    ages: tuple[int, int] | None = None
    title: Text | None = None


class PulseSource(Source):
    """Of which survey this one puts three to six questions again, and when."""

    of: SurveyId
    month: str = Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="The month in which it is held: 2025-05.")


class SurveyHead(Source):
    """What is true of the whole questionnaire."""

    id: SurveyId
    version: Words
    status: Literal["concept", "validated"] = "concept"
    audience: Literal["ouders", "leerlingen", "personeel", "overig"]
    title: Text
    intro: Text | None = None
    outro: Text | None = None
    note: str = ""
    one_response_per: Literal["child", "pupil", "person"] = "person"
    variants: dict[SurveyId, VariantSource] = Field(default_factory=dict)
    pulse: PulseSource | None = Field(
        default=None, description="Only of a pulse: a few questions put again in between."
    )


class Shared(Source):
    """Terms, scales and option sets: in common.yaml for all surveys, or in a survey's own file."""

    terms: dict[Code, Text] = Field(default_factory=dict)
    scales: dict[Code, ScaleSource] = Field(default_factory=dict)
    option_sets: dict[Code, tuple[OptionSource, ...]] = Field(default_factory=dict)


class CommonFile(Shared):
    """`common.yaml`."""

    format: Literal["schoolklimaat/common@1"] = Field(alias="schema")


class SurveyFile(Shared):
    """A survey's own file."""

    format: Literal["schoolklimaat/survey@1"] = Field(alias="schema")
    survey: SurveyHead
    sections: tuple[SectionSource, ...] = ()
    items: tuple[ItemSource, ...] = Field(min_length=1)


class ComparesWith(Source):
    """How far a benchmark may stand beside one item: comparability belongs to the pair."""

    survey: SurveyId
    item: Code
    comparability: Literal["A", "B", "C"] = Field(
        description="A same statistic and base; B same subject, an orientation; C context, never a norm."
    )
    reason: Text


class BenchmarkSource(Source):
    """A figure from elsewhere."""

    id: Code
    value: float = Field(ge=0, le=100, description="Percent.")
    op: Literal["=", "<", ">", "~"] = Field(description="Exact, below, above, or rounded in the source.")
    measure: str = Field(
        pattern=r"^(favourable|known|dont_know|ever|regularly|weekly|other|option:[A-Za-z0-9_-]+)$",
        description="The measure of the item that it corresponds to; `other`: a statistic we do not compute.",
    )
    base: Literal["A", "B", "other", "unknown"] = Field(description="Whether don't know is in the denominator.")
    base_words: Text = Field(description="Who is in the denominator, as the source says it.")
    population: Text
    region: Literal["BE-VLG", "NL"]
    year: int = Field(ge=1990, le=2100)
    n: int | None = Field(default=None, ge=1, description="On how many answers it rests, if the source says so.")
    source: Words
    note: str = ""
    compares_with: tuple[ComparesWith, ...] = Field(min_length=1)


class BenchmarkFile(Source):
    """`benchmarks.yaml`."""

    format: Literal["schoolklimaat/benchmarks@1"] = Field(alias="schema")
    sources: dict[Code, Words] = Field(default_factory=dict)
    benchmarks: tuple[BenchmarkSource, ...]


class IndicatorSource(Source):
    """A share that is followed: of which item, which answers, out of whom."""

    id: Code
    title: Text
    sentence: Text = Field(description="One plain sentence (B1) that says what the share is.")
    audience: Literal["ouders", "leerlingen", "personeel"]
    item: Code
    measure: str = Field(pattern=r"^(favourable|known|dont_know|ever|regularly|weekly|option:[A-Za-z0-9_-]+)$")
    base: Literal["A", "B"]
    beside: Literal["A", "B"] | None = Field(default=None, description="The other base, shown next to it.")
    numerator: Text
    denominator: Text
    direction: Literal["up", "down"] | None = Field(default=None, description="Which change is an improvement.")
    benchmarks: tuple[Code, ...] = ()


class IndicatorFile(Source):
    """`indicators.yaml`."""

    format: Literal["schoolklimaat/indicators@1"] = Field(alias="schema")
    indicators: tuple[IndicatorSource, ...] = Field(min_length=1)


class CategorySource(Source):
    """One category of a derived scale; the categories stand from low to high."""

    code: Code
    label: Text


class MadeOfSource(Source):
    """Of which items of one survey a derived scale is made, and where the mean is cut."""

    survey: SurveyId
    items: tuple[Code, ...] = Field(min_length=3)
    reversed: tuple[Code, ...] = Field(default=(), description="Items of which a high value means little of it.")
    cuts: tuple[Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]{1,2})?$")], ...] = Field(
        min_length=1, description="The lowest mean of every category but the first, between quotation marks."
    )


class DerivedScaleSource(Source):
    """A derived scale: the mean of the answered items, for who answered at least half of them."""

    id: Code
    title: Text
    reason: Words = Field(description="Why these items belong together, and why they are cut there.")
    source: Words
    categories: tuple[CategorySource, ...] = Field(min_length=2)
    favourable: tuple[Code, ...] = Field(min_length=1, description="The categories that count as favourable.")
    made_of: tuple[MadeOfSource, ...] = Field(min_length=1)


class DerivedScalesFile(Source):
    """`scales.yaml`."""

    format: Literal["schoolklimaat/scales@1"] = Field(alias="schema")
    scales: tuple[DerivedScaleSource, ...]
