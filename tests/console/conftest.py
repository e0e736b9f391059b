"""One room for each test, closed afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.console.room import Room, make_workshop, open_room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """The taster with the journey, in English, with people."""
    made = make_workshop(tmp_path)
    yield made
    made.file.close()


@pytest.fixture
def room(qtbot: QtBot, workshop: Workshop) -> Room:
    """The usual laptop's console on that session."""
    return open_room(qtbot, workshop)
