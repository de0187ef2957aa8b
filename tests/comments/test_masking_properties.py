"""Whatever a comment says: no name of the roster is left, and masking again changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.comments.masking import mask
from monitor.comments.plain import WORD, bare, plain
from monitor.comments.roster import Roster, words_of
from monitor.comments.vocabulary import PARTICLES, SMALL
from tests.comments.marked import corpus

LISTED = "Zeynep Oğuzhan Daan Storm Łukasz Ben Broeck Haddaoui Ann-Sofie Naam Klas Yiğit"
ROSTER = Roster(frozenset(words_of(LISTED)))
SAID_OFTEN = (
    "El De van [naam] [ ] [e-mail] juf meester mevr. uit 4B en , . - 's s @ _ x@y.be www. straat kerkstraat 3/10 O."
    " lies BE68 Olena sint- basisschool door gepest 0486 \u0306 \u200b"
)
PIECES = st.sampled_from(
    [
        *f"{LISTED} {LISTED.lower()} {LISTED.upper()} {SAID_OFTEN}".split(),
        *("van den", "groep 7", "zijn mama", "\n", "12 34 56", "pest mij", "de school", "punt be", "de olifantenklas"),
        *("in het vijfde", "van de"),
    ]
)
COMMENTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "", " ", "\n", "'", "-", "\u00a0"])), max_size=14).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)


@given(st.one_of(COMMENTS, st.text(max_size=60), st.sampled_from([marked.text for marked in corpus()])))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_name_of_the_roster_is_left(comment: str) -> None:
    masked = mask(comment, ROSTER)
    left = {bare(word) for word in WORD.findall(plain(without_brackets(masked.text)).text)}
    assert left & (ROSTER.spellings - SMALL - PARTICLES) == set()


@given(st.one_of(COMMENTS, st.text(max_size=60)))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_masking_again_changes_nothing(comment: str) -> None:
    once = mask(comment, ROSTER).text
    assert mask(once, ROSTER).text == once


@given(st.one_of(COMMENTS, st.text(max_size=60)))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_spans_are_in_order_and_apart(comment: str) -> None:
    masked = mask(comment, ROSTER)
    edges = [edge for span in masked.spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end for span in masked.spans)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(comment))
    pieces = [comment[one:other] for one, other in zip([0, *edges[1::2]], [*edges[::2], len(comment)], strict=True)]
    assert without_brackets(masked.text, len(masked.spans)) is not None
    assert all(piece in masked.text for piece in pieces)


def without_brackets(text: str, at_least: int = 0) -> str:
    parts = text.split("[")
    assert len(parts) > at_least
    return " ".join(part.partition("]")[2] if part.partition("]")[0] in SAID_WORDS else part for part in parts)


SAID_WORDS = {"naam", "klas", "telefoon", "e-mail", "adres", "datum", "nummer", "link", "account", "school"}
