"""Blank, hold and freeze on top; nothing below shows before it may."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.stage import rooms
from tests.stage.booths import grabbed, picture, settle
from workshop_app.figures.theme import DARK, LIGHT
from workshop_app.kinds import registry
from workshop_app.session import live
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.stage import layered
from workshop_app.storage.rounds import close_round, reveal_round

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.stage.conftest import Clock
    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.window import StageWindow

    MakeStage = Callable[..., StageWindow]

STORY = "see-customer-story"


class Camera:
    """Takes every frame: after each change, and after each turn of the event loop."""

    def __init__(self, stage: StageWindow) -> None:
        self.stage = stage
        self.frames: list[bytes] = []

    def run(self, *changes: Callable[[], object]) -> set[bytes]:
        self.frames = [self._frame()]
        for change in changes:
            change()
            self.frames.append(self._frame())
            for _ in range(6):
                QApplication.processEvents()
                self.frames.append(self._frame())
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return set(self.frames)

    def _frame(self) -> bytes:
        return grabbed(self.stage)


@pytest.fixture
def camera(stage: StageWindow) -> Camera:
    return Camera(stage)


def note(workshop: Workshop, text: str) -> Callable[[], object]:
    place = registry.kind("board").places(workshop.context(STORY))[0].id
    return lambda: add_notes(workshop.file, "Add", STORY, [NewNote(place, text)])


def surface(workshop: Workshop, name: str) -> Callable[[], object]:
    return lambda: live.set_surface(workshop.file, name)


def still(stage: StageWindow, workshop: Workshop, name: str) -> bytes:
    """The frame of a surface, once it stands."""
    live.set_surface(workshop.file, name)
    return picture(stage)


def test_blank_and_hold_swap_without_a_glimpse(
    camera: Camera, stage: StageWindow, workshop: Workshop
) -> None:
    rooms.go(workshop, STORY, "collect")
    blank, hold = still(stage, workshop, "blank"), still(stage, workshop, "hold")
    swaps = [surface(workshop, name) for name in ("blank", "hold", "blank", "hold")]
    assert camera.run(*swaps, note(workshop, "Unseen"), *swaps) == {blank, hold}
    assert blank != hold


class GlimpsingStage(layered.LayeredStage):
    """What must not be: the old cover goes before the new one comes."""

    def _show_cover(self, state: live.Live) -> None:
        self._cover.hide()
        QApplication.processEvents()
        self.glimpse = grabbed(self)
        super()._show_cover(state)


def test_the_camera_sees_a_glimpse(workshop: Workshop, clock: Clock, qtbot: QtBot) -> None:
    rooms.go(workshop, STORY, "collect")
    stage = GlimpsingStage(workshop, LIGHT, now=clock, reduced_motion=True)
    qtbot.addWidget(stage)
    stage.resize(960, 540)
    stage.show()
    allowed = set()
    for name in ("blank", "hold"):
        live.set_surface(workshop.file, name)
        allowed.add(picture(stage))
    assert stage.glimpse not in allowed
    stage.stop()


def test_uncovering_shows_what_is_right_by_then(
    camera: Camera, stage: StageWindow, workshop: Workshop
) -> None:
    """The note that was typed under the blank is there with the first frame."""
    rooms.go(workshop, STORY, "collect")
    settle()
    blank = still(stage, workshop, "blank")
    note(workshop, "Typed in the dark")()
    after = still(stage, workshop, "step")
    live.set_surface(workshop.file, "blank")
    settle()
    assert camera.run(surface(workshop, "step")) == {blank, after}


def test_moving_on_under_a_cover_shows_the_next_step_only(
    camera: Camera, stage: StageWindow, workshop: Workshop
) -> None:
    first = rooms.go(workshop, STORY, "question")
    old = picture(stage)
    workshop.go(first._replace(step=first.step + 1), rooms.NOW)
    new = picture(stage)
    workshop.go(first, rooms.NOW)
    hold = still(stage, workshop, "hold")
    following = first._replace(step=first.step + 1)
    assert camera.run(lambda: workshop.go(following, rooms.NOW)) == {hold, new}
    assert old not in camera.frames


def test_a_frozen_picture_stays_whatever_happens(
    camera: Camera, stage: StageWindow, workshop: Workshop
) -> None:
    moment = rooms.go(workshop, STORY, "collect")
    note(workshop, "Before")()
    live.set_frozen(workshop.file, moment)
    frozen = picture(stage)
    blank = still(stage, workshop, "blank")
    seen = camera.run(
        surface(workshop, "step"),
        note(workshop, "While it was frozen"),
        surface(workshop, "blank"),
        lambda: rooms.go(workshop, "see-checklist", "question"),
        surface(workshop, "blank"),
        surface(workshop, "step"),
    )
    without_clock = picture(stage)
    assert seen == {blank, frozen, without_clock}
    shown = stage.layers.shown
    assert shown is not None
    assert "Before" in shown.figure.texts()
    assert "While it was frozen" not in shown.figure.texts()


def test_letting_go_shows_where_the_console_is(stage: StageWindow, workshop: Workshop) -> None:
    moment = rooms.go(workshop, STORY, "collect")
    live.set_frozen(workshop.file, moment)
    settle()
    rooms.go(workshop, "see-checklist", "question")
    settle()
    live.set_frozen(workshop.file, None)
    settle()
    shown = stage.layers.shown
    assert shown is not None
    assert "How true is this for us today?" in shown.figure.texts()


def test_twenty_changes_in_one_turn_are_painted_once(
    stage: StageWindow, workshop: Workshop
) -> None:
    rooms.go(workshop, STORY, "collect")
    settle()
    scenes: list[int] = []
    stage.layers.scene_changed.connect(partial_append(scenes))
    for number in range(20):
        note(workshop, f"Note {number}")()
    assert scenes == []
    settle()
    assert len(scenes) == 1
    shown = stage.layers.shown
    assert shown is not None
    assert "Note 19" in shown.figure.texts() or shown.pages > 1


def partial_append(into: list[int]) -> Callable[[], None]:
    return lambda: into.append(1)


def test_the_session_comes_back_as_it_was(make_stage: MakeStage, workshop: Workshop) -> None:
    moment = rooms.go(workshop, STORY, "question")
    live.set_frozen(workshop.file, moment)
    rooms.go(workshop, "see-checklist", "question")
    live.set_surface(workshop.file, "blank")
    first = make_stage()
    covered = picture(first)
    live.set_surface(workshop.file, "step")
    frozen = picture(first)
    second = make_stage()
    assert picture(second) == frozen
    live.set_surface(workshop.file, "blank")
    assert picture(second) == covered


# -- motion ----------------------------------------------------------------------------------


def reveal(workshop: Workshop) -> None:
    round_ = rooms.rated(workshop)
    close_round(workshop.file, round_)
    reveal_round(workshop.file, round_)


def test_a_picture_grows_once_when_it_is_revealed(
    make_stage: MakeStage, workshop: Workshop, qtbot: QtBot
) -> None:
    stage = make_stage(reduced_motion=False)
    rooms.go(workshop, "see-checklist", "guess")
    settle()
    reveal(workshop)
    rooms.go(workshop, "see-checklist", "total")
    settle()
    assert stage.layers.is_growing
    qtbot.waitUntil(lambda: not stage.layers.is_growing, timeout=3000)
    rooms.go(workshop, "see-checklist", "groups")
    settle()
    assert not stage.layers.is_growing


def test_a_picture_that_was_there_before_does_not_grow(
    make_stage: MakeStage, workshop: Workshop
) -> None:
    reveal(workshop)
    rooms.go(workshop, "see-checklist", "total")
    assert not make_stage(reduced_motion=False).layers.is_growing


def test_reduced_motion_means_none(make_stage: MakeStage, workshop: Workshop) -> None:
    stage = make_stage(reduced_motion=True)
    rooms.go(workshop, "see-checklist", "guess")
    reveal(workshop)
    settle()
    rooms.go(workshop, "see-checklist", "total")
    first = Camera(stage).run(lambda: None)
    assert len(first) == 2, "the step before, and the step"
    assert not stage.layers.is_growing


def test_a_step_gives_way_in_a_quarter_of_a_second(
    make_stage: MakeStage, workshop: Workshop, qtbot: QtBot
) -> None:
    stage = make_stage(reduced_motion=False)
    rooms.go(workshop, STORY, "question")
    before = picture(stage)
    rooms.go(workshop, STORY, "collect")
    settle()
    assert stage.layers.is_fading
    assert picture(stage) != before
    qtbot.waitUntil(lambda: not stage.layers.is_fading, timeout=1000)
    after = picture(stage)
    stage.layers.set_reduced_motion(True)
    rooms.go(workshop, STORY, "question")
    rooms.go(workshop, STORY, "collect")
    assert picture(stage) == after


def test_another_theme_is_another_picture(stage: StageWindow, workshop: Workshop) -> None:
    rooms.go(workshop, STORY, "question")
    light = picture(stage)
    stage.apply_theme(DARK)
    dark = picture(stage)
    stage.apply_theme(LIGHT)
    assert picture(stage) == light
    assert dark != light


# -- countdown -------------------------------------------------------------------------------


def started(workshop: Workshop, minutes: float) -> None:
    slot = workshop.slot_of(STORY)
    assert slot is not None
    moment = rooms.go(workshop, STORY, "question")
    live.move(workshop.file, {slot.key: slot}, moment, rooms.NOW, minutes)
    settle()


def digits(stage: StageWindow) -> str:
    counted = stage.layers.countdown
    return counted.accessibleName() if counted.isVisible() else ""


def test_the_countdown_counts(
    stage: StageWindow, workshop: Workshop, clock: Clock, qtbot: QtBot
) -> None:
    started(workshop, 5)
    assert digits(stage) == "05:00"
    clock.now += timedelta(seconds=40.5)
    stage.layers.refresh()
    assert digits(stage) == "04:20"
    clock.now += timedelta(seconds=0.6)
    qtbot.waitUntil(lambda: digits(stage) == "04:19", timeout=2000)


def test_zero_stays_ten_seconds_and_goes(
    stage: StageWindow, workshop: Workshop, clock: Clock
) -> None:
    started(workshop, 1)
    shown = []
    for seconds in (59.5, 60, 69.9, 70.1):
        clock.now = rooms.NOW + timedelta(seconds=seconds)
        stage.layers.refresh()
        shown.append(digits(stage))
    assert shown == ["00:01", "00:00", "00:00", ""]


def test_a_paused_countdown_stands_still(
    stage: StageWindow, workshop: Workshop, clock: Clock
) -> None:
    started(workshop, 5)
    live.pause_timer(workshop.file, clock.now + timedelta(seconds=60))
    clock.now += timedelta(seconds=200)
    settle()
    assert digits(stage) == "04:00"


@pytest.mark.parametrize("name", ["blank", "hold"])
def test_a_cover_has_no_countdown(stage: StageWindow, workshop: Workshop, name: str) -> None:
    started(workshop, 5)
    still(stage, workshop, name)
    assert digits(stage) == ""


def test_a_frozen_step_has_its_own_countdown_or_none(
    stage: StageWindow, workshop: Workshop
) -> None:
    started(workshop, 5)
    live.set_frozen(workshop.file, workshop.live().moment)
    settle()
    assert digits(stage) == "05:00"
    rooms.go(workshop, "see-checklist", "question")
    settle()
    assert digits(stage) == ""


def test_the_countdown_keeps_its_corner_in_any_window(
    make_stage: MakeStage, workshop: Workshop
) -> None:
    """Also where the stage began with the hold card, whose picture came first."""
    stage = make_stage()
    stage.resize(800, 800)
    started(workshop, 5)
    at = stage.layers.countdown.geometry()
    unit = 450 / 100
    assert abs(at.right() - (800 - 5 * unit)) <= 2
    assert abs(at.top() - (175 + 3.6 * unit)) <= 2
    again = make_stage()
    again.resize(800, 800)
    settle()
    assert again.layers.countdown.geometry() == at


def test_nothing_ticks_on_a_hidden_stage(
    make_stage: MakeStage, workshop: Workshop, qtbot: QtBot
) -> None:
    stage = make_stage(reduced_motion=False)
    rooms.go(workshop, "see-checklist", "guess")
    settle()
    reveal(workshop)
    rooms.go(workshop, "see-checklist", "total")
    stage.layers.refresh()
    stage.hide()
    qtbot.waitUntil(lambda: not (stage.layers.is_fading or stage.layers.is_growing), timeout=1000)
