"""Booklets for mails: which are to be printed, where they lie, what they are called."""

from __future__ import annotations

import shutil
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app import paths
from workshop_app.assembly.orders import Order
from workshop_app.errors import UserError
from workshop_app.mail.message import Attachment
from workshop_app.mail.naming import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop_app.assembly.mailing import Texts
    from workshop_app.session.outbox import Entry
    from workshop_app.session.people import Person

USUAL_LIMIT: Final = 25_000_000
"""Bytes that many servers take in one mail."""

_WRAPPED: Final = 1.37
"""A mail is so much bigger than what it holds: three bytes become four letters, in short lines."""


_WEEK: Final = 7 * 24 * 3600
"""Seconds after which nobody mails booklets any more whose session was moved since."""


class Enclosed(NamedTuple):
    """A booklet as its reader sees it; ``size`` in bytes, ``None`` before it was printed."""

    name: str
    size: int | None


class Shelf:
    """Booklets of one session that wait to be mailed, in a private folder of the app's own.

    `empty` it when they are no longer wanted: they hold what people said.
    """

    def __init__(self, session: Path, folder: Path | None = None) -> None:
        """Empty; what an app that was killed left there goes."""
        about = sha256(str(session).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._folder = (folder or paths.outgoing_folder()) / about
        self.empty()

    def empty(self) -> None:
        """Throw all booklets away."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def orders(
        self,
        entries: Iterable[Entry],
        people: Iterable[Person],
        paper: str,
        *,
        unreached: bool = True,
    ) -> list[Order]:
        """What is to be printed for these mails and is not there yet."""
        known = {person.key: person for person in people}
        wanted: dict[Path, Order] = {}
        for entry in entries:
            for edition in entry.editions:
                path = self._path(edition, entry)
                person = known.get(entry.person) if edition == "personal" else None
                if not path.exists() and (edition != "personal" or person is not None):
                    wanted[path] = Order(
                        edition, path, person, entry.language, paper, unreached
                    )
        return list(wanted.values())

    def enclosures(self, entry: Entry, texts: Texts) -> list[Attachment]:
        """The booklets of a mail; raises `UserError` where one is not there."""
        return [
            Attachment(self._name(edition, entry, texts), self._read(edition, entry))
            for edition in entry.editions
        ]

    def look(self, entry: Entry, texts: Texts) -> list[Enclosed]:
        """What goes along with a mail."""
        return [
            Enclosed(self._name(edition, entry, texts), _size(self._path(edition, entry)))
            for edition in entry.editions
        ]

    def size(self, entry: Entry) -> int:
        """About how big the mail is, in bytes, as far as its booklets are there."""
        sizes = (_size(self._path(edition, entry)) or 0 for edition in entry.editions)
        return round(sum(sizes) * _WRAPPED)

    def _path(self, edition: str, entry: Entry) -> Path:
        whose = f" {entry.person}" if edition == "personal" else ""
        return self._folder / f"{edition} {entry.language}{whose}.pdf"

    def _name(self, edition: str, entry: Entry, texts: Texts) -> str:
        words = texts.words_of(entry)
        title = texts.facts[words.language]["title"]
        return file_name(words(f"mailing.file.{edition}", title=title, name=entry.name) + ".pdf")

    def _read(self, edition: str, entry: Entry) -> bytes:
        try:
            return self._path(edition, entry).read_bytes()
        except OSError as error:
            raise UserError(
                "A booklet of {name} is not there.",
                "The mail was not sent.",
                "Send again: the booklets are made first.",
                name=entry.name or entry.address,
            ) from error

    def make_folder(self) -> None:
        """Before booklets are printed; raises `UserError`."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                "There is no room for the booklets: {reason}.",
                "Nothing was sent.",
                "Free some room on the disk, then send again.",
                reason=error.strerror or error,
            ) from error


def throw_left_away(session: Path, now: float) -> None:
    """Empty what an app that was killed left: of this session, and of any after a week."""
    Shelf(session)
    for folder in paths.outgoing_folder().iterdir():
        with suppress(OSError):
            if now - folder.stat().st_mtime > _WEEK:
                shutil.rmtree(folder)


def _size(path: Path) -> int | None:
    with suppress(OSError):
        return path.stat().st_size
    return None
