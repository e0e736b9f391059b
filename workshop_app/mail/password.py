"""The password of the mail server: in the system's keyring, else in memory, never in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "workshop-app mail"
"""What the entries in the keyring are called."""

_OF_SYSTEMS: Final = tuple(
    f"keyring.backends.{name}" for name in ("SecretService", "Windows", "kwallet", "libsecret",
                                            "macOS")
)  # fmt: skip
"""Keyrings that a system locks with its own. Others may write the password into a plain file."""


class Passwords:
    """Passwords by server and user. A keyring may ask to be unlocked, and take its time."""

    def __init__(self, keyring: KeyringBackend | None = None) -> None:
        """``keyring`` is the system's, which is looked for when a password is first needed."""
        self._keyring = keyring
        self._has_looked = keyring is not None
        self._for_now: dict[str, str] = {}

    def read(self, host: str, user: str) -> str:
        """The password; empty when there is none, or the keyring stays locked."""
        account = _account(host, user)
        if account in self._for_now:
            return self._for_now[account]
        keyring = self._system()
        if keyring is None:
            return ""
        try:
            return keyring.get_password(SERVICE, account) or ""
        except _faults():
            return ""

    def keep(self, host: str, user: str, password: str) -> UserError | None:
        """Keep a password; an empty one is forgotten.

        Returns what to tell where it is kept for this run of the app only: nothing else is wrong.
        """
        account = _account(host, user)
        self._for_now.pop(account, None)
        keyring = self._system()
        if keyring is not None and self._is_kept(keyring, account, password):
            return None
        if not password:
            return None
        self._for_now[account] = password
        if keyring is None:
            return UserError(
                "This laptop has no keyring to keep the password in.",
                "It is kept in memory until the app is closed, and written nowhere.",
                "Fill it in again next time.",
            )
        return UserError(
            "The keyring of this laptop did not take the password.",
            "It is kept in memory until the app is closed, and written nowhere.",
            "Unlock the keyring and fill it in again, or do so next time.",
        )

    @staticmethod
    def _is_kept(keyring: KeyringBackend, account: str, password: str) -> bool:
        from keyring.errors import PasswordDeleteError

        try:
            if not password:
                keyring.delete_password(SERVICE, account)
                return True
            keyring.set_password(SERVICE, account, password)
            return keyring.get_password(SERVICE, account) == password
        except PasswordDeleteError:  # there was none
            return True
        except _faults():
            return False

    def _system(self) -> KeyringBackend | None:
        """The system's keyring; imported here, because that takes longer than the start may."""
        if not self._has_looked:
            self._has_looked = True
            from keyring.backend import get_all_keyring

            found = [one for one in get_all_keyring() if type(one).__module__ in _OF_SYSTEMS]
            self._keyring = max(found, key=lambda one: one.priority, default=None)
        return self._keyring


def _account(host: str, user: str) -> str:
    return f"{user} at {host.casefold()}"


def _faults() -> tuple[type[Exception], ...]:
    """What a keyring raises that is locked, or that went away; some is not its own."""
    from keyring.errors import KeyringError

    try:
        from jeepney.wrappers import DBusErrorResponse
        from secretstorage.exceptions import SecretStorageException
    except ImportError:  # another system than Linux
        return KeyringError, OSError
    return KeyringError, OSError, DBusErrorResponse, SecretStorageException
