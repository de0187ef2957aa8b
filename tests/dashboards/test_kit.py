"""What `serve` reads in before it answers: of the component kit what is used, and nothing that only others need."""

import ast
import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from dashboards.ui import kit
from monitor.disclosure.release_file import write_release
from monitor.workspace import make_workspace

PACKAGE = Path(find_spec(kit.NAME).origin).parent
UNNEEDED = (
    "pandas", "scipy", "babel", "rich", "openpyxl", "pyarrow", "sqlalchemy", "highspy", "fsspec", "pyspark", "authlib",
    "monitor.network.settings", "monitor.report.year_file", "monitor.disclosure.attack",
)  # fmt: skip
"""Libraries, and of our own what only a network, a document or the end of a wave needs."""

STARTED = """
import sys
from pathlib import Path
from monitor.cli.app import command
from monitor.cli.opening import opened_either
from dashboards.server import Folder, serve
from dashboards.app import create_app
from monitor.results import Results
command()
empty, school = map(Path, sys.argv[1:])
opened_either(empty)
client = create_app(Results.of([])).server.test_client()
page = client.get("/", headers={"Host": "localhost"}).text
print(*[script for script in page.split('"') if "dash_mantine_components" in script and script.endswith(".js")])
print(*sys.modules)
assert Folder(school).results().releases
print(*sys.modules)
"""


def test_the_kit_has_what_is_used_and_no_more():
    asked = {found for file in Path("dashboards/ui").glob("*.py") for found in asked_of_the_kit(file)}
    assert asked == set(kit.USED)
    assert all(getattr(kit.dmc, name).__name__ == name for name in kit.USED)


def asked_of_the_kit(file):
    return re.findall(r"\bdmc\.(\w+)", file.read_text(encoding="utf-8"))


def test_the_kit_is_what_it_says_that_it_is():
    told = json.loads((PACKAGE / "package-info.json").read_text(encoding="utf-8"))
    assert kit.dmc.__version__ == told["version"]
    assert (PACKAGE / kit.SCRIPT["relative_package_path"]).is_file()


def test_what_is_used_stands_in_the_script_of_the_kit():
    """The kit loads some of its components in scripts of their own, which it would have to name."""
    apart = next(
        ast.literal_eval(each.value)
        for each in ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "async_resources"
    )
    assert len(apart) > 10
    assert not set(apart) & set(kit.USED)


def test_serve_reads_in_nothing_that_the_first_page_does_not_need(results, tmp_path):
    workspace = make_workspace(tmp_path, "De Linde")
    release = results.releases[-1]
    write_release(workspace.releases_folder / release.manifest.wave, release)
    script, modules, with_numbers = subprocess.run(
        [sys.executable, "-c", STARTED, tmp_path, workspace.releases_folder], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    read = set(modules.split())
    assert re.fullmatch(r"/_dash-component-suites/dash_mantine_components/dash_mantine_components\.v[\w.]+\.js", script)
    of_kit = {name.rpartition(".")[2] for name in read if name.startswith(f"{kit.NAME}.")}
    assert of_kit == set(kit.USED)
    assert read & set(UNNEEDED) == set()
    assert set(with_numbers.split()) & set(UNNEEDED) == {"pyarrow"}
