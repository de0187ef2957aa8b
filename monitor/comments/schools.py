"""Schools: the name of the school itself, and of others where the comment says that it is one."""

import re
from collections.abc import Iterator, Sequence

from monitor.comments.plain import bare, plain

_KIND = (
    r"(?:basisschool|gemeenteschool|kleuterschool|lagere school|school|gbs|vbs|bs|obs|cbs|rkbs|college|lyceum|atheneum"
    r"|instituut|sbo|mpi|scholengroep|koepel|stichting)"
)
_SAINTLY = r"(?:De|Het|'t|Den|Sint|St\.?|O\.?L\.?V\.?)"
_PROPER = r"[A-Z][\w'-]{2,30}"
_NAMED = re.compile(rf"(?<!\w)(?i:{_KIND})\s(?P<name>{_SAINTLY}[ -]{{1,2}}{_PROPER}(?:[ -]{_PROPER}){{0,3}})")
_SAINT = re.compile(rf"(?<!\w)(?:[Ss]int|[Ss]t\.?)[ -]{_PROPER}|(?<!\w)(?:sint|st)-[a-z][\w'-]{{2,30}}")
_GENERIC = frozenset(
    ("basisschool", "school", "vrije", "gemeentelijke", "gbs", "vbs", "bs", "obs", "cbs", "rkbs", "college", "lyceum")
)


def found_school(text: str, school: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of every name of a school."""
    for expression in filter(None, map(_expression, school)):
        for match in expression.finditer(text):
            yield match.start(), match.end(), "school"
    for match in _NAMED.finditer(text):
        yield match.start("name"), match.end("name"), "school"
    for match in _SAINT.finditer(text):
        yield match.start(), match.end(), "school"


def _expression(name: str) -> re.Pattern[str] | None:
    """The name without the general words before it, in any case and with any blank or hyphen."""
    words = [word for word in re.findall(r"[^\W_]+", plain(name).text) if bare(word) not in _GENERIC]
    if not any(len(word) > 2 for word in words):
        return None
    return re.compile(r"(?<!\w)" + r"[\W_]{1,3}".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
