"""Everything the app shows, as one presses through it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from workshop_app import desktop
from workshop_app.session.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def preferences() -> Preferences:
    """What is chosen for every session."""
    return Preferences()


@pytest.fixture
def front(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, preferences: Preferences
) -> Iterator[desktop.Front]:
    """Everything the app shows, closed afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = desktop.Front(qapp, preferences)
    yield made
    if made.desktop is not None:
        made.desktop.close()
    if made.start is not None:
        made.start.close()
        made.start.deleteLater()
    QApplication.processEvents()
