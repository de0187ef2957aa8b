"""Renews what is derived from the definitions: `python -m monitor.definition.publish`.

The JSON Schemas that editors use, and the fingerprints of new item versions. Refuses when an item changed
under the same version.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from monitor.definition.library import surveys
from monitor.definition.model import Survey
from monitor.definition.schema import FILES, schema_text
from monitor.definition.versions import lock_path, read_lock, version_faults, with_new_versions
from monitor.errors import DefinitionRefused
from monitor.shipped import surveys_folder
from monitor.texts import _


def publish_schemas(folder: Path) -> None:
    """Write the JSON Schema of every kind of definition file into a folder."""
    folder.mkdir(exist_ok=True)
    for name in FILES:
        (folder / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")


def publish_versions(all_surveys: Iterable[Survey], path: Path) -> None:
    """Add the fingerprints of new item versions to the lock file.

    Raises:
        DefinitionRefused: an item changed under the same version, or skips one.
    """
    asked, lock = tuple(all_surveys), read_lock(path)
    faults = tuple(version_faults(asked, lock))
    if faults:
        raise DefinitionRefused("\n".join(faults), remedy=_("Change the version of these items, then try again."))
    grown = with_new_versions(asked, lock)
    path.write_text(json.dumps(grown, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def publish() -> None:
    """Renew the schemas and the versions of the surveys that come with the program."""
    publish_versions(surveys(), lock_path())
    publish_schemas(surveys_folder() / "schema")


if __name__ == "__main__":
    publish()
