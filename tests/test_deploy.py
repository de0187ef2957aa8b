"""The files for a server: every command and option in them exists, and the programs that read them accept them."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.app import command

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy"
PAPER = ROOT / "docs" / "deploy.md"


def called(text: str) -> list[list[str]]:
    """The calls of our program in a file: the words behind its name, until the line or the quotation ends."""
    joined = text.replace('", "', " ").replace('\\"', "").replace('"', " ")
    lines = [
        found[1] for found in re.finditer(r"(?:schoolklimaat|%PROGRAM%)\s+((?:serve|init|user)\b[^\n\]`]*)", joined)
    ]
    return [shlex.split(line) for line in lines]


CALLS = [
    pytest.param(call, id=f"{path.name}: {' '.join(call)}"[:60])
    for path in (PAPER, *sorted(DEPLOY.iterdir()))
    for call in called(path.read_text(encoding="utf-8"))
]


def test_every_file_calls_the_dashboard():
    named = {call.id.partition(":")[0] for call in CALLS}
    assert named == {"deploy.md", "schoolklimaat.service", "Containerfile", "windows-service.cmd"}


@pytest.mark.parametrize("call", CALLS)
def test_every_call_is_one_that_the_program_takes(call):
    known: Any = command()
    words = iter(call)
    while hasattr(known, "commands"):
        known = known.commands[next(words)]
    options = {name: one for one in known.params for name in one.opts if name.startswith("--")}
    said: dict[str, str] = {}
    arguments = 0
    for word in words:
        if word.startswith("--"):
            assert word in options, word
            said[word] = next(words)
        else:
            arguments += 1
    assert arguments <= sum(one.param_type_name == "argument" for one in known.params)
    assert said.get("--port", "8050") == "8050"
    assert said.get("--host", "127.0.0.1") == "127.0.0.1", "other computers come through the proxy"


def test_what_the_service_reads_is_made_by_the_user_of_the_service():
    """Made by root, neither the key nor the catalogue could be read by the dashboard."""
    text = PAPER.read_text(encoding="utf-8").partition("## Linux: systemd")[2].partition("## Windows")[0]
    made = [line.strip() for line in text.splitlines() if re.search(r"bin/schoolklimaat (init|user add)", line)]
    assert len(made) == 2
    for line in made:
        assert line.startswith("sudo -H -u schoolklimaat /opt/schoolklimaat/bin/schoolklimaat")
        assert "--workspace /var/lib/schoolklimaat/werkmap" in line


def test_the_container_is_told_where_the_key_of_the_workspace_is():
    """Its user has no folder of its own, so there is no other place for it."""
    assert "--no-create-home" in (text := (DEPLOY / "Containerfile").read_text(encoding="utf-8"))
    assert re.search(r"podman run .*-e SCHOOLKLIMAAT_KEY_FILE=/sleutel/", text)


def test_settings_in_the_files_are_settings_of_the_program():
    read = {"SCHOOLKLIMAAT_" + name for path in (ROOT / "monitor").rglob("*.py")
            for name in re.findall(r"SCHOOLKLIMAAT_([A-Z_]+)", path.read_text(encoding="utf-8"))}  # fmt: skip
    for path in (PAPER, *DEPLOY.iterdir()):
        named = set(re.findall(r"SCHOOLKLIMAAT_[A-Z_]+", path.read_text(encoding="utf-8")))
        assert named <= read, path.name


def test_the_container_copies_what_there_is_and_what_the_wheel_needs():
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    sources = [name for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE) for name in line.split()[:-1]]
    assert {"monitor", "dashboards", "surveys", "data", "pyproject.toml", "setup.py"} <= set(sources)
    assert all((ROOT / name).exists() for name in sources)


def test_systemd_takes_the_unit(tmp_path):
    checker = shutil.which("systemd-analyze")
    if checker is None:
        pytest.skip("there is no systemd here")
    unit = (DEPLOY / "schoolklimaat.service").read_text(encoding="utf-8")
    program = "/opt/schoolklimaat/bin/schoolklimaat"
    assert program in unit
    here = tmp_path / "schoolklimaat.service"
    here.write_text(unit.replace(program, sys.executable), encoding="utf-8")  # it looks whether the program is there
    said = subprocess.run([checker, "verify", str(here)], capture_output=True, text=True, check=False)
    assert [line for line in said.stderr.splitlines() if "schoolklimaat.service" in line] == []


def test_nginx_takes_its_file(tmp_path):
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("there is no nginx here")
    name = "/etc/letsencrypt/live/klimaat.school.example"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-days", "1",
         "-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8").replace(name, str(tmp_path))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{site}\n}}\n", encoding="utf-8")
    said = subprocess.run([nginx, "-t", "-c", str(whole)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_what_the_proxy_says_of_a_visitor_is_written_by_the_proxy():
    """A header that is passed on as it came would let a visitor say where he comes from."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    sent = dict(re.findall(r"proxy_set_header (\S+) (\S+);", text.partition("location = /health")[0]))
    assert sent == {
        "Host": "$host", "X-Forwarded-Host": "$host", "X-Forwarded-Proto": "$scheme", "X-Forwarded-For": "$remote_addr",
    }  # fmt: skip
    assert "127.0.0.1:8050" in text
