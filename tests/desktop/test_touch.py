"""The room taps on the projected stage, the console sees it, and both come back after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.console.room import make_workshop
from workshop_app.assembly import conduct
from workshop_app.figures.figure import Rect
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.live import Moment
from workshop_app.session.touched_votes import counted_dots
from workshop_app.stage.window import StageWindow
from workshop_app.storage.tally import latest
from workshop_app.ui.round_panel import RoundPanel

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app import desktop
    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.layered import LayeredStage

pytestmark = pytest.mark.gui

RATED = "see-checklist"


def open_round(workshop: Workshop) -> None:
    """A touched round, on stage."""
    voting.choose_openly(workshop.file, openly=True)
    context = workshop.context(RATED)
    voting.choose_plan(context, RoundPlan("touch"))
    slot = workshop.slot_of(RATED)
    assert slot is not None
    steps = workshop.method.activities[RATED].steps
    number = next(n for n, step in enumerate(steps) if step.view == "collect")
    workshop.go(Moment(slot.key, number), workshop.info.start)
    voting.open_round(context, conduct.questions(workshop, context.activity))


def stage_of(session: desktop.Desktop, qtbot: QtBot) -> LayeredStage:
    session.projection.turn_on()
    stages = (one for one in QApplication.topLevelWidgets() if isinstance(one, StageWindow))
    layers = next(one for one in stages if one.isVisible()).layers
    qtbot.waitUntil(lambda: layers.takes_dots)
    return layers


def tap(layers: LayeredStage, key: str) -> None:
    assert layers.shown is not None
    figure = layers.shown.figure
    one = next(one for one in figure.items if isinstance(one, Rect) and one.key == key)
    scale = min(layers.height() / figure.height, layers.width() / figure.width)
    left = (layers.width() - figure.width * scale) / 2
    top = (layers.height() - figure.height * scale) / 2
    at = QPoint(int(left + (one.x + 2) * scale), int(top + (one.y + 2) * scale))
    QTest.mouseClick(layers, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def tap_thrice(front: desktop.Front, qtbot: QtBot, path: Path, expected: int) -> None:
    """Open the session, tap its second answer, and leave when the console's pad says so too."""
    front.open(path)
    session = front.desktop
    assert session is not None
    workshop = session.workshop
    layers = stage_of(session, qtbot)
    questions = conduct.questions(workshop, workshop.method.activities[RATED])
    for _ in range(3):
        tap(layers, f"{questions[0].id}/2")
    round_ = latest(workshop.file, RATED)
    assert round_ is not None
    assert round_.returned == expected
    counted = counted_dots(workshop.file, round_, questions).counts(questions[0].id)
    assert counted == {"2": expected}
    qtbot.waitUntil(lambda: bool(session.console.findChildren(RoundPanel)))
    pad = session.console.findChildren(RoundPanel)[-1].dots
    qtbot.waitUntil(lambda: pad.fields[1].count == expected)
    session.left.emit()
    qtbot.waitUntil(lambda: front.desktop is None)


def test_a_tap_counts_and_a_restart_loses_none(
    front: desktop.Front, qtbot: QtBot, tmp_path: Path
) -> None:
    made = make_workshop(tmp_path)
    open_round(made)
    made.file.close()
    for expected in (3, 6):
        tap_thrice(front, qtbot, made.file.path, expected)
