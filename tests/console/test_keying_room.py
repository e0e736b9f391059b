"""Nobody keys ballots blind: the row and its question stay whole on the usual laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.console.room import Room, make_workshop, open_room
from workshop_app.assembly.conduct import questions
from workshop_app.session.holding import RoundPlan
from workshop_app.session.people import Person
from workshop_app.session.voting import choose_plan
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest
from workshop_app.ui.round_panel import RoundPanel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

PLACES = ("laptop", "projector", "not")


def keyed(qtbot: QtBot, folder: Path, language: str, activity: str, *, early: int = 0) -> Room:
    """A console at a round that takes paper; ``early`` ballots came before it was opened."""
    people = [Person(f"Person {number}", level=1 + number % 5) for number in range(16)]
    workshop = make_workshop(folder, language=language, people=people)
    choose_plan(workshop.context(activity), RoundPlan("booth+paper+phones", "band"))
    if early:
        asked = questions(workshop, workshop.method.activities[activity])
        round_ = rounds.open_round(
            workshop.file, activity, asked, mode="booth+paper+phones", attribute="band"
        )
        for _ in range(early):
            rounds.cast(workshop.file, round_, asked, {}, key=rounds.new_ballot_key())
    room = open_room(qtbot, workshop)
    room.go(activity, "collect")
    panel = panel_of(room)
    if latest(workshop.file, activity) is None:
        panel.open.click()
    room.settle()
    panel.take_way("paper")
    room.window.message.dismiss()
    room.settle()
    return room


def panel_of(room: Room) -> RoundPanel:
    (panel,) = (one for one in room.window.findChildren(RoundPanel) if one.isVisible())
    return panel


def place(room: Room, widget: QWidget) -> QRect:
    """Where a widget is in the window."""
    rect = widget.rect()
    rect.moveTopLeft(widget.mapTo(room.window, rect.topLeft()))
    return rect


def hidden_part(room: Room) -> list[str]:
    """What of the row, the question and the lines above them is cut or covered."""
    panel = panel_of(room)
    keying, inside = panel.keying, place(room, panel)
    assert keying.keying is not None
    index = keying.grid.model().index(keying.keying.row, 0)
    row = keying.grid.visualRect(index)
    row.moveTopLeft(keying.grid.viewport().mapTo(room.window, row.topLeft()))
    found = []
    if not row.height() or not inside.contains(row, proper=False):
        found.append(f"the row {row.getRect()} in {inside.getRect()}")
    view = place(room, keying.grid.viewport())
    if not (view.top() <= row.top() and row.bottom() <= view.bottom()):
        found.append(f"the row {row.getRect()} in its grid {view.getRect()}")
    lines: list[QWidget] = [
        panel.choices.mode, panel.print_, panel.warning, panel.earlier, keying.prompt,
        keying.answers, keying.notice, keying.doubt, keying.grid,
    ]  # fmt: skip
    shown = [line for line in lines if line.isVisible() and line.height()]
    if keying.prompt.height() < keying.prompt.minimumSizeHint().height():
        found.append(f"the question is {keying.prompt.height()} high")
    for number, line in enumerate(shown):
        mine = place(room, line)
        others = [one for one in shown[number + 1 :] if place(room, one).intersects(mine)]
        found += [f"{type(line).__name__} over {type(one).__name__}" for one in others]
    return found


def ask_where(room: Room) -> None:
    """The longest question that stands in the bar while votes come in."""
    words = room.workshop.words
    answers = tuple((key, words(f"desktop.booth.{key}")) for key in PLACES)
    room.window.message.say(words("desktop.booth.pin", pin="2580"), "warn", answers)
    room.settle()


def warn(room: Room) -> None:
    """A warning of two lines."""
    said = room.workshop.words("editors.compare.ruled_out.band", k=4)
    panel_of(room).warning.say(f"{said} {said}")
    room.settle()


def refuse(room: Room) -> None:
    """Something was keyed that is no answer."""
    said = room.workshop.words("editors.keying.refused.number", value="x")
    panel_of(room).keying.notice.say(said)
    room.settle()


@pytest.mark.parametrize("activity", ["act-rituals", "see-checklist", "see-five-answers"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_row_and_its_question_stay_whole_whatever_is_said(
    qtbot: QtBot, tmp_path: Path, language: str, activity: str
) -> None:
    room = keyed(qtbot, tmp_path, language, activity)
    assert hidden_part(room) == []
    ask_where(room)
    assert hidden_part(room) == []
    warn(room)
    assert panel_of(room).warning.height() > 30, "both lines can be read"
    assert hidden_part(room) == []
    refuse(room)
    assert hidden_part(room) == []
    assert room.window.body.controls.isVisible()
    assert not room.window.body.controls.next.visibleRegion().isEmpty()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_matters_least_goes_first_and_comes_back(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    room = keyed(qtbot, tmp_path, language, "act-rituals", early=3)
    panel, body = panel_of(room), room.window.body
    assert panel.earlier.height()
    assert body.steps.isVisible()
    ask_where(room)
    warn(room)
    assert hidden_part(room) == []
    assert not body.steps.isVisible()
    refuse(room)
    assert hidden_part(room) == []
    assert not panel.earlier.height()
    assert panel.earlier.text, "a screen reader still finds it"
    panel.warning.say("")
    room.window.message.dismiss()
    room.settle()
    assert panel.earlier.height()
    assert body.steps.isVisible()
    assert hidden_part(room) == []


def test_the_picture_is_large_again_when_nothing_is_keyed(qtbot: QtBot, tmp_path: Path) -> None:
    room = keyed(qtbot, tmp_path, "en", "act-rituals")
    preview, panel = room.window.body.preview, panel_of(room)
    small = preview.height()
    panel.take_way("booth")
    panel.choices.mode.chosen.emit("paper")
    room.settle()
    assert not panel.keying.isVisible()
    assert preview.height() > small
