"""What differs between two waves: a table of changes and what is told of each."""

import pytest

from monitor.definition.differences import Standing, TrendBreak, breaks_between, item_differences, together
from monitor.definition.model import Item, ItemType, Option, Survey

SCALE = tuple(
    Option(code=code, value=place, label={"nl": label})
    for place, (code, label) in enumerate((("nooit", "Nooit"), ("soms", "Soms"), ("vaak", "Vaak")), start=1)
)
GRAAG = Item(id="graag", type=ItemType.LIKERT, text={"nl": "Ik kom graag."}, options=SCALE)
RUST = Item(id="rust", type=ItemType.LIKERT, text={"nl": "Het is rustig."}, options=SCALE)
MEER = Item(id="meer", type=ItemType.OPEN, text={"nl": "Wat nog?"})


def survey(*items: Item, audience: str = "ouders", per: str = "person") -> Survey:
    return Survey(
        id="s", audience=audience, version="1", title={"nl": "s"}, one_response_per=per, items=items or (GRAAG, RUST)
    )


def wave(
    year: str = "2024-2025",
    asked: Survey | None = None,
    observed: tuple[TrendBreak, ...] = (),
    enrolled: int | None = None,
    classes: tuple[str, ...] = (),
) -> Standing:
    return Standing(asked or survey(), year, "nl-BE", observed, enrolled, frozenset(classes))


def later(asked: Survey | None = None, **more: object) -> Standing:
    return wave("2025-2026", asked, **more)  # type: ignore[arg-type]  # the names are those of `wave`


def changed(**change: object) -> Item:
    return Item(**{**{name: getattr(GRAAG, name) for name in Item.model_fields}, **change})


def seen(kind: str, item: str = "", **more: object) -> TrendBreak:
    return TrendBreak(kind=kind, item=item, **more)  # type: ignore[arg-type]  # a table of kinds


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (changed(), []),
        (changed(favourable=("vaak",)), []),
        (changed(text={"nl": "Ik ga graag."}), ["wording"]),
        (changed(options=SCALE[:2]), ["scale-length"]),
        (changed(options=SCALE[::-1]), ["order"]),
        (changed(options=(*SCALE[:2], Option(code="altijd", label={"nl": "Altijd"}))), ["options"]),
        (changed(options=(*SCALE[:2], Option(code="vaak", value=3, label={"nl": "Dikwijls"}))), ["labels"]),
        (changed(type=ItemType.SINGLE), ["type"]),
        (changed(version=2), ["version"]),
        (changed(text={"nl": "Ik kom graag.", "en": "I like it."}), ["version"]),
    ],
)
def test_a_changed_question(new: Item, told: list[str]) -> None:
    found = item_differences(wave(), later(survey(new, RUST)), "graag")
    assert [one.kind for one in found] == told
    assert {one.since for one in found} <= {"2024-2025"}


def test_a_longer_scale_has_both_lengths() -> None:
    (one,) = item_differences(wave(), later(survey(changed(options=SCALE[:2]), RUST)), "graag")
    assert (one.before, one.after) == (3, 2)


ODD = seen("options", "graag", sign="a", after=3)
LONGER = seen("scale-length", "graag", sign="b", after=4)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((), (ODD,), [("options", None, None)]),
        ((ODD,), (), [("options", None, None)]),
        ((ODD,), (ODD,), []),
        ((), (LONGER,), [("scale-length", 3, 4)]),
        ((LONGER,), (), [("scale-length", 4, 3)]),
        ((LONGER,), (seen("scale-length", "graag", sign="c", after=4),), [("options", None, None)]),
        ((), (seen("order", "graag"),), [("order", None, None)]),
        ((seen("order", "graag"),), (seen("order", "graag"),), []),
        ((), (seen("order", "rust"),), []),
    ],
)
def test_what_the_files_showed_counts_too(
    before: tuple[TrendBreak, ...], after: tuple[TrendBreak, ...], told: list[tuple[str, int | None, int | None]]
) -> None:
    found = item_differences(wave(observed=before), later(observed=after), "graag")
    assert [(one.kind, one.before, one.after) for one in found] == told


def test_a_question_that_one_year_lacks_is_told_with_that_year() -> None:
    absent = (seen("not-asked", "rust"),)
    assert [one.heading for one in item_differences(wave(), later(observed=absent), "rust")] == ["2025-2026"]
    assert [one.heading for one in item_differences(wave(observed=absent), later(), "rust")] == ["2024-2025"]
    assert [one.heading for one in item_differences(wave(), later(survey(GRAAG)), "rust")] == ["2025-2026"]


def test_a_question_that_both_years_lack_is_no_break() -> None:
    absent = (seen("not-asked", "rust"),)
    assert breaks_between(wave(observed=absent), later(observed=absent)) == ()


def order(*items: str) -> tuple[TrendBreak, ...]:
    return (seen("question-order", names=items),)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (("a", "b", "c"), ("a", "b", "c"), None),
        (("a", "b", "c"), ("c", "a", "b"), ("c", "a")),
        (("a", "b", "c"), ("a", "c"), None),
        (("a", "b"), ("a", "x", "b"), None),
        ((), ("a", "b"), None),
    ],
)
def test_the_order_of_the_common_questions(
    before: tuple[str, ...], after: tuple[str, ...], moved: tuple[str, ...] | None
) -> None:
    asked = survey(*(changed(id=name) for name in "abcx"))
    found = breaks_between(
        wave(asked=asked, observed=order(*before) if before else ()), later(asked, observed=order(*after))
    )
    assert [one.names for one in found] == ([] if moved is None else [moved])


def test_a_renamed_question_behind_all_others_is_no_other_order() -> None:  # as Google Forms does
    renamed = survey(changed(text={"nl": "Ik ga graag."}), RUST, MEER)
    before = wave(asked=survey(GRAAG, RUST, MEER), observed=order("graag", "rust", "meer"))
    found = breaks_between(before, later(renamed, observed=order("rust", "meer", "graag")))
    assert [one.kind for one in found] == ["wording"]


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        (later(enrolled=131), []),
        (later(enrolled=134), ["enrolment"]),
        (later(enrolled=66), ["enrolment"]),
        (later(), []),
        (later(classes=("1A", "1B", "2A")), []),
        (later(classes=("1A", "2A")), ["classes"]),
        (later(classes=()), []),
        (later(survey(GRAAG, RUST, audience="personeel")), ["audience"]),
        (later(survey(GRAAG, RUST, per="child")), ["one-response-per"]),
    ],
)
def test_other_people(now: Standing, kinds: list[str]) -> None:
    before = wave(enrolled=100, classes=("1A", "1B"))
    assert [one.kind for one in breaks_between(before, now)] == kinds


def test_a_new_question_is_new_once() -> None:
    new = (seen("new-question", heading="Eten?"),)
    (one,) = breaks_between(wave(), later(observed=new))
    assert (one.kind, one.heading, one.since) == ("new-question", "Eten?", "2024-2025")
    assert breaks_between(wave(observed=new), later(observed=new)) == ()


def test_two_files_of_a_wave_show_together_what_was_asked() -> None:
    first = (*order("graag"), seen("not-asked", "rust"), seen("not-asked", "meer"))
    second = (*order("rust", "graag"), seen("not-asked", "meer"), seen("wording", "rust", since="2023-2024"), ODD)
    assert set(together((first, second))) == {*order("graag"), seen("not-asked", "meer"), ODD}
