"""Writes a definition as YAML; with `monitor.definition.load` the door to YAML."""

import io
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

_OTHERWISE_IN_1_1 = re.compile(
    r"(?:yes|no|on|off|y|n|=|<<)|[-+]?0b[01_]+|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|[-+]?\d[\d_,]*(?:\.[\d_]*)?",
    re.IGNORECASE,
)
"""What YAML 1.1, which many programs still read, takes for a truth, a number or a merge: quoted it is text."""


def dump_yaml(data: object) -> str:
    """The data as YAML in block style, keys in their order, long texts on one line; texts stay texts in YAML 1.1."""
    writer = YAML(typ="safe", pure=True)
    writer.Representer = _Careful
    writer.default_flow_style = False
    writer.representer.sort_base_mapping_type_on_output = False
    writer.allow_unicode = True
    writer.width = 100_000
    written = io.StringIO()
    writer.dump(data, written)
    return written.getvalue()


class OneLine(dict[str, Any]):
    """A mapping that is written on one line."""


def add_to_yaml(text: str, sections: Mapping[str, Mapping[str, object]], drop: Mapping[str, Iterable[str]]) -> str:
    """A YAML text with entries added at the end of its sections; everything else stays, comments too.

    Args:
        text: a mapping of sections, which are mappings themselves or empty.
        sections: what to add; into an entry that is a mapping already goes what it does not have yet.
        drop: the entries to take out.
    """
    editor = _editor()
    content = editor.load(text)
    for name, entries in sections.items():
        _add(content, name, entries)
    for name, headings in drop.items():
        for heading in headings:
            content[name].pop(heading, None)
    return _edited(editor, content)


Put = Mapping[tuple[str, str], object]
"""Path of an entry (section, key) to what it says."""
Drop = Iterable[tuple[str, ...]]
"""The paths of entries: two or three keys."""


def change_in_yaml(text: str, changes: Callable[[Mapping[str, object]], tuple[Put, Drop]]) -> str:
    """A YAML text with entries taken out, then others put in at the end of their sections; the rest stays.

    Args:
        text: a mapping of sections, which are mappings themselves or empty.
        changes: told the content, gives what to put in (into a mapping that is there goes what it does not have) and
            what to take out before; nothing to put leaves the text as it is.
    """
    editor = _editor()
    content = editor.load(text)
    put, drop = changes(content)
    for *around, last in drop:
        place = content
        for part in around:
            place = place[part]
        place.pop(last)
    for (name, key), entry in put.items():
        _add(content, name, {key: entry})
    return _edited(editor, content) if put else text


def _editor() -> YAML:
    editor = YAML(typ="rt", pure=True)
    editor.Emitter = _LongKeys
    editor.preserve_quotes = True
    editor.width = 100_000
    return editor


def _edited(editor: YAML, content: object) -> str:
    written = io.StringIO()
    editor.dump(content, written)
    return written.getvalue()


def _add(content: MutableMapping[str, Any], name: str, entries: Mapping[str, object]) -> None:
    if entries and not content.get(name):
        content[name] = CommentedMap()  # also instead of a section written as `{}`, to which no line can be added
    for key, entry in entries.items():
        there = content[name].get(key)
        if isinstance(there, MutableMapping) and isinstance(entry, Mapping):
            there.update({_quoted(one): to for one, to in entry.items() if one not in there})
        else:
            content[name][_quoted(key)] = _written(entry)


def _written(entry: object) -> object:
    if isinstance(entry, OneLine):
        line = CommentedMap(entry)
        line.fa.set_flow_style()
        return line
    return {_quoted(key): to for key, to in entry.items()} if isinstance(entry, Mapping) else entry


def _quoted(key: str) -> str:
    """A plain name as it is, a heading or a label in quotes: so that nothing in it is taken for YAML."""
    return key if re.fullmatch(r"[a-z_]\w*", key) else DoubleQuotedScalarString(key)


class _LongKeys(Emitter):
    """Writes a key of up to a thousand signs before its value on one line, as YAML allows."""

    MAX_SIMPLE_KEY_LENGTH = 1000


class _Careful(SafeRepresenter):
    """Puts quotes around a text that another version of YAML reads as something else."""

    def represent_text(self, text: str) -> ScalarNode:
        """The node of a text."""
        style = "'" if _OTHERWISE_IN_1_1.fullmatch(text) else None
        node: ScalarNode = self.represent_scalar("tag:yaml.org,2002:str", text, style=style)
        return node


_Careful.add_representer(str, _Careful.represent_text)
