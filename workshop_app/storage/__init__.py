"""The session file: one workshop, one file, nothing lost."""

from workshop_app.storage.session_file import Change, Edit, HistoryEntry, SessionFile

__all__ = ["Change", "Edit", "HistoryEntry", "SessionFile"]
