"""What the catalogue knows of what the school contributed: to which network, when, and under which agreement."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.catalogue.tables import ContributionRow

Kind = Literal["facts", "handed", "codes"]
"""Released numbers; answers that are the network's and on their way to it; answers that arrived."""


@dataclass(frozen=True)
class KeptContribution:
    """One contribution of a wave; `sha256` is that of the answers, or of the manifest of the release.

    `dataset` is a folder or an address, without what opens it; `reference` and `signed_on` are of the agreement under
    which answers were handed over.
    """

    wave: str
    kind: Kind
    dataset: str
    school: str
    sha256: str
    given_on: dt.date
    reference: str | None = None
    signed_on: dt.date | None = None


class KeptContributions:
    """What was contributed, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, wave: str) -> tuple[KeptContribution, ...]:
        """What was contributed of a wave, first to last."""
        rows = self._session.scalars(
            select(ContributionRow).where(ContributionRow.wave == wave).order_by(ContributionRow.id)
        )
        return tuple(
            KeptContribution(
                row.wave, cast(Kind, row.kind), row.dataset, row.school, row.sha256, row.given_on, row.reference,
                row.signed_on,
            )
            for row in rows
        )  # fmt: skip

    def add(self, one: KeptContribution) -> None:
        """Write down what was contributed."""
        self._session.add(
            ContributionRow(
                wave=one.wave, kind=one.kind, dataset=one.dataset, school=one.school, sha256=one.sha256,
                given_on=one.given_on, reference=one.reference, signed_on=one.signed_on,
            )
        )  # fmt: skip
