"""Mapping: an export under a survey becomes answers in codes.

Columns are linked to items only where that is sure (`monitor.intake.linking`), cells are read as codes
(`monitor.intake.coding`), and what was not shown is told from what was not answered
(`monitor.intake.routing`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from monitor.definition.model import ItemType, Survey
from monitor.intake.answers import Answers, Link, Proposal
from monitor.intake.choices import Choices
from monitor.intake.coding import code_item
from monitor.intake.export import Export, Finding
from monitor.intake.identifiers import unlinked_roles, unmask_items
from monitor.intake.linking import Crosswalk, link_columns, missing_items
from monitor.intake.proposals import proposals
from monitor.intake.routing import settle_routing


def map_export(
    export: Export, survey: Survey, *, mapping: Choices | None = None, crosswalk: Crosswalk | None = None
) -> Answers:
    """The answers of an export to a survey, with a role for every column; only what is sure is linked."""
    chosen = mapping or Choices()
    links, findings = link_columns(export, survey, crosswalk or {}, chosen)
    likely, proposed = proposals(export, survey, links, chosen)
    there = {link.item for link in links if link.item} | {proposal.item for proposal in likely}
    told = (*proposed, *findings, *missing_items(export, survey, there))
    links, exposed = unmask_items(export, survey, links)
    links, dropped = unlinked_roles(export, _open_as_text(links, survey))
    items = []
    coded: list[Finding] = []
    for item in survey.items:
        columns = [link for link in links if link.item == item.id and link.role != "identifier"]
        if columns:
            answers, seen = code_item(export, survey, item, columns, chosen.labels(item.id))
            items.append(answers)
            coded += seen
    settled, routed = settle_routing(export, survey, items)
    left = _but_for_proposed(dropped, likely)
    return Answers(export, survey, links, settled, (*told, *exposed, *left, *coded, *routed), likely)


def _but_for_proposed(dropped: Sequence[Finding], likely: Sequence[Proposal]) -> tuple[Finding, ...]:
    """What was left out, without the columns of which is told already that they are likely an item."""
    told = Counter(proposal.column.heading for proposal in likely)
    kept = []
    for finding in dropped:
        if finding.column is not None and told[finding.column]:
            told[finding.column] -= 1
        else:
            kept.append(finding)
    return tuple(kept)


def _open_as_text(links: tuple[Link, ...], survey: Survey) -> tuple[Link, ...]:
    """Columns of open items are free text: they belong to an item, but their text is never kept."""
    texts = {item.id for item in survey.items if item.type is ItemType.OPEN}
    return tuple(replace(link, role="free_text") if link.item in texts else link for link in links)
