"""The form of the method editor: a card for each part of an activity, languages side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.method_fields import RowMenu, TypedField, WordsField
from workshop_app.console.parts import ElidedLabel, text_label
from workshop_app.console.start_fields import Labelled
from workshop_app.console.start_menus import ChoiceButton, PickButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.console.method_rows import Line, Section, Setting
    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_LABEL, _TITLE, _MENU, _NUMBER = 104, 320, 172, 84
_NARROW = 900
_NARROW_MENU = 120
_BARE_MENU = 64
_SETTINGS_A_ROW = 3
_WHOLE = "whole"
_BARE = ("slot", "take")
"""Sections whose rows are activities, chosen from a menu, and have no words of their own."""


class MethodForm(QScrollArea):
    """Shows sections and says what is wanted of them; it changes nothing itself."""

    said = Signal(object, str, str)
    """A path, a language and the new words."""

    wanted = Signal(str, int, str)
    """A section, the place of a row in it, and ``up``, ``down``, ``out`` or ``meaning``."""

    placed = Signal(str, int, str, object)
    """A section, the place of a row (−1: the section itself), a setting's key and its value."""

    added = Signal(str, str)
    """A section that grows, and the words of what is new."""

    slot_clicked = Signal(QWidget, str)
    """An activity is to be chosen for a section, at a button."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._words: Words | None = None
        self._languages: Sequence[str] = ()
        self._locked = False
        self._sections: Sequence[Section] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    # -- showing -------------------------------------------------------------------------

    def show_sections(
        self,
        sections: Sequence[Section],
        languages: Sequence[str],
        words: Words,
        *,
        locked: bool = False,
        stay: bool = True,
    ) -> None:
        """Show a page; ``stay`` keeps the keyboard and the view where they are."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        name = focus.objectName() if focus is not None and inside else ""
        top = self.verticalScrollBar().value() if stay else 0
        self._sections, self._languages, self._words = sections, languages, words
        self._locked = locked
        page = QWidget()
        page.setAutoFillBackground(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for section in sections:
            column.addWidget(self._card(section, words))
        column.addStretch(1)
        before = self.takeWidget()
        if before is not None:
            for field in before.findChildren(WordsField):
                field.blockSignals(True)  # losing the keyboard to the new page is no change
            before.hide()
            before.deleteLater()
        self.setWidget(page)
        page.show()
        if stay:
            QApplication.sendPostedEvents(page)
            self.verticalScrollBar().setValue(top)
        if name:
            self.focus_field(name)

    def focus_field(self, name: str) -> bool:
        """Put the keyboard on the field of that name; tells whether there is one."""
        page = self.widget()
        found = page.findChild(QWidget, name) if page is not None and name else None
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(found)
        return True

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        page = self.widget()
        first = page.findChild(WordsField) if page is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_line(self, section: str, place: int, line: Line) -> None:
        """Put the keyboard on a row."""
        field = self.field(line.path, next(iter(line.texts), ""))
        if field is None:
            self.focus_field(f"menu|{section}|{line.entry or place}")
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(field)

    def show_texts(self, line: Line) -> None:
        """Show a row's words as they are now, but not over what is being typed."""
        for language, text in line.texts.items():
            field = self.field(line.path, language)
            if field is not None and not field.is_changed:
                field.show_text(text)

    def commit(self) -> None:
        """Keep what is still being typed."""
        focus = QApplication.focusWidget()
        if isinstance(focus, WordsField) and self.isAncestorOf(focus):
            focus.commit()

    def field(self, path: Sequence[str | int], language: str) -> WordsField | None:
        """The words at a path in one language."""
        page = self.widget()
        return page.findChild(WordsField, _name(path, language)) if page is not None else None

    # -- building ------------------------------------------------------------------------

    def _card(self, section: Section, words: Words) -> QWidget:
        card = QFrame()
        card.setProperty("look", "card")
        card.setAccessibleName(section.title)
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 14)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.addWidget(text_label("heading", section.title), 0, 0, 1, 2 + len(self._languages))
        if section.settings:
            grid.addLayout(self._settings(section), 1, 0, 1, 2 + len(self._languages))
            return card
        row = 1
        grid.setColumnMinimumWidth(0, _LABEL)
        if any(line.texts for line in section.lines):
            for place, language in enumerate(self._languages):
                name = f"console.language.{language}"
                said = words(name) if words.has(name) else language.upper()
                grid.addWidget(text_label("hint", said), row, 1 + place)
                grid.setColumnStretch(1 + place, 1)
            row += 1
        for place, line in enumerate(section.lines):
            row = self._line(grid, row, section, place, line)
        if section.grows and not self._locked:
            self._adder(grid, row, section, words)
        bare = section.grows in _BARE
        grid.setColumnStretch(3 if bare else 1, 1)
        if section.grows and not bare:
            narrow = self.width() < _NARROW
            grid.setColumnMinimumWidth(1 + len(self._languages), _NARROW_MENU if narrow else _MENU)
        return card

    def _line(
        self, grid: QGridLayout, row: int, section: Section, place: int, line: Line
    ) -> int:
        title = ElidedLabel("meta")
        title.setText(line.label)
        top = Qt.AlignmentFlag.AlignTop
        title.setMinimumHeight(38)
        title.setFixedWidth(_LABEL if line.texts else _TITLE)
        grid.addWidget(title, row, 0, top)
        for at, (language, text) in enumerate(line.texts.items()):
            field = WordsField(text)
            field.setObjectName(_name(line.path, language))
            field.setReadOnly(self._locked)
            field.setAccessibleName(f"{section.title}, {line.label}, {language.upper()}")
            field.committed.connect(partial(self._on_said, line.path, language))
            field.moved.connect(partial(self._on_wanted, section.name, place))
            grid.addWidget(field, row, 1 + at, top)
        typed = [one for one in line.settings if not one.options]
        chosen = [one for one in line.settings if one.options]
        column = 1 + max(len(self._languages), 1)
        if section.grows == "slot":
            grid.addWidget(self._typed(section, place, typed[0], line), row, 1)
            typed, column = [], 2
        elif section.grows == "take":
            column = 1
        if section.grows and (chosen or not _is_second(line)):
            grid.addWidget(self._menu(section, place, line, chosen), row, column, top)
        if typed:
            row += 1
            grid.addLayout(self._typed_row(section, place, typed, line), row, 1, 1, column)
        return row + 1

    def _menu(
        self, section: Section, place: int, line: Line, chosen: Sequence[Setting]
    ) -> QWidget:
        words = self._words
        assert words is not None
        menu = RowMenu(self._theme)
        fixed = QSizePolicy.Policy.Fixed  # or the grid would think that it needs no room
        menu.setSizePolicy(fixed, fixed)
        wide = _NARROW_MENU if self.width() < _NARROW else _MENU
        if section.grows == "take":
            wide = _TITLE - _NARROW_MENU // 2 if self.width() < _NARROW else _TITLE
        menu.setFixedWidth(wide if chosen else _BARE_MENU)
        keys = ["up", "down"]
        if section.grows == "entry" and line.entry:
            keys.append("meaning")
        keys.append("out")
        actions = [(key, words(f"methods.row.{key}")) for key in keys]
        empty = "methods.takes.all" if section.grows == "take" else "methods.row.more"
        menu.offer(chosen, actions, words(empty))
        menu.setAccessibleName(line.label)
        menu.setObjectName(f"menu|{section.name}|{line.entry or place}")
        menu.setEnabled(not self._locked)
        menu.wanted.connect(partial(self._on_wanted, section.name, place))
        menu.picked.connect(partial(self._on_placed, section.name, place))
        return menu

    def _typed_row(
        self, section: Section, place: int, typed: Sequence[Setting], line: Line
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for setting in typed:
            row.addWidget(text_label("hint", setting.label))
            row.addWidget(self._typed(section, place, setting, line))
            row.addSpacing(8)
        row.addStretch(1)
        return row

    def _typed(self, section: Section, place: int, setting: Setting, line: Line) -> TypedField:
        field = TypedField("" if setting.value is None else str(setting.value))
        field.setObjectName(f"typed|{section.name}|{line.entry or place}|{setting.key}")
        field.setAccessibleName(f"{line.label}, {setting.label}")
        field.setFixedWidth(_NUMBER)
        field.setReadOnly(self._locked)
        field.committed.connect(partial(self._on_placed, section.name, place, setting.key))
        return field

    def _settings(self, section: Section) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, setting in enumerate(section.settings):
            control = self._control(section, setting)
            control.setObjectName(f"setting|{setting.key}")
            field = Labelled(control)
            field.name(setting.label)
            control.setEnabled(not self._locked)
            row, column = divmod(place, _SETTINGS_A_ROW)
            grid.addWidget(field, row, column)
        for column in range(_SETTINGS_A_ROW):
            grid.setColumnStretch(column, 1)
        return grid

    def _control(self, section: Section, setting: Setting) -> QWidget:
        words = self._words
        assert words is not None
        if setting.many:
            pick = PickButton(self._theme)
            pick.set_options(setting.options)
            pick.name_none(words("methods.none"))
            pick.pick(setting.value)
            pick.chosen.connect(partial(self._on_picked, section.name, setting.key, pick))
            return pick
        if setting.options:
            choice = ChoiceButton(self._theme)
            choice.set_options(setting.options)
            choice.choose(str(setting.value))
            choice.chosen.connect(partial(self._on_chosen, section.name, setting.key, choice))
            return choice
        field = TypedField("" if setting.value is None else str(setting.value))
        field.committed.connect(partial(self._on_placed, section.name, -1, setting.key))
        return field

    def _adder(self, grid: QGridLayout, row: int, section: Section, words: Words) -> None:
        if section.grows in _BARE:
            button = RowMenu(self._theme)
            button.offer((), (), words(f"methods.add.{section.grows}"))
            button.setAccessibleName(section.title)
            button.setObjectName(f"add|{section.name}")
            button.clicked.connect(partial(self._on_slot_clicked, section.name, button))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(button, row, 0)
            return
        field = QLineEdit()
        field.setObjectName(f"add|{section.name}")
        field.setPlaceholderText(words("methods.add.placeholder", name=section.title))
        field.setAccessibleName(words("methods.add.placeholder", name=section.title))
        field.returnPressed.connect(partial(self._on_add_pressed, section.name, field))
        grid.addWidget(field, row, 1, 1, max(len(self._languages), 1))

    # -- slots ---------------------------------------------------------------------------

    def _on_said(self, path: object, language: str, text: str) -> None:
        self.said.emit(path, language, text)

    def _on_wanted(self, section: str, place: int, what: str) -> None:
        self.wanted.emit(section, place, what)

    def _on_placed(self, section: str, place: int, key: str, value: Any) -> None:
        self.placed.emit(section, place, key, value)

    def _on_picked(self, section: str, key: str, pick: PickButton) -> None:
        self.placed.emit(section, -1, key, pick.value)

    def _on_chosen(self, section: str, key: str, choice: ChoiceButton) -> None:
        self.placed.emit(section, -1, key, choice.value)

    def _on_add_pressed(self, section: str, field: QLineEdit) -> None:
        if field.text().strip():
            self.added.emit(section, field.text())

    def _on_slot_clicked(self, section: str, button: QWidget) -> None:
        self.slot_clicked.emit(button, section)


def _name(path: Sequence[str | int], language: str) -> str:
    return f"{language}|{'.'.join(map(str, path))}"


def _is_second(line: Line) -> bool:
    """The second word of a pair, whose settings stand with the first."""
    return len(line.path) == 4 and not line.entry
