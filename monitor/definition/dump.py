"""Writes a definition as YAML; with `monitor.definition.load` the door to YAML."""

import io
import re

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

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


class _Careful(SafeRepresenter):
    """Puts quotes around a text that another version of YAML reads as something else."""

    def represent_text(self, text: str) -> ScalarNode:
        """The node of a text."""
        style = "'" if _OTHERWISE_IN_1_1.fullmatch(text) else None
        node: ScalarNode = self.represent_scalar("tag:yaml.org,2002:str", text, style=style)
        return node


_Careful.add_representer(str, _Careful.represent_text)
