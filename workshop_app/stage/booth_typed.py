"""The booth's cards for what is typed: a number out of many, and a word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from workshop_app.figures.figure import Fill, Item, Rect, Stroke
from workshop_app.figures.layout import Box, label
from workshop_app.method.question import LONGEST_WORD
from workshop_app.stage.booth_card import INNER, MARGIN
from workshop_app.stage.booth_question import QuestionCard, columns
from workshop_app.stage.faces import RADIUS, Face
from workshop_app.ui.figure_painter import FAMILIES

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from workshop_app.figures.theme import Theme

DISPLAY = Box(MARGIN + 52.0, 33.6, INNER - 104.0, 10.4)
ROWS = (Box(MARGIN, 46.2, INNER, 13.4), Box(MARGIN, 61.6, INNER, 13.4))
FIELD = Box(MARGIN, 36.0, INNER, 15.0)

_SIGN = "−"
_ROWS = (("1", "2", "3", "4", "5", ""), ("6", "7", "8", "9", "0", _SIGN))


class NumberCard(QuestionCard):
    """A number out of many, typed on keys or touched."""

    def _add_answers(self) -> None:
        words = self.look.words
        signed = any(answer.value.startswith("-") for answer in self.sheet.lines[0].answers)
        for keys, row in zip(_ROWS, ROWS, strict=True):
            for key, box in zip(keys, columns(row, len(keys)), strict=True):
                if key == _SIGN and not signed:
                    continue
                face = Face("scale", "", key)
                if not key:
                    face = Face("button", words("stage.booth.erase"), symbol="arrow-left")
                self.add_target(face, box, partial(self._press, key))

    def note(self) -> str:
        """What may be typed."""
        answers = self.sheet.lines[0].answers
        first, last = (a.value.replace("-", _SIGN) for a in (answers[0], answers[-1]))
        return self.look.words(self.worded("stage.booth.number_note"), first=first, last=last)

    def key(self, event: QKeyEvent) -> bool:
        """Digits and the sign are typed; Backspace erases before it goes back."""
        if event.key() == Qt.Key.Key_Backspace and self.ballot.value(self.sheet):
            self._press("")
        elif event.text() in ("-", _SIGN):
            self._press(_SIGN)
        elif event.text().isdecimal() and event.text().isascii():
            if not event.isAutoRepeat():
                self._press(event.text())
        else:
            return super().key(event)
        return True

    def _press(self, key: str) -> None:
        now = self.ballot.value(self.sheet)
        if not key:
            wanted = now[:-1]
        elif key == _SIGN:
            wanted = now[1:] if now.startswith("-") else f"-{now}"
        else:
            wanted = key if now == "0" else f"-{key}" if now == "-0" else now + key
        values = [answer.value for answer in self.sheet.lines[0].answers]
        if any(value.startswith(wanted) for value in values):
            self.pick(wanted)

    def sync(self) -> None:
        """Show the number typed so far."""
        value = self.ballot.value(self.sheet).replace("-", _SIGN)
        border = Stroke("ink", 0.6) if value else Stroke("border", 0.27)
        box = DISPLAY
        items: list[Item] = [
            Rect(box.x, box.y, box.width, box.height, Fill("surface"), border, RADIUS)
        ]
        if value:
            at = box.centre_y
            items.append(label(value, box.centre_x, at, 7.0, "semibold", anchor="middle"))
        self.set_items(*self.header, *items)
        self._sync_buttons()
        self.setAccessibleDescription(value or self.hint())


class WordField(QLineEdit):
    """One plain line that leaves nothing behind: no menu, no clipboard, no dictionary."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Style it from the tokens; the application's style sheet would win otherwise."""
        super().__init__(parent)
        self._theme = theme
        self.setMaxLength(LONGEST_WORD)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(hints)
        self.selectionChanged.connect(self._on_selection_changed)

    def _on_selection_changed(self) -> None:
        """On X11 a selection can be pasted by the next person."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as large as the field is high."""
        super().resizeEvent(event)
        colour, height = self._theme.colour, self.height()
        self.setStyleSheet(
            f"QLineEdit {{ font-family: '{FAMILIES['medium']}'; font-size: {height * 44 // 100}px;"
            f" color: {colour('ink')}; background: {colour('surface')}; min-height: 0;"
            f" border: {max(height // 48, 2)}px solid {colour('border')};"
            f" border-radius: {height // 10}px; padding: 0 {height // 5}px;"
            f" selection-background-color: {colour('focus')};"
            f" selection-color: {colour('page')}; }}"
            f" QLineEdit:focus {{ border: {max(height // 30, 3)}px solid {colour('focus')}; }}"
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """No menu on the shared screen."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying is off; Enter, and Backspace in an empty field, belong to the card."""
        copying = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
        if any(event.matches(key) for key in copying):
            return
        leaves = event.key() == Qt.Key.Key_Backspace and not self.text()
        if leaves or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
            return
        super().keyPressEvent(event)


class WordCard(QuestionCard):
    """One word, or a few."""

    def _add_answers(self) -> None:
        self.field = WordField(self.look.theme, self)
        self.field.setAccessibleName(self.sheet.prompt)
        self.field.setText(self.ballot.value(self.sheet))
        self.field.textEdited.connect(self._on_text_edited)
        self.add_widget(self.field, FIELD)

    def start(self) -> None:
        """Type at once."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)

    def note(self) -> str:
        """How it goes on."""
        return self.look.words(self.worded("stage.booth.word_note"))

    def key(self, event: QKeyEvent) -> bool:
        """Only Enter and Backspace in the empty field come here."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace)
        return super().key(event) if event.key() in keys else False

    def pass_over(self) -> None:
        """Say “I can’t say”."""
        super().pass_over()
        self.field.clear()

    def _on_text_edited(self, text: str) -> None:
        self.ballot.choose(self.sheet, text)
        self.touched.emit()
        self.sync()

    def sync(self) -> None:
        """Show how much room is left."""
        used = len(self.ballot.value(self.sheet))
        text = self.look.words("stage.booth.letters", n=used, most=LONGEST_WORD)
        at = Box(FIELD.x, FIELD.bottom + 1.2, FIELD.width, 4.0)
        self.set_items(
            *self.header, label(text, at.right, at.centre_y, 3.0, "regular", "ink2", "end")
        )
        self._sync_buttons()
