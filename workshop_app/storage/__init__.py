"""The session file: one workshop, one file, nothing lost.

What is read is asked for in SQL, what is changed is built with the typed `tables`. Those are
imported when something is first changed, because peewee is a tenth of the time to start.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from workshop_app.storage.history import HistoryEntry
from workshop_app.storage.session_file import Edit, SessionFile, new_key
from workshop_app.storage.transactions import Change

if TYPE_CHECKING:
    from types import ModuleType

    from workshop_app.storage import tables

__all__ = ["Change", "Edit", "HistoryEntry", "SessionFile", "new_key", "tables"]


def __getattr__(name: str) -> ModuleType:
    if name == "tables":
        return import_module("workshop_app.storage.tables")
    raise AttributeError(f"no {name} in {__name__}")
