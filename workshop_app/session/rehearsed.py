"""A rehearsal says in its own file that it is one, so that nobody takes it for a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.session.holding import save_settings, settings_of

if TYPE_CHECKING:
    from workshop_app.storage import SessionFile

REHEARSAL: Final = "rehearsal"
"""The setting of a rehearsal: the title of the session that is rehearsed."""


def is_rehearsal(file: SessionFile) -> bool:
    """Whether a session has an invented room."""
    return REHEARSAL in settings_of(file)


def title_of(file: SessionFile, title: str) -> str:
    """The title of what is rehearsed: of a rehearsal of a rehearsal that of the session itself."""
    return str(settings_of(file).get(REHEARSAL, title))


def mark(file: SessionFile, title: str) -> None:
    """Say for good that a new session is a rehearsal of the one with that title."""
    save_settings(file, {**settings_of(file), REHEARSAL: title})
