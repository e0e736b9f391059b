"""The capture of rows with fields: a line to add one, the rows, and a quiet remark below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from workshop_app.errors import UserError
from workshop_app.ui.capture_parts import MARGINS, OneLine, label
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.field_table import FieldTable
from workshop_app.ui.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.theme import Theme
    from workshop_app.ui.field_table import Field, FieldRow


_NAME = 40
"""Characters of a row's name that undo menu and remarks have room for."""


def shortened(name: str) -> str:
    """A row's name, cut with an ellipsis where it is long."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"


class FieldEditor(EditorBase):
    """What plan and scorecard share; subclasses read, save and name their rows."""

    tables: frozenset[str] = frozenset()
    """The tables the rows are read from."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity; the subclass then calls `lay_out`."""
        super().__init__(desk, activity, parent)
        self.list = FieldTable(self._theme, self._on_saved, self.known)
        self.list.left_above.connect(self.focus_capture)
        self.list.moved.connect(self._on_moved)
        self.list.emptied.connect(self._on_emptied)
        self.notice = OneLine("meta")
        self.hints = KeyHints(self._theme)
        self.empty = label("muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.empty.setContentsMargins(12, 12, 12, 0)
        self._below = QStackedLayout()

    def lay_out(self, top: QWidget) -> None:
        """Put the line to add rows above them."""
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(6)
        column.addWidget(top)
        column.addLayout(self._below, 1)
        column.addWidget(self.notice)
        column.addWidget(self.hints)
        # A stack shows what it is given, as a window unless it is inside one by now.
        self._below.addWidget(self.empty)
        self._below.addWidget(self.list)

    # -- what subclasses say -------------------------------------------------------------------

    def fields(self) -> Sequence[Field]:
        """The columns in the session's language."""
        raise NotImplementedError

    def rows(self) -> Sequence[FieldRow]:
        """The rows as they are stored now."""
        raise NotImplementedError

    def save(self, key: str, field: str, text: str) -> Callable[[], object] | None:
        """What saves a typed text, ``None`` if nothing changed; `UserError` if it cannot be."""
        raise NotImplementedError

    def removal(self, key: str, field: str) -> tuple[str, Callable[[], object]] | None:
        """What Del does on a field, and how it is said; ``None`` empties the field."""
        return None

    def known(self, key: str, field: str) -> Sequence[str]:
        """What a field is most likely to be."""
        return ()

    def remark(self, key: str, field: str) -> str:
        """What may be said about where the keyboard is; empty for nothing."""
        return ""

    def show_words(self) -> None:
        """Say everything around the rows in the session's language."""

    # -- what the console asks -----------------------------------------------------------------

    def refresh(self, tables: frozenset[str]) -> None:
        """Words when everything changed; rows when theirs did."""
        if not tables:
            self.show_words()
            self.list.table.show_fields(self.fields())
            self.list.share_width()
        if not tables or tables & self.tables:
            self.reload()

    def reload(self) -> None:
        """Read the rows again."""
        rows = self.rows()
        self.list.show_rows(rows)
        self._below.setCurrentWidget(self.list if rows else self.empty)
        self._on_moved(*self.list.current)

    def is_typing(self) -> bool:
        """Whether a cell is open."""
        return self.list.is_editing

    def go_below(self) -> None:
        """The keyboard goes from the line to the rows."""
        if self.list.table.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside --------------------------------------------------------------------------------

    def _theme(self) -> Theme:
        return self.desk.theme

    def _on_saved(self, key: str, field: str, text: str) -> bool:
        """Save what was typed; a fault is said and the line stays open."""
        try:
            action = self.save(key, field, text)
        except UserError as error:
            self.desk.fail(error)
            return False
        if action is None:
            return True
        done = self.desk.attempt(action)
        if done:
            self.reload()
        return done

    def _on_emptied(self, key: str, field: str) -> None:
        removal = self.removal(key, field)
        if removal is None:
            self._on_saved(key, field, "")
            return
        said, action = removal
        if self.desk.attempt(action):
            self.reload()
            self.desk.toast(said, undoable=True)

    def _on_moved(self, key: str, field: str) -> None:
        """A remark, and where the keyboard is, also when its row is wider than the window."""
        model = self.list.table
        names = [row.name for row in model.rows if row.key == key]
        titles = [one.title for one in model.fields if one.id == field]
        where = " · ".join(shortened(text) for text in (*names, *titles))
        said = " – ".join(part for part in (self.remark(key, field), where) if part)
        self.notice.setText(said)
        self.notice.setAccessibleName(said)
