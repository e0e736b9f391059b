"""“Booklets” in the console's menu: printed beside the day, stopped, and said to the sponsor."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from tests.booklet.insides import pages, spoken
from tests.console.room import make_workshop
from workshop_app.assembly import erasure
from workshop_app.assembly.rehearsal import Room
from workshop_app.console.sponsor_sheet import SponsorSheet
from workshop_app.errors import UserError
from workshop_app.session import planning
from workshop_app.session.brief import LONGEST, read_brief
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import read_people
from workshop_app.session.print_choices import read_print_choices

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from workshop_app import desktop
    from workshop_app.desktop.session import Desktop
    from workshop_app.session.preferences import Preferences

pytestmark = pytest.mark.gui


@pytest.fixture
def opened(front: desktop.Front, tmp_path: Path) -> Desktop:
    """A day that was held, on the console."""
    workshop = make_workshop(tmp_path, people=())
    with workshop.file:
        for _ in Room(workshop, 12).play():
            pass
    front.open(workshop.file.path)
    assert front.desktop is not None
    return front.desktop


def choices(opened: Desktop) -> dict[str, QAction]:
    menu = QMenu(opened.console)
    opened.console.bar.settings_wanted.emit(menu)
    (sub,) = [one.menu() for one in menu.actions() if one.text() == "Booklets"]
    assert isinstance(sub, QMenu)
    return {action.data(): action for action in sub.actions() if action.data()}


def printed(opened: Desktop, qtbot: QtBot, edition: str) -> str:
    choices(opened)[edition].trigger()
    qtbot.waitUntil(lambda: not opened.booklets.is_busy, timeout=30_000)
    return opened.console.notice.text


def beside(opened: Desktop, name: str) -> Path:
    path = opened.workshop.file.path
    return path.with_name(f"{path.stem} {name}")


def test_every_edition_is_printed_beside_the_session(opened: Desktop, qtbot: QtBot) -> None:
    assert "Ctrl+P" in choices(opened)["group"].text()
    path = beside(opened, "booklet.pdf")
    assert printed(opened, qtbot, "group") == f"The booklet is ready: {path}"
    assert len(PdfReader(path).pages) > 10
    assert opened.console.message.text == ""
    path = beside(opened, "sponsor.pdf")
    assert str(path) in printed(opened, qtbot, "sponsor")
    assert "For the sponsor" in spoken(path)
    folder = beside(opened, "booklets")
    assert printed(opened, qtbot, "personal") == f"12 booklets are ready: {folder}"
    names = {f"{person.name}.pdf" for person in opened.workshop.people()}
    assert {one.name for one in folder.iterdir()} == names


def test_paper_and_language_are_chosen_in_the_menu(opened: Desktop, qtbot: QtBot) -> None:
    found = choices(opened)
    assert found["a4"].isChecked()
    assert found["en"].isChecked()
    found["letter"].trigger()
    choices(opened)["nl"].trigger()
    assert choices(opened)["letter"].isChecked()
    assert choices(opened)["nl"].isChecked()
    printed(opened, qtbot, "sponsor")
    reader = PdfReader(beside(opened, "sponsor.pdf"))
    assert reader.pages[0].mediabox.width == pytest.approx(612, abs=1)
    assert "Voor de opdrachtgever" in spoken(beside(opened, "sponsor.pdf"))


def test_what_was_not_reached_is_listed_or_left_out(opened: Desktop, qtbot: QtBot) -> None:
    slot = opened.workshop.slots()[-1]
    title = opened.workshop.method.text(f"{slot.activity}.title", "en")
    planning.take_out(opened.workshop, "Out", slot)
    path = beside(opened, "booklet.pdf")
    assert choices(opened)["unreached"].isChecked()
    printed(opened, qtbot, "group")
    assert title in pages(path)[1]
    choices(opened)["unreached"].trigger()
    assert not choices(opened)["unreached"].isChecked()
    printed(opened, qtbot, "group")
    assert title not in spoken(path)


def test_how_they_are_printed_is_kept_for_the_next_time(
    opened: Desktop, preferences: Preferences
) -> None:
    choices(opened)["letter"].trigger()
    choices(opened)["unreached"].trigger()
    assert read_print_choices(preferences) == ("letter", False)
    choices(opened)["a4"].trigger()
    choices(opened)["unreached"].trigger()
    assert read_print_choices(preferences) == ("a4", True)
    preferences.write("booklets.paper", "a5")
    assert read_print_choices(preferences).paper == "a4", "there is no such paper"


def test_stop_ends_it_and_leaves_whole_booklets_only(opened: Desktop, qtbot: QtBot) -> None:
    choices(opened)["personal"].trigger()
    assert "Booklets are being printed" in opened.console.message.text
    assert not choices(opened)["group"].isEnabled()
    button = opened.console.message.findChild(QPushButton, "stop")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: not opened.booklets.is_busy, timeout=30_000)
    assert opened.console.notice.text == "Stopped. What was finished stays."
    left = list(beside(opened, "booklets").iterdir())
    assert len(left) < 12
    assert all(one.suffix == ".pdf" for one in left)
    assert all(one.read_bytes().rstrip().endswith(b"%%EOF") for one in left)


def test_nobody_is_erased_while_a_copy_is_being_printed(opened: Desktop, qtbot: QtBot) -> None:
    """The booklets would come after it, with the name that was erased."""
    workshop = opened.workshop
    people, now = read_people(workshop.file), datetime.now().astimezone()
    choices(opened)["personal"].trigger()
    with pytest.raises(UserError, match="Files are being made"):
        erasure.erase(workshop, people[:1], now)
    assert len(read_people(workshop.file)) == len(people)
    button = opened.console.message.findChild(QPushButton, "stop")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: not opened.booklets.is_busy, timeout=30_000)
    erasure.erase(workshop, people[:1], now)
    assert len(read_people(workshop.file)) == len(people) - 1


def test_the_window_goes_on_meanwhile(opened: Desktop, qtbot: QtBot) -> None:
    """It is turned again and again while twelve booklets are printed."""
    turns = 0

    def turn() -> None:
        nonlocal turns
        turns += opened.booklets.is_busy

    timer = QTimer(interval=1)
    timer.timeout.connect(turn)
    timer.start()
    printed(opened, qtbot, "personal")
    timer.stop()
    assert turns > 20


def test_where_nobody_is_present_it_says_so(front: desktop.Front, tmp_path: Path) -> None:
    workshop = make_workshop(tmp_path, people=())
    workshop.file.close()
    front.open(workshop.file.path)
    assert front.desktop is not None
    choices(front.desktop)["personal"].trigger()
    assert "Nobody is present" in front.desktop.console.message.text
    assert not beside(front.desktop, "booklets").exists()


# -- what the sponsor reads ----------------------------------------------------------------


def sheet(opened: Desktop) -> SponsorSheet:
    choices(opened)["brief"].trigger()
    found = opened.console.findChild(SponsorSheet)
    assert isinstance(found, SponsorSheet)
    return found


def test_what_is_written_to_the_sponsor_is_kept_and_can_be_taken_back(opened: Desktop) -> None:
    made = sheet(opened)
    assert made.fields["weakest"].placeholderText().startswith("Weakest: ")
    assert made.fields["weakest"].toPlainText() == ""
    made.fields["gap"].setPlainText("Two worlds\nin one house")
    made.fields["1"].setPlainText("A free line")
    QTest.keyClick(made, Qt.Key.Key_Escape)
    file = opened.workshop.file
    assert read_brief(file).findings == {"gap": "Two worlds in one house"}
    assert read_brief(file).decisions == ("", "A free line", "")
    file.undo()
    assert read_brief(file).decisions == ("", "", "")
    assert read_brief(file).findings == {"gap": "Two worlds in one house"}


def test_what_is_too_long_stays_where_it_was_typed(opened: Desktop) -> None:
    made = sheet(opened)
    made.fields["gap"].setPlainText("x" * (LONGEST + 1))
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert "longer than 400" in opened.console.message.text
    assert made.isVisible()
    made.fields["gap"].setPlainText("short")
    made.done.click()
    assert read_brief(opened.workshop.file).findings == {"gap": "short"}
    assert not made.isVisible()


def test_what_no_font_has_is_said_before_anything_is_printed(
    opened: Desktop, qtbot: QtBot
) -> None:
    note = NewNote("happened", "Somebody wrote 𒀀")
    add_notes(opened.workshop.file, "Add", "see-customer-story", [note])
    message, path = opened.console.message, beside(opened, "booklet.pdf")
    for answer in ("not", "print"):
        choices(opened)["group"].trigger()
        assert "𒀀 (in “" in message.text
        assert not opened.booklets.is_busy
        assert not path.exists()
        button = message.findChild(QPushButton, answer)
        assert button is not None
        button.click()
    qtbot.waitUntil(lambda: not opened.booklets.is_busy, timeout=30_000)
    assert "�" in spoken(path)
