"""A desk on a real session, for the editors of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import DeskDouble, session, sixteen_people
from workshop_app.figures.theme import LIGHT
from workshop_app.ui import theme as themes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _deleted_widgets(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test's editors leave behind goes now: a change of theme restyles all there is.

    Without an event loop of its own a test never deletes what waits to be deleted.
    """
    yield
    if "qapp" in request.fixturenames:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[DeskDouble]:
    """Sixteen people, the taster with the journey."""
    themes.apply(qapp, LIGHT)
    made = DeskDouble(session(tmp_path, people=sixteen_people()))
    yield made
    made.workshop.file.close()
