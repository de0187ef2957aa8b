"""School cases: from the raw answers of a whole school to the figures that are reported, stage by stage.

The stages stand in `tests.support.oracle_school`. Figures are taken from what screens and reports read (`Results`);
where those keep a figure of few answers back although the oracle has one, the same function is asked directly.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from monitor.definition.indicators import Base
from monitor.results import Results
from monitor.statistics.change import Counted, newcombe, newcombe_p
from monitor.statistics.intervals import Interval, wilson
from monitor.statistics.linearised import post_stratified_error
from monitor.statistics.multiple import benjamini_hochberg, holm
from monitor.statistics.ordinal import Answers, answers, cliffs_delta, mann_whitney
from monitor.statistics.published import Count
from monitor.statistics.ratio import scale_mean, top_share
from monitor.statistics.reliability import covariances, cronbach_alpha
from monitor.statistics.scales import Spread, spread_of, welch
from monitor.statistics.second_lines import possible, worst
from monitor.statistics.slope import cochran_armitage
from monitor.statistics.weighting import kish, post_stratify
from tests.support.oracle_school import oracle_results, oracle_school, oracle_wave, school_year

Case = dict[str, Any]
Table = np.ndarray
ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_ORACLES", ROOT.parent / "shared" / "oracles"))
SURVEY, SCHOOL = "orakel", "school"
NOBODY = Count(0, 0.0)
SHARES: dict[str, tuple[str, Base]] = {
    "awareness": ("known", "A"),
    "top2_share": ("favourable", "B"),
    "satisfied_of_all": ("favourable", "A"),
}
"""The names of the oracle, and what they are called here: measure and base."""


def files(case: Case) -> tuple[Path, Path]:
    return FOLDER / case["responses"], FOLDER / case["enrolment"]


def released(results: Results, year: int, question: str, name: str, node: str = SCHOOL) -> tuple[Count, Count]:
    """The released count of a share and its base, in a group, with what rounding adds (here nothing)."""
    measure, base = SHARES[name]
    estimates = results.estimates(SURVEY, school_year(year))
    found, asked = estimates.measure(question, measure), estimates.items[question]
    assert found is not None
    numerator = estimates.published.count(node, asked, found.codes)
    denominator = estimates.published.base(node, asked, base)
    if denominator is None:  # nobody answered, so nothing is published
        return NOBODY, NOBODY
    assert numerator is not None
    return numerator, denominator


def count(results: Results, year: int, question: str, name: str, node: str = SCHOOL) -> Counted:
    """The same as it enters a comparison."""
    numerator, denominator = released(results, year, question, name, node)
    return Counted(numerator.value, denominator.value)


def reported(results: Results, year: int, question: str, name: str) -> Case:
    """A share with its limits as it is reported, or (few answers) as it would be."""
    measure, base = SHARES[name]
    share = results.share(SURVEY, school_year(year), question, measure, base)
    if share.shown:
        return {"estimate": share.share, "lower": share.low, "upper": share.high}
    x, n, _noise = count(results, year, question, name)
    if not n:
        return {"estimate": None, "lower": None, "upper": None}
    low, high = wilson(x, n)
    return {"estimate": x / n, "lower": low, "upper": high}


def of_question(case: Case) -> Case:
    results, year, question = oracle_results(*files(case)), case["year"], case["question"]
    shares = {name: reported(results, year, question, name) for name in SHARES}
    known, top = (count(results, year, question, name) for name in ("awareness", "top2_share"))
    came_in = results.response(SURVEY, school_year(year))
    assert came_in.enrolled is not None
    parts = possible(*released(results, year, question, "top2_share"), came_in.forms)
    # where nobody has an opinion everything is left open
    limits = worst(parts, came_in.enrolled) if top.n else Interval(0.0, 1.0)
    counts = {"n_answered": known.n, "dk": known.n - known.x, "n_opinion": top.n, "top2": top.x}
    return {**counts, **shares, "worst_case": {"lower": limits.low, "upper": limits.high}}


def of_response(case: Case) -> Case:
    found = oracle_results(*files(case)).response(SURVEY, school_year(case["year"]))
    return {"families": found.enrolled, "respondents": found.forms, "response_rate": found.rate}


def moved(results: Results, case: Case, question: str) -> Case:
    """The change of one question as it is reported, or (few answers) as it would be."""
    measure, base = SHARES[case["indicator"]]
    years = [school_year(case[year]) for year in ("from", "to")]
    change = results.change(SURVEY, question, measure, *years, base=base)
    before, after = (count(results, case[year], question, case["indicator"]) for year in ("from", "to"))
    counts = {"x1": before.x, "n1": before.n, "x2": after.x, "n2": after.n}
    if change.comparable:
        return counts | {"estimate": change.change, "lower": change.low, "upper": change.high, "p": change.p}
    if not before.n or not after.n:
        return counts | {"estimate": None, "lower": None, "upper": None, "p": None}
    low, high = newcombe(before, after)
    difference = after.x / after.n - before.x / before.n
    return counts | {"estimate": difference, "lower": low, "upper": high, "p": newcombe_p(before, after)}


def of_change(case: Case) -> Case:
    results, questions = oracle_results(*files(case)), oracle_school(*files(case)).questions
    changes = {question: moved(results, case, question) for question in questions}
    place, chances = questions.index(case["question"]), [change["p"] for change in changes.values()]
    adjusted = {"p_holm": holm(chances)[place], "p_bh": benjamini_hochberg(chances)[place]}
    return changes[case["question"]] | adjusted


def points(case: Case, year: int) -> Table:
    """The nameless answers of a year to some questions by their value: a row per family, NaN for no opinion."""
    school, wave = oracle_school(*files(case)), oracle_wave(*files(case), year)
    columns = []
    for question in case["items"]:
        options = [option.value for option in school.survey.item(question).options]
        values = [None, *options, None]  # no answer comes first, "not shown" last (monitor.definition.codebook)
        by_code = np.array([np.nan if value is None else float(value) for value in values])
        columns.append(by_code[wave.answers.codes[question]])
    return np.column_stack(columns)


def scores(table: Table) -> Table:
    """The mean of the answered questions of each family that answered half of them or more."""
    return np.nanmean(table[2 * answered(table) >= table.shape[1]], axis=1)


def answered(table: Table) -> Table:
    return np.sum(~np.isnan(table), axis=1)


def of_scale(case: Case) -> Case:
    table = points(case, case["year"])
    mean, top = scale_mean(scores(table)), top_share(np.sum(table >= 4, axis=1), answered(table))
    whole = table[answered(table) == table.shape[1]]
    return {
        "mean_score": {
            "n": mean.n, "mean": mean.mean, "sd": mean.sd, "lower": mean.interval.low, "upper": mean.interval.high,
        },
        "alpha_complete": {"n": len(whole), "raw_alpha": cronbach_alpha(covariances(whole))},
        "scale_top2": {
            "n_families": top.n, "estimate": top.estimate, "se": top.se, "n_eff": top.effective,
            "lower": top.interval.low, "upper": top.interval.high,
        },
    }  # fmt: skip


def of_post_stratified(case: Case) -> Case:
    """From the counts of the classes and how many families each has."""
    results, year = oracle_results(*files(case)), case["year"]
    assert case["by"] == oracle_school(*files(case)).group
    manifest = results.release(SURVEY, school_year(year)).manifest
    classes = {node.id: count(results, year, case["question"], "top2_share", node.id) for node in manifest.nodes}
    whole = classes.pop(SCHOOL)
    counts = {node: found.n for node, found in classes.items()}
    by_class = post_stratify(counts, {node: manifest.enrolled[node] for node in counts})
    cells = [node for node, n in counts.items() for _answer in range(int(n))]
    values = np.concatenate([np.repeat([1.0, 0.0], [int(x), int(n - x)]) for x, n, _noise in classes.values()])
    weights = np.array([by_class[cell] for cell in cells])
    estimate, effective = float(weights @ values / weights.sum()), kish(weights)
    low, high = wilson(estimate * effective, effective)
    return {
        "n": whole.n, "unweighted": whole.x / whole.n, "estimate": estimate,
        "se": post_stratified_error(values, weights, cells), "kish_neff": effective, "lower": low, "upper": high,
    }  # fmt: skip


def of_welch(before: Spread, after: Spread) -> Case:
    found = welch(before, after)
    return {
        "mean1": before.mean, "mean2": after.mean, "estimate": found.change, "lower": found.interval.low,
        "upper": found.interval.high, "t": found.t, "df": found.df, "p_value": found.p,
    }  # fmt: skip


def of_scale_change(case: Case) -> Case:
    known = [scores(points(case, case[year])) for year in ("from", "to")]
    return of_welch(*(Spread(len(one), float(one.mean()), float(one.var(ddof=1))) for one in known))


def on_whole_scale(case: Case, year: int) -> Answers:
    """The released counts of every opinion on a question, lowest first."""
    results = oracle_results(*files(case))
    estimates = results.estimates(SURVEY, school_year(year))
    asked = estimates.items[case["question"]]
    parts = [estimates.published.count(SCHOOL, asked, (code,)) for code in asked.substantive]
    return answers([0 if part is None else part.value for part in parts])


def of_ordinal(case: Case) -> Case:
    years = [on_whole_scale(case, case[year]) for year in ("from", "to")]
    return {"mann_whitney_p": mann_whitney(*years).p, "cliffs_delta": cliffs_delta(*years)}


def of_trend(case: Case) -> Case:
    assert case["score"] == "year"
    results, years = oracle_results(*files(case)), oracle_school(*files(case)).years
    shares = [count(results, year, case["question"], "top2_share") for year in years]
    found = cochran_armitage([share.x for share in shares], [share.n for share in shares], years)
    return {"chi2": found.chi2, "p_value": found.p, "slope_per_year": found.slope}


ADAPTERS: dict[str, Callable[[Case], Case]] = {
    "school.question": of_question,
    "school.response": of_response,
    "school.change": of_change,
    "school.ordinal": of_ordinal,
    "school.trend": of_trend,
    "school.scale": of_scale,
    "school.scale_change": of_scale_change,
    "school.post_stratified": of_post_stratified,
    "scale.welch": lambda case: of_welch(*(spread_of(case[f"counts_year{year}"], 0.0) for year in (1, 2))),
}
