"""The password: in the system's keyring or in memory, and nowhere else."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from workshop_app.mail.password import SERVICE, Passwords
from workshop_app.words import Words

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "correct horse battery"


class Ring(KeyringBackend):
    """A keyring as a system has one; `locked` is one whose owner is away."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgets = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked("locked")
        if not self.forgets:
            self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError("none")
        del self.held[service, username]


@pytest.fixture
def ring() -> Ring:
    return Ring()


def test_a_keyring_keeps_it_for_the_next_time(ring: Ring) -> None:
    assert Passwords(ring).keep("smtp.example.org", "me", SECRET) is None
    assert ring.held == {(SERVICE, "me at smtp.example.org"): SECRET}
    assert Passwords(ring).read("SMTP.example.org", "me") == SECRET
    assert Passwords(ring).read("smtp.example.org", "you") == ""
    assert Passwords(ring).keep("smtp.example.org", "me", "") is None
    assert ring.held == {}
    assert Passwords(ring).keep("smtp.example.org", "me", "") is None


@pytest.mark.parametrize("state", ["locked", "forgets"])
def test_a_keyring_that_does_not_take_it_is_no_loss(ring: Ring, state: str) -> None:
    setattr(ring, state, True)
    passwords = Passwords(ring)
    told = passwords.keep("h", "me", SECRET)
    assert told is not None
    assert "did not take the password" in told.sentence
    assert SECRET not in repr(told)
    assert passwords.read("h", "me") == SECRET
    assert Passwords(ring).read("h", "me") == ""
    ring.locked = ring.forgets = False
    assert passwords.keep("h", "me", SECRET + "2") is None
    assert passwords.read("h", "me") == SECRET + "2"


def test_without_a_keyring_it_is_kept_for_this_run_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Keyrings that write plain files do not count, whatever the settings of the user say."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    passwords = Passwords()
    if sys.platform in ("win32", "darwin"):
        pytest.skip("this system has a keyring")
    with caplog.at_level(logging.DEBUG):
        told = passwords.keep("h", "me", SECRET)
    assert told is not None
    assert "has no keyring" in told.sentence
    assert "sleutelbos" in Words.load("nl").sentence(told)
    assert passwords.read("h", "me") == SECRET
    assert Passwords().read("h", "me") == ""
    assert SECRET not in caplog.text
    for path in (*tmp_path.rglob("*"), *home.rglob("*")):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
    passwords.keep("h", "me", "")
    assert passwords.read("h", "me") == ""
