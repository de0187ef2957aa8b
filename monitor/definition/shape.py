"""Fits a YAML file into the shape of a model, telling every place where it does not fit.

Pydantic names every fault, but gives no value when there is one. So the places with a fault are cut out and
the rest is fitted again: then the cross-checks see the rest, and a person sees all faults in one go.
"""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.definition.faults import Path, Problem, not_known
from monitor.texts import _

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Fitted(Generic[Model]):
    """What fits of a file, the problems of what does not, and the names that stood in the parts cut out."""

    value: Model | None
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    kept: Mapping[Path, list[int]] = field(default_factory=dict)

    def original(self, path: Path) -> Path:
        """The path in the file of a path in the fitted value (list places shift when an element is cut)."""
        return _original(path, self.kept)


def fit(data: Any, model: type[Model], check: Callable[[Any], Model] | None = None) -> Fitted[Model]:
    """The part of a file's content that fits the model, with every problem of the rest.

    `check` fits the content otherwise than as JSON, for a file with values that JSON does not have.
    """
    check = check or (lambda content: model.model_validate_json(json.dumps(content)))
    rest, kept = copy.deepcopy(data), dict[Path, list[int]]()
    found: dict[Path, Problem] = {}
    broken: set[str] = set()
    while True:  # each round cuts something out, so the file runs out of faults
        try:
            value = check(rest)
        except ValidationError as error:
            cuts = _collect(error, model, rest, kept, found)
            if () in cuts:
                break
            for cut in sorted(cuts, key=_deepest_and_last_first, reverse=True):
                broken.update(_names({str(cut[-1]): _cut(rest, cut, kept)}))
        else:
            return Fitted(value, tuple(found.values()), frozenset(broken), kept)
    return Fitted(None, tuple(found.values()), frozenset(broken), kept)


def _collect(
    error: ValidationError,
    model: type[BaseModel],
    rest: Any,
    kept: Mapping[Path, list[int]],
    found: dict[Path, Problem],
) -> set[Path]:
    """Add the problems that are new, and say which parts to cut out before the next round."""
    cuts = set[Path]()
    for detail in error.errors(include_url=False):
        path = _reached(rest, detail)
        where = _original(path, kept)
        if not any(_overlap(where, known) for known in found):
            found[where] = Problem(where, _words(detail, model, path))
        cuts.add(path[:-1] if detail["type"] == "missing" else path)
    return cuts


def _reached(data: Any, detail: ErrorDetails) -> Path:
    """The place in the data that an error is about: pydantic also names keys that only it sees.

    It adds `[key]` for a key itself, `nl` for a bare string that stands for Dutch words, and the name under which a
    model gathers tables of a person's own names.
    """
    path: Path = ()
    for part in detail["loc"]:
        places = data if isinstance(data, dict) else dict(enumerate(data)) if isinstance(data, list) else {}
        if part in places:
            data = places[part]
            path = (*path, part)
    return (*path, detail["loc"][-1]) if detail["type"] == "missing" else path


def _overlap(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _original(path: Path, kept: Mapping[Path, list[int]]) -> Path:
    original: Path = ()
    for part in path:
        places = kept.get(original) if isinstance(part, int) else None
        original = (*original, places[int(part)] if places and int(part) < len(places) else part)
    return original


def _deepest_and_last_first(path: Path) -> list[str]:
    return [str(part).zfill(9) for part in path]


def _cut(data: Any, path: Path, kept: dict[Path, list[int]]) -> Any:
    """Take the value at a path out of the data, and remember which list places stay."""
    around = data
    for part in path[:-1]:
        around = around[part]
    place = path[-1]
    if isinstance(around, list) and isinstance(place, int):
        kept.setdefault(_original(path[:-1], kept), list(range(len(around)))).pop(place)
    return around.pop(place)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)
    elif isinstance(value, str):
        yield value


def _unknown_key(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    return not_known(str(path[-1]), _keys_at(model, detail["loc"][:-1]))


def _missing(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    return _('The key "{key}" must be here. Add it.').format(key=path[-1])


def _one_of(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    expected = str(detail["ctx"]["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
    return not_known(str(detail["input"]), expected)


def _pattern(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    return _('"{found}" is not allowed here. Allowed is text of the form {pattern}.').format(
        found=detail["input"], pattern=_EXAMPLES.get(detail["ctx"]["pattern"], detail["ctx"]["pattern"])
    )


def _own_words(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    return str(detail["msg"])


def _bound(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    bounds = detail["ctx"]
    if "ge" in bounds:
        return _("{found} is too low. Use {bound} or more.").format(found=detail["input"], bound=bounds["ge"])
    return _("{found} is too high. Use {bound} or less.").format(found=detail["input"], bound=bounds["le"])


def _too_short(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    return _("This is empty. Write something here, or leave the key out.")


def _too_long(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    return _("This is too long. At most {n} are allowed.").format(n=detail["ctx"]["max_length"])


def _kind(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    return _("Found {found}; allowed is {kind}. Change it.").format(
        found=_found(detail["input"]), kind=_kinds().get(detail["type"], _("another kind of value"))
    )


def _kinds() -> dict[str, str]:
    mapping, whole, listing = _("a group of keys"), _("a whole number"), _("a list")
    day = _("a date such as {day}").format(day="2025-10-21")
    return {
        "date_type": day,
        "date_parsing": day,
        "string_type": _("text (put it in quotes)"),
        "int_type": whole,
        "int_from_float": whole,
        "float_type": _("a number"),
        "bool_type": _("true or false"),
        "tuple_type": listing,
        "list_type": listing,
        "dict_type": mapping,
        "model_type": mapping,
        "model_attributes_type": mapping,
    }


def _found(value: Any) -> str:
    match value:
        case None:
            return _("nothing")
        case dict():
            return _("a group of keys")
        case list():
            return _("a list")
        case bool():
            return f'"{str(value).lower()}"'
        case _:
            return f'"{str(value)[:60]}"'


_EXAMPLES = {r"^20\d\d-20\d\d$": "2025-2026"}
"""Forms that are clearer by an example."""
OWN_WORDS = "own_words"
"""The type of an error that says itself, in the reader's language, what is allowed."""
_WORDS: dict[str, Callable[[ErrorDetails, type[BaseModel], Path], str]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _one_of,
    "enum": _one_of,
    "string_pattern_mismatch": _pattern,
    "greater_than_equal": _bound,
    "less_than_equal": _bound,
    "too_short": _too_short,
    "string_too_short": _too_short,
    "string_too_long": _too_long,
    "too_long": _too_long,
    OWN_WORDS: _own_words,
}


def _words(detail: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    return _WORDS.get(detail["type"], _kind)(detail, model, path)


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a place in the file may hold, from the JSON Schema of the model."""
    schema = model.model_json_schema()
    node: Any = schema
    for part in path:
        node = _plain(node, schema)
        inner = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
        node = inner if inner is not None else node.get("additionalProperties", node.get("patternProperties", {}))
    return list(_plain(node, schema).get("properties", {}))


def _plain(node: Any, schema: Any) -> Any:
    """A schema node without references and without the alternative of being absent."""
    while "$ref" in node or "anyOf" in node:
        node = (
            schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
            if "$ref" in node
            else next(choice for choice in node["anyOf"] if choice.get("type") not in ("null", "string"))
        )
    return node
