"""Results: everything that screens and commands read."""

import hashlib
from pathlib import Path

import pytest

from monitor.definition.indicators import indicators
from monitor.disclosure.release import Release
from monitor.disclosure.release_file import facts_bytes, write_release
from monitor.errors import WorkspaceRefused
from monitor.kept_out import read_each
from monitor.results import Results, Verdict
from monitor.rows import compare_rows, result_rows
from monitor.texts import speaking
from tests.support.releases import everything_hidden, nothing, one_year, sample_results
from tests.support.tables import release

COUNTS = "school tevreden * {}\n school tevreden +|++ {}\n k1 tevreden * 33\n k1 tevreden +|++ 9"


def written(folder: Path, made: Release) -> None:
    """A release as files, with the hash that belongs to its facts."""
    digest = hashlib.sha256(facts_bytes(made.facts)).hexdigest()
    manifest = made.manifest.model_copy(update={"facts_sha256": digest})
    write_release(folder / manifest.wave, Release(manifest, made.facts))


@pytest.fixture
def school() -> Results:
    years = {"2024-2025": (120, 81), "2022-2023": (90, 36), "2023-2024": (120, 48)}
    return Results.of([release(COUNTS.format(*counts), year=year) for year, counts in years.items()])


def test_years_stand_in_order(school: Results) -> None:
    (info,) = school.surveys()
    assert info.years == school.years("ouders") == school.years() == ("2022-2023", "2023-2024", "2024-2025")
    assert info.latest == school.latest_year() == "2024-2025"
    assert (info.id, info.audience, info.title) == ("ouders", "ouders", "Vragen aan ouders")
    assert [school.year_before("ouders", year) for year in ("2022-2023", "2024-2025", "2030-2031")] == [
        None, "2023-2024", "2024-2025",
    ]  # fmt: skip
    assert school.year_before("personeel", "2024-2025") is None
    assert (school.school, school.locale) == ("De Linde", "nl-BE")


def test_words_of_the_questionnaire(school: Results) -> None:
    assert school.text("ouders", "2024-2025", "tevreden") == "Hoe tevreden bent u?"
    assert school.label("ouders", "2024-2025", "tevreden", "++") == "Zeer tevreden"
    assert [item.id for item in school.items("ouders", "2024-2025")] == ["tevreden", "gepest", "kanalen"]
    assert [node.id for node in school.nodes("ouders", "2024-2025")] == ["school", "k1"]
    assert school.measures("ouders", "2024-2025", "tevreden")[0].id == "favourable"


def test_a_share_and_its_change(school: Results) -> None:
    assert school.share("ouders", "2024-2025", "tevreden", "favourable").share == pytest.approx(0.675)
    assert school.share("ouders", "2024-2025", "tevreden", "favourable", node="k1").n == 33
    change = school.change("ouders", "tevreden", "favourable", "2023-2024", "2024-2025")
    assert (change.verdict, change.before, change.after) == (
        Verdict.RISE,
        school.share("ouders", "2023-2024", "tevreden", "favourable"),
        school.share("ouders", "2024-2025", "tevreden", "favourable"),
    )


@pytest.mark.parametrize(
    ("item", "measure", "node", "code"),
    [
        ("tevreden", "weekly", "school", "no-measure"),
        ("tevreden", "favourable", "k9", "no-group"),
        ("onbekend", "favourable", "school", "no-item"),
    ],
)
def test_what_is_not_there_is_hidden_with_its_reason(
    school: Results, item: str, measure: str, node: str, code: str
) -> None:
    share = school.share("ouders", "2024-2025", item, measure, node=node)
    change = school.change("ouders", item, measure, "2023-2024", "2024-2025", node=node)
    assert not share.shown
    assert share.reason is not None
    assert share.reason.code == code
    assert not change.comparable
    assert [reason.code for reason in change.reasons] == [code]


def test_a_wave_that_is_not_there_is_refused_with_a_remedy(school: Results) -> None:
    with pytest.raises(WorkspaceRefused) as refused:
        school.share("personeel", "2024-2025", "tevreden", "favourable")
    assert "personeel" in refused.value.message
    assert refused.value.remedy


def test_changes_are_of_neighbours_and_of_first_to_last(school: Results) -> None:
    pairs = {(row["from"], row["to"]) for row in compare_rows(school)}
    assert pairs == {("2022-2023", "2023-2024"), ("2023-2024", "2024-2025"), ("2022-2023", "2024-2025")}
    two = Results.of(school.releases[:2])
    assert {(row["from"], row["to"]) for row in compare_rows(two)} == {("2022-2023", "2023-2024")}


def test_first_to_last_is_not_the_sum_of_the_steps_but_a_comparison_of_its_own(school: Results) -> None:
    change = school.change("ouders", "tevreden", "favourable", "2022-2023", "2024-2025")
    assert change.change == pytest.approx(0.275)


def test_distribution_response_and_worst_case(school: Results) -> None:
    share = school.share("ouders", "2024-2025", "tevreden", "favourable")
    assert school.distribution("ouders", "2024-2025", "tevreden").n == 120
    assert school.response("ouders", "2024-2025").rate == pytest.approx(0.6)
    lines = school.second_lines(share)
    assert lines.worst == (79 / 200, (83 + 82) / 200)  # 79 to 83 of 118 to 120: no more answers than forms
    assert (lines.no_answer, lines.worst_case_first) == (0, False)
    assert school.second_lines(school.share("ouders", "2024-2025", "tevreden", "favourable", node="k1")).worst is None
    for enrolled in (110, 0):
        other = Results.of([release(COUNTS.format(120, 81), enrolled=enrolled)])
        assert other.second_lines(other.share("ouders", "2024-2025", "tevreden", "favourable")).worst is None


def test_the_short_list_is_of_the_whole_school(school: Results) -> None:
    (only,) = school.worth_a_look("2023-2024", "2024-2025")
    assert (only.change.item, only.change.node, only.change.verdict) == ("tevreden", "school", Verdict.RISE)
    assert school.worth_a_look("2019-2020", "2024-2025") == ()


def test_whole_scale_split_and_course_read_the_same_releases() -> None:
    found = sample_results()
    first, last = found.years("leerlingen-9-12")[0], found.years("leerlingen-9-12")[-1]
    whole = found.whole_scale("leerlingen-9-12", "kl_graag", first, last)
    assert whole.delta is not None
    parts = found.split("leerlingen-9-12", "kl_graag", first, last)
    change = found.change("leerlingen-9-12", "kl_graag", "favourable", first, last)
    assert (parts.knowing or 0.0) + (parts.liking or 0.0) == pytest.approx(change.change)
    line = found.course("leerlingen-9-12", "kl_graag", "favourable")
    assert line.years == found.years("leerlingen-9-12")
    assert line.slope == pytest.approx((change.change or 0.0) / 2, abs=0.02)
    assert [one.code for one in one_year().course("ouders", "kl_graag", "favourable").reasons] == ["few-waves"]
    unasked = found.split("ouders", "com_kanalen", first, last)
    assert (unasked.knowing, [one.code for one in unasked.reasons]) == (None, ["no-measure"])


def test_nothing_is_computed_twice(school: Results) -> None:
    assert school.estimates("ouders", "2024-2025") is school.estimates("ouders", "2024-2025")
    assert school.changes("ouders", "2023-2024", "2024-2025") is school.changes("ouders", "2023-2024", "2024-2025")


def test_a_second_release_of_a_wave_is_kept_out_and_told() -> None:
    found = Results.of([release(""), release("")])
    assert len(found.releases) == 1
    assert [problem.release for problem in found.problems] == ["ouders_2024-2025"]
    assert "twee vrijgaven" in found.problems[0].message


def test_without_releases_there_is_nothing_and_no_error(tmp_path: Path) -> None:
    for empty in (nothing(), Results.load(tmp_path), Results.load(tmp_path / "no such folder")):
        assert (empty.surveys(), empty.years(), empty.latest_year(), empty.school) == ((), (), None, "")
        assert (result_rows(empty), compare_rows(empty), empty.problems) == ([], [], ())
        assert empty.locale == "nl-BE"


def test_a_damaged_release_is_kept_out_and_told_and_the_rest_stays_usable(tmp_path: Path) -> None:
    for favourable, year in ((81, "2024-2025"), (48, "2023-2024")):
        written(tmp_path, release(COUNTS.format(120, favourable), year=year))
    facts = tmp_path / "ouders_2023-2024" / "facts.parquet"
    facts.write_bytes(facts.read_bytes()[:-20])
    (tmp_path / "ouders_2022-2023").mkdir()
    (tmp_path / "ouders_2021-2022.tmp").mkdir()  # a release that was being written
    (tmp_path / "note.txt").write_text("not a release", encoding="utf-8")
    found = Results.load(tmp_path)
    assert found.years() == ("2024-2025",)
    assert found.share("ouders", "2024-2025", "tevreden", "favourable").count == 81
    assert [problem.release for problem in found.problems] == ["ouders_2022-2023", "ouders_2023-2024"]
    dutch = [(problem.message, problem.remedy) for problem in found.problems]
    assert all(all(told) for told in dutch)
    with speaking("en"):
        english = [(problem.message, problem.remedy) for problem in found.problems]
        loaded = [(problem.message, problem.remedy) for problem in Results.load(tmp_path).problems]
    assert english == loaded
    assert not {words for told in dutch for words in told} & {words for told in english for words in told}
    assert [(problem.message, problem.remedy) for problem in found.problems] == dutch


def test_why_a_release_is_kept_out_is_still_told_once_it_was_mended_or_is_gone(tmp_path: Path) -> None:
    (folder := tmp_path / "ouders_2022-2023").mkdir()
    mended, gone = Results.load(tmp_path), Results.load(tmp_path)
    folder.rmdir()
    with speaking("en"):
        assert gone.problems[0].message
    written(tmp_path, release(COUNTS.format(120, 81), year="2022-2023"))
    with speaking("en"):
        assert mended.problems[0].message == mended.problems[0].message != ""


def test_where_the_disk_fails_meanwhile_the_first_refusal_is_told() -> None:
    faults = iter([WorkspaceRefused("kapot"), OSError("weg")])

    def read() -> None:
        raise next(faults)

    found, (problem,) = read_each([("x", read)])
    with speaking("en"):
        assert (found, problem.message, problem.message) == ([], "kapot", "kapot")


def test_rows_of_a_whole_school_keep_the_contract() -> None:
    found = sample_results()
    rows, changes = result_rows(found), compare_rows(found)
    assert {row["survey"] for row in rows} == {"ouders", "leerlingen-9-12", "personeel"}
    assert {row["verdict"] for row in changes} == {"stijging", "daling", "niet-vast-te-stellen", "niet-vergelijkbaar"}
    for row in rows:
        assert row["shown"] is (row["share"] is not None) is (row["n"] is not None)
        assert row["low"] is None or 0 <= row["low"] <= row["share"] <= row["high"] <= 1
    headlines = {row["headline"] for row in rows} - {None}
    asked = {one.id for one in indicators() if set(one.surveys) & {"ouders", "leerlingen-9-12", "personeel"}}
    assert headlines == asked
    assert [survey.audience for survey in found.surveys()] == ["ouders", "leerlingen", "personeel"]
    assert {one.id for s in found.surveys() for one in found.indicators(s.id)} == asked


def test_rows_are_the_same_every_time() -> None:
    again = Results.of(sample_results().releases)
    assert result_rows(again) == result_rows(sample_results())
    assert compare_rows(again) == compare_rows(sample_results())


def test_a_reworded_question_is_not_compared() -> None:
    change = sample_results().change("ouders", "com_tevreden", "favourable", "2023-2024", "2024-2025")
    assert change.verdict is Verdict.NOT_COMPARABLE
    assert change.reason == "De vraag werd in andere woorden gesteld."


def test_a_first_year_and_a_school_where_all_is_hidden() -> None:
    assert compare_rows(one_year()) == []
    assert {row["shown"] for row in result_rows(everything_hidden())} == {False}
    assert {row["verdict"] for row in compare_rows(everything_hidden())} == {"niet-vergelijkbaar"}
