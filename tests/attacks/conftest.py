"""Attacks reckon for minutes; measuring their coverage would take as long again, and proves nothing that they prove."""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The other tests cover the same code: in this folder coverage is not measured."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.no_cover)
