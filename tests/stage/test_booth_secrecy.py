"""PROMISES 24 and 20: nothing of a ballot is left for the next person, or for the room."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication

from tests.stage import rooms
from tests.stage.booths import (
    cast,
    picture,
    press,
    settle,
    spoken,
    stored,
    targets,
    touch,
    write,
)
from workshop_app.figures.theme import LIGHT
from workshop_app.stage.booth import BoothWindow, Pace
from workshop_app.stage.screens import ScreenChoice
from workshop_app.stage.window import StageWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

pytestmark = pytest.mark.usefixtures("qapp")

SLOW = Pace(thanks=60_000)
QUICK = Pace(thanks=1)

# Two people who agree on nothing, at each kind of ballot: as far as the last question.
VOTERS = {
    "see-five-answers": ("enter 1 1 enter 5 enter 0", "enter 3 5 enter 2 enter 4"),
    "act-rituals": ("enter 1 2 3", "enter 9 8 7"),
    "be-heartbeat": ("enter 1 enter 5 enter 0", "enter 5 enter 1 enter w o e"),
    "think-moral-wisdom": ("enter 1 enter 1 enter 1 enter 1", "enter 4 enter 3 enter 2 enter 0"),
}
COMPARED = {"see-five-answers": "band"}


@contextmanager
def opened(
    folder: Path, activity: str, kind: type[BoothWindow] = BoothWindow, pace: Pace = QUICK
) -> Iterator[tuple[Workshop, BoothWindow]]:
    folder.mkdir()
    workshop = rooms.make(folder)
    round_ = rooms.booth_round(workshop, activity, COMPARED.get(activity, ""))
    booth = kind(round_, "2580", LIGHT, pace=pace)
    booth.resize(960, 540)
    booth.show()
    settle()
    yield workshop, booth
    booth.shut()
    booth.deleteLater()
    settle()
    workshop.file.close()


def traces(booth: BoothWindow, workshop: Workshop, keys: str) -> list[tuple[bytes, str]]:
    """What picture and screen reader show from the moment a ballot is cast."""
    press(booth, keys)
    press(booth, "enter")
    assert cast(workshop) == 1
    found = [(picture(booth), spoken(booth))]

    def look() -> None:
        found.append((picture(booth), spoken(booth)))

    booth.resize(1100, 700)
    look()
    booth.resize(960, 540)
    workshop.file.undo()
    look()
    for key in ("back", "tab", "tab", "esc", "esc", "enter", "tab", "3", "back"):
        press(booth, key)
        look()
    return found


@pytest.mark.parametrize("activity", VOTERS)
def test_the_next_person_sees_nothing_of_the_one_before(activity: str, tmp_path: Path) -> None:
    seen = []
    for number, keys in enumerate(VOTERS[activity]):
        with opened(tmp_path / str(number), activity) as (workshop, booth):
            seen.append(traces(booth, workshop, keys))
    differing = sum(a != b for a, b in zip(*seen, strict=True))
    assert differing == 0


@pytest.mark.parametrize("activity", VOTERS)
def test_the_thank_you_shows_nothing_either(activity: str, tmp_path: Path) -> None:
    seen = []
    for number, keys in enumerate(VOTERS[activity]):
        with opened(tmp_path / str(number), activity, pace=SLOW) as (workshop, booth):
            seen.append(traces(booth, workshop, keys))
    assert seen[0] == seen[1]


TOUCHED = {
    "see-five-answers": (("Floor", "1", "5", "1"), ("Top", "5", "2", "4")),
    "act-rituals": (("Own idea", "Celebrate micro-wins", "Empty customer chair"),
                    ("Coaching for empathy", "Empty customer chair", "Own idea")),
}  # fmt: skip
"""What two people touch, instead of keys."""


def by_touch(booth: BoothWindow, workshop: Workshop, chosen: tuple[str, ...]) -> None:
    """Touch answers and whatever leads on, to the last card."""
    words = workshop.words
    touch(booth, words("stage.booth.start"))
    for text in chosen:
        touch(booth, text)
        onward = words("stage.booth.next")
        if onward in [target.face.text for target in targets(booth)]:
            touch(booth, onward)
    touch(booth, words("stage.booth.cast"))


def touched_traces(booth: BoothWindow, workshop: Workshop, chosen: tuple[str, ...]) -> list[object]:
    """What shows from the moment a touched ballot is cast, with the finger where it was."""
    by_touch(booth, workshop, chosen)
    assert cast(workshop) == 1
    found: list[object] = [(picture(booth), spoken(booth))]
    for key in ("back", "enter", "3", "back"):
        press(booth, key)
        found.append((picture(booth), spoken(booth)))
    return found


@pytest.mark.parametrize("pace", [QUICK, SLOW], ids=["quick", "slow"])
@pytest.mark.parametrize("activity", TOUCHED)
def test_a_touched_ballot_leaves_nothing_either(
    activity: str, pace: Pace, tmp_path: Path
) -> None:
    seen = []
    for number, chosen in enumerate(TOUCHED[activity]):
        with opened(tmp_path / str(number), activity, pace=pace) as (workshop, booth):
            seen.append(touched_traces(booth, workshop, chosen))
    assert seen[0] == seen[1]


class RememberingBooth(BoothWindow):
    """What must not be: the next person gets the ballot of the one before."""

    def _forget(self) -> None:
        if self._ballot is None or not self._ballot.key:
            super()._forget()

    def _on_begun(self) -> None:
        if self._ballot is None:
            super()._on_begun()
        else:
            self._index = 0
            self._resume()


def test_the_check_sees_a_booth_that_remembers(tmp_path: Path) -> None:
    seen = []
    for number, keys in enumerate(VOTERS["act-rituals"]):
        folder = tmp_path / str(number)
        with opened(folder, "act-rituals", RememberingBooth) as (workshop, booth):
            seen.append(traces(booth, workshop, keys))
    assert sum(a != b for a, b in zip(*seen, strict=True)) > 0
    touched = []
    for number, chosen in enumerate(TOUCHED["act-rituals"]):
        folder = tmp_path / f"touched {number}"
        with opened(folder, "act-rituals", RememberingBooth) as (workshop, booth):
            touched.append(touched_traces(booth, workshop, chosen))
    assert touched[0] != touched[1]


def test_the_screen_reader_hears_of_a_choice_only_while_it_is_made(tmp_path: Path) -> None:
    with opened(tmp_path / "a", "see-five-answers") as (workshop, booth):
        chosen = workshop.words("stage.booth.chosen")
        press(booth, "enter 1 4")
        assert chosen in spoken(booth)
        press(booth, "enter 5 enter 1 enter")
        assert chosen not in spoken(booth)
        press(booth, "enter 1")
        assert chosen not in spoken(booth)


def test_a_word_leaves_no_trace_in_field_or_clipboard(tmp_path: Path) -> None:
    with opened(tmp_path / "a", "be-heartbeat") as (_, booth):
        clipboard = QGuiApplication.clipboard()
        clipboard.setText("mine")
        press(booth, "enter 4 enter 2 enter")
        write(booth, "Treachery")
        field = booth.focusWidget()
        assert field is not None
        field.selectAll()  # type: ignore[attr-defined]
        field.copy()  # type: ignore[attr-defined]
        clipboard.setText("mine")
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert):
            QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
        assert clipboard.text() == "mine"
        assert "Treachery" not in clipboard.text(QClipboard.Mode.Selection)
        press(booth, "enter")
        press(booth, "enter 1 enter 1 enter")
        fresh = booth.focusWidget()
        assert fresh is not None
        QTest.keyClick(fresh, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert fresh.text() == ""  # type: ignore[attr-defined]


def test_a_ballot_is_no_step_to_undo(tmp_path: Path) -> None:
    with opened(tmp_path / "a", "see-five-answers") as (workshop, booth):
        before = [entry.label for entry in workshop.file.history.entries()]
        press(booth, "enter 1 4 enter 4 enter 4 enter")
        assert [entry.label for entry in workshop.file.history.entries()] == before
        workshop.file.undo()
        assert cast(workshop) == 1


def test_the_room_sees_turnout_and_nothing_else(tmp_path: Path, qtbot: QtBot) -> None:
    """PROMISES 20, for the stage: its frames are those of any other choice."""
    frames = []
    for number, keys in enumerate(VOTERS["see-five-answers"]):
        with opened(tmp_path / str(number), "see-five-answers") as (workshop, booth):
            rooms.go(workshop, "see-five-answers", "collect")
            stage = StageWindow(
                workshop, LIGHT, ScreenChoice(booth), now=lambda: rooms.NOW, reduced_motion=True
            )
            stage.resize(960, 540)
            stage.show()
            qtbot.addWidget(stage)
            seen = [(picture(stage), spoken(stage))]
            for key in [*keys.split(), "enter", "enter"]:
                press(booth, key)
                seen.append((picture(stage), spoken(stage)))
            frames.append(seen)
            stage.layers.stop()
            stage.close()
            assert len({frame for frame, _ in seen}) == 2, "turnout was to change once"
    assert frames[0] == frames[1]


def test_a_cut_ballot_is_not_stored_in_part(tmp_path: Path) -> None:
    with opened(tmp_path / "a", "see-five-answers") as (workshop, booth):
        press(booth, "enter 1 4 enter 5")
        assert stored(workshop) == []
