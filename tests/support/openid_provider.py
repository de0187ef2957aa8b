"""The npm package `oidc-provider`, a real OpenID provider: fetched once per run, with a node that is new enough."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.support.absent import without

VERSION = "9.13.3"
OLDEST_NODE = 20
NEWER_NODE = "22.23.3"
"""What is fetched beside it where node is older: Debian 12 has 18, with which the provider does not start."""
TIMEOUT = 300


def fetched_into(folder: Path) -> Path:
    """The folder, with the provider in its `node_modules`; where it cannot be had the test is left out, never on CI."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        without("node and npm are not installed")
    wanted = [f"oidc-provider@{VERSION}", *([f"node@{NEWER_NODE}"] if _major(node) < OLDEST_NODE else [])]
    call = [npm, "install", "--no-audit", "--no-fund", "--loglevel=error", *wanted]
    try:
        done = subprocess.run(call, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        without(f"npm did not fetch {wanted[0]} within {TIMEOUT} seconds")
    if done.returncode:
        without(f"npm cannot fetch {' and '.join(wanted)} ({(done.stderr.strip() or 'it says nothing')[-500:]})")
    return folder


def node_for(folder: Path) -> str:
    """The node with which the provider in this folder is started."""
    newer = folder / "node_modules" / ".bin" / "node"
    return str(newer) if newer.exists() else "node"


def _major(node: str) -> int:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30).stdout
    found = re.match(r"v(\d+)\.", told)
    return int(found[1]) if found else 0
