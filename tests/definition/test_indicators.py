"""Measures that fit an item, the indicators that are chosen from them, and figures from elsewhere."""

from dataclasses import astuple
from pathlib import Path

import pytest

from monitor.definition.indicators import (
    benchmarks_for,
    check_indicators,
    indicators,
    measures_of,
    named_options,
)
from monitor.definition.library import survey, surveys
from monitor.definition.load import fit_file, load_benchmarks
from monitor.definition.model import Item, ItemType, Option
from monitor.definition.source import IndicatorFile
from monitor.errors import DefinitionRefused

FIVE = ("niet", "een_of_twee", "twee_drie_maand", "een_week", "meer_week")

MEASURES = [
    # survey, item, measure, codes, bases, better
    ("ouders", "com_tevreden", "favourable", ("tevreden", "zeer_tevreden"), ("A", "B"), "up"),
    ("ouders", "com_tevreden", "dont_know", ("weet_niet",), ("A",), "down"),
    ("ouders", "bk_online", "known", ("ja", "nee"), ("A",), "up"),
    ("ouders", "bk_online", "favourable", ("ja",), ("A", "B"), "up"),
    ("ouders", "bk_wie", "known", ("ja_goed", "ongeveer"), ("A",), "up"),
    ("ouders", "bk_wie", "favourable", ("ja_goed",), ("A",), "up"),
    ("ouders", "bk_wie", "dont_know", ("nee",), ("A",), "down"),
    ("ouders", "erv_gepest", "regularly", FIVE[2:], ("A", "B"), "down"),
    ("leerlingen-12-18", "erv_gepest", "regularly", FIVE[2:], ("A",), "down"),
    ("leerlingen-12-18", "erv_gepest", "ever", FIVE[1:], ("A",), "down"),
    ("leerlingen-12-18", "erv_gepest", "weekly", FIVE[3:], ("A",), "down"),
    ("leerlingen-9-12", "kl_alleen", "favourable", ("nooit", "soms"), ("A", "B"), "up"),
    ("personeel", "zek_online", "favourable", ("zeker", "heel_zeker"), ("A",), "up"),
    ("ouders", "hulp_gepest", "option:school", ("school",), ("A",), None),
]

HEADLINES = {
    ("ouders", "com_tevreden"): "favourable",
    ("ouders", "bk_online"): "known",
    ("ouders", "bk_wie"): "known",
    ("ouders", "erv_gepest"): "regularly",
    ("ouders", "hulp_gepest"): "option:school",
    ("ouders", "rol_ouderwerking"): "option:signalen",
    ("ouders", "ctx_niveau"): "option:kleuter",
    ("leerlingen-12-18", "hulp_verteld"): "option:niemand",
    ("leerlingen-12-18", "erv_vormen"): "option:woorden",
    ("leerlingen-9-12", "kl_alleen"): "favourable",
    ("personeel", "zek_online"): "favourable",
}


@pytest.mark.parametrize(("name", "item", "measure", "codes", "bases", "better"), MEASURES)
def test_a_measure_counts_these_answers(
    name: str, item: str, measure: str, codes: tuple[str, ...], bases: tuple[str, ...], better: str
) -> None:
    found = {one.id: one for one in measures_of(survey(name).item(item))}
    assert astuple(found[measure]) == (measure, codes, bases, better)


@pytest.mark.parametrize(("asked", "headline"), HEADLINES.items())
def test_the_first_measure_is_the_headline(asked: tuple[str, str], headline: str) -> None:
    assert measures_of(survey(asked[0]).item(asked[1]))[0].id == headline


def test_open_items_numbers_and_rankings_have_no_measures() -> None:
    options = (Option(code="a", label={"nl": "A"}), Option(code="b", label={"nl": "B"}))
    for kind in (ItemType.OPEN, ItemType.NUMBER, ItemType.RANKING):
        assert measures_of(Item(id="v", type=kind, text={"nl": "?"}, options=options)) == ()


def test_measures_count_only_answers_in_base_a() -> None:
    for one in surveys():
        for item in one.items:
            for measure in measures_of(item):
                assert measure.codes
                assert set(measure.codes) <= set(item.valid)
                assert len({m.id for m in measures_of(item)}) == len(measures_of(item))


def test_the_first_screen_starts_with_what_parents_think_of_the_information() -> None:
    assert [(one.item, one.measure, one.base, one.beside) for one in indicators()[:11]] == [
        ("com_tevreden", "favourable", "A", "B"),
        ("com_tevreden", "known", "A", None),
        ("aan_tevreden", "favourable", "A", "B"),
        ("aan_tevreden", "known", "A", None),
        ("bk_online", "known", "A", None),
        ("bk_terecht_kind", "known", "A", None),
        ("bk_terecht_ouder", "known", "A", None),
        ("bk_pestbeleid", "known", "A", None),
        ("bk_wie", "known", "A", None),
        ("bk_stappen", "known", "A", None),
        ("kl_goed_voelen", "favourable", "A", "B"),
    ]
    assert {one.audience for one in indicators()} == {"ouders", "leerlingen", "personeel"}


def test_every_indicator_says_what_it_is_in_plain_words() -> None:
    for one in indicators():
        assert 5 <= len(one.title["nl"]) <= 45
        assert one.sentence["nl"].startswith("Zoveel ")
        assert len(one.sentence["nl"].split()) <= 25
        assert one.numerator["nl"]
        assert one.denominator["nl"]


def test_an_indicator_of_pupils_holds_for_both_ages() -> None:
    bullied = next(one for one in indicators() if one.id == "leerlingen-erv_gepest-regularly")
    assert bullied.surveys == ("leerlingen-9-12", "leerlingen-12-18")
    assert (bullied.better, bullied.base) == ("down", "A")


def test_options_that_indicators_name_come_in_their_order() -> None:
    assert named_options()["rol_ouderwerking"] == ("signalen", "acties", "beleid")
    assert named_options()["hulp_gepest"] == ("school", "leerkracht")


INDICATOR = """\
schema: schoolklimaat/indicators@1
indicators:
  - id: a
    title: Titel
    sentence: Zin.
    audience: {audience}
    item: {item}
    measure: "{measure}"
    base: {base}
    numerator: teller
    denominator: noemer
    benchmarks: [{benchmark}]
"""
WRONG = [
    # audience, item, measure, base, benchmark, line, message
    ("ouders", "com_tevrden", "favourable", "A", "", 7, 'Bedoelt u "com_tevreden"?'),
    ("ouders", "com_tevreden", "regularly", "A", "", 8, "Toegestaan: dont_know, favourable, known."),
    ("ouders", "bk_online", "known", "B", "", 9, "Deze maat heeft geen basis B. Toegestaan: A."),
    ("ouders", "com_tevreden", "favourable", "A", "go23_comunicatie", 12, 'Bedoelt u "go23_communicatie"?'),
    ("ouders", "com_tevreden", "favourable", "A", "go23_online_wn", 12, "is een cijfer voor een andere maat"),
]


@pytest.mark.parametrize(("audience", "item", "measure", "base", "benchmark", "line", "message"), WRONG)
def test_an_indicator_of_what_is_not_there_is_refused(
    audience: str, item: str, measure: str, base: str, benchmark: str, line: int, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "indicators.yaml"
    path.write_text(INDICATOR.format(audience=audience, item=item, measure=measure, base=base, benchmark=benchmark))
    with pytest.raises(DefinitionRefused) as refused:
        check_indicators(fit_file(path, IndicatorFile))
    assert message in refused.value.message
    assert f"indicators.yaml, regel {line}" in refused.value.message


def test_two_indicators_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yaml"
    text = INDICATOR.format(audience="ouders", item="kl_graag", measure="favourable", base="A", benchmark="")
    path.write_text(text + text.split("indicators:\n")[1])
    with pytest.raises(DefinitionRefused, match=r"regel 13, indicators > a > id: .a. is al in gebruik"):
        check_indicators(fit_file(path, IndicatorFile))


def test_items_and_benchmarks_name_each_other() -> None:
    from_items = {(b, one.id, item.id) for one in surveys() for item in one.items for b in item.benchmarks}
    from_pairs = {(b.id, pair.survey, pair.item) for b in load_benchmarks() for pair in b.compares_with}
    assert from_items ^ from_pairs == set()
    assert len({name for name, _, _ in from_items}) == len(load_benchmarks()) == 52


def test_a_benchmark_fits_a_measure_that_its_items_have() -> None:
    for benchmark in load_benchmarks():
        for pair in benchmark.compares_with:
            measures = {measure.id for measure in measures_of(survey(pair.survey).item(pair.item))}
            assert benchmark.measure in measures | {"other"}


def test_who_knows_is_who_does_not_say_weet_ik_niet() -> None:
    found = {one.id: (one, pair) for one, pair in benchmarks_for("ouders", "bk_online", "known")}
    online, pair = found["go23_online_wn"]
    assert online.in_terms_of("known") == ("=", 57)
    assert online.in_terms_of("dont_know") == ("=", 43)
    assert (pair.comparability, online.year, online.base) == ("B", 2023, "unknown")
    assert online.source.startswith("GO! ouders, Ouderblik")
    policy = {one.id: one for one, _ in benchmarks_for("ouders", "bk_terecht_kind", "known")}
    assert list(policy) == ["go23_terecht_wn"]


def test_comparability_belongs_to_the_pair() -> None:
    ever = next(one for one in load_benchmarks() if one.id == "hbsc22_gepest_ooit")
    older, younger = (
        ever.beside("leerlingen-12-18", "erv_gepest"),
        ever.beside("leerlingen-9-12", "erv_gepest"),
    )
    assert older is not None
    assert younger is not None
    assert (older.comparability, younger.comparability) == ("A", "B")
    assert ever.beside("ouders", "erv_gepest") is None
