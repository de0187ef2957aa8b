"""A file of just the allowed size is read; one row more is refused."""

import pytest

from monitor.intake import sandbox_child
from monitor.intake.sandbox_terms import Limits, Refused


def test_every_limit_has_an_edge() -> None:
    two_rows = b"a;b\n" * 55
    list(sandbox_child.read_bytes(two_rows, Limits(text_rows=5)))
    with pytest.raises(Refused) as refused:
        list(sandbox_child.read_bytes(two_rows + b"a;b\n", Limits(text_rows=5)))
    assert refused.value.code == "too-large"
