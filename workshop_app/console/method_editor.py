"""The method editor: lies over the start window; what is changed is kept at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.method_desk import MethodDesk, is_page
from workshop_app.console.method_form import MethodForm
from workshop_app.console.method_list import Page, PageList, page_rows
from workshop_app.console.method_menus import open_activities, open_kinds
from workshop_app.console.method_rows import titled
from workshop_app.console.method_shelf import Shelf
from workshop_app.console.parts import name_control, push_button, text_label
from workshop_app.method import edit_activities, edit_agendas
from workshop_app.ui.bar import Bar
from workshop_app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from workshop_app.console.start_chooser import FileChooser
    from workshop_app.figures.theme import Theme
    from workshop_app.method.library import Library
    from workshop_app.words import Words

_WIDE: Final = 320
_NARROW: Final = 260
_LEAST: Final = 190
_WIDE_FROM: Final = 1240
_NARROW_FROM: Final = 900
_EVERYWHERE: Final = "everywhere"


class MethodEditor(QFrame):
    """The shelf of methods above, pages at the left, the form of a page at the right."""

    closed = Signal()

    def __init__(
        self,
        host: QWidget,
        library: Library,
        chooser: FileChooser,
        words: Words,
        theme: Callable[[], Theme],
    ) -> None:
        """Build it over ``host``, shown at once with the keyboard on the list of pages."""
        super().__init__(host)
        self._host, self._words = host, words
        self.setAutoFillBackground(True)
        self.message = Bar(self, theme, words("console.close"))
        self.notice = Toast(self, theme)
        self.shelf = Shelf(library, chooser, words, theme)
        self.pages = PageList(theme)
        self.search = QLineEdit()
        self.form = MethodForm(theme)
        self.desk = MethodDesk(self.shelf, self.form, self.message, words)
        self.tools: dict[str, QPushButton] = {
            "add": push_button("plus", theme()),
            "copy": push_button("file-text", theme(), "quiet"),
            "out": push_button("trash-2", theme(), "quiet"),
        }
        self.undo = push_button("undo-2", theme())
        self.done = push_button("check", theme())
        self._side = QFrame()
        self._lay_out()
        self._name()
        self._connect()
        host.installEventFilter(self)
        self.setGeometry(host.rect())
        self._fit()
        self.show()
        self.shelf.begin()
        self.raise_()
        self.pages.setFocus()

    # -- showing -------------------------------------------------------------------------

    def show_page(self, page: Page) -> None:
        """Go to a page."""
        self.search.clear()
        self._list(page)

    def _list(self, keep: Page | None) -> None:
        """List the pages anew; the form follows where its page is gone."""
        method = self.shelf.method
        rows = page_rows(method, self._words, self.search.text().strip()) if method else []
        self.pages.show_rows(rows, keep)
        page = self.desk.page
        if page is not None and (method is None or not is_page(method, page)):
            self.desk.show_page(None)
        self._on_current_changed()
        self._enable()

    def _enable(self) -> None:
        edit, page = self.shelf.edit, self.desk.page
        kind = page.kind if edit is not None and page is not None else ""
        self.tools["add"].setEnabled(edit is not None)
        self.tools["copy"].setEnabled(kind == "activity")
        self.tools["out"].setEnabled(kind in ("activity", "agenda"))
        self.undo.setEnabled(edit is not None and edit.can_undo)

    def _fit(self) -> None:
        width = self.width()
        roomy = width >= _NARROW_FROM
        self._side.setFixedWidth(_WIDE if width >= _WIDE_FROM else _NARROW if roomy else _LEAST)
        self.tools["add"].setText(self._words("methods.add") if roomy else "")
        self.shelf.fit(width)

    def _name(self) -> None:
        words = self._words
        self.setAccessibleName(words("methods.heading"))
        self.search.setPlaceholderText(words("methods.search"))
        self.search.setAccessibleName(words("methods.search"))
        name_control(self.pages, words("methods.pages"))
        for name, button in self.tools.items():
            name_control(button, words(f"methods.tool.{name}"))
        self.undo.setText(words("console.undo"))
        self.done.setText(words("methods.done"))

    # -- building ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        strip = QFrame()
        strip.setProperty("look", "strip")
        strip.setFixedHeight(56)
        top = QHBoxLayout(strip)
        top.setContentsMargins(20, 0, 16, 0)
        top.setSpacing(8)
        top.addWidget(text_label("heading", self._words("methods.heading")))
        top.addWidget(self.shelf, 1)
        top.addWidget(self.undo)
        top.addWidget(self.done)
        self._side.setProperty("look", "card")
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self.tools["add"], 1)
        tools.addWidget(self.tools["copy"])
        tools.addWidget(self.tools["out"])
        left = QVBoxLayout(self._side)
        left.setContentsMargins(10, 10, 10, 10)
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.pages, 1)
        left.addLayout(tools)
        middle = QHBoxLayout()
        middle.setContentsMargins(12, 0, 4, 12)
        middle.setSpacing(12)
        middle.addWidget(self._side)
        middle.addWidget(self.form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.message)
        column.addWidget(self.shelf.note)
        column.addSpacing(12)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self.shelf.opened.connect(self._on_opened)
        self.shelf.failed.connect(self.desk.fail)
        self.shelf.told.connect(self._on_told)
        self.notice.undo_requested.connect(self.shelf.restore)
        self.desk.changed.connect(self._on_changed)
        self.pages.selectionModel().currentChanged.connect(self._on_current_changed)
        self.search.textChanged.connect(self._on_search_changed)
        self.form.slot_clicked.connect(self._on_slot_clicked)
        self.tools["add"].clicked.connect(self._on_add_clicked)
        self.tools["copy"].clicked.connect(self._on_copy_clicked)
        self.tools["out"].clicked.connect(self._on_out_clicked)
        self.undo.clicked.connect(self.take_back)
        self.done.clicked.connect(self.close_editor)

    # -- Qt ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what it lies over."""
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self.setGeometry(self._host.rect())
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the message or the editor away, Ctrl+Z takes back, F6 goes round."""
        if event.key() == Qt.Key.Key_Escape and not self.message.isHidden():
            self.message.dismiss()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        elif event.key() == Qt.Key.Key_F6:
            self.move_focus()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
        event.accept()  # no key goes through to what lies below

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key stays within: what lies below cannot be seen."""
        super().focusNextPrevChild(forward)
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            (self.shelf.choice if forward else self.done).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def move_focus(self) -> None:
        """F6: between the pages and their form."""
        focus = QApplication.focusWidget()
        if focus is not None and self.form.isAncestorOf(focus):
            self.pages.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.form.focus_first()

    def close_editor(self) -> None:
        """Take it away for good; it is made again when it is wanted."""
        self.form.commit()
        self._host.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        self.closed.emit()

    # -- changing ------------------------------------------------------------------------

    def take_back(self) -> None:
        """Undo the last change."""
        edit = self.shelf.edit
        if edit is not None:
            self.form.commit()
            self.desk.change(edit.undo)

    def _make(self, kind: str, make: Callable[[], str]) -> None:
        """Make a page and go there, with the keyboard on its title."""
        made: list[str] = []
        if self.desk.change(lambda: made.append(make())):
            self.show_page(Page(kind, made[0]))
            self.form.focus_first()

    def _add(self, phase: str, kind: str) -> None:
        edit = self.shelf.edit
        if edit is None:
            return
        if kind:
            self._make("activity", partial(edit_activities.add_activity, edit, phase, kind))
        else:
            first = next(iter(edit.method.activities))
            title = self._words("methods.new_agenda")
            self._make("agenda", partial(edit_agendas.add_agenda, edit, title, first))

    def _remove(self, activity: str) -> None:
        edit = self.shelf.edit
        if edit is not None:
            remove = edit_activities.remove_activity
            self.desk.change(partial(remove, edit, activity, from_agendas=True))

    # -- slots ---------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self.message.dismiss()
        self.desk.show_page(None)
        self._list(None)

    def _on_changed(self) -> None:
        self._list(self.desk.page)

    def _on_told(self, text: str, undoable: bool) -> None:
        self.notice.show_text(text, self._words("console.undo") if undoable else "")
        self.desk.announce(text)

    def _on_current_changed(self) -> None:
        page = self.pages.page
        if page is not None and page != self.desk.page:
            self.desk.show_page(page)
            self._enable()

    def _on_search_changed(self) -> None:
        self._list(self.desk.page)

    def _on_slot_clicked(self, button: QWidget, section: str) -> None:
        if self.shelf.method is not None:
            added = partial(self.form.added.emit, section)
            open_activities(button, self.shelf.method, self._words, added)

    def _on_add_clicked(self) -> None:
        if self.shelf.method is not None:
            kinds = self.shelf.shapes
            open_kinds(self.tools["add"], self.shelf.method, kinds, self._words, self._add)

    def _on_copy_clicked(self) -> None:
        edit, page = self.shelf.edit, self.desk.page
        if edit is not None and page is not None:
            self._make("activity", partial(edit_activities.duplicate_activity, edit, page.key))

    def _on_out_clicked(self) -> None:
        """Take a page out; agendas that use an activity are named first."""
        edit, page = self.shelf.edit, self.desk.page
        if edit is None or page is None:
            return
        if page.kind == "agenda":
            self.desk.change(partial(edit_agendas.remove_agenda, edit, page.key))
            return
        used = edit_agendas.uses(edit, page.key)
        if not used:
            self._remove(page.key)
            return
        names = [titled(edit.method, f"agendas.{one}", self._words) for one in used]
        text = self._words("methods.used", agendas=self._words.listing(names))
        answer = (_EVERYWHERE, self._words("methods.answer.everywhere"))
        self.desk.ask(text, "warn", {answer: partial(self._remove, page.key)})
        self.message.take_keys()
