"""Made-up contributions of schools to a network."""

import datetime as dt
import hashlib
from collections.abc import Mapping

from monitor.anonymous import AnonymousAnswers
from monitor.counting.answers_file import answers_bytes
from monitor.definition.model import Survey
from monitor.network.contribution import ANSWERS, Agreement, Contribution
from monitor.network.dataset import Dataset

YEAR = "2025-2026"
AGREEMENT = Agreement(reference="overeenkomst 12", signed_on=dt.date(2026, 1, 15))


def codes_of(school: str, asked: Survey, content: bytes, forms: int) -> Contribution:
    """The record of a school that contributes codes."""
    return Contribution(
        school=school, name=f"School {school}", kind="codes", year=YEAR, survey=asked, survey_hash=asked.hash,
        files=hashes({ANSWERS: content}), forms=forms, agreement=AGREEMENT,
    )  # fmt: skip


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def contribute_codes(dataset: Dataset, school: str, asked: Survey, answers: AnonymousAnswers) -> bytes:
    """A school that contributes these answers; gives its file."""
    content = answers_bytes(answers, asked)
    dataset.add(codes_of(school, asked, content, len(answers)), {ANSWERS: content})
    return content
