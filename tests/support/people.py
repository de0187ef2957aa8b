"""People who answered the small questionnaire of `dialects`, drawn with a seed."""

import datetime as dt
import random

from tests.support.dialects import Person

YEAR, WAVE = "2025-2026", "proef_2025-2026"
_MONDAY = dt.datetime(2025, 10, 6, 8, 0, 11)


def people(count: int, *, seed: int = 1, day: int = 0, pause: int = 4) -> list[Person]:
    """So many people, of whom every seventh did not finish, or only tried it out."""
    dice = random.Random(seed)
    begun = _MONDAY + dt.timedelta(days=day)
    return [
        Person(
            number=n,
            started=begun + dt.timedelta(minutes=pause * n + dice.randrange(3), seconds=dice.randrange(60)),
            safe=dice.randrange(5),
            helped=dice.randrange(1, 3),
            ticks=tuple(tick for tick in (1, 2, 3) if dice.random() < 0.4),
            text=dice.choice(["", "", "meer toezicht op het plein", f"een idee {n}"]),
            group=dice.choice(["1A", "1B"]),
            state=("", "", "", "", "", "incomplete", "test")[n % 7],
        )
        for n in range(1, count + 1)
    ]
