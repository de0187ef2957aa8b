"""Serving a folder: this computer only, and always what the folder holds."""

import gc
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from dashboards import server
from dashboards.server import Folder, address_here, opens_for_nobody, require_accounts, serve, where_it_opens
from monitor.definition.load import load_benchmarks
from monitor.disclosure.comments_file import ReleasedComments, texts_sha256, write_comments
from monitor.disclosure.release_file import manifest_sha256, write_release
from monitor.errors import CallError
from tests.support import releases
from tests.support.accounts import school_in


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "::1"])
def test_this_computer_needs_no_accounts(host):
    require_accounts(host, [], None)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "school.example", "", "::"])
def test_other_hosts_need_accounts(host):
    with pytest.raises(CallError) as refused:
        serve(Path("nergens"), host=host, port=0)
    assert "alleen op deze computer" in refused.value.message
    assert "--accounts" in refused.value.remedy


def test_another_name_needs_accounts_as_well():
    with pytest.raises(CallError):
        require_accounts("127.0.0.1", ["school.example"], None)


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
def test_accounts_without_a_user_would_let_nobody_in(tmp_path, host):
    school = school_in(tmp_path)
    with pytest.raises(CallError) as refused:
        serve(Path("nergens"), host=host, port=0, keeper=school.accounts)
    assert "user add" in refused.value.remedy
    school.accounts.users.add("an", "director")
    require_accounts(host, [], school.accounts)
    school.accounts.close()


def released(folder: Path, year: str) -> None:
    release = releases.release_of(releases.Wave("personeel", year, 36, 41, groups=False))
    write_release(folder / release.manifest.wave, release)


def test_a_new_release_is_seen_without_a_restart(tmp_path):
    folder = Folder(tmp_path)
    assert folder.results().releases == ()
    released(tmp_path, "2024-2025")
    first = folder.results()
    assert [one.manifest.year for one in first.releases] == ["2024-2025"]
    assert folder.results() is first
    released(tmp_path, "2025-2026")
    assert len(folder.results().releases) == 2


def test_a_release_that_is_half_written_makes_nobody_read_anew(tmp_path):
    released(tmp_path, "2024-2025")
    folder = Folder(tmp_path)
    first = folder.results()
    released(tmp_path, "2025-2026")
    (tmp_path / "personeel_2025-2026").rename(tmp_path / "personeel_2025-2026.tmp")
    (tmp_path / "personeel_2024-2025.comments.json.tmp").write_text("{")
    assert folder.results() is first
    (tmp_path / "personeel_2025-2026.tmp").rename(tmp_path / "personeel_2025-2026")
    assert len(folder.results().releases) == 2


def test_released_open_answers_are_seen_without_a_restart(tmp_path):
    released(tmp_path, "2025-2026")
    folder = Folder(tmp_path)
    assert folder.results().comments("personeel", "2025-2026") == {}
    texts = {"slot_nodig": ("Meer toezicht.",)}
    of = manifest_sha256(tmp_path / "personeel_2025-2026")
    about = {"survey": "personeel", "year": "2025-2026", "release": of}
    write_comments(
        tmp_path, "personeel_2025-2026", ReleasedComments(**about, texts=texts, texts_sha256=texts_sha256(texts))
    )
    assert folder.results().comments("personeel", "2025-2026") == texts


def test_the_figures_that_a_school_group_added_come_along(tmp_path):
    released(tmp_path, "2025-2026")
    own = load_benchmarks()[:1]
    assert Folder(tmp_path, own).results().own_benchmarks == own


def test_a_taken_port_is_told(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CallError) as refused:
            serve(tmp_path, host="127.0.0.1", port=taken.getsockname()[1])
        port = taken.getsockname()[1]
    assert "in gebruik" in refused.value.message
    assert f"http://127.0.0.1:{port}" in refused.value.remedy


@pytest.mark.parametrize(
    ("host", "names", "nobody"),
    [
        ("0.0.0.0", [], True),
        ("::", [], True),
        ("0.0.0.0", ["klimaat.example"], False),
        ("192.168.1.4", [], False),
        ("127.0.0.1", [], False),
    ],
)
def test_a_host_that_is_no_name_lets_nobody_in_without_one(host, names, nobody):
    assert opens_for_nobody(host, names) is nobody


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("0.0.0.0", "http://127.0.0.1:8050"),
        ("", "http://127.0.0.1:8050"),
        ("::", "http://[::1]:8050"),
        ("fe80::1", "http://[fe80::1]:8050"),
        ("localhost", "http://localhost:8050"),
    ],
)
def test_an_address_that_is_said_can_be_opened(host, address):
    assert address_here(host, 8050) == address


def test_others_are_told_the_names_and_never_where_it_listens():
    names = ["klimaat.example", "school.example"]
    named = where_it_opens("0.0.0.0", 8050, names, accounts=True)
    assert named[:2] == [
        "Dashboard: http://127.0.0.1:8050",
        "Vanaf andere computers: https://klimaat.example, https://school.example",
    ]
    nameless = where_it_opens("0.0.0.0", 8050, [], accounts=True)
    assert [line.partition(":")[0] for line in nameless] == [
        "Dashboard", named[2].partition(":")[0], "Er is geen naam opgegeven",
    ]  # fmt: skip
    assert where_it_opens("127.0.0.1", 8050, [], accounts=False) == ["Dashboard: http://127.0.0.1:8050"]
    assert "0.0.0.0" not in " ".join((*named, *nameless))


def test_it_serves_and_says_where(tmp_path):
    tell = "lambda line: print(line, flush=True)"
    code = f"import sys, pathlib, dashboards.server as s; s.serve(pathlib.Path(sys.argv[1]), port=0, tell={tell})"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout is not None
            address = served.stdout.readline().strip().removeprefix("Dashboard: ")
            with urllib.request.urlopen(address, timeout=30) as answer:
                assert answer.status == 200
                assert answer.headers.get("Server") is None
                assert '<html lang="nl-BE">' in answer.read().decode()
            served.send_signal(signal.SIGINT)
            assert served.wait(30) == 0
        finally:
            served.kill()


def test_a_process_that_serves_searches_seldom_and_lets_others_have_their_turn():
    seldom, turn = gc.get_threshold(), sys.getswitchinterval()
    try:
        server._be_quick_for_many()
        assert gc.get_freeze_count() > 0
        assert gc.isenabled()
        assert gc.get_threshold() == server.RUBBISH
        assert sys.getswitchinterval() == pytest.approx(0.0005)
    finally:
        gc.unfreeze()
        gc.set_threshold(*seldom)
        sys.setswitchinterval(turn)
