"""The tiles of the overview: one story per tile, and what is worth a look after them."""

import re
from dataclasses import replace

import pytest

from dashboards.pages import page_at
from dashboards.pages.overview_cards import agree
from dashboards.pages.page import draw
from monitor.report import sentences as say
from monitor.report.standing_out import MOST, largest
from monitor.report.words import percent
from monitor.results import Notable, Results
from tests.dashboards.conftest import components, words_of

NOW = "2025-2026"


def tiles(results: Results, survey: str) -> dict[str, str]:
    """The words of each tile by its title."""
    parts = draw(page_at("/"), results, {"wie": survey}).parts
    found = [each for each in components(parts) if type(each).__name__ == "Article"]
    titles = [next(one for one in components(each) if type(one).__name__ == "H3") for each in found]
    return {words_of(title).strip(): words_of(each) for title, each in zip(titles, found, strict=True)}


KNOWN = """
ouders          | com_tevreden     | 168 of 198 | 15%
ouders          | aan_tevreden     | 177 of 201 | 12%
ouders          | bk_online        | 162 of 198 | 18%
ouders          | bk_terecht_kind  | 189 of 198 | 5%
ouders          | bk_terecht_ouder | 132 of 198 | 33%
ouders          | bk_pestbeleid    | 168 of 198 | 15%
ouders          | bk_wie           | 174 of 198 | 12%
ouders          | bk_stappen       | 189 of 198 | 5%
leerlingen-9-12 | bk_wie           |  99 of 126 | 21%
leerlingen-9-12 | bk_regels        |  99 of 123 | 20%
leerlingen-9-12 | bk_online        | 102 of 123 | 17%
personeel       | bk_pestbeleid    |  21 of  33 | 36%
personeel       | bk_wie           |  30 of  33 | 9%
personeel       | bk_stappen       |  27 of  33 | 18%
personeel       | bk_online        |  27 of  33 | 18%
"""
"""Who knows of it, of how many, and what is left."""


@pytest.mark.parametrize("line", KNOWN.strip().splitlines())
def test_beside_those_who_know_stands_the_rest(results, line):
    survey, item, counted, rest = (part.strip() for part in line.split("|"))
    share = results.share(survey, NOW, item, "known", "A")
    assert f"{share.count} of {share.n}" == " ".join(counted.split())
    (title,) = (each.title["nl"] for each in results.indicators(survey) if (each.item, each.measure) == (item, "known"))
    assert re.search(rf"(?<!\d){rest}[^%]* koos “weet ik niet”", tiles(results, survey)[title])


def test_every_number_of_who_knows_has_its_rest_in_that_table(results):
    told = {tuple(part.strip() for part in line.split("|")[:2]) for line in KNOWN.strip().splitlines()}
    assert told == {
        (info.id, each.item)
        for info in results.surveys()
        for each in results.indicators(info.id)
        if (each.measure, each.base) == ("known", "A")
    }


def test_beside_another_number_stands_the_released_share(results):
    share = results.share("ouders", NOW, "com_tevreden", "dont_know", "A")
    assert f"{percent(share.share)} koos “weet ik niet”" in tiles(results, "ouders")["Tevreden over de informatie"]


def test_known_and_unknown_are_one_whole(results):
    known = results.share("ouders", NOW, "com_tevreden", "known", "A")
    odd = replace(known, count=known.n, share=1.0)
    assert say.unsure(known, odd, "nl-BE") == "0% koos “weet ik niet”"


def test_a_question_without_that_answer_does_not_speak_of_it(results):
    item = next(each for each in results.items("leerlingen-9-12", NOW) if each.id == "erv_gepest")
    assert item.unknown == ()
    said = tiles(results, "leerlingen-9-12")["Regelmatig gepest"]
    assert "weet ik niet" not in said
    assert re.search(r"Van ongeveer \d+ antwoorden\.", said)
    page = words_of(draw(page_at("/vraag"), results, {"vragenlijst": "leerlingen-9-12", "vraag": "erv_gepest"}).parts)
    assert "weet ik niet" not in page.partition("Alle jaren")[2]


@pytest.mark.parametrize("path", ["/", "/vraag", "/jaren"])
def test_no_number_of_answers_is_said_as_if_it_were_exact(results, path):
    for survey in results.surveys():
        said = words_of(draw(page_at(path), results, {"wie": survey.id, "vragenlijst": survey.id}).parts)
        assert re.findall(r"(?<!ongeveer )(?<!tot )\b\d[\d.]* antwoorden", said) == []
        assert re.findall(r"(?<!ongeveer )\b\d+ van \d+\b", said) == []


def test_a_question_is_worth_one_line_and_the_largest_comes_first(results):
    known = results.change("ouders", "com_tevreden", "known", "2024-2025", NOW)
    small, large, other = (
        Notable("ouders", replace(known, **told), 0.01, "known", 12)
        for told in ({"change": 0.1}, {"change": -0.2, "measure": "favourable"}, {"change": 0.15, "item": "bk_wie"})
    )
    assert largest([small, other, large]) == [large, other]
    many = [replace(small, change=replace(known, item=str(place))) for place in range(9)]
    assert len(largest(many)) == MOST


def test_what_is_worth_a_look_stands_after_the_tiles(results):
    parts = draw(page_at("/"), results, {}).parts
    headings = [words_of(each).strip() for each in components(parts) if type(each).__name__ == "H2"]
    assert headings == [
        "Wie antwoordde er?", "Ouders", "Leerlingen 9-12 jaar", "Personeel", "De moeite waard om te bekijken",
    ]  # fmt: skip


def test_two_numbers_of_one_question_do_not_contradict_what_was_rounded(results):
    """Beside "0 of 36 do not know" no "without them 27 of 33": what is said over the other base adds up, or is not."""
    told = []
    for year in ("2023-2024", "2024-2025", NOW):
        cards = [
            words_of(each)
            for each in components(draw(page_at("/"), results, {"wie": "personeel", "jaar": year}).parts)
            if type(each).__name__ == "Article"
        ]
        for card in cards:
            unknown = re.search(r"\(ongeveer (\d+) van (\d+)\) koos “weet ik niet”", card)
            other = re.search(r"Zonder “weet ik niet”: .*?ongeveer \d+ van (\d+)", card)
            if unknown and other:
                told.append((int(unknown[2]), int(unknown[1]), int(other[1])))
            assert not (unknown and unknown[1] == "0" and "Zonder “weet" in card)
    assert told
    assert [one for one in told if one[0] - one[1] != one[2] or one[1] == 0] == []


def test_the_second_number_is_left_out_where_nobody_or_a_rounded_number_was_left_out(results):
    plain = results.share("personeel", NOW, "com_tevreden", "favourable", "A")
    other = results.share("personeel", NOW, "com_tevreden", "favourable", "B")
    unknown = results.share("personeel", NOW, "com_tevreden", "dont_know", "A")
    assert (plain.n, other.n, unknown.count) == (33, 30, 3)
    assert agree(plain, other, unknown)
    assert not agree(replace(plain, n=36), other, unknown)
    assert not agree(plain, other, replace(unknown, count=0))
    assert agree(replace(plain, n=203), replace(other, n=201), unknown), "a percentage stands there without its counts"
    assert agree(replace(plain, n=36), other, replace(unknown, count=None)), "nothing is said of it"
