"""The fields of the first step with a file each, and how large each file may be."""

from collections.abc import Mapping
from typing import Final

from dashboards.importing.inbox import LARGEST_FILE

ANSWERS: Final = "bestand"
QUESTIONNAIRE: Final = "eigen"
CLASS_LIST: Final = "klassen"
"""The fields of the form with a file each."""
MEGABYTES: Final[Mapping[str, int]] = {ANSWERS: LARGEST_FILE // 1_000_000, QUESTIONNAIRE: 2, CLASS_LIST: 1}
"""How large each may be; no definition that is larger is read."""
LARGEST_UPLOAD: Final = sum(MEGABYTES.values()) * 1_000_000 + 100_000
"""Bytes of the whole form."""
