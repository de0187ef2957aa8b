"""The Dutch verb of an indicator's sentence, once it is about one person in so many."""

import re
from typing import Final

_SINGULAR: Final = {
    "deden": "deed", "denken": "denkt", "durven": "durft", "gaan": "gaat", "hebben": "heeft", "kennen": "kent",
    "krijgen": "krijgt", "merkten": "merkte", "vinden": "vindt", "voelen": "voelt", "weten": "weet",
    "zagen": "zag", "zeggen": "zegt", "zijn": "is", "zouden": "zou",
}  # fmt: skip
_WITH_CLAUSE: Final = re.compile(r"^( die [^,]+, )(\w+)")
_AT_ONCE: Final = re.compile(r"^( )(\w+)")


def singular(rest: str) -> str:
    """What follows the people of a sentence, its verb in the singular: " zijn tevreden" is " is tevreden".

    A verb between the people and a comma belongs to them ("die gepest zijn,") and stays. An unknown verb stays too.
    """
    pattern = _WITH_CLAUSE if _WITH_CLAUSE.match(rest) else _AT_ONCE
    return pattern.sub(lambda found: found[1] + _SINGULAR.get(found[2], found[2]), rest, count=1)
