"""Which mails left this laptop, told by a small file beside the preferences.

A session that came back from a copy knows nothing of what was sent after that copy was made. So
whoever sends looks here first. A line has a moment, what became of a mail, and a mark that is made
of the session and its reader: no name, no address.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app import paths
from workshop_app.errors import UserError
from workshop_app.session.outbox import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from workshop_app.session.outbox import Entry
    from workshop_app.session.sending import Outcome, Post
    from workshop_app.storage import SessionFile

GONE: Final = "gone"
SENT: Final = "sent"
BACK: Final = "back"
"""It did not leave after all, or the facilitator lets it leave once more."""


class Before(NamedTuple):
    """When a mail left; ``is_sure`` where the server took it."""

    when: datetime
    is_sure: bool


class SentBefore:
    """The file. Lines are added and never changed; the last one about a mail counts."""

    def __init__(self, file: SessionFile, path: Path | None = None) -> None:
        """For the mails of one session; ``path`` is by default the user's own."""
        self._path = path or paths.settings_folder() / "sent.txt"
        made = file.row("SELECT created_at FROM session")
        self._session = str(made[0]) if made else ""

    def note(self, entries: Iterable[Entry], what: str) -> None:
        """Put on disk what becomes of these mails; raises `UserError`."""
        moment = stamp(datetime.now(UTC))
        text = "".join(f"{moment} {what} {self._mark(entry)}\n" for entry in entries)
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(handle)
        except OSError as error:
            raise UserError(
                "It could not be noted that a mail is about to leave: {reason}.",
                "Nothing was sent.",
                "Free some room on the disk, then send again.",
                reason=error.strerror or error,
            ) from error

    def find(self, entries: Iterable[Entry]) -> dict[str, Before]:
        """Which of these mails left this laptop, by the entries' keys."""
        known = self._read()
        marks = {entry.key: self._mark(entry) for entry in entries}
        return {key: known[mark] for key, mark in marks.items() if mark in known}

    def _read(self) -> dict[str, Before]:
        known: dict[str, Before] = {}
        try:
            text = self._path.read_text(encoding="ascii", errors="replace")
        except OSError:
            return known
        for line in text.splitlines():
            with suppress(ValueError):
                moment, what, mark = line.split(" ")
                known.pop(mark, None)
                if what in (GONE, SENT):
                    known[mark] = Before(datetime.fromisoformat(moment), what == SENT)
        return known

    def _mark(self, entry: Entry) -> str:
        """The same for a mail that was made anew for the same reader."""
        reader = entry.person or entry.address.casefold()
        about = "\n".join((self._session, reader, *entry.editions))
        return hashlib.sha256(about.encode()).hexdigest()[:32]


class NotedPost:
    """A `sending.Post` that tells `SentBefore` what leaves through another one."""

    def __init__(self, post: Post, before: SentBefore) -> None:
        """``post`` sends."""
        self._post = post
        self._before = before

    def send(self, entry: Entry, before_end: Callable[[], None]) -> Outcome:
        """Send one; it does not leave where that cannot be noted."""
        is_noted = False

        def about_to_leave() -> None:
            nonlocal is_noted
            self._before.note([entry], GONE)
            is_noted = True
            before_end()

        try:
            outcome = self._post.send(entry, about_to_leave)
        except UserError:
            if is_noted:
                self._correct(entry, BACK)
            raise
        if is_noted and outcome.kind != "perhaps":
            self._correct(entry, SENT if outcome.kind == "sent" else BACK)
        return outcome

    def _correct(self, entry: Entry, what: str) -> None:
        """Where that cannot be written, the app asks once more than it had to."""
        with suppress(UserError):
            self._before.note([entry], what)

    def interrupt(self) -> None:
        """Break off."""
        self._post.interrupt()

    def close(self) -> None:
        """End the connection."""
        self._post.close()
