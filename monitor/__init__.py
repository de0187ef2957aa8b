"""Numbers on school climate and bullying that a school may show and can trust.

What a notebook or a script needs is here, and read in only when it is asked for: the program itself starts without it.

>>> from monitor import School
>>> school = School("schoolklimaat-werkmap")
>>> school.years
('2023-2024', '2024-2025', '2025-2026')
>>> school.responses().query("year == '2025-2026'")[["survey", "forms", "enrolled"]].values.tolist()
[['ouders', 210, 320], ['leerlingen-9-12', 146, 166], ['personeel', 35, 45]]
>>> safe = school.shares("ouders", "2025-2026").query("item == 'kl_veilig' and indicator == 'favourable'")
>>> bool(safe.shown.all())
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from monitor.errors import SchoolklimaatError
    from monitor.face.charts import Chart
    from monitor.face.questionnaires import check_survey, draft_survey, survey_items
    from monitor.face.school import Imported, School
    from monitor.face.starting import new_school, sample_exports, sample_school, trial_school

__all__ = [
    "Chart", "Imported", "School", "SchoolklimaatError", "check_survey", "draft_survey", "new_school", "sample_exports",
    "sample_school", "survey_items", "trial_school",
]  # fmt: skip

_FOUND_IN: Final = {
    "Chart": "monitor.face.charts",
    "Imported": "monitor.face.school",
    "School": "monitor.face.school",
    "SchoolklimaatError": "monitor.errors",
    "check_survey": "monitor.face.questionnaires",
    "draft_survey": "monitor.face.questionnaires",
    "new_school": "monitor.face.starting",
    "sample_exports": "monitor.face.starting",
    "sample_school": "monitor.face.starting",
    "survey_items": "monitor.face.questionnaires",
    "trial_school": "monitor.face.starting",
}


def __getattr__(name: str) -> Any:
    """A public name, read in when it is asked for."""
    if name in _FOUND_IN:
        return getattr(import_module(_FOUND_IN[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
