"""Whether the tests against a real provider are run: nowhere are they left out without a word, on CI not at all."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support import openid_provider
from tests.support.openid_provider import NEWER_NODE, fetched_into, node_for


def machine(monkeypatch: pytest.MonkeyPatch, *, node: str = "v20.1.0", fails: bool = False, slow: bool = False) -> list:
    """A machine with such a node, and an npm that fetches or not; gives what npm is asked."""
    asked: list[list[str]] = []

    def run(call: list[str], **more: object) -> SimpleNamespace:
        if "--version" in call:
            return SimpleNamespace(stdout=f"{node}\n")
        asked.append(call)
        if slow:
            raise subprocess.TimeoutExpired(call, 300)
        return SimpleNamespace(returncode=int(fails), stderr="npm error code ENOTFOUND\n" if fails else "")

    monkeypatch.setattr(openid_provider.shutil, "which", lambda name: f"/usr/bin/{name}" if node else None)
    monkeypatch.setattr(openid_provider.subprocess, "run", run)
    return asked


@pytest.mark.parametrize(("told", "said"), [
    ({"node": ""}, "node and npm are not installed"),
    ({"fails": True}, "npm cannot fetch oidc-provider@.*ENOTFOUND"),
    ({"slow": True}, "npm did not fetch oidc-provider@.* within 300 seconds"),
])  # fmt: skip
@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_what_cannot_be_fetched_is_a_failure_on_ci(tmp_path, monkeypatch, told, said, ci, outcome):
    monkeypatch.setenv("CI", ci)
    machine(monkeypatch, **told)
    with pytest.raises(outcome, match=f"{said}{'.*CI=true' if ci else ''}"):
        fetched_into(tmp_path)


@pytest.mark.parametrize(("node", "beside"), [("v18.20.4", [f"node@{NEWER_NODE}"]), ("v22.1.0", []), ("?", None)])
def test_a_node_that_is_too_old_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node, beside):
    asked = machine(monkeypatch, node=node)
    assert fetched_into(tmp_path) == tmp_path
    assert asked[0][-1].startswith("oidc-provider" if beside == [] else "node@")
    assert node_for(tmp_path) == "node"
    (tmp_path / "node_modules" / ".bin").mkdir(parents=True)
    (tmp_path / "node_modules" / ".bin" / "node").touch()
    assert node_for(tmp_path) == str(tmp_path / "node_modules" / ".bin" / "node")
