"""The papers say what the program does."""

import re
import subprocess
import sys
from pathlib import Path

from monitor.cli.app import command

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_command_line_page_is_printed_from_help() -> None:
    assert subprocess.run([sys.executable, "docs/print_cli.py", "--check"], cwd=ROOT).returncode == 0


def test_every_command_has_help_and_a_place_in_the_docs() -> None:
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")

    def walk(part: object, name: str) -> None:
        assert getattr(part, "help", None), name
        assert f"## `{name}`" in page
        for child, inner in getattr(part, "commands", {}).items():
            walk(inner, f"{name} {child}")

    walk(command(), "schoolklimaat")


def test_ci_runs_exactly_the_readme_test_command() -> None:
    commands = [line for line in README.splitlines() if line.startswith("python3 -m venv") and "pytest" in line]
    assert len(commands) == 1
    assert commands[0] in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_links_between_papers_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    runtime = text.split("dependencies = [", 1)[1].split("\n]\n", 1)[0]
    bare = [line for line in runtime.splitlines() if line.strip().startswith('"') and "#" not in line]
    assert bare == []


def test_every_dependency_is_pinned() -> None:
    pins = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line
    }
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = {name.lower() for name in re.findall(r'^    "([A-Za-z0-9._-]+)[><=\[]', text, flags=re.MULTILINE)}
    assert wanted - pins == set()
