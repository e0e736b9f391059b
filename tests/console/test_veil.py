"""Cards over the console: what scrolls ends where the buttons below it do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.console.room import make_workshop, open_room
from workshop_app.console.person_sheet import PersonSheet
from workshop_app.figures.theme import THEMES
from workshop_app.session.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("height", [420, 800])
def test_fields_and_buttons_end_at_one_edge(
    qtbot: QtBot, tmp_path: Path, theme: str, height: int
) -> None:
    workshop = make_workshop(tmp_path, people=(Person("Ana Marques"),))
    room = open_room(qtbot, workshop, theme=theme)
    room.window.resize(1320, height)
    sheet = PersonSheet(room.window, workshop.people()[0])
    room.settle()
    field, button = (
        one.mapTo(sheet.card, one.rect().topRight()).x() for one in (sheet.address, sheet.done)
    )
    assert field == button
    bar = sheet.area.verticalScrollBar()
    assert bar.mapTo(sheet.card, bar.rect().topLeft()).x() > field
    assert not sheet.area.horizontalScrollBar().maximum()
