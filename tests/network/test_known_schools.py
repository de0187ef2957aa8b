"""Which schools a network has, for its accounts: asked while it is served, so what changes counts at once."""

import os
from pathlib import Path

import pytest

from monitor.disclosure.release_file import MANIFEST
from monitor.network.known import KnownSchools
from monitor.workspace import SETTINGS
from tests.support.networks import make_network


def test_a_school_is_known_by_its_releases_or_by_its_region_until_both_are_gone(tmp_path: Path) -> None:
    network, _dataset = make_network(tmp_path)
    known, settings = KnownSchools(network), network.root / SETTINGS
    released = network.releases_of("wilg") / "ouders_2025-2026"
    released.mkdir(parents=True)
    assert not known.has("wilg"), "a folder without a release"
    assert "wilg" not in known.named()
    (released / MANIFEST).touch()
    assert [code for code in ("eik", "beuk", "linde", "wilg", "berk", "") if known.has(code)] == [
        "eik", "beuk", "linde", "wilg"
    ]  # fmt: skip
    assert known.named() == {"beuk": "beuk", "eik": "eik", "linde": "linde", "wilg": "wilg"}
    _write(settings, settings.read_text("utf-8").replace('"Zuid" = ["linde"]', '"Zuid" = ["berk"]'))
    assert not known.has("linde")
    assert known.has("berk")
    (released / MANIFEST).unlink()
    assert not known.has("wilg")


@pytest.mark.parametrize("code", ["..", ".", "/", "../aanlevering", "eik/", "EIK", "eik\n", "\x00", "a" * 41])
def test_what_is_no_code_is_no_school_whatever_lies_there(tmp_path: Path, code: str) -> None:
    network, _dataset = make_network(tmp_path)
    network.schools_folder.mkdir(exist_ok=True)
    assert not KnownSchools(network).has(code)


def test_of_settings_that_cannot_be_read_no_school_is_known(tmp_path: Path) -> None:
    network, _dataset = make_network(tmp_path)
    known = KnownSchools(network)
    assert known.has("eik")
    _write(network.root / SETTINGS, "name = ")
    assert not known.has("eik")


def _write(settings: Path, text: str) -> None:
    """Change the file, also where the clock of the disk is coarse."""
    later = settings.stat().st_mtime_ns + 1_000_000_000
    settings.write_text(text, encoding="utf-8")
    os.utime(settings, ns=(later, later))
