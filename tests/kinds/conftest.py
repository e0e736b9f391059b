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


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[DeskDouble]:
    """Sixteen people, the taster with the journey."""
    themes.apply(qapp, LIGHT)
    made = DeskDouble(session(tmp_path, people=sixteen_people()))
    yield made
    made.workshop.file.close()
