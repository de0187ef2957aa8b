"""What a test needs and is not there: the test is skipped, but never on CI."""

import os
from typing import NoReturn

import pytest


def without(what: str) -> NoReturn:
    """Leave the test out because of this; with CI=true that is a failure, for nobody would notice."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{what}, and with CI=true its tests may not be left out")
    pytest.skip(what)
