"""Names: which words of a comment name somebody, by the roster, by their capital and by the words beside them.

A word with a capital is a name unless it is a common Dutch word or the name of a thing: so nobody's name has to be on
a list, and Zeynep is as safe as Lotte. Without a capital a name is found by the roster, or by what stands beside it.
"""

import re
from collections.abc import Iterator, Sequence

from monitor.comments.beside import beside
from monitor.comments.dutch import is_common, looks_dutch
from monitor.comments.roster import Roster
from monitor.comments.vocabulary import CAPITALS, CONTEXTS, DOUBLE, PARTICLES, SMALL
from monitor.comments.words import Word

_UNIT = re.compile(
    r"\d{1,6}(?:ste|de|e|x|u|h|uur|min|km|m|cm|kg|g|jarigen?|talige?|tal|s|en|k|jr|j|euro|eur|ers|pm|am)\d{0,2}"
    r"|(?:covid|mp|ps|a|b|h|u|v|nt|k)\d{1,2}|\d[dg]"
)
_ENDING = re.compile(r"(?:s|je|tje|pje|etje|ke|ske|eke|tjes|jes|kes|en|es)$")
_LATIN = re.compile(r"[0-9A-Za-z\u00aa-\u024f\u1e00-\u1eff'-]+")
_SHORTEST_SPELLED = 3
_MOST_LETTERS = 30
_GAP = re.compile(r"\s{1,3}")
_ABBREVIATED = re.compile(r"\.?\s{0,2}")


def names(text: str, words: Sequence[Word], classes: Sequence[tuple[int, int]], roster: Roster) -> set[int]:
    """The places in `words` of those that name somebody; `classes` are the ranges where a class is named."""
    found = {place for place, word in enumerate(words) if _alone(text, words, place, roster)}
    found |= _spelled_out(text, words, roster)
    found |= beside(text, words, found, classes)
    return found | set(_family(text, words, found))


def _alone(text: str, words: Sequence[Word], place: int, roster: Roster) -> bool:
    """Whether a word is a name whatever stands beside it."""
    word = words[place]
    if len(word.text) == 1:
        return _initial(text, words, place)
    if on_roster(word, roster):
        return word.bare not in SMALL or (word.capital and _stands_out(text, words, place))
    if any(letter.isdigit() for letter in word.text):
        return not word.text.isdigit() and not _number_with_unit(word)
    return _LATIN.fullmatch(word.text) is None or (word.capital and _by_capital(word))


def on_roster(word: Word, roster: Roster) -> bool:
    """Whether the roster has the word or a part of it: as it is, in the genitive, or made small (Daantje)."""
    listed = roster.spellings
    if not listed:
        return False
    if word.bare in listed:
        return True
    parts = word.bare.replace("-", "'").split("'")
    if len(parts) > 1 and any(part in listed and part not in SMALL for part in parts):
        return True
    return not is_common(word.bare) and any(_stems(part, listed) for part in parts)


def _stems(part: str, listed: frozenset[str]) -> bool:
    ends = range(max(len(part) - 4, 2), len(part))
    return any(part[:end] in listed and _ENDING.fullmatch(part[end:]) for end in ends)


def _stands_out(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether the capital of "Ben" or "Wil" is that of a name: inside a sentence, or before no small word."""
    if not words[place].starts:
        return True
    if not _joined(text, words, place):
        return False
    after = words[place + 1].bare
    return after not in SMALL or after in ("en", "is", "heeft", "zegt", "wil", "kan", "zei", "doet", "was")


def _number_with_unit(word: Word) -> bool:
    return all(part.isalpha() or part.isdigit() or _UNIT.fullmatch(part) for part in word.bare.split("-"))


def _by_capital(word: Word) -> bool:
    """Whether a word with a capital is a name: unless each part of it is known for something else."""
    return any(_unknown(part, word) for part in word.parts if len(part) > 2 or part == word.text)


def _unknown(part: str, word: Word) -> bool:
    if part == part.lower():
        return False
    low = Word(0, 0, part, word.starts).bare
    if low in CAPITALS:
        return False
    loud = word.starts or part.isupper()
    if low in DOUBLE:
        return not (loud and is_common(low))
    return not (looks_dutch(low) if loud else is_common(low))


def _initial(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether one capital letter stands for a name: "O. uit 5C", "K. en B.", not "groep A" and not "N.v.t."."""
    word = words[place]
    if not word.text.isupper() or word.text == "U":
        return False
    if place and words[place - 1].bare in CONTEXTS["letters"]:
        return False
    if text[word.end : word.end + 1] == ".":
        return not text[word.end + 1 : word.end + 2].islower()
    return not word.starts


def _spelled_out(text: str, words: Sequence[Word], roster: Roster) -> set[int]:
    """Letters that are written apart: d.a.a.n, Z E Y N E P; three if the roster has the name, else from four."""
    found: set[int] = set()
    run: list[int] = []
    for place, word in enumerate(words):
        single = len(word.text) == 1 and word.text.isalpha()
        if run and not (single and _one_apart(text, words, place - 1)):
            found |= _spelling(words, run, roster)
            run = []
        run = [*run, place] if single and len(run) < _MOST_LETTERS else []
    return found | _spelling(words, run, roster)


def _one_apart(text: str, words: Sequence[Word], place: int) -> bool:
    return words[place + 1].start - words[place].end == 1 and text[words[place].end] in " .*_-"


def _spelling(words: Sequence[Word], run: Sequence[int], roster: Roster) -> set[int]:
    said = "".join(words[place].bare for place in run)
    return set(run) if len(run) > _SHORTEST_SPELLED or (len(run) > 2 and said in roster.spellings) else set()


def _family(text: str, words: Sequence[Word], found: set[int]) -> Iterator[int]:
    """The small words of a family name, and a common word with a capital beside a name: Van den Broeck, Emma Kind."""
    for place in sorted(found):
        yield from _before(text, words, found, place)
        yield from _behind(text, words, found, place)


def _before(text: str, words: Sequence[Word], found: set[int], place: int) -> Iterator[int]:
    chain: list[int] = []
    while _joined(text, words, place - 1) and _inside_names(words[place - 1]):
        place -= 1
        chain.append(place)
    if not chain:
        return
    first = words[chain[-1]]
    named = _joined(text, words, place - 1) and place - 1 in found
    van = len(chain) > 1 and first.bare == "van" and first.capital
    foreign = first.bare in ("el", "al", "abu", "ait", "ben", "da", "di")
    titled = _titled(text, words, place - 1)
    if named or van or foreign or titled or (first.capital and not first.starts):
        yield from chain


def _titled(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether "mevrouw", "dhr." or the like stands there, before the next word."""
    if place < 0 or words[place].bare not in CONTEXTS["formal"]:
        return False
    return _ABBREVIATED.fullmatch(text, words[place].end, words[place + 1].start) is not None


def _inside_names(word: Word) -> bool:
    return word.bare in PARTICLES or word.text == "Ben"


def _behind(text: str, words: Sequence[Word], found: set[int], place: int) -> Iterator[int]:
    """Words with a capital behind a name, and the small words between; the next name looks for its own."""
    chain: list[int] = []
    while _joined(text, words, place) and place + 1 not in found:
        place += 1
        chain.append(place)
        if words[place].bare in PARTICLES:
            continue
        if not _proper(words[place]):
            return
        yield from chain
        chain = []


def _proper(word: Word) -> bool:
    """Whether a word is written as a name is: Kind, not KIND, and not Smartschool."""
    return word.text[0].isupper() and not word.text.isupper() and word.bare not in CAPITALS


def _joined(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether only a blank stands between this word and the next."""
    return 0 <= place < len(words) - 1 and _GAP.fullmatch(text, words[place].end, words[place + 1].start) is not None
