"""A workshop, a console stand-in and a stage, on the one screen tests have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from tests.stage import rooms
from workshop_app.figures.theme import LIGHT
from workshop_app.stage.screens import ScreenChoice
from workshop_app.stage.window import StageWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = rooms.NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = rooms.make(tmp_path)
    yield made
    made.file.close()


@pytest.fixture
def console(qtbot: QtBot) -> QWidget:
    """What stands for the console's window."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


MakeStage = "Callable[..., StageWindow]"


@pytest.fixture
def make_stage(
    workshop: Workshop, console: QWidget, clock: Clock, qtbot: QtBot
) -> Iterator[Callable[..., StageWindow]]:
    """Stages on the workshop; motion is reduced unless a test wants it."""
    made: list[StageWindow] = []

    def make(*, reduced_motion: bool = True) -> StageWindow:
        stage = StageWindow(
            workshop, LIGHT, ScreenChoice(console), now=clock, reduced_motion=reduced_motion
        )
        stage.resize(960, 540)
        stage.show()
        qtbot.addWidget(stage)
        made.append(stage)
        return stage

    yield make
    for stage in made:
        stage.layers.stop()
        stage.close()


@pytest.fixture
def stage(make_stage: Callable[..., StageWindow]) -> StageWindow:
    return make_stage()
