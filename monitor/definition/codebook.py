"""How answers are written as small integers: the columns of the vault and of the tally.

Every column is int8. 0 is "no answer" in all of them. An item with one answer has one column, named by the
item: option codes 1..m in the order shown, and m + 1 for "not shown by routing". A multiple-choice item has a
column per option, named `item:option`: 1 not ticked, 2 ticked, 3 not shown. A ranking has a column per option
too: 1..m the place it was given, m + 1 not shown. Open items and bare numbers are not stored.
"""

from dataclasses import dataclass

from monitor.definition.model import Item, ItemType, Survey

NO_ANSWER = 0
NOT_TICKED, TICKED = 1, 2


@dataclass(frozen=True)
class CodeColumn:
    """One int8 column: the item it belongs to, its option (multiple choice, ranking), its number of answers."""

    name: str
    item: str
    option: str | None
    answers: int

    @property
    def not_shown(self) -> int:
        """The code of "not shown by routing"."""
        return self.answers + 1


def columns_of(item: Item) -> tuple[CodeColumn, ...]:
    """The columns in which the answers to an item are kept."""
    size = len(item.options)
    match item.type:
        case ItemType.SINGLE | ItemType.LIKERT:
            return (CodeColumn(item.id, item.id, None, size),)
        case ItemType.MULTIPLE:
            return tuple(CodeColumn(f"{item.id}:{code}", item.id, code, TICKED) for code in item.codes())
        case ItemType.RANKING:
            return tuple(CodeColumn(f"{item.id}:{code}", item.id, code, size) for code in item.codes())
        case _:
            return ()


def codebook(survey: Survey) -> tuple[CodeColumn, ...]:
    """All columns of a survey, in the order of its items."""
    return tuple(column for item in survey.items for column in columns_of(item))
