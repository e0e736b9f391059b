"""Placing dots on the stage with one mouse: pressed, dragged, let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.stage import rooms
from workshop_app.figures.figure import Rect
from workshop_app.kinds import registry
from workshop_app.session import live, voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.touched_votes import counted_dots, move_vote
from workshop_app.session.touching import choose_touch
from workshop_app.storage import rounds

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.layered import LayeredStage
    from workshop_app.stage.window import StageWindow

pytestmark = pytest.mark.gui

BOARD, RATED = "see-customer-story", "see-checklist"
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def notes(workshop: Workshop, stage: StageWindow) -> list[str]:
    column = workshop.method.activities[BOARD].list("columns")[0].id
    keys = add_notes(workshop.file, "", BOARD, [NewNote(column, "One"), NewNote(column, "Two")])
    rooms.go(workshop, BOARD, "content")
    choose_touch(workshop.file, BOARD)
    stage.turn_on()
    stage.layers.refresh()
    return keys


def place_of(layers: LayeredStage, key: str) -> QPoint:
    """The middle of a note in pixels."""
    shown = layers.shown
    assert shown is not None
    card = next(
        one for one in shown.figure.items if isinstance(one, Rect) and one.key == key and one.fill
    )
    scale = layers.height() / shown.figure.height
    left = (layers.width() - shown.figure.width * scale) / 2
    return QPoint(
        int(left + (card.x + card.width / 2) * scale), int((card.y + card.height / 2) * scale)
    )


def dotted(layers: LayeredStage, start: QPoint, end: QPoint) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def take(source: str, target: str) -> None:
        found.append((source, target))

    layers.dotted.connect(take)
    QTest.mousePress(layers, LEFT, NONE, start)
    QTest.mouseRelease(layers, LEFT, NONE, end)
    layers.dotted.disconnect(take)
    return found


def test_a_tap_a_drag_and_what_is_dropped_beside(
    stage: StageWindow, notes: list[str], qtbot: QtBot
) -> None:
    layers = stage.layers
    one, two = (place_of(layers, key) for key in notes)
    beside = QPoint(layers.width() - 3, layers.height() - 3)
    assert dotted(layers, one, one) == [(notes[0], notes[0])]
    assert dotted(layers, one, two) == [(notes[0], notes[1])]
    assert dotted(layers, two, beside)[0][0] == notes[1]
    assert layers.cursor().shape() == Qt.CursorShape.PointingHandCursor


@pytest.mark.parametrize("how", ["off", "blank", "frozen"])
def test_otherwise_the_stage_cannot_be_touched(
    stage: StageWindow, workshop: Workshop, notes: list[str], how: str
) -> None:
    layers = stage.layers
    one = place_of(layers, notes[0])
    if how == "off":
        choose_touch(workshop.file, "")
    elif how == "blank":
        live.set_surface(workshop.file, "blank")
    else:
        live.set_frozen(workshop.file, workshop.live().moment)
    layers.refresh()
    assert dotted(layers, one, one) == []
    assert layers.cursor().shape() == Qt.CursorShape.BlankCursor


def test_a_tap_on_an_answer_of_the_open_round(stage: StageWindow, workshop: Workshop) -> None:
    voting.choose_openly(workshop.file, openly=True)
    context = workshop.context(RATED)
    voting.choose_plan(context, RoundPlan("touch"))
    questions = registry.kind(context.activity.kind).questions(context)
    round_ = voting.open_round(context, questions)
    rooms.go(workshop, RATED, "collect")
    stage.turn_on()
    layers = stage.layers
    layers.refresh()
    first = questions[0].id
    one, two = (place_of(layers, f"{first}/{n}") for n in (1, 2))
    beside = QPoint(layers.width() - 3, layers.height() - 3)
    assert layers.cursor().shape() == Qt.CursorShape.PointingHandCursor

    def move(source: str, target: str) -> None:
        move_vote(context, questions, source, target)

    layers.dotted.connect(move)
    for start, end in ((one, one), (one, one), (one, two), (two, two), (two, beside)):
        QTest.mousePress(layers, LEFT, NONE, start)
        QTest.mouseRelease(layers, LEFT, NONE, end)
        layers.refresh()
        assert place_of(layers, f"{first}/1") == one, "a second tap meets the same answer"
    assert counted_dots(workshop.file, round_, questions).counts(first) == {"1": 1, "2": 1}
    rounds.close_round(workshop.file, round_)
    layers.refresh()
    assert dotted(layers, one, one) == []
    assert layers.cursor().shape() == Qt.CursorShape.BlankCursor
