"""An export with words in it that nobody may find anywhere afterwards."""

import random
from pathlib import Path

from monitor.definition import library
from tests.support.files import answers_file, read_rows, write_csv

SURVEY = library.survey("ouders")
FILE = "export van juf Hildegonde Vercruyssen.csv"
"""Its name, which a message may repeat and nothing may keep."""
_HELP = SURVEY.say(SURVEY.item("hulp_gepest").text)
_KNOWN = SURVEY.say(SURVEY.item("hulp_gepest").options[0].label)
_OPEN = SURVEY.say(SURVEY.item("slot_beter").text)


def planted_file(folder: Path, people: int, *, when: str = "2025-10-06", seed: int = 1) -> tuple[Path, list[str]]:
    """Answers of so many people, with names, addresses, telephones, comments and rare answers; and what was planted."""
    dice = random.Random(f"{when} {seed}")
    headings, rows = read_rows(answers_file(folder / FILE, people, when=when))
    planted: list[str] = []

    def plant(word: str) -> str:
        planted.append(word)
        return word

    for row in rows:
        number = dice.randrange(10**6, 10**7)
        row[1] = plant(f"wendelien.{number}@gezin.example.org")
        row[4] = plant(f"liever bij nonkel {number} in Zoersel") if number % 5 == 0 else row[4]
        row += [
            plant(f"Quirijn Oğuzhan {number}"),
            plant(f"198.51.{dice.randrange(100, 256)}.{dice.randrange(100, 256)}"),
            plant(f"0478 {number}"),
            plant(f"Bel de mama van Chukwuemeka op het nummer {number}."),
            f"{_KNOWN};{plant(f'de imker van de straat, huis {number}')}",
        ]
    more = ["Naam", "IP-adres", "Telefoonnummer", _OPEN, _HELP]
    return write_csv(folder / FILE, [*headings, *more], rows), planted
