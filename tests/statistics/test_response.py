"""How many forms came in."""

import pytest

from monitor.statistics.reasons import because
from monitor.statistics.response import response
from tests.support.tables import release


@pytest.mark.parametrize(
    ("forms", "enrolled", "rate", "silent", "reason"),
    [
        (120, 200, 0.6, 80, None),
        (200, 200, 1.0, 0, None),
        (120, 0, None, None, "no-enrolment"),
        (201, 200, None, None, "more-forms-than-people"),  # T6
    ],
)
def test_response(forms: int, enrolled: int, rate: float | None, silent: int | None, reason: str | None) -> None:
    found = response(release("", forms=forms, enrolled=enrolled).manifest)
    assert (found.forms, found.rate, found.silent) == (forms, rate, silent)
    assert (found.reason.code if found.reason else None) == reason


def test_a_reason_needs_a_sentence() -> None:
    with pytest.raises(KeyError):
        because("no-such-reason")
    assert because("few-answers", least=10).text == "Minder dan 10 antwoorden: niet getoond."
