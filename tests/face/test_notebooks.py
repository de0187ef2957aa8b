"""The notebooks run from top to bottom on the sample school, and use what anybody may use."""

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import monitor

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
pytestmark = pytest.mark.unmeasured
each_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


def cells(notebook: Path, kind: str) -> list[str]:
    read = json.loads(notebook.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in read["cells"] if cell["cell_type"] == kind]


@pytest.fixture(scope="module")
def with_sample(demo_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sample school stands where the notebooks look for it."""
    folder = tmp_path_factory.mktemp("notebooks")
    shutil.copytree(demo_workspace, folder / "voorbeeldschool")
    return folder


def shown(value: object) -> str:
    """What stands below a cell that ends with this value; a chart or table as the HTML that Jupyter asks for."""
    as_html = getattr(value, "_repr_html_", None)
    return str(as_html()) if as_html else repr(value)


def run(notebook: Path) -> list[Any]:
    """Run every cell in order in one namespace, as a kernel does; the values that cells end with."""
    names: dict[str, Any] = {"__name__": "__main__"}
    values = []
    for number, source in enumerate(cells(notebook, "code"), start=1):
        place = f"{notebook.name}, cell {number}"
        tree = ast.parse(source, place)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, place, "exec"), names)
        if isinstance(last, ast.Expr):
            values.append(eval(compile(ast.Expression(last.value), place, "eval"), names))
    return values


def test_there_are_five_of_them() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "01-van-export-tot-vrijgave",
        "02-resultaten-lezen-als-ouderraad",
        "03-jaren-vergelijken",
        "04-doelen-en-evaluatie",
        "05-uw-eigen-vragenlijst",
    ]


@each_notebook
def test_a_notebook_runs_and_shows_charts_and_tables(
    notebook: Path, with_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(with_sample)
    values = run(notebook)
    assert all(shown(value) for value in values)
    kinds = {type(value).__name__ for value in values}
    assert {"Chart", "DataFrame"} <= kinds
    assert not any(len(value) == 0 for value in values if type(value).__name__ == "DataFrame"), "an empty table"


def imports(source: str) -> Iterator[tuple[str, str]]:
    """Every module and name that is imported."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((f"{'.' * node.level}{node.module or ''}", alias.name) for alias in node.names)


@each_notebook
def test_a_notebook_imports_public_names_alone(notebook: Path) -> None:
    found = [one for source in cells(notebook, "code") for one in imports(source)]
    assert found
    assert [one for one in found if one[0] != "monitor" or one[1] not in monitor.__all__] == []


def test_other_imports_would_be_found() -> None:
    told = "from monitor.vault import x\nimport pandas as pd\ndef f():\n    from . import y\n"
    assert list(imports(told)) == [("monitor.vault", "x"), ("pandas", ""), (".", "y")]


@each_notebook
def test_no_output_is_stored_and_nothing_of_a_computer(notebook: Path) -> None:
    read = json.loads(notebook.read_text(encoding="utf-8"))
    assert (read["nbformat"], read["nbformat_minor"]) == (4, 5)
    assert read["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    code = [cell for cell in read["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)
    assert all(cell["metadata"] == {} for cell in read["cells"])
    ids = [cell["id"] for cell in read["cells"]]
    assert len(set(ids)) == len(ids)


@each_notebook
def test_links_between_notebooks_lead_somewhere(notebook: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", "\n".join(cells(notebook, "markdown")))
    assert targets
    assert [one for one in targets if not (FOLDER / one).resolve().exists()] == []


@each_notebook
def test_a_notebook_is_written_for_a_reader(notebook: Path) -> None:
    """A title, words before the first code, and short sentences; never the words of a statistician."""
    told = cells(notebook, "markdown")
    assert told[0].startswith("# ")
    first = json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["cell_type"]
    assert first == "markdown"
    prose = re.sub(r"^\|.*$|`[^`]*`|\]\([^)]*\)", "", "\n\n".join(told), flags=re.MULTILINE)
    sentences = re.split(r"(?<=[.?!:;])\s+|\n\n", prose)
    assert [one for one in sentences if len(one.split()) > 25] == []
    assert not re.search(r"significan|p-waarde|betrouwbaarheidsinterval|ranglijst", prose, re.IGNORECASE)
