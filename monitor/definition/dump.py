"""Writes a definition as YAML; with `monitor.definition.load` the door to YAML."""

import io

from ruamel.yaml import YAML


def dump_yaml(data: object) -> str:
    """The data as YAML in block style, keys in their order, long texts on one line."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.representer.sort_base_mapping_type_on_output = False
    writer.allow_unicode = True
    writer.width = 100_000
    written = io.StringIO()
    writer.dump(data, written)
    return written.getvalue()
