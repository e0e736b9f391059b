"""Two days on the console and on the start form; what is skipped looks skipped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from tests.console.room import DAY, Room, open_room
from tests.console.start_desk import open_reception
from workshop_app.assembly.methods import built_in_method
from workshop_app.console.agenda_painter import AgendaPainter, height_of
from workshop_app.console.agenda_rows import agenda_rows
from workshop_app.figures.theme import LIGHT
from workshop_app.session import planning
from workshop_app.session.live import Moment
from workshop_app.session.workshop import Plan, Workshop, create_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.console.agenda_rows import AgendaRow

pytestmark = pytest.mark.gui


@pytest.fixture(params=["en", "nl"])
def two_days(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workshop]:
    plan = Plan("two-day", "Two days", date=DAY, language=request.param)
    made = create_workshop(tmp_path / "two.workshop", built_in_method(), plan)
    yield made
    made.file.close()


def _second(workshop: Workshop) -> int:
    """The place of the first slot of the second day."""
    return next(i for i, slot in enumerate(workshop.slots()) if slot.day == 2)


def _tomorrow(room: Room, minutes: float) -> None:
    room.clock.time = room.workshop.info.start + timedelta(days=1, minutes=minutes)


def _minutes(rows: list[AgendaRow]) -> int:
    """What the first phase's heading says."""
    return int(next(row.minutes for row in rows if row.phase and not row.slot).split()[0])


def test_each_day_has_a_heading_and_names_its_phases(qtbot: QtBot, two_days: Workshop) -> None:
    room = open_room(qtbot, two_days)
    rows = agenda_rows(room.window.snapshot())
    days = [n for n, row in enumerate(rows) if not row.slot and not row.phase]
    words = two_days.words
    assert [rows[n].title for n in days] == [words("agenda.day", n=1), words("agenda.day", n=2)]
    assert [rows[n].time for n in days] == ["09:00–17:00", "09:00–17:00"]
    assert rows[days[1] + 1].phase == "see"
    assert rows[days[1] + 1].number == "1"
    assert rows[days[1] + 2].slot == two_days.slots()[_second(two_days)].key
    minutes = sum(slot.minutes for slot in two_days.slots() if slot.day == 1)
    headings = [row for row in rows[: days[1]] if row.phase and not row.slot]
    assert sum(int(row.minutes.split()[0]) for row in headings) == minutes


def test_one_day_has_no_heading(room: Room) -> None:
    assert all(row.phase for row in agenda_rows(room.window.snapshot()))


def test_the_second_day_has_its_own_end_and_drift(qtbot: QtBot, two_days: Workshop) -> None:
    room = open_room(qtbot, two_days)
    slots, words = two_days.slots(), two_days.words
    room.window.go(Moment(slots[0].key))
    room.clock.forward(25)
    room.window.go(Moment(slots[_second(two_days) - 1].key))
    _tomorrow(room, 3)
    room.window.go(Moment(slots[_second(two_days)].key))
    room.settle()
    snapshot = room.window.snapshot()
    assert (snapshot.schedule.day, snapshot.schedule.drift) == (2, 3)
    said = [label.text() for label in room.window.body.agenda.findChildren(QLabel)]
    assert words("console.agenda.ends", end="17:03") in said
    ahead = slots[_second(two_days) + 1 :]
    working = [slot for slot in ahead if not two_days.method.activities[slot.activity].pause]
    minutes = sum(slot.minutes for slot in working)
    assert words("console.agenda.ahead", n=len(working), minutes=minutes) in said


def test_a_skipped_slot_looks_skipped(qtbot: QtBot, two_days: Workshop) -> None:
    slot = two_days.slots()[1]
    room = open_room(qtbot, two_days)
    before = _minutes(agenda_rows(room.window.snapshot()))
    planning.skip(two_days, "Skip", slot, skipped=True)
    room.settle()
    rows = agenda_rows(room.window.snapshot())
    row = next(row for row in rows if row.slot == slot.key)
    words = two_days.words
    assert (row.state, row.icon, row.minutes) == ("skipped", "minus", "")
    assert row.time == words("agenda.skipped_short")
    assert row.time in row.spoken
    assert _minutes(rows) == before - slot.minutes


@pytest.mark.parametrize("width", [220, 330])
def test_skipped_words_are_struck(qtbot: QtBot, two_days: Workshop, width: int) -> None:
    """The same row painted with and without: the line through the words makes the difference."""
    slot = two_days.slots()[1]
    planning.skip(two_days, "Skip", slot, skipped=True)
    room = open_room(qtbot, two_days)
    row = next(row for row in agenda_rows(room.window.snapshot()) if row.slot == slot.key)

    def painted(state: str) -> int:
        shown = row._replace(state=state)
        pixmap = QPixmap(width, height_of(shown))
        pixmap.fill(LIGHT.colour("page"))
        painter = QPainter(pixmap)
        AgendaPainter(lambda: LIGHT).row(painter, shown, QRect(0, 0, width, pixmap.height()))
        painter.end()
        image = pixmap.toImage()
        bare = image.pixel(width - 2, 0)
        rows = [
            sum(image.pixel(x, y) != bare for x in range(44, 120)) for y in range(image.height())
        ]
        return max(rows)

    assert painted("skipped") > painted("ahead")


@pytest.mark.parametrize(
    ("language", "ends", "unread", "summary"),
    [
        ("en", "ends Wednesday 17:00", "ends on day 2 at 17:00", "960 minutes over 2 days"),
        ("nl", "tot woensdag 17:00", "tot dag 2, 17:00", "960 minuten over 2 dagen"),
    ],
)
def test_the_form_says_on_which_day_it_ends(
    qtbot: QtBot, language: str, ends: str, unread: str, summary: str
) -> None:
    form = open_reception(qtbot, language=language).window.form
    form.agenda.choose("two-day")
    form.agenda.chosen.emit()
    form.time.setText("9:00")
    assert form.fields["time"].note == ends
    assert summary in form.summary.text()
    form.day.setText("someday")
    assert form.fields["time"].note == unread
