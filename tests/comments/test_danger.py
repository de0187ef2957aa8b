"""Signals of danger: few may be missed; what is flagged for nothing costs the director a minute."""

import pytest

from monitor.comments.danger import dangers, signals, titles
from tests.comments.marked import HERE, corpus

LINES = [
    line.split("|", 1)
    for line in (HERE / "danger_corpus.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SIGNALS = [(name, said) for name, said in LINES if name != "-"]
NEAR = [said for name, said in LINES if name == "-"]


def test_the_corpus_is_large_enough() -> None:
    assert len(SIGNALS) >= 60
    assert len(NEAR) >= 60
    assert {name for name, _said in SIGNALS} == set(titles())


def test_few_signals_are_missed() -> None:
    found = [bool(dangers(said)) for _name, said in SIGNALS]
    assert sum(found) / len(found) >= 0.95


def test_most_get_the_signal_that_they_are() -> None:
    found = [name in dangers(said) for name, said in SIGNALS]
    assert sum(found) / len(found) >= 0.9


def test_what_only_seems_to_be_one_is_mostly_left() -> None:
    flagged = [said for said in NEAR if dangers(said)]
    found = sum(bool(dangers(said)) for _name, said in SIGNALS)
    assert found / (found + len(flagged)) >= 0.85, flagged


def test_ordinary_comments_are_left() -> None:
    flagged = [marked.text for marked in corpus() if dangers(marked.text)]
    assert len(flagged) == 3, flagged  # a knife, a black eye, and a girl who does not want to live: rightly


@pytest.mark.parametrize(
    "said",
    [
        "IK WIL NIET MEER LEVEN",
        "ik wil ni\u00e9t meer leven",
        "ik  wil\nniet meer\u00a0leven",
        "\uff49k wil n\u200biet meer leven",
    ],
)
def test_writing_tricks_hide_no_signal(said: str) -> None:
    assert dangers(said) == ("suicide",)


def test_several_signals_come_in_the_order_of_their_weight() -> None:
    assert dangers("papa slaat mij thuis en ik wil niet meer leven. hij heeft een pistool") == (
        "suicide",
        "home",
        "violence",
    )
    assert dangers("") == ()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("hij sprong van het dak. ik lachte", True),
        ("zij keek. van ver. het dak. hij springt", False),  # the words are not in one sentence
        ("van het dak een twee drie vier vijf zes springen", False),  # nor within five words
        ("ik ging dood van het lachen", False),
        ("ik ging dood van het lachen maar ik wil niet meer leven", True),
    ],
)
def test_the_words_of_a_phrase_stand_together(said: str, found: bool) -> None:
    assert bool(dangers(said)) is found


def test_each_signal_has_a_title_and_a_reason() -> None:
    assert list(signals()) == list(titles())
    for name, signal in signals().items():
        assert len(signal.reason) > 40, name
        assert titles()[name] != name


@pytest.mark.parametrize(
    "said",
    ["in fortnite heb ik een pistool bij mij", "de kat is weggelopen van huis"],
)
def test_what_is_known_to_be_harmless_is_taken_away(said: str) -> None:
    assert dangers(said) == ()
    assert any(signal.phrases.search(said) for signal in signals().values())
