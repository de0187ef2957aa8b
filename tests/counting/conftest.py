"""One Spark for all tests in this folder: it takes seconds to start."""

from collections.abc import Iterator

import pytest

from monitor.counting.spark import SparkEngine
from tests.support.sparks import both_ways


@pytest.fixture(scope="package")
def spark() -> Iterator[tuple[SparkEngine, str]]:
    """Spark on this computer, and the address at which the same one answers to Spark Connect."""
    with both_ways() as begun:
        yield begun


@pytest.fixture
def engine(spark: tuple[SparkEngine, str]) -> SparkEngine:
    return spark[0]
