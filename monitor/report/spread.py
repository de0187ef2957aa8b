"""From the spread of answers over the options of an item to the bars that show it."""

from collections.abc import Iterable, Sequence

from monitor.report.figures import AnswerRow, Bit, LegendEntry, Role
from monitor.report.words import answers
from monitor.results import Distribution, Item, Part
from monitor.texts import _

THREE = 3


def has_sides(item: Item) -> bool:
    """Whether the answers stand for and against, or more and less often: then bars can diverge."""
    return bool(item.favourable or item.cutoffs)


def answer_row(label: str, item: Item, spread: Distribution, locale: str) -> AnswerRow:
    """The bar of one group or year; hidden ones keep their label and say why."""
    if spread.n is None:
        return AnswerRow(label, spread.reason.text if spread.reason else "")
    shown = [part for part in spread.parts if part.share is not None]
    placed = roles(item, shown)
    ordered = reversed(shown) if _best_first(item) else shown
    bits = tuple(Bit(part.label, part.share or 0.0, placed[part.options]) for part in ordered)
    return AnswerRow(label, answers(spread.n, locale), bits)


def roles(item: Item, parts: Sequence[Part]) -> dict[tuple[str, ...], Role]:
    """The side and the strength of each part: the outermost of several on one side is the strong one.

    Three against, as on a frequency scale, are three steps: no two neighbours look alike.
    """
    sides = {part.options: _side(item, part) for part in parts}
    ordered = list(reversed(parts)) if _best_first(item) else list(parts)
    against = [part.options for part in ordered if sides[part.options] == "against"]
    in_favour = [part.options for part in ordered if sides[part.options] == "for"]
    strong: dict[tuple[str, ...], Role] = dict.fromkeys(against[: len(against) // 2], "strong-against")
    strong |= dict.fromkeys(against[1:2] if len(against) == THREE else (), "midway-against")
    strong |= dict.fromkeys(in_favour[(len(in_favour) + 1) // 2 :], "strong-for")
    return {options: strong.get(options, side) for options, side in sides.items()}


def _side(item: Item, part: Part) -> Role:
    match part.tone:
        case "dont_know":
            return "unknown"
        case "neutral":
            return "middle"
        case "favourable":
            return "for"
        case "plain" if item.cutoffs:
            return "against" if part.options[0] in item.reached(steered(item)) else "for"
    return "against" if part.tone in ("unfavourable", "mixed") else "for"


def steered(item: Item) -> str:
    """The cut-off of a frequency scale that parts its two sides."""
    return "regelmatig" if "regelmatig" in item.cutoffs else next(iter(item.cutoffs))


def _best_first(item: Item) -> bool:
    """Whether the questionnaire puts the favourable answers first ("ja", "nee"); bars put them last."""
    if item.cutoffs:
        return True
    codes = item.substantive
    return bool(item.favourable) and codes[0] in item.favourable


def legend(item: Item, spreads: Iterable[Distribution]) -> tuple[LegendEntry, ...]:
    """The answers in the order of the bars, each with its role; what stands apart comes last."""
    found: dict[str, Role] = {}
    for spread in spreads:
        shown = [part for part in spread.parts if part.share is not None]
        placed = roles(item, shown)
        for part in reversed(shown) if _best_first(item) else shown:
            found.setdefault(part.label, placed[part.options])
    apart = ("middle", "unknown")
    ordered = sorted(found.items(), key=lambda entry: (entry[1] in apart, entry[1] == "unknown"))
    return tuple(LegendEntry(label, role) for label, role in ordered)


def hidden_groups(labels: Sequence[str]) -> str:
    """Which groups are not shown."""
    if not labels:
        return ""
    return _("Too few answers to show: {groups}.").format(groups=", ".join(labels))
