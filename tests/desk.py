"""A desk for editors under test: a real session, and everything it was told kept in lists."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from tests.own_methods import method_of_every_kind
from workshop_app.assembly import conduct
from workshop_app.errors import UserError
from workshop_app.figures.theme import LIGHT, Theme
from workshop_app.session.people import Person
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.words import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workshop_app.storage import Change
    from workshop_app.ui.desk import EditorBase
    from workshop_app.ui.field_editor import FieldEditor

E = TypeVar("E", bound="EditorBase")

EXTRA = ("see-journey", "break")
"""What the taster gets besides its own activities."""

DEPARTMENTS = ("Sales", "Service", "Finance", "IT")


def sixteen_people() -> list[Person]:
    """Enough people for three bands and four departments."""
    return [
        Person(f"Person {n:02d}", department=DEPARTMENTS[n % 4], level=(1, 2, 3, 4)[n // 4])
        for n in range(16)
    ]


def session(
    folder: Path,
    *,
    language: str = "en",
    people: Sequence[Person] = (),
    extra: Sequence[str] = EXTRA,
) -> Workshop:
    """A fresh session of the built-in method, in which no kind is missing."""
    plan = Plan("taster-90", "Test", language=language, people=people, extra=extra)
    return create_workshop(folder / "test.workshop", method_of_every_kind(), plan)


class DeskDouble:
    """Does what the console does for an editor, without a window around it."""

    def __init__(self, workshop: Workshop, theme: Theme = LIGHT) -> None:
        self.workshop = workshop
        self.theme = theme
        self.failures: list[UserError] = []
        self.toasts: list[str] = []
        self.undoable: list[bool] = []
        self.said: list[str] = []
        self.booths: list[str] = []
        self.printed: list[tuple[str, str]] = []
        self.revealed = 0
        self.steps = 0
        self.is_sure = True
        self.doubts: list[str] = []
        self._editor: EditorBase | None = None
        self._changed: set[str] = set()
        self._attempting = False
        self.labels: list[Said] = []
        workshop.file.subscribe(self._on_change)

    def show(self, editor: EditorBase) -> None:
        """Refresh it as the console does after building it."""
        self._editor = editor
        self._changed.clear()
        editor.refresh(frozenset())

    def turn(self) -> None:
        """One turn of the event loop: what changed is read again."""
        tables, self._changed = frozenset(self._changed), set()
        if tables and self._editor is not None:
            self._editor.refresh(tables)

    def undo(self) -> str | None:
        """Ctrl+Z."""
        label = self.workshop.file.undo()
        self.turn()
        return label

    def attempt(self, action: Callable[[], object]) -> bool:
        self._attempting = True
        try:
            action()
        except UserError as error:
            self.fail(error)
            return False
        finally:
            self._attempting = False
        return True

    def fail(self, error: UserError) -> None:
        self.failures.append(error)

    def toast(self, text: str, *, undoable: bool = False) -> None:
        self.toasts.append(text)
        self.undoable.append(undoable)

    def announce(self, text: str) -> None:
        self.said.append(text)

    def sure(self, what: str, text: str) -> bool:
        self.doubts.append(text)
        return self.is_sure

    def open_booth(self, activity: str) -> None:
        self.booths.append(activity)

    def print_ballots(self, activity: str, language: str) -> None:
        self.printed.append((activity, language))

    def next_step(self) -> None:
        self.steps += 1

    def reveal(self) -> None:
        self.revealed += 1
        action = conduct.reveal_action(self.workshop)
        if action is not None:
            now = self.workshop.info.start
            self.attempt(lambda: conduct.perform(self.workshop, action, now))

    def _on_change(self, change: Change) -> None:
        self._changed |= change.tables
        if self._attempting and change.label:
            assert isinstance(change.label, Said), "in another language Undo could not say it"
            self.labels.append(change.label)


@contextmanager
def light_desk(
    app: QApplication, folder: Path, extra: Sequence[str] = EXTRA
) -> Iterator[DeskDouble]:
    """A desk in the light theme: sixteen people, the taster with ``extra``."""
    from workshop_app.ui import theme as themes

    themes.apply(app, LIGHT)
    made = DeskDouble(session(folder, people=sixteen_people(), extra=extra))
    with made.workshop.file:
        yield made


def opened(qtbot: QtBot, desk: DeskDouble, editor: E, height: int = 353) -> E:
    """The editor as the console shows it, with the keyboard where one types."""
    qtbot.addWidget(editor)
    editor.resize(808, height)
    desk.show(editor)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    editor.focus_capture()
    return editor


def type_into(desk: DeskDouble, editor: FieldEditor, key: str, field: str, text: str) -> None:
    """Go to a field of a row and type over it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    editor.go_below()
    editor.list.go(key, field)
    QTest.keyClicks(editor.list, text[0])
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, text[1:])
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.turn()
