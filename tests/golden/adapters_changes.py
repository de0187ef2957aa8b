"""Changes: whole scales, tables and courses."""

from collections.abc import Callable
from typing import Any

from monitor.statistics.ordinal import answers, cliffs_delta, delta_interval, mann_whitney
from monitor.statistics.slope import cochran_armitage
from monitor.statistics.tables import cramers_v, pearson

Case = dict[str, Any]


def years(case: Case) -> Any:
    return answers(case["counts_year1"]), answers(case["counts_year2"])


def ranked(case: Case) -> Case:
    found = mann_whitney(*years(case))
    return {"W": found.w, "p_value_corrected": found.p, "p_value_uncorrected": found.p_uncorrected}


def dominance(case: Case) -> Case:
    delta = cliffs_delta(*years(case))
    low, high = delta_interval(*years(case))
    return {"delta": delta, "vargha_delaney_a": (delta + 1) / 2, "lower": low, "upper": high}


def course(case: Case) -> Case:
    found = cochran_armitage(case["x"], case["n"], case["score"])
    return {
        "chi2": found.chi2, "z": found.z, "p_value": found.p, "slope": found.slope,
        "departure_chi2": found.departure, "departure_df": found.departure_df, "departure_p": found.departure_p,
    }  # fmt: skip


def table(case: Case) -> Case:
    found = pearson(case["table"])
    return {"statistic": found.statistic, "df": found.df, "p_value": found.p, "min_expected": found.least_expected}


def strength(case: Case) -> Case:
    found = cramers_v(case["table"])
    return {"cramers_v": found.v, "cramers_v_bias_corrected": found.corrected}


ADAPTERS: dict[str, Callable[[Case], Case]] = {
    "ordinal.mann_whitney": ranked,
    "ordinal.cliffs_delta": dominance,
    "ordinal.cliffs_delta_ci": dominance,
    "trend.cochran_armitage": course,
    "table.chi2": table,
    "effect.cramers_v": strength,
}
