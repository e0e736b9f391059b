"""The phones' room on the console: by keyboard, in words, with every other way a key away."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget

from tests.console.room import Room, make_workshop, open_room
from workshop_app.assembly import conduct
from workshop_app.console.outside import NetworkChoice, RoomState
from workshop_app.console.phones_sheet import OTHER_WAYS, PhonesSheet
from workshop_app.lan.addresses import Network
from workshop_app.method.ways import ways_of
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan, read_plan
from workshop_app.storage.tally import latest
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

CHECK = "see-checklist"


@dataclass
class PaperRoom:
    """A room that remembers what it was told."""

    now: RoomState = field(default_factory=partial(RoomState, "closed"))
    found: list[NetworkChoice] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def state(self) -> RoomState:
        return self.now

    def networks(self) -> Sequence[NetworkChoice]:
        return self.found

    def open(self, address: str) -> None:
        self.told.append(f"open {address}")
        self.become(RoomState("open", f"http://{address}:5000", "AB3K7Q", 12))

    def close(self) -> None:
        self.told.append("close")
        self.become(RoomState("closed"))

    def renew_code(self) -> None:
        self.told.append("renew")
        self.become(self.now._replace(code="X2Y3Z4"))

    def show_way_in(self) -> None:
        self.told.append("way in")
        self.become(self.now._replace(is_on_stage=not self.now.is_on_stage))

    def listen(self, listener: Callable[[], None]) -> None:
        self.listeners.append(listener)

    def become(self, state: RoomState) -> None:
        self.now = state
        for listener in self.listeners:
            listener()


@pytest.fixture
def phones() -> PaperRoom:
    return PaperRoom(
        found=[
            NetworkChoice("10.42.0.1", "The hotspot of this laptop (wlan0)."),
            NetworkChoice("192.168.1.5", "Cable (eth0)."),
        ]
    )


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, phones: PaperRoom) -> Room:
    return open_room(qtbot, make_workshop(tmp_path), phones=phones)


def opened(room: Room) -> PhonesSheet:
    QTest.keyClick(_focus(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    sheet = room.window.overlays.phones
    assert sheet is not None
    return sheet


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def says(sheet: PhonesSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_one_key_and_enter_open_the_room_on_the_likeliest_network(
    room: Room, phones: PaperRoom
) -> None:
    sheet = opened(room)
    assert [button.text() for button in sheet.findChildren(QRadioButton)] == [
        "10.42.0.1",
        "192.168.1.5",
    ]
    assert "The hotspot of this laptop" in says(sheet)
    assert _focus() is sheet.open
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert phones.told == ["open 10.42.0.1"]
    assert "12 phones have joined" in says(sheet)
    assert "AB3 K7Q" in says(sheet)
    assert _focus() is sheet.show_
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert phones.told[-1] == "way in"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_code_is_one_press_and_is_said_in_one_sentence(
    qtbot: QtBot, tmp_path: Path, phones: PaperRoom, language: str
) -> None:
    room = open_room(qtbot, make_workshop(tmp_path, language=language), phones=phones)
    words, sheet = room.workshop.words, opened(room)
    assert not sheet.renew.isVisible(), "a closed room has no code"
    phones.open("10.42.0.1")
    assert words("phones.renewed") not in says(sheet)
    sheet.renew.setFocus()
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert phones.told[-1] == "renew"
    phones.become(phones.now._replace(joined=13))
    assert words("phones.renewed") in says(sheet)
    assert "X2Y 3Z4" in says(sheet)
    assert "AB3 K7Q" not in says(sheet)
    assert _focus() is sheet.renew
    assert not room.window.is_asking
    sheet.close_sheet()
    assert words("phones.renewed") not in says(opened(room)), "said once"


def test_another_network_is_chosen_by_keyboard(room: Room, phones: PaperRoom) -> None:
    sheet = opened(room)
    sheet.findChildren(QRadioButton)[0].setFocus()
    QTest.keyClick(_focus(), Qt.Key.Key_Down)
    sheet.open.click()
    assert phones.told == ["open 192.168.1.5"]


def test_without_a_network_it_says_what_to_do_and_looks_again(
    room: Room, phones: PaperRoom
) -> None:
    found, phones.found = phones.found, []
    sheet = opened(room)
    assert not sheet.open.isEnabled()
    assert room.workshop.words("phones.networks.none") in says(sheet)
    phones.found = found
    sheet.again.click()
    assert sheet.open.isEnabled()


def test_tab_stays_on_the_card_and_esc_leaves_it(room: Room, phones: PaperRoom) -> None:
    room.go(CHECK, "collect")
    before = _focus()
    sheet = opened(room)
    seen = set()
    for _ in range(12):
        QTest.keyClick(_focus(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(_focus())
        seen.add(_focus())
    assert len(seen) >= 6
    QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    room.settle()
    assert room.window.overlays.phones is None
    assert _focus() is before
    assert phones.told == []


def test_the_button_says_the_state_and_opens_the_sheet(room: Room, phones: PaperRoom) -> None:
    words = room.workshop.words
    button = room.window.bar._room  # noqa: SLF001
    assert words("phones.state.closed") in button.accessibleName()
    assert button.text() == ""
    button.click()
    assert room.window.overlays.phones is not None
    phones.become(RoomState("open", "http://10.42.0.1:5000", "AB3K7Q", 1))
    assert words("phones.state.open", n=1) in button.accessibleName()
    assert button.text() == "1"
    phones.become(RoomState("lost", "http://10.42.0.1:5000", "AB3K7Q", 1))
    assert words("phones.state.lost", n=1) in button.accessibleName()
    assert button.property("level") == "warn"


def test_a_console_without_phones_has_no_button(qtbot: QtBot, tmp_path: Path) -> None:
    room = open_room(qtbot, make_workshop(tmp_path))
    assert room.window.bar._room.isHidden()  # noqa: SLF001
    QTest.keyClick(_focus(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert room.window.overlays.phones is None


@pytest.mark.parametrize(("number", "way"), list(enumerate(("booth", "paper"), 1)))
def test_every_other_way_is_one_key_away(
    room: Room, phones: PaperRoom, number: int, way: str
) -> None:
    workshop = room.workshop
    room.go(CHECK, "collect")
    conduct.open_round(workshop)
    room.settle()
    round_ = latest(workshop.file, CHECK)
    assert round_ is not None
    opened(room)
    QTest.keyClick(_focus(), Qt.Key(Qt.Key.Key_0.value + number))
    room.settle()
    round_ = latest(workshop.file, CHECK)
    assert round_ is not None
    assert way in ways_of(round_.mode)
    assert room.window.overlays.phones is None
    assert (f"booth {CHECK}" in room.stage.told) == (way == "booth")


def test_cards_are_refused_where_the_method_keeps_votes_secret(
    room: Room, phones: PaperRoom
) -> None:
    room.go(CHECK, "collect")
    opened(room)
    QTest.keyClick(_focus(), Qt.Key.Key_3)
    room.settle()
    assert "cards" not in read_plan(room.workshop.context(CHECK)).ways
    assert room.window.notice.isVisible()


def offered(sheet: PhonesSheet) -> list[str]:
    """The buttons of the other ways, as they are numbered."""
    found = [button.text() for button in sheet.findChildren(QPushButton) if button.isVisible()]
    return [text for text in found if text[:1].isdigit()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_ways_that_the_round_can_take_are_offered(
    qtbot: QtBot, tmp_path: Path, phones: PaperRoom, language: str
) -> None:
    room = open_room(qtbot, make_workshop(tmp_path, language=language), phones=phones)
    workshop = room.workshop
    booth, paper, cards, touch = (
        f"{n}  {workshop.words(f'phones.way.{way}')}" for n, (way, _) in enumerate(OTHER_WAYS, 1)
    )
    room.go(CHECK, "collect")
    assert offered(opened(room)) == [booth, paper], "the method keeps it secret"
    room.window.overlays.phones.close_sheet()  # type: ignore[union-attr]
    voting.choose_openly(workshop.file, openly=True)
    assert offered(opened(room)) == [booth, paper, cards, touch]
    room.window.overlays.phones.close_sheet()  # type: ignore[union-attr]
    voting.choose_plan(workshop.context(CHECK), RoundPlan("phones", "", named=True))
    conduct.open_round(workshop)
    room.settle()
    assert offered(opened(room)) == [booth, paper], "nobody can sign a card or a dot"


def test_touch_is_a_key_away(room: Room, phones: PaperRoom) -> None:
    voting.choose_openly(room.workshop.file, openly=True)
    room.go(CHECK, "collect")
    opened(room)
    QTest.keyClick(_focus(), Qt.Key.Key_4)
    room.settle()
    assert "touch" in read_plan(room.workshop.context(CHECK)).ways


def test_where_nobody_votes_no_way_is_offered_and_its_key_says_so(
    room: Room, phones: PaperRoom
) -> None:
    assert offered(opened(room)) == []
    QTest.keyClick(_focus(), Qt.Key.Key_2)
    room.settle()
    assert room.window.notice.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (640, 400)])
def test_it_fits_every_window_in_every_language(
    qtbot: QtBot, tmp_path: Path, phones: PaperRoom, language: str, width: int, height: int
) -> None:
    workshop = make_workshop(tmp_path, language=language)
    words = workshop.words
    phones.found = [
        NetworkChoice(one.address, one.said(words))
        for one in (
            Network("10.42.0.1", "Intel(R) Wi-Fi 6 AX201 160MHz", "wifi"),
            Network("100.64.0.3", "tailscale0", "vpn"),
        )
    ]
    room = open_room(qtbot, workshop, width=width, height=height, phones=phones)
    sheet = opened(room)
    assert sheet.rect().contains(sheet.card.geometry())
    inside = sheet.area.widget()
    assert inside is not None
    assert inside.width() <= sheet.area.viewport().width() + 1
    for way, _ in OTHER_WAYS:
        assert words(f"phones.way.{way}")
    for label in inside.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()) or not label.wordWrap()


def test_the_card_is_no_higher_than_what_it_says(
    room: Room, phones: PaperRoom, qtbot: QtBot
) -> None:
    phones.found = phones.found * 3
    sheet = opened(room)
    phones.open("10.42.0.1")
    phones.found = []
    phones.close()

    def fits() -> bool:
        inside = sheet.area.widget()
        assert inside is not None
        rows = inside.layout()
        assert rows is not None
        needed = rows.totalHeightForWidth(inside.width())
        return sheet.card.height() <= needed + sheet.around(sheet.card.width())

    qtbot.waitUntil(fits, timeout=2000)
