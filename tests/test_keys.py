"""The key of a workspace is found where it was put, and never in the workspace."""

import errno
import os
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from monitor import keys
from monitor.errors import WorkspaceRefused


class KeyringInMemory(KeyringBackend):
    """A keyring that works; `priority` as keyring wants it."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


class NoKeyring(KeyringInMemory):
    """A machine without one: every call fails."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError


@pytest.fixture
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> KeyringInMemory:
    monkeypatch.delenv("SCHOOLKLIMAAT_KEY_FILE")
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    chosen: KeyringInMemory = request.param()
    monkeypatch.setattr(keyring.core, "_keyring_backend", chosen)
    return chosen


@pytest.mark.parametrize("backend", [KeyringInMemory], indirect=True)
def test_a_new_key_goes_to_the_keyring(backend: KeyringInMemory, tmp_path: Path) -> None:
    key = keys.workspace_key("w1", create=True)
    assert keys.workspace_key("w1") == key
    assert list(backend.kept.values()) == [key.hex()]
    assert not (tmp_path / "settings").exists()


@pytest.mark.parametrize("backend", [NoKeyring], indirect=True)
@pytest.mark.usefixtures("backend")
def test_without_a_keyring_it_goes_to_a_file_only_the_owner_reads(tmp_path: Path) -> None:
    key = keys.workspace_key("w1", create=True)
    file = tmp_path / "settings" / "schoolklimaat" / "w1.key"
    assert bytes.fromhex(file.read_text()) == key == keys.workspace_key("w1")
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("backend", [NoKeyring], indirect=True)
@pytest.mark.parametrize(("call", "fault"), [("mkdir", errno.EROFS), ("mkdir", errno.EACCES), ("exists", errno.EACCES)])
def test_an_account_without_a_place_for_the_key_is_told_what_to_do(
    backend: KeyringInMemory, monkeypatch: pytest.MonkeyPatch, call: str, fault: int
) -> None:
    """A service or a container has no folder of its own, or one that may not be written to."""

    def refused(*_given: object, **_how: object) -> None:
        raise OSError(fault, "no")

    monkeypatch.setattr(Path, call, refused)
    with pytest.raises(WorkspaceRefused, match="geen plaats") as told:
        keys.workspace_key("w1", create=True)
    assert "SCHOOLKLIMAAT_KEY_FILE" in told.value.remedy


def test_a_named_key_file_comes_first_and_is_made(tmp_path: Path) -> None:
    key = keys.workspace_key("w1", create=True)
    assert bytes.fromhex((tmp_path / "workspace.key").read_text()) == key


def test_no_key_is_made_for_reading() -> None:
    with pytest.raises(WorkspaceRefused, match="sleutel"):
        keys.workspace_key("w1")


def test_a_wave_key_opens_with_its_own_workspace_only() -> None:
    wave, workspace = keys.new_wave_key(), keys.new_wave_key()
    wrapped = keys.wrap(wave, workspace)
    assert keys.unwrap(wrapped, workspace) == wave
    assert wave not in wrapped
    with pytest.raises(WorkspaceRefused, match="sleutel"):
        keys.unwrap(wrapped, keys.new_wave_key())


@pytest.mark.parametrize("content", ["", "not hexadecimal", "abcd"])
def test_a_key_file_without_a_key_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "workspace.key").write_text(content)
    with pytest.raises(WorkspaceRefused, match=r"workspace\.key"):
        keys.workspace_key("w1", create=True)


def test_a_folder_where_the_key_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "workspace.key").mkdir()
    with pytest.raises(WorkspaceRefused, match=r"workspace\.key"):
        keys.workspace_key("w1")


@pytest.mark.parametrize("backend", [KeyringInMemory, NoKeyring], indirect=True)
def test_a_discarded_key_is_nowhere(backend: KeyringInMemory, tmp_path: Path) -> None:
    keys.workspace_key("w1", create=True)
    keys.workspace_key("w2", create=True)
    keys.discard("w1")
    with pytest.raises(WorkspaceRefused):
        keys.workspace_key("w1")
    assert keys.workspace_key("w2")
