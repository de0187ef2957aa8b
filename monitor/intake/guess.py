"""Guess: what kind of question a column answers, from its cells alone, and which options it had.

A person's own words never become an option: an option was chosen by two people or more, or is a word that
every questionnaire uses ("soms", "ja"), or comes from a tool that keeps free text in columns of its own and
was seen among few others. What is left becomes one option "other", or the whole question is open.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.definition.model import ItemType
from monitor.intake.export import Export
from monitor.intake.normalise import cell_text, key
from monitor.intake.nothing import nothing
from monitor.intake.quantities import all_dates, numeric, scale_beside_words
from monitor.intake.splitting import parts, same_set
from monitor.intake.words import KNOWN_ANSWERS, degree

USUAL_JOINERS = (";", ", ")
"""What a tool may put between choices, where it is not known."""
_MOST_OPTIONS = 40
_LONGEST_LABEL = 150
_NAMES_ONLY = re.compile(r"[a-z0-9_.-]+(?: [a-z0-9_.-]+)*")
"""Options that a blank may stand between: names of variables, not labels, which have blanks of their own."""
_LONG_NUMBER = re.compile(r"\d{7}|(?:\d[ .-]?){9}\d|(?<!\d)(?:\+|0)\d(?:[ ./()-]{0,3}\d){6}")
_NUMBER = re.compile(r"\d+(?:[a-z](?![a-z]))?")
_COVERED_SINGLE, _COVERED_LIST = 0.85, 0.75
_FEWEST_LISTS = 0.1
_INDEPENDENT = 0.6
_FEW_SINGLE, _SMALL_SET = 5, 20
_TOGETHER = 5
"""So many times must two parts of a list stand together, and never apart, to be one option with a semicolon in it."""
_SURELY_TOGETHER = 10
"""So often is it one option with a capital in it too ("Instagram, Threads"), unless all chose it, as in a ranking."""
_OWN_TEXT_ELSEWHERE = ("limesurvey", "kobo", "redcap", "spss")
"""Tools that write the text behind "other" in another column than the choice."""


@dataclass(frozen=True)
class Guess:
    """The kind of a column, the labels of its options, and whether some answers are none of them."""

    type: ItemType
    labels: tuple[str, ...] = ()
    other: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The options as they are compared."""
        return frozenset(map(key, self.labels))


OPEN, NUMBER = Guess(ItemType.OPEN), Guess(ItemType.NUMBER)


def texts_of(export: Export, index: int) -> list[str]:
    """The filled cells of a column as text; what the tool writes for "not shown" left out."""
    absent = frozenset(map(key, export.not_shown))
    found = (cell_text(row[index]) for row in export.rows)
    return [text for text in found if text and key(text) not in absent]


def texts_learnt(learnt: Export, export: Export, index: int) -> list[str]:
    """The texts from which a column is guessed: of one row for each person, and every usual answer of their others.

    Which of somebody's rows an import stores is not known here, and "weet niet" is nobody's own words.
    """
    texts = texts_of(learnt, index)
    known = set(map(key, texts))
    others = {key(text): text for text in texts_of(export, index) if key(text) not in known}
    return texts + [text for name, text in others.items() if name in KNOWN_ANSWERS or nothing(name)]


def guess_column(export: Export, texts: Sequence[str], shared: frozenset[str]) -> Guess:
    """What kind of question the column answers.

    Args:
        export: the file, for what its tool puts between choices and where it keeps free text.
        texts: the filled cells of the column as text.
        shared: options that neighbouring columns with the same labels have.
    """
    if not texts or all_dates(texts):
        return OPEN
    if (counted := numeric(texts) or scale_beside_words(texts)) is not None:
        return Guess(*counted)
    closed = export.tool in _OWN_TEXT_ELSEWHERE
    if (listed := _surely_lists(texts)) is not None:
        return listed
    whole = _options(texts, shared, closed=closed, covered=_COVERED_SINGLE)
    joined = _lists(export, texts, shared)
    if joined is not None and (whole is None or whole.other or _richer(joined, whole)):
        return joined
    return whole or OPEN


def _richer(joined: Guess, whole: Guess) -> bool:
    """True if the choices make up more answers than there are choices, as ticks do and labels do not."""
    return joined.type is ItemType.RANKING or len(whole.labels) >= len(joined.labels)


def _surely_lists(texts: Sequence[str]) -> Guess | None:
    """Microsoft Forms ends every list with a joiner; no other answer looks so."""
    if sum(text.endswith(";") for text in texts) < 0.9 * len(texts):
        return None
    cells = merged([parts(text, (";",)) for text in texts], _glue(texts), _TOGETHER)
    if len(cells) > 1 and same_set(cells):
        return Guess(ItemType.RANKING, tuple(dict.fromkeys(_display(cells).values())))
    chosen = _repeated(cells, frozenset())
    return Guess(ItemType.MULTIPLE, tuple(chosen.values()), other=_rest(cells, chosen)) if chosen else OPEN


def _glue(texts: Sequence[str]) -> str:
    """How an option with a semicolon in it is written: Microsoft Forms itself puts no blank behind its own."""
    return "; " if any("; " in text for text in texts) else ";"


def _lists(export: Export, texts: Sequence[str], shared: frozenset[str]) -> Guess | None:
    """Several choices in a cell, if some joiner takes the cells apart into choices that return."""
    for joiner in export.joiners or USUAL_JOINERS:
        if joiner == " " and not all(map(_NAMES_ONLY.fullmatch, texts)):
            continue
        cells = [parts(text, (joiner,)) for text in texts]
        if joiner != " ":  # names of variables hold no joiner
            cells = merged(cells, _glue(texts) if joiner == ";" else joiner)
        several = [cell for cell in cells if len(cell) > 1]
        if len(several) < max(2, _FEWEST_LISTS * len(cells)):
            continue
        if len(cells) > 2 and all(len(cell) > 2 for cell in cells) and same_set(cells):
            return Guess(ItemType.RANKING, tuple(dict.fromkeys(_display(cells).values())))
        chosen = _repeated(cells, shared)
        all_parts = [key(part) for cell in cells for part in cell]
        covered = sum(part in chosen for part in all_parts) >= _COVERED_LIST * len(all_parts)
        if covered and _plausible(chosen) and _independent(several, cells):
            return Guess(ItemType.MULTIPLE, tuple(chosen.values()), other=_rest(cells, chosen))
    return None


def _independent(several: Sequence[tuple[str, ...]], cells: Sequence[tuple[str, ...]]) -> bool:
    """True if most parts stand in other combinations too: in "Ja, soms" the "soms" never stands elsewhere."""
    sets = Counter(frozenset(map(key, cell)) for cell in cells)
    within: Counter[str] = Counter(part for combination in sets for part in combination)
    free = sum(all(within[key(part)] > 1 for part in cell) for cell in several)
    return free >= _INDEPENDENT * len(several)


def merged(cells: Sequence[tuple[str, ...]], glue: str = ", ", fewest: int = 3) -> list[tuple[str, ...]]:
    """The cells with an option that holds the joiner in one piece: parts always together, in small letters or often."""
    while (pair := _inseparable(cells, fewest)) is not None:
        cells = [_joined(cell, pair, glue) for cell in cells]
    return list(cells)


def _inseparable(cells: Sequence[tuple[str, ...]], fewest: int) -> tuple[str, str] | None:
    single = Counter(part for cell in cells for part in cell)
    pairs = Counter(pair for cell in cells for pair in pairwise(cell))
    for (first, second), times in pairs.items():
        one_option = second[:1].islower() or _SURELY_TOGETHER <= times < len(cells)
        if times >= fewest and times == single[first] == single[second] and one_option:
            return first, second
    return None


def _joined(cell: tuple[str, ...], pair: tuple[str, str], glue: str) -> tuple[str, ...]:
    for place in range(len(cell) - 1):
        if cell[place : place + 2] == pair:
            return (*cell[:place], glue.join(pair), *cell[place + 2 :])
    return cell


def _options(texts: Sequence[str], shared: frozenset[str], *, closed: bool, covered: float) -> Guess | None:
    """One choice per cell: the labels that return make up nearly all answers."""
    cells = [(text,) for text in texts]
    chosen = _with_same_form(cells, _repeated(cells, shared))
    returning = sum(key(text) in chosen for text in texts)
    if closed:
        chosen = _with_rare(cells, chosen, returning)
        returning = sum(key(text) in chosen for text in texts)
    if returning < covered * len(texts) or not _plausible(chosen):
        return None
    return Guess(ItemType.SINGLE, tuple(chosen.values()), other=_rest(cells, chosen))


def _with_same_form(cells: Sequence[tuple[str, ...]], chosen: Mapping[str, str]) -> dict[str, str]:
    """Also the labels seen once that differ from several that return in a number or a degree: "2C", "somewhat well"."""
    forms = Counter(_form(name) for name in chosen)
    rare = {name: label for name, label in _display(cells).items() if name not in chosen and forms[_form(name)] > 1}
    seen_once = Counter(map(_form, rare))
    fit = {
        name: label
        for name, label in rare.items()
        if seen_once[_form(name)] <= forms[_form(name)] and not is_personal(label)
    }
    return {**chosen, **fit}


def _form(name: str) -> str:
    """A label without its numbers and its degree: "2c" and "3a" have one form, "quite well" and "not well" another."""
    return _NUMBER.sub("#", degree(name)[1])


def _with_rare(cells: Sequence[tuple[str, ...]], chosen: Mapping[str, str], returning: int) -> dict[str, str]:
    """Also the labels seen once, where the tool keeps free text apart and few are rare among many answers."""
    everything = _display(cells)
    rare = everything.keys() - chosen.keys()
    few = len(rare) <= _FEW_SINGLE and len(everything) <= _SMALL_SET
    if few and returning >= 0.7 * len(cells) and not any(is_personal(everything[name]) for name in rare):
        return {name: label for name, label in everything.items() if name in chosen or name in rare}
    return dict(chosen)


def is_personal(label: str) -> bool:
    """True for what may be somebody's own words: an address, a telephone or national number, or a long text.

    "2024-2025" and "$50,000 - $99,999" are answers that a questionnaire offers.
    """
    return "@" in label or _LONG_NUMBER.search(label) is not None or len(label) > _LONGEST_LABEL


def _repeated(cells: Iterable[tuple[str, ...]], shared: frozenset[str]) -> dict[str, str]:
    """Key to label of what two or more people chose, or what is a usual answer; commonest first."""
    cells = list(cells)
    times = Counter(name for cell in cells for name in {key(part) for part in cell})
    display = _display(cells)
    return {
        name: display[name]
        for name, count in sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
        if (count > 1 or name in KNOWN_ANSWERS or name in shared or nothing(name)) and not is_personal(display[name])
    }


def _display(cells: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """The commonest spelling of every label."""
    spelt: dict[str, Counter[str]] = {}
    for cell in cells:
        for part in cell:
            spelt.setdefault(key(part), Counter())[" ".join(part.split())] += 1
    return {name: spellings.most_common(1)[0][0] for name, spellings in spelt.items()}


def _rest(cells: Iterable[tuple[str, ...]], chosen: Mapping[str, str]) -> bool:
    return any(key(part) not in chosen for cell in cells for part in cell)


def _plausible(chosen: Mapping[str, str]) -> bool:
    """Between one and forty options of a readable length."""
    return 0 < len(chosen) <= _MOST_OPTIONS and max(map(len, chosen.values())) <= _LONGEST_LABEL
