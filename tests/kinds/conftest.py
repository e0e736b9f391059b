"""A desk on a real session, for the editors of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import EXTRA, light_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.desk import DeskDouble


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
def extra() -> tuple[str, ...]:
    """What the taster gets besides its own activities; a module may want others."""
    return EXTRA


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, extra: tuple[str, ...]) -> Iterator[DeskDouble]:
    """Sixteen people, the taster with the journey."""
    with light_desk(qapp, tmp_path, extra) as made:
        yield made
