"""The main job on the sample school, through the command line, as the acceptance of the issue asks."""

import json
from collections import Counter
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder
from scipy.stats import binom

from dashboards.pages import PAGES
from dashboards.pages.page import draw
from dashboards.server import Folder
from monitor import cli, declaring
from monitor.goals_read import GoalsOfWorkspace
from monitor.results import Results
from monitor.shipped import sample_folder
from monitor.workspace import open_workspace
from tests.support.shown.goals import sureness

pytestmark = pytest.mark.unmeasured  # nine waves shown over and over: the tests of each command cover the same lines
TRUTH = json.loads((sample_folder() / "truth.json").read_text(encoding="utf-8"))

RESULT_KEYS = {"survey", "year", "node", "item", "indicator", "base", "n", "share", "low", "high", "shown", "reason"}
CHANGE_KEYS = {"survey", "item", "indicator", "node", "from", "to", "change", "low", "high", "p"} | {
    "verdict",
    "comparable",
    "reason",
}
AUDIT_KEYS = {"release", "facts", "targets", "min_values", "passed", "seconds"}


_TOLD: dict[tuple[str, ...], Any] = {}


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What a command tells; of the demo, which nobody writes to, it is asked once."""
    if arguments not in _TOLD:
        capsys.readouterr()
        assert cli.run([*arguments, "--json"]) == 0
        _TOLD[arguments] = json.loads(capsys.readouterr().out)
    return _TOLD[arguments]


def test_every_release_stands_the_attack(demo_workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = asked(capsys, "audit", "--workspace", str(demo_workspace))
    assert len(rows) >= 9
    assert all(row["passed"] and row["min_values"] >= 3 and row.keys() >= AUDIT_KEYS for row in rows)


def test_results_are_as_in_the_contract(demo_workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = asked(capsys, "results", "--workspace", str(demo_workspace))
    assert all(row.keys() >= RESULT_KEYS for row in rows)
    assert len({row["survey"] for row in rows}) >= 3
    assert len({row["year"] for row in rows}) >= 3
    for row in rows:
        numbers = [row[name] for name in ("n", "share", "low", "high")]
        if row["shown"]:
            assert row["n"] >= 10
            assert 0 <= row["low"] <= row["share"] <= row["high"] <= 1
        else:
            assert numbers == [None] * 4
            assert row["reason"]


def test_changes_are_as_in_the_contract(demo_workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = asked(capsys, "compare", "--workspace", str(demo_workspace))
    assert all(row.keys() >= CHANGE_KEYS for row in rows)
    verdicts = Counter(row["verdict"] for row in rows)
    assert set(verdicts) <= {"stijging", "daling", "niet-vast-te-stellen", "niet-vergelijkbaar"}
    assert {"stijging", "daling", "niet-vast-te-stellen", "niet-vergelijkbaar"} == set(verdicts)
    for row in rows:
        if row["comparable"]:
            clear = row["low"] > 0 or row["high"] < 0
            assert (row["verdict"] in ("stijging", "daling")) == clear
        else:
            assert row["reason"]
            assert [row[name] for name in ("change", "low", "high", "p")] == [None] * 4


def test_communication_satisfaction_rose_and_the_changed_scale_is_not_compared(demo_workspace: Path) -> None:
    results = Results.load(demo_workspace / "releases")
    rose = results.change("ouders", "com_tevreden", "favourable", "2023-2024", "2025-2026")
    assert rose.verdict == "stijging"
    broken = results.change("ouders", "kl_graag", "favourable", "2023-2024", "2024-2025")
    assert broken.verdict == "niet-vergelijkbaar"


def test_without_the_vault_everything_shown_is_the_same(
    demo_workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(demo_workspace, copy, ignore=shutil.ignore_patterns("vault"))
    for command in ("results", "compare", "goals"):
        with_vault = asked(capsys, command, "--workspace", str(demo_workspace))
        assert asked(capsys, command, "--workspace", str(copy)) == with_vault
    whole, bare = (
        Folder(root / "releases", goals=GoalsOfWorkspace(root / "catalogue.sqlite")).results()
        for root in (demo_workspace, copy)
    )
    assert len(bare.goals) == 3
    for page in PAGES:
        shown, left = (json.dumps(draw(page, r, {}).parts, cls=PlotlyJSONEncoder) for r in (whole, bare))
        assert shown == left
        assert len(left) > 5000


def test_people_read_a_table(demo_workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = str(demo_workspace / "releases" / "personeel_2023-2024")
    for command in (["results"], ["compare"], ["audit", "--release", release]):
        assert cli.run([*command, "--workspace", str(demo_workspace)]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) > (1 if command[0] == "audit" else 8)  # one release, or all
        blocks = ["\n".join(block) for tabbed, block in groupby(lines, key=lambda line: "\t" in line) if tabbed]
        tables = [table.splitlines() for block in blocks for table in block.split("\n\n")]
        assert tables
        assert all(len({line.count("\t") for line in table}) == 1 for table in tables)


def test_a_second_demo_uses_what_is_there(demo_workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (demo_workspace / "releases").rglob("*")}
    assert cli.run(["demo", "--no-serve", "--workspace", str(demo_workspace)]) == 0
    assert {path: path.stat().st_mtime_ns for path in (demo_workspace / "releases").rglob("*")} == before
    assert "bestaat al" in capsys.readouterr().out


def test_a_damaged_release_fails_the_audit_with_four(
    demo_workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    import pyarrow as pa
    import pyarrow.parquet as pq

    copy = tmp_path / "ouders"
    shutil.copytree(demo_workspace / "releases" / "ouders_2025-2026", copy)
    table = pq.read_table(copy / "facts.parquet")
    values = [value + 1 if row == 3 else value for row, value in enumerate(table.column("value").to_pylist())]
    at = table.column_names.index("value")
    pq.write_table(
        table.set_column(at, "value", pa.array(values, table.schema.field("value").type)), copy / "facts.parquet"
    )
    capsys.readouterr()
    assert cli.run(["audit", "--release", str(copy), "--json"]) == 4
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["release"], row["passed"]) == ("ouders", False)
    assert row["problems"]
    assert cli.run(["audit", "--release", str(tmp_path)]) == 3


GOAL_KEYS = {
    "goal", "indicator", "target", "deadline", "frozen_at", "value", "low", "high", "sureness", "verdict",
}  # fmt: skip


def test_the_goals_of_the_sample_are_judged_as_somebody_else_would(
    demo_workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Frozen before the second year came in; three verdicts over the second and third, each reckoned another way."""
    rows = asked(capsys, "goals", "--workspace", str(demo_workspace))
    goals = declaring.declared(open_workspace(demo_workspace))
    assert all(one.intact and not any(deed.answers_in for deed in one.deeds) for one in goals)
    assert [row["frozen_at"] for row in rows] == [one.frozen.at for one in goals if one.frozen]
    assert sorted(row["verdict"] for row in rows) == ["bereikt", "niet-bereikt", "nog-niet-te-zeggen"]
    assert {row["deadline"] for row in rows} == {"2024-2025", "2025-2026"}
    results = Results.load(demo_workspace / "releases")
    for row in rows:
        assert row.keys() >= GOAL_KEYS
        share = results.share(row["survey"], row["deadline"], row["item"], row["measure"], row["base"])
        assert (row["value"], row["low"], row["high"]) == (share.share, share.low, share.high)
        assert share.count is not None
        assert share.n is not None
        assert row["sureness"] == pytest.approx(sureness(share.count, share.n, row["target"], share.rounding), abs=1e-9)
        # the oracle kind `goal.one_year` of the very counts: P(X < x) + P(X = x) / 2
        plain = binom.cdf(share.count - 1, share.n, row["target"]) + binom.pmf(share.count, share.n, row["target"]) / 2
        family = sum(other["deadline"] == row["deadline"] for other in rows)
        wanted = {"bereikt": plain >= 1 - 0.05 / family, "niet-bereikt": plain <= 0.05 / family}
        assert wanted.get(row["verdict"], 0.05 < plain < 0.95)
    early = [one for one in results.releases if one.manifest.year < "2025-2026"]
    looked = replace(Results.of(early), goals=goals).goal_statuses
    assert [(one.final, one.sureness is None) for one in looked] == [(False, True), (True, False), (False, True)]
