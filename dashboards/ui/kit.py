"""The parts of the component kit that we use, without reading the two hundred that we do not.

`import dash_mantine_components` reads the module of each of its components: half a second in which nobody sees a page.
So its package is put together here from those that we use. It stands under the kit's own name, for Dash asks for the
version and the scripts of a kit under its name.
"""

import json
import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:  # the import contract sees by this who reads the kit
    import dash_mantine_components  # type: ignore[import-untyped]  # noqa: F401 - has no types; for the contract

NAME: Final = "dash_mantine_components"
USED: Final = ("Anchor", "ColorSchemeToggle", "MantineProvider", "SegmentedControl", "Select")
"""Components, each in a module of its own name."""

SCRIPT: Final = {"relative_package_path": f"{NAME}.js", "namespace": NAME}
"""All of the kit that a browser needs but charts and editors, of which we use none."""


def _kit() -> Any:
    """The kit's package with nothing in it but what we use.

    Raises:
        ModuleNotFoundError: the kit is not installed.
    """
    found = find_spec(NAME)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name=NAME)
    kit: Any = module_from_spec(found)  # its `__init__`, which reads everything, is not run
    told = Path(found.origin).with_name("package-info.json").read_text(encoding="utf-8")
    kit.__version__ = json.loads(told)["version"]  # as its `__init__` knows it
    kit._js_dist, kit._css_dist = [SCRIPT], []
    sys.modules[NAME] = kit
    for name in USED:
        setattr(kit, name, getattr(import_module(f"{NAME}.{name}"), name))
    return kit


dmc: Final[Any] = sys.modules.get(NAME) or _kit()
