"""What coding has to say about answers that are no option of their item: how many and of which kind, never which.

`item` is what the item is called in a message.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from monitor.intake.answers import found
from monitor.intake.counted import told
from monitor.intake.export import Cell, Column, Export, Finding
from monitor.intake.normalise import cell_text
from monitor.intake.nothing import ORDER, Nothing, nothing
from monitor.texts import _, n_


def words_of(kind: Nothing) -> str:
    """A kind of no answer in words."""
    return {
        Nothing.DONT_KNOW: _("do not know"),
        Nothing.NO_OPINION: _("no opinion"),
        Nothing.PREFER_NOT: _("prefer not to say"),
        Nothing.NOT_APPLICABLE: _("not applicable"),
    }[kind]


def no_such_option(export: Export, item: str, kinds: Mapping[Nothing, int], column: Column) -> Iterator[Finding]:
    """The answers that say "weet ik niet" and the like to an item that has no option for it: by kind and number."""
    for kind in sorted(kinds, key=ORDER.index):
        exact, rough = told(
            lambda n: n_(
                'One answer says "{kind}", but item {item} has no such option. It was kept apart: counted as not '
                "recognised, not as an answer.",
                '{count} answers say "{kind}", but item {item} has no such option. They were kept apart: counted as '
                "not recognised, not as an answer.",
                n,
            ),
            kinds[kind],
            {"kind": words_of(kind), "item": item},
        )
        advice = _("Was it offered? Then give the item an option for it.")
        finding = found(export, "warning", "W-NO-SUCH-OPTION", f"{exact} {advice}", column)
        yield replace(finding, rough=f"{rough} {advice}")


def borrowed_option(
    export: Export, item: str, borrowed: frozenset[Nothing], counts: Iterable[tuple[Cell, int]], column: Column
) -> Iterator[Finding]:
    """The answers that were counted under an option of the same weight with other words (`borrowed` kinds)."""
    kinds: Counter[Nothing] = Counter()
    for cell, often in counts if borrowed else ():
        if (kind := nothing(cell_text(cell))) is not None and kind in borrowed:
            kinds[kind] += often
    for kind in sorted(kinds, key=ORDER.index):
        exact, rough = told(
            lambda n: n_(
                'One answer says "{kind}"; it was counted under the option of item {item} that means as much.',
                '{count} answers say "{kind}"; they were counted under the option of item {item} that means as much.',
                n,
            ),
            kinds[kind],
            {"kind": words_of(kind), "item": item},
        )
        yield replace(found(export, "info", "I-SAME-KIND", exact, column), rough=rough)


def unknown_answers(export: Export, item: str, count: int, column: Column) -> Iterator[Finding]:
    """The answers that are no option and say nothing that every questionnaire says."""
    if count:
        exact, rough = told(
            lambda n: n_(
                "One answer is not an option of item {item}. It was counted as not recognised.",
                "{count} answers are not an option of item {item}. They were counted as not recognised.",
                n,
            ),
            count,
            {"item": item},
        )
        yield replace(found(export, "warning", "W-UNKNOWN-ANSWERS", exact, column), rough=rough)


def others_beside_exclusive(export: Export, item: str, count: int) -> Iterator[Finding]:
    """The people who ticked "none of these" and something else as well."""
    if count:
        exact, rough = told(
            lambda n: n_(
                'One respondent ticked an option of item {item} that excludes the others ("none of these") and others '
                "too; the others were kept.",
                '{count} respondents ticked an option of item {item} that excludes the others ("none of these") and '
                "others too; the others were kept.",
                n,
            ),
            count,
            {"item": item},
        )
        yield replace(found(export, "warning", "W-EXCLUSIVE", exact), rough=rough)
