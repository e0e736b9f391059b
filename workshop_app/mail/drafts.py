"""Mails as files that the usual mail programs open as not sent yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.mail.folder import save_each
from workshop_app.mail.headers import set_plain
from workshop_app.mail.message import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from workshop_app.mail.message import Letter


def save_drafts(folder: Path, letters: Iterable[Letter], when: datetime) -> list[Path]:
    """Write each letter as an ``.eml`` file named after its reader; returns where.

    Raises `UserError` for an address that is none, or a folder that cannot be written; what was
    written before stays, and is whole.
    """
    return save_each(folder, _files(letters, when))


def _files(letters: Iterable[Letter], when: datetime) -> Iterator[tuple[str, bytes]]:
    for letter in letters:
        message = written(letter, when)
        set_plain(message, "X-Unsent", "1")  # Outlook, Thunderbird and Evolution ask for this,
        set_plain(message, "X-Uniform-Type-Identifier", "com.apple.mail-draft")  # Apple for this
        yield f"{letter.reader_name or letter.reader}.eml", message.as_bytes()
