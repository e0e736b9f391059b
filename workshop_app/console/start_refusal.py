"""Why a session did not open, and the way back where its content is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app import paths
from workshop_app.console.start_recent import short_path
from workshop_app.errors import UserError
from workshop_app.session.recovery import Copy, is_lost, newest_copy, restore

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.words import Words


class Refusal(NamedTuple):
    """What to say, and what could be done: open a copy, rescue the file, forget a lost one."""

    text: str
    copy: Copy | None = None
    is_gone: bool = False
    can_rescue: bool = False


def refusal(path: Path, error: UserError, words: Words) -> Refusal:
    """Put what `error` says into words; a copy is looked for where one would help."""
    if not is_lost(path, error):
        return Refusal(words.sentence(error))
    gone = not path.exists()
    if gone:
        error = UserError(
            "The file {path} is not there.",
            "It was moved or deleted, or its drive is not connected.",
            "Look for it with “Open another file…”.",
            path=short_path(path),
        )
    text = words.sentence(error)
    copy = newest_copy(path, [paths.copies_folder()])
    if copy is not None:
        title = " · ".join(part for part in (copy.info.title, copy.info.client) if part)
        day, time = words.date(copy.made), f"{copy.made:%H:%M}"
        text = f"{text} {words('start.copy.newest', day=day, time=time, title=title)}"
    can_rescue = bool(error.fields.get("damaged")) and not gone
    return Refusal(text, copy, gone, can_rescue)


def restore_copy(copy: Copy, lost: Path) -> Path:
    """Put the copy beside the lost file, or among the sessions where its folder is gone too.

    Raises `UserError` when it cannot be written there.
    """
    return restore(copy, lost if lost.parent.is_dir() else paths.sessions() / lost.name)
