"""The sheet the script is written on: plain text in a few looks, read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from workshop_app.figures.theme import Theme

_LEADING = 108
_INDENT = 26


def script_sheet(parent: QWidget) -> QTextEdit:
    """An empty sheet; it can be read with the keyboard and selected, not changed."""
    sheet = QTextEdit(parent)
    sheet.setReadOnly(True)
    sheet.setAcceptRichText(False)
    sheet.setTabChangesFocus(True)
    sheet.setFrameShape(QFrame.Shape.NoFrame)
    sheet.setWordWrapMode(QTextOption.WrapMode.WordWrap)
    sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    sheet.document().setDocumentMargin(0)
    sheet.setUndoRedoEnabled(False)
    return sheet


class ScriptWriter:
    """Puts plain text into a document, each line in one of a few looks."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        """Empty the document."""
        self._theme = theme
        document.clear()
        self._cursor = QTextCursor(document)
        self._cursor.beginEditBlock()
        self._first = True
        self._looks = {
            "now": self._look("medium", 18, "ink"),
            "heading": self._look("semibold", 14, "ink"),
            "body": self._look("regular", 15, "ink"),
            "later": self._look("regular", 15, "ink2"),
            "muted": self._look("regular", 15, "ink3"),
        }

    def line(self, text: str, look: str, *, above: int = 0, number: str = "") -> None:
        """One paragraph; a ``number`` hangs at its left."""
        block = QTextBlockFormat()
        block.setTopMargin(0 if self._first else above)
        block.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if number:
            block.setLeftMargin(_INDENT)
            block.setTextIndent(-_INDENT)
            tab = QTextOption.Tab(_INDENT, QTextOption.TabType.LeftTab)
            block.setTabPositions([tab])
        if self._first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._first = False
        shown = f"{number}\t{text}" if number else text
        self._cursor.insertText(shown, self._looks[look])

    def finish(self) -> None:
        """Lay it out once."""
        self._cursor.endEditBlock()

    def _look(self, weight: str, pixels: int, token: str) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(font(weight, pixels))
        look.setForeground(QColor(self._theme.colour(token)))
        return look
