"""The adapters of the school cases serve any school: other files, other names and order of questions, two years.

Expected figures are counted and computed here from the rows themselves (plain Python and scipy), not by us.
"""

import csv
from pathlib import Path
from random import Random

import numpy as np
import pytest
from scipy import stats

from tests.golden import adapters_schools

YEARS = (2019, 2021)
CLASSES = ("Kikkers", "Vlinders", "Egels")
QUESTIONS = ("sfeer", "contact", "leren")
Rows = list[dict[str, str]]


def made_up() -> Rows:
    """Families of three classes: some do not know, some leave a question empty."""
    random, rows = Random(7), []
    for year in YEARS:
        for name in CLASSES:
            for _family in range(random.randint(14, 25)):
                leaning = random.gauss(0.4 * (year == YEARS[1]), 1)
                given = [min(5, max(1, round(3.5 + leaning + random.gauss(0, 0.7)))) for _question in QUESTIONS]
                told = [random.choices((str(one), "9", ""), (85, 10, 5))[0] for one in given]
                rows.append({"klas": name, "year": str(year), **dict(zip(QUESTIONS, told, strict=True))})
    random.shuffle(rows)
    return rows


def write(file: Path, rows: Rows) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, str], Rows]:
    rows = made_up()
    write(tmp_path / "antwoorden.csv", rows)
    write(tmp_path / "gezinnen.csv", [{"klas": k, "year": str(y), "families": "30"} for y in YEARS for k in CLASSES])
    monkeypatch.setattr(adapters_schools, "FOLDER", tmp_path)
    return {"responses": "antwoorden.csv", "enrolment": "gezinnen.csv"}, rows


def given(rows: Rows, year: int, question: str) -> list[int]:
    return [int(row[question]) for row in rows if int(row["year"]) == year and row[question]]


def test_counts_and_shares(school: tuple[dict[str, str], Rows]) -> None:
    files, rows = school
    for year in YEARS:
        forms = sum(int(row["year"]) == year for row in rows)
        wanted = {"families": 90, "respondents": forms, "response_rate": forms / 90}
        assert adapters_schools.ADAPTERS["school.response"]({**files, "year": year}) == wanted
        for question in QUESTIONS:
            known = given(rows, year, question)
            opinions = [one for one in known if one != 9]
            got = adapters_schools.ADAPTERS["school.question"]({**files, "year": year, "question": question})
            assert got["n_answered"] == len(known)
            assert got["dk"] == known.count(9)
            assert got["n_opinion"] == len(opinions)
            assert got["top2"] == sum(one >= 4 for one in opinions)
            limits = stats.binomtest(got["top2"], got["n_opinion"]).proportion_ci(method="wilson")
            assert got["top2_share"]["lower"] == pytest.approx(limits.low)
            assert got["top2_share"]["upper"] == pytest.approx(limits.high)


def test_scales_and_whole_scales(school: tuple[dict[str, str], Rows]) -> None:
    files, rows = school
    years = {"from": YEARS[0], "to": YEARS[1]}
    before, after = ([one for one in given(rows, year, "sfeer") if one != 9] for year in YEARS)
    got = adapters_schools.ADAPTERS["school.ordinal"]({**files, **years, "question": "sfeer"})
    assert got["mann_whitney_p"] == pytest.approx(stats.mannwhitneyu(before, after, method="asymptotic").pvalue)
    means = []
    for year in YEARS:
        answers = [
            [int(row[q]) for q in QUESTIONS if row[q] not in ("", "9")] for row in rows if int(row["year"]) == year
        ]
        means.append([np.mean(one) for one in answers if len(one) >= 2])
    changed = adapters_schools.ADAPTERS["school.scale_change"]({**files, **years, "items": list(QUESTIONS)})
    welch = stats.ttest_ind(means[1], means[0], equal_var=False)
    assert changed["p_value"] == pytest.approx(welch.pvalue)
    assert changed["df"] == pytest.approx(welch.df)


def test_the_years_of_a_course_keep_their_distance(school: tuple[dict[str, str], Rows]) -> None:
    files, rows = school
    shares = []
    for year in YEARS:
        opinions = [one for one in given(rows, year, "leren") if one != 9]
        shares.append(np.mean([one >= 4 for one in opinions]))
    got = adapters_schools.ADAPTERS["school.trend"]({**files, "question": "leren", "score": "year"})
    assert got["slope_per_year"] == pytest.approx((shares[1] - shares[0]) / 2)
