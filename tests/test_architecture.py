"""The house stays small and tidy."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONG_BUT_ONE_THING: dict[str, int] = {}
"""Files over 300 lines, with their length; the list may only shrink."""


def tracked(pattern: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", pattern], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def test_no_file_is_long() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked("*.py")
    }
    assert {name: n for name, n in lengths.items() if n > max(300, LONG_BUT_ONE_THING.get(name, 0))} == {}


def test_every_exception_from_a_rule_has_its_reason() -> None:
    silent = re.compile(r"# (noqa|type: ignore)(\S*)\s*(#|-)?\s*$|pragma: no cover\s*$", flags=re.MULTILINE)
    found = [
        path.name
        for path in tracked("*.py")
        if silent.search(path.read_text(encoding="utf-8")) and path != Path(__file__)
    ]
    assert found == []


def test_no_download_address_and_no_path_of_a_machine() -> None:
    address = re.compile(r"https?://[^ )\"]*(/simpl[e]/|\.wh[l]|\.tg[z]|\.de[b])|--(extra-)?index-ur[l]|--find-link[s]")
    for path in tracked("*"):
        if path.suffix in {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ""}:
            assert not address.search(path.read_text(encoding="utf-8")), path
