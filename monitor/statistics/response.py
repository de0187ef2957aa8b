"""How many forms came in, and what part of the people invited that is."""

from dataclasses import dataclass

from monitor.disclosure.release import Manifest, Node
from monitor.statistics.reasons import Reason, because

MAY_MOVE = 10
"""Points; when the response moves more, changes may come from other people answering."""


@dataclass(frozen=True)
class Response:
    """Forms received (exact), people invited as the school declared them, and the rate from 0 to 1.

    The rate is None with a reason when the number invited is unknown or smaller than the forms (trap T6:
    stale enrolment, or two answers per family): never clipped to 100 %.
    """

    survey: str
    year: str
    forms: int
    enrolled: int | None
    rate: float | None
    reason: Reason | None = None

    @property
    def silent(self) -> int | None:
        """People who were invited and did not answer; None when that is not known."""
        return None if self.rate is None or self.enrolled is None else self.enrolled - self.forms

    def moved_since(self, before: "Response") -> bool | None:
        """Whether it moved by more than 10 points, so that other people may have answered (statistics.md 2.3).

        Worked out in whole numbers: 10 points sharp is not more. None when one of the two is not known.
        """
        if before.rate is None or self.rate is None or not before.enrolled or not self.enrolled:
            return None
        apart = abs(self.forms * before.enrolled - before.forms * self.enrolled)
        return apart * 100 > MAY_MOVE * before.enrolled * self.enrolled


def response(manifest: Manifest) -> Response:
    """The response of a wave."""
    forms = next(node.forms for node in manifest.nodes if node.level == "school")
    return _response(manifest, forms, manifest.enrolment.get("total") or None)


def responses_by_group(manifest: Manifest) -> tuple[tuple[Node, Response], ...]:
    """The response of each group below the school of which it is known how many could answer.

    The forms are exact, as their number may be shown (`docs/privacy.md`). Whoever gave no class is in no group: their
    forms count for the school alone.
    """
    known = [node for node in manifest.nodes if node.id in manifest.enrolled]
    return tuple((node, _response(manifest, node.forms, manifest.enrolled[node.id] or None)) for node in known)


def _response(manifest: Manifest, forms: int, enrolled: int | None) -> Response:
    wave = (manifest.survey.id, manifest.year, forms)
    if enrolled is None:
        return Response(*wave, None, None, because("no-enrolment"))
    if forms > enrolled:
        reason = because("more-forms-than-people", forms=forms, enrolled=enrolled)
        return Response(*wave, enrolled, None, reason)
    return Response(*wave, enrolled, forms / enrolled)
