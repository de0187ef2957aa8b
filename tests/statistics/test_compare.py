"""Whether and how a share changed between two years."""

from dataclasses import replace

import pytest

from monitor.definition.differences import TrendBreak
from monitor.definition.model import Item, ItemType, Option, Survey
from monitor.statistics.comparable import wave_breaks
from monitor.statistics.compare import Change, Verdict, compare, verdict
from monitor.statistics.estimate import estimate
from tests.support.tables import GEPEST, KANALEN, SCALE, TEVREDEN, like, release, survey

KEY = ("tevreden", "favourable", "A", "school")


def counted(n: int, favourable: int, node: str = "school") -> str:
    return f"{node} tevreden * {n}\n {node} tevreden +|++ {favourable}\n"


def changed(before: str, after: str, asked: Survey | None = None, later: Survey | None = None) -> Change:
    earlier = estimate(release(before, year="2023-2024", asked=asked))
    return compare(earlier, estimate(release(after, year="2024-2025", asked=later or asked)))[KEY]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((120, 48), (120, 81), Verdict.RISE),
        ((120, 81), (120, 48), Verdict.FALL),
        ((120, 48), (120, 54), Verdict.UNDECIDED),
        ((120, 48), (120, 48), Verdict.UNDECIDED),
        ((30, 0), (30, 30), Verdict.RISE),
        ((27, 3), (120, 81), Verdict.NOT_COMPARABLE),
        ((120, 48), (27, 24), Verdict.NOT_COMPARABLE),
        ((120, 48), (9, 6), Verdict.NOT_COMPARABLE),
    ],
)
def test_verdicts(before: tuple[int, int], after: tuple[int, int], expected: Verdict) -> None:
    found = changed(counted(*before), counted(*after))
    assert found.verdict is expected
    assert found.comparable is (expected is not Verdict.NOT_COMPARABLE)


def test_the_words_of_the_contract() -> None:
    assert set(Verdict) == {"stijging", "daling", "niet-vast-te-stellen", "niet-vergelijkbaar"}


def test_the_later_year_minus_the_earlier() -> None:  # T8
    found = changed(counted(120, 48), counted(120, 81))
    assert found.change == pytest.approx(0.275)
    assert found.low is not None
    assert found.high is not None
    assert found.p is not None
    assert 0 < found.low < 0.275 < found.high
    assert found.p < 0.001
    assert (found.from_year, found.to_year) == ("2023-2024", "2024-2025")


def test_the_smallest_real_change_is_smaller_than_the_smallest_detectable() -> None:
    found = changed(counted(120, 48), counted(120, 54))
    assert found.smallest_real == pytest.approx(0.125, abs=0.01)
    assert found.smallest_detectable is not None
    for detectable in found.smallest_detectable:
        assert detectable is not None
        assert found.smallest_real < detectable < 2 * found.smallest_real


def test_what_cannot_be_compared_has_no_number() -> None:
    found = changed(counted(120, 48), counted(27, 24))
    assert (found.change, found.low, found.high, found.p) == (None,) * 4
    assert found.smallest_real is None
    assert found.smallest_detectable is None
    assert found.reason == "Te weinig antwoorden om te vergelijken: minder dan 30 in 2024-2025."


def reasons(later: Item, before: Item = TEVREDEN) -> list[str]:
    found = changed(counted(120, 48), counted(120, 81), survey(before), survey(later))
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert found.change is None
    return [reason.code for reason in found.reasons]


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(next(option for option in SCALE if option.code == code) for code in codes)


def relabelled(code: str, label: str) -> tuple[Option, ...]:
    return tuple(o.model_copy(update={"label": {"nl": label}}) if o.code == code else o for o in SCALE)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": {"nl": "Hoe blij bent u?"}}, "wording"),
        ({"options": options("--", "-", "+", "++", "wn")}, "scale-length"),
        ({"options": options("-", "--", "0", "+", "++", "wn")}, "order"),
        ({"options": (*SCALE[:-1], Option(code="anders", label={"nl": "Anders"}))}, "options"),
        ({"options": relabelled("0", "Tussenin")}, "labels"),
        ({"type": ItemType.SINGLE}, "type"),
        ({"version": 2}, "version"),
        ({"text": {"nl": "Hoe tevreden bent u?", "en": "How happy are you?"}}, "version"),
        ({"favourable": ("++",)}, "numerator"),
    ],
)
def test_an_item_that_changed_is_not_compared(change: dict[str, object], code: str) -> None:  # T10
    assert reasons(like(TEVREDEN, **change)) == [code]


def test_all_that_changed_is_said() -> None:
    later = like(TEVREDEN, text={"nl": "Anders?"}, options=options("-", "+", "wn"), favourable=("+",))
    assert reasons(later) == ["scale-length", "wording"]


def test_a_word_of_the_region_that_changed_is_a_change_of_wording() -> None:
    item = like(TEVREDEN, text={"nl": "Tevreden over {{plek}}?"})
    before, after = (
        survey(item).model_copy(update={"terms": {"plek": {"nl-BE": word}}}) for word in ("de speelplaats", "het plein")
    )
    found = changed(counted(120, 48), counted(120, 81), before, after)
    assert [reason.code for reason in found.reasons] == ["wording"]


def test_an_item_or_a_group_of_one_year_only() -> None:
    earlier = estimate(
        release(counted(120, 48) + counted(33, 12, "k1"), year="2023-2024", asked=survey(TEVREDEN, GEPEST))
    )
    later = estimate(release(counted(120, 48) + counted(33, 12, "k2"), asked=survey(TEVREDEN, KANALEN)))
    found = compare(earlier, later)
    told = {key: [reason.text for reason in change.reasons] for key, change in found.items()}
    assert told["tevreden", "favourable", "A", "k1"] == ["Deze groep staat niet in de cijfers van 2024-2025."]
    assert told["tevreden", "favourable", "A", "k2"] == ["Deze groep staat niet in de cijfers van 2023-2024."]
    assert told["gepest", "regularly", "A", "school"] == [
        "Deze vraag is in 2024-2025 niet gesteld, of er is geen kolom aan gekoppeld."
    ]
    assert told["kanalen", "option:brief", "A", "school"] == [
        "Deze vraag is in 2023-2024 niet gesteld, of er is geen kolom aan gekoppeld."
    ]
    assert told[KEY] == []


def test_a_measure_of_one_year_only() -> None:
    plain = like(TEVREDEN, favourable=())
    found = compare(
        estimate(release(counted(120, 48), year="2023-2024", asked=survey(plain))),
        estimate(release(counted(120, 48), asked=survey(TEVREDEN))),
    )
    assert [reason.code for reason in found[KEY].reasons] == ["no-measure"]
    assert [reason.code for reason in found["tevreden", "option:wn", "A", "school"].reasons] == ["no-measure"]


def test_a_limit_at_zero_decides_nothing() -> None:
    assert verdict(0.0, 0.2) is verdict(-0.2, 0.0) is Verdict.UNDECIDED


def test_a_question_without_a_column_in_one_year_was_not_asked() -> None:
    absent = TrendBreak(kind="not-asked", item="tevreden")
    earlier, later = (estimate(release(counted(120, 48), year=year)) for year in ("2023-2024", "2024-2025"))
    manifest = later.manifest.model_copy(update={"breaks": (absent,)})
    found = compare(earlier, replace(later, manifest=manifest))[KEY]
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert found.reason == "Deze vraag is in 2024-2025 niet gesteld, of er is geen kolom aan gekoppeld."


@pytest.mark.parametrize(
    ("years", "codes"),
    [
        (("2022-2023", "2023-2024"), ["audience"]),
        (("2023-2024", "2024-2025"), ["classes", "new-questions"]),
        (("2022-2023", "2024-2025"), ["audience", "classes", "new-questions"]),
    ],
)
def test_what_changed_in_the_waves_between_two_years(years: tuple[str, str], codes: list[str]) -> None:
    kinds = {"2022-2023": (), "2023-2024": ("audience",), "2024-2025": ("classes", "new-question", "new-question")}
    since = {"2023-2024": "2022-2023", "2024-2025": "2023-2024"}
    manifests = [
        release("school tevreden * 30", year=year).manifest.model_copy(
            update={"breaks": tuple(TrendBreak(kind=kind, since=since[year], names=("1A",)) for kind in told)}
        )
        for year, told in kinds.items()
    ]
    found = wave_breaks(*years, manifests)
    assert [one.code for one in found] == codes
    assert all("{" not in one.text for one in found)
