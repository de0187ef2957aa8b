"""Proposals: columns that are likely an item, and are not linked until a person says yes.

A heading that nearly reads as the question, or a tool's own code with other words beside it. Whether the answers of the
column are those of the item counts too: a column of other answers is a weak proposal, or none.
"""

from collections.abc import Iterator, Sequence

from monitor.definition.called import called
from monitor.definition.model import Item, Survey
from monitor.intake.answers import Link, Proposal, found
from monitor.intake.choices import Choices
from monitor.intake.export import Column, Export, Finding
from monitor.intake.identifiers import kind_of
from monitor.intake.linking import SURE, beside_code, slug
from monitor.intake.normalise import key
from monitor.intake.strangers import fit
from monitor.texts import _

ALIKE = 82.0
"""The similarity (0..100, rapidfuzz token_sort_ratio) from which a heading is worth proposing."""
BY_CODE_ALONE = 0.7
"""How likely a column is the item whose code it has, with other words beside the code."""
WORTH_SAYING = 0.4


def proposals(
    export: Export, survey: Survey, links: Sequence[Link], chosen: Choices
) -> tuple[tuple[Proposal, ...], tuple[Finding, ...]]:
    """The likely item of every column that was not linked and that nobody decided about, and a finding for each."""
    linked = {link.item for link in links}
    free = [item for item in survey.items if item.id not in linked]
    likely = tuple(
        proposal
        for link in links
        if _is_open(export, link, chosen)
        if (proposal := _likeliest(export, survey, link.column, free)) is not None
    )
    return likely, tuple(_told(export, survey, proposal) for proposal in likely)


def _is_open(export: Export, link: Link, chosen: Choices) -> bool:
    if link.item or link.role in ("metadata", "identifier") or key(link.column.heading) in chosen.headings:
        return False
    return kind_of(export, link) is None


def _likeliest(export: Export, survey: Survey, column: Column, free: Sequence[Item]) -> Proposal | None:
    found_ = [
        Proposal(column, item.id, round(alike * (0.5 + 0.5 * fit(export, survey, item, column)), 2))
        for item, alike in _alike(survey, column, free)
    ]
    best = max(found_, key=lambda one: one.certainty, default=None)
    return best if best is not None and best.certainty >= WORTH_SAYING else None


def _alike(survey: Survey, column: Column, free: Sequence[Item]) -> Iterator[tuple[Item, float]]:
    """The items that the heading may mean, and how likely by the words or the code alone: below `SURE`."""
    from rapidfuzz import fuzz

    texts = {key(text) for text in (column.heading, column.question, column.part or "", _whole(column)) if key(text)}
    for item in free:
        wordings = [key(text) for text in survey.wordings(item.text)]
        alike = max((fuzz.token_sort_ratio(text, ours) for text in texts for ours in wordings), default=0.0)
        if alike >= ALIKE:
            yield item, min(alike / 100, 1.0) * (SURE - 0.01)
        elif column.code and slug(column.code) == slug(item.id) and beside_code(column, item):
            yield item, BY_CODE_ALONE


def _whole(column: Column) -> str:
    return f"{column.question} [{column.part}]" if column.part else column.question


def _told(export: Export, survey: Survey, proposal: Proposal) -> Finding:
    message = _(
        'The heading "{heading}" looks like item {item}, but is not the same ({certainty} % sure); nothing was linked. '
        "If it is that item, say so in the mapping file: write `link: yes` beside it."
    ).format(
        heading=proposal.column.heading,
        item=called(survey, proposal.item),
        certainty=round(100 * proposal.certainty),
    )
    return found(export, "warning", "W-PROPOSAL", message, proposal.column)
