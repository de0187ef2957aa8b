"""What an item is called in a message: its id, and the beginning of its question for whoever knows no ids."""

from monitor.definition.model import Item, Survey

LONGEST = 60
"""Signs of a question in a message; the message is about something else."""


def called(survey: Survey, item: Item | str, longest: int = LONGEST) -> str:
    """An item with its question, cut after a word if it is long: `kl_veilig ("Mijn kind voelt zich veilig …")`.

    An id that the survey does not have (it had it in an earlier year) stands alone.
    """
    asked = item if isinstance(item, Item) else next((one for one in survey.items if one.id == item), None)
    if asked is None:
        return str(item)
    text = shortened(survey.say(asked.text), longest)
    return f'{asked.id} ("{text}")' if text else asked.id


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut after a word with an ellipsis if it has more signs than `longest`."""
    line = " ".join(text.split()).replace('"', "'")
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    whole = cut.rpartition(" ")[0] if line[longest - 1] != " " else cut
    return f"{(whole or cut).rstrip(' ,;:')} …"
