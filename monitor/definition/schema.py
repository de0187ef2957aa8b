"""JSON Schemas of the definition files, so that editors complete keys and underline faults.

Made from the same models that the loader uses, so that they allow the same keys. Rules between
parts of a file (`monitor.definition.check`) are not in them.
"""

import json
from typing import Any

from pydantic import BaseModel

from monitor.definition.perspectives import PerspectivesFile
from monitor.definition.source import BenchmarkFile, CommonFile, DerivedScalesFile, IndicatorFile, SurveyFile

FILES: dict[str, type[BaseModel]] = {
    "survey": SurveyFile,
    "common": CommonFile,
    "indicators": IndicatorFile,
    "benchmarks": BenchmarkFile,
    "scales": DerivedScalesFile,
    "perspectives": PerspectivesFile,
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of definition file: `survey`, `common`, ..."""
    made: dict[str, Any] = _closed(FILES[name].model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _closed(node: Any) -> Any:
    """The schema, refusing names of the wrong form as the loader does; pydantic leaves these open."""
    if isinstance(node, list):
        return [_closed(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(inner) for key, inner in node.items()}
    return {**closed, "additionalProperties": False} if "patternProperties" in closed else closed


def schema_text(name: str) -> str:
    """The schema as it is published in `surveys/schema/<name>.schema.json`."""
    return json.dumps(schema(name), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
