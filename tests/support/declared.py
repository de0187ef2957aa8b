"""Goals for tests: declared in memory, without a workspace, and judged by releases or by shares made for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.definition.indicators import Base
from monitor.goals import Declared, Deed, Done, Goal
from monitor.results import Results
from monitor.statistics.estimate import Share
from monitor.statistics.reasons import Reason, because
from tests.support import releases

FROZEN_AT = "2024-06-03T14:05:00+00:00"
GOAL = Goal(
    survey="ouders", item="com_tevreden", measure="favourable", direction="up", target=65, start="2024-2025",
    deadline="2025-2026", why="Ouders missen informatie.",
)  # fmt: skip


def done(before: Declared | None, deed: Deed, goal: Goal, number: int = 1, *, answers_in: bool = False) -> Declared:
    """The goal with one deed more."""
    deeds = before.deeds if before else ()
    last = deeds[-1].sha256 if deeds else ""
    reason = "De nieuwe app start later." if deed in ("amend", "withdraw") else ""
    return Declared(
        number,
        (*deeds, Done(number, deed, FROZEN_AT, goal, reason, answers_in, "f" * 64, last).sealed()),
    )


def frozen(goal: Goal = GOAL, number: int = 1) -> Declared:
    """A goal that was drafted and frozen."""
    return done(done(None, "draft", goal, number), "freeze", goal, number)


@dataclass(frozen=True)
class Counts:
    """Released counts of the deadline: by item (yes answers, answers), exact; a start year with the same."""

    of_item: dict[str, tuple[int, int]]
    seen: tuple[str, ...] = ("2024-2025", "2025-2026")
    broken: tuple[str, ...] = ()
    """Items that were asked otherwise in the second year."""

    def years(self, survey: str | None = None) -> tuple[str, ...]:
        return self.seen

    def share(self, survey: str, year: str, item: str, measure: str, base: Base = "A", node: str = "school") -> Share:
        if item not in self.of_item:
            return Share(survey, year, node, item, measure, base, reason=because("few-answers", least=10))
        x, n = self.of_item[item]
        return Share(survey, year, node, item, measure, base, x, n, x / n, 0.0, 1.0)

    def asked_otherwise(self, survey: str, item: str, from_year: str, to_year: str) -> tuple[Reason, ...]:
        return (because("wording"),) if item in self.broken else ()


def school_with_goals(goals: Sequence[Declared] | None = None) -> Results:
    """The school of three surveys and three years, with goals: every state that one can be in."""
    if goals is None:
        goals = every_state()
    return replace(releases.sample_results(), goals=tuple(goals))


def every_state() -> list[Declared]:
    """Reached, not reached and amended, undecided, waiting, of a class, a draft, withdrawn before and after."""
    kl, ver, par = (
        GOAL.model_copy(update={"item": item, "why": "", **more})
        for item, more in (
            ("kl_veilig", {"target": 40}), ("ver_vertrouwen", {"target": 97}), ("par_inspraak", {"target": 26}),
        )
    )  # fmt: skip
    later = GOAL.model_copy(update={"deadline": "2026-2027", "start": "2025-2026", "margin": 2})
    of_class = later.model_copy(update={"item": "kl_veilig", "node": "klas-1A", "target": 90})
    amended = done(frozen(ver.model_copy(update={"target": 98}), 2), "amend", ver, 2)
    return [
        frozen(kl, 1), amended, frozen(par, 3), frozen(later, 4), frozen(of_class, 5), done(None, "draft", later, 6),
        done(frozen(later, 7), "withdraw", later, 7), done(frozen(kl, 8), "withdraw", kl, 8, answers_in=True),
    ]  # fmt: skip
