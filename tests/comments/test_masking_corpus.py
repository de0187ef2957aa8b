"""T14: what masking finds in the corpus, for whom, and what it takes away too much; printed on the page of evidence."""

from collections.abc import Callable
from functools import cache

import pytest

from monitor.comments.masking import Masked, Span, mask
from monitor.comments.roster import NO_ROSTER, Roster, read_roster, words_of
from monitor.comments.vocabulary import PARTICLES
from tests.comments.marked import HERE, ORIGINS, Judged, Marked, Part, corpus, judge, share
from tests.support.evidence import check_section

SCHOOL = ("Basisschool De Regenboog",)
KINDS = {
    "klas": "classes and years", "telefoon": "phone numbers", "mail": "e-mail addresses", "adres": "addresses",
    "datum": "dates", "nummer": "other numbers", "link": "links and accounts", "school": "schools", "plaats": "towns",
}  # fmt: skip


@cache
def roster() -> Roster:
    return read_roster(HERE / "roster.csv")


@cache
def judged(*, listed: bool) -> Judged:
    names = roster() if listed else NO_ROSTER
    return judge(corpus(), lambda text: mask(text, names, school=SCHOOL))


def of(origin: str) -> Callable[[Marked, Part], bool]:
    return lambda marked, part: part.kind == origin


def person(marked: Marked, part: Part) -> bool:
    return part.person


def small(marked: Marked, part: Part) -> bool:
    return part.person and marked.said(part) == marked.said(part).lower()


def capital(marked: Marked, part: Part) -> bool:
    return part.person and not small(marked, part)


Wanted = Callable[[Marked, Part], bool]


def both(one: Wanted, other: Wanted) -> Wanted:
    return lambda marked, part: one(marked, part) and other(marked, part)


def test_the_corpus_is_what_it_says() -> None:
    comments = corpus()
    assert len(comments) >= 300
    assert sum(not marked.parts for marked in comments) >= 60
    assert 0.3 < sum(marked.held_out for marked in comments) / len(comments) < 0.36
    parts = [(marked, part) for marked in comments for part in marked.parts]
    sizes = [sum(part.kind == origin for _marked, part in parts) for origin in ORIGINS]
    assert min(sizes) >= 35
    assert max(sizes) <= 1.35 * min(sizes)
    for origin, size in zip(ORIGINS, sizes, strict=True):
        lower = sum(small(marked, part) for marked, part in parts if part.kind == origin)
        assert 0.25 <= lower / size <= 0.5, origin


def test_the_roster_knows_the_school_and_nobody_else() -> None:
    persons = [(marked.said(part), part.listed) for marked in corpus() for part in marked.parts if part.person]
    unlisted = {name for name, listed in persons if not listed}
    assert 0.05 < len(unlisted) / len({name for name, _listed in persons}) < 0.15
    for name in unlisted:
        assert not set(words_of(name)) & roster().names, name
    missing = {name for name, listed in persons if listed and not set(words_of(name)) - PARTICLES <= roster().names}
    assert missing <= {"W.P.", "Tuurke", "Тимофій"}  # initials, a pet name and Cyrillic letters: no roster has those


def test_names_and_numbers_are_found() -> None:
    assert share(judged(listed=True).recall()) >= 0.95
    assert share(judged(listed=True).recall(lambda marked, part: marked.held_out)) >= 0.95
    assert share(judged(listed=True).recall(person)) >= 0.95


def test_nobody_is_found_less_for_the_origin_of_a_name() -> None:
    found = {origin: share(judged(listed=True).recall(of(origin))) for origin in ORIGINS}
    assert min(found.values()) >= 0.95
    assert max(found.values()) - min(found.values()) <= 0.05


def test_nobody_is_found_less_without_a_capital() -> None:
    with_capital, without = (share(judged(listed=True).recall(wanted)) for wanted in (capital, small))
    assert min(with_capital, without) >= 0.95
    assert abs(with_capital - without) <= 0.05


def test_comments_stay_readable() -> None:
    assert share(judged(listed=True).precision()) >= 0.8
    assert share(judged(listed=False).precision()) >= 0.8


def test_without_a_roster_capitals_are_enough_for_every_origin() -> None:
    found = {origin: share(judged(listed=False).recall(both(of(origin), capital))) for origin in ORIGINS}
    assert min(found.values()) >= 0.95
    assert max(found.values()) - min(found.values()) <= 0.05


OTHERS = {
    "be": "Pieterjan Hanne Wannes Lieselot Warre Mieke",
    "nl": "Rutger Marloes Diederik Sietske Tjeerd Wessel",
    "tr": "Çağla Kerem Gökhan Nilüfer Tuğba Serkan",
    "ma": "Zakaria Ikram Abdellah Chaimae Younes Khadija",
    "pl": "Stanisław Grażyna Bartosz Jadwiga Mateusz Żaneta",
    "ng": "Uchenna Olamide Nkechi Babajide Somtochukwu Titilayo",
    "ua": "Volodymyr Svitlana Ostap Lyudmyla Dmytro Yevheniya",
}
STRANGERS = {
    "be": "Seppe", "nl": "Roelien", "tr": "Gülizar", "ma": "Lahcen", "pl": "Zdzisław", "ng": "Obioma", "ua": "Vsevolod"
}  # fmt: skip


def renamed(marked: Marked, origin: str) -> Marked:
    """The comment with other people in it, of one origin: each name one word, written as the old one was."""
    names = OTHERS[origin].split()
    text, parts, done = "", [], 0
    for place, part in enumerate(marked.parts):
        said = marked.said(part)
        if part.person:
            said = written_as(said, names[place % len(names)] if part.listed else STRANGERS[origin])
        text += marked.text[done : part.start]
        parts.append(Part(len(text), len(text) + len(said), part.kind, part.listed))
        text += said
        done = part.end
    return Marked(text + marked.text[done:], tuple(parts))


def written_as(said: str, name: str) -> str:
    if said == said.lower():
        return name.lower()
    return name.upper() if said == said.upper() else name


@pytest.mark.parametrize("origin", ORIGINS)
def test_other_names_are_masked_the_same(origin: str) -> None:
    names = Roster(roster().names | frozenset(words_of(OTHERS[origin])))
    for marked in corpus():
        before, after = (what_is_masked(one, names) for one in (marked, renamed(marked, origin)))
        assert before == after, renamed(marked, origin).text


def what_is_masked(marked: Marked, names: Roster) -> tuple[list[bool], list[str]]:
    """Per part whether it is masked, and the words that were masked and should not."""
    one = judge([marked], lambda text: mask(text, names, school=SCHOOL))
    return [masked for _marked, _part, masked in one.parts], [word for _marked, word, right in one.words if not right]


def test_the_figures_stand_on_the_page() -> None:
    check_section("masking", table())


def table() -> str:
    comments, both = corpus(), (judged(listed=True), judged(listed=False))
    rows = [
        ("all that is to be masked", lambda marked, part: True),
        ("of which held out: no rule was tuned on it", lambda marked, part: marked.held_out),
        *((f"{name} names", of(origin)) for origin, name in ORIGINS.items()),
        ("names with a capital", capital),
        ("names without a capital", small),
        ("names of people who are on no roster", lambda marked, part: part.person and not part.listed),
        *((name, of(kind)) for kind, name in KINDS.items()),
    ]
    controls = sum(not marked.parts for marked in comments)
    lines = [
        f"{len(comments)} made-up comments, {controls} of them with nothing to mask. A part counts as found when every",
        "letter of it is masked.",
        "",
        "| | with a roster | without |",
        "|---|---|---|",
        *(f"| {name} | " + " | ".join(said(one.recall(wanted)) for one in both) + " |" for name, wanted in rows),
        "| masked words that were to be masked | " + " | ".join(said(one.precision()) for one in both) + " |",
    ]
    return "\n".join(lines)


def said(counted: tuple[int, int]) -> str:
    return f"{counted[0]} of {counted[1]} ({share(counted):.1%})"


def test_the_judge_can_fail() -> None:
    nothing, everything = (judge(corpus(), rule) for rule in (untouched, hidden))
    assert nothing.recall()[0] == 0
    assert share(everything.recall()) == 1
    assert share(everything.precision()) < 0.25


def untouched(text: str) -> Masked:
    return Masked(text, ())


def hidden(text: str) -> Masked:
    return Masked("[naam]", (Span(0, len(text), "name"),))
