"""The phones' room on the console: open it, see who is in, what to do when phones stay out.

It lies over the console; the other ways to vote are a key away all the time.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.parts import push_button, text_label
from workshop_app.console.veil import Veil
from workshop_app.figures.join_card import spaced
from workshop_app.ui import icon
from workshop_app.ui.flow_layout import FlowLayout
from workshop_app.ui.theme import restyle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtGui import QKeyEvent

    from workshop_app.console.outside import NetworkChoice, PhoneControl, RoomState
    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

OTHER_WAYS: Final = (
    ("booth", "user"), ("paper", "file-text"), ("cards", "hand"), ("touch", "circle-dot")
)  # fmt: skip
"""The ways that need no network, with their icons; their keys are their numbers, from 1."""

_HELP: Final = ("internet", "apart", "firewall", "vpn", "camera", "nothing")
_WIDEST: Final = 780
_LEVELS: Final = {"open": "ok", "lost": "warn"}


class PhonesSheet(Veil):
    """Everything about the room; `closed` follows Esc and every way out."""

    closed = Signal()
    way_chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        theme: Callable[[], Theme],
        words: Words,
        phones: PhoneControl,
        ways: Collection[str],
    ) -> None:
        """Build it over ``parent``, shown at once; ``ways`` are those the activity can take."""
        super().__init__(parent, theme, _WIDEST)
        self._words, self._phones = words, phones
        self._ways = ways
        self._kind = self._given = ""
        self.setAccessibleName(words("phones.title"))
        self.said = _wrapped("strong")
        self.networks = QButtonGroup(self)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(4)
        self.open = self._button("smartphone", "phones.open", self._on_open_clicked)
        self.again = self._button("rotate-ccw", "phones.networks.again", self._on_again_clicked)
        self.show_ = self._button("cast", "phones.show", phones.show_way_in)
        self.renew = self._button("shuffle", "phones.renew", phones.renew_code)
        self.renew.setProperty("look", "quiet")
        self.shut = self._button("lock", "phones.close", phones.close)
        self._code = text_label("clock")
        self._address = text_label("strong")
        self._address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._renewed = _wrapped("meta", words("phones.renewed"))
        self._renewed.hide()
        self._closed, self._opened = QWidget(), QWidget()
        self._lay_out()
        self.refresh(phones.state())
        self.lie()
        self._focus_first()

    # -- showing -------------------------------------------------------------------------

    def refresh(self, state: RoomState) -> None:
        """Show the room as it is."""
        words, before = self._words, self._kind
        self._kind = kind = state.kind
        self.said.setText(words(f"phones.state.{kind}", n=state.joined))
        if self.said.property("look") != (look := _LEVELS.get(kind, "strong")):
            self.said.setProperty("look", look)
            restyle(self.said)
        self._closed.setVisible(kind in ("closed", "opening"))
        self._opened.setVisible(kind in ("open", "lost"))
        self.open.setEnabled(kind == "closed" and self.networks.checkedId() >= 0)
        self._address.setText(state.address)
        if state.code not in ("", self._given):
            self._renewed.setVisible(bool(self._given))
            self._given = state.code
        self._code.setText(spaced(state.code))
        self.show_.setText(words("phones.show_not" if state.is_on_stage else "phones.show"))
        if kind == "closed" and kind != before:
            self._fill_networks()
        if before and kind != before:
            self.place()
            self._focus_first()

    def _fill_networks(self) -> None:
        for button in self.networks.buttons():
            self.networks.removeButton(button)
        while (item := self._choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = self._phones.networks()
        for number, network in enumerate(found):
            self._add_network(number, network)
        if not found:
            self._choices.addWidget(_wrapped("warn", self._words("phones.networks.none")))
        self.open.setEnabled(bool(found))

    def _add_network(self, number: int, network: NetworkChoice) -> None:
        button = QRadioButton(network.address)
        button.setAccessibleName(f"{network.address}. {network.said}")
        button.setProperty("address", network.address)
        button.setChecked(number == 0)
        self.networks.addButton(button, number)
        if number == 0:
            button.setChecked(True)
        self._choices.addWidget(button)
        said = _wrapped("meta", network.said)
        said.setContentsMargins(19, 0, 0, 4)
        self._choices.addWidget(said)

    # -- doing ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number chooses another way to vote."""
        number = event.key() - Qt.Key.Key_1.value
        if 0 <= number < len(OTHER_WAYS):
            self._choose_way(OTHER_WAYS[number][0])
            event.accept()
        else:
            super().keyPressEvent(event)

    def close_sheet(self) -> None:
        """Take it away; the room stays as it is."""
        self.take_away()
        self.closed.emit()

    def _on_open_clicked(self) -> None:
        chosen = self.networks.checkedButton()
        if chosen is not None:
            self._phones.open(str(chosen.property("address")))

    def _on_again_clicked(self) -> None:
        self._fill_networks()
        self.place()

    def _choose_way(self, way: str, _checked: bool = False) -> None:
        self.close_sheet()
        self.way_chosen.emit(way)

    def _focus_first(self) -> None:
        if self._kind in ("open", "lost"):
            self.show_.setFocus()
        else:
            (self.open if self.open.isEnabled() else self).setFocus()

    # -- building ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = self._words
        self.column.addWidget(text_label("heading", words("phones.title")))
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setSpacing(10)
        rows.addWidget(self.said)
        self._lay_out_closed()
        self._lay_out_opened()
        rows.addWidget(self._closed)
        rows.addWidget(self._opened)
        rows.addWidget(_wrapped("meta", words("phones.hides")))
        rows.addSpacing(6)
        rows.addWidget(text_label("strong", words("phones.help")))
        for about in _HELP:
            rows.addWidget(_wrapped("", words(f"phones.help.{about}")))
        rows.addStretch(1)
        self.hold(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that arrow keys scroll it
        self.area.setAccessibleName(words("phones.help"))
        self.column.addWidget(self.area, 1)
        if self._ways:
            self.column.addWidget(text_label("strong", words("phones.ways")))
        others = FlowLayout(across=8, between=6)
        for number, (way, image) in enumerate(OTHER_WAYS, 1):
            if way not in self._ways:
                continue
            said = words(f"phones.way.{way}")
            button = QPushButton(f"{number}  {said}")
            button.setAccessibleName(said)
            icon.dress(button, image, self._theme())
            button.clicked.connect(partial(self._choose_way, way))
            others.addWidget(button)
        self.column.addLayout(others)
        self.column.addWidget(text_label("hint", words("phones.leave")))

    def _lay_out_closed(self) -> None:
        column = QVBoxLayout(self._closed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text_label("", self._words("phones.networks")))
        column.addLayout(self._choices)
        column.addLayout(_row(self.open, self.again))

    def _lay_out_opened(self) -> None:
        column = QVBoxLayout(self._opened)
        column.setContentsMargins(0, 0, 0, 0)
        said = _row(self._code, self._address)
        said.setSpacing(20)
        column.addLayout(said)
        buttons = FlowLayout(across=8, between=6)
        for button in (self.show_, self.renew, self.shut):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addWidget(self._renewed)

    def _button(self, image: str, words: str, slot: Callable[[], None]) -> QPushButton:
        button = push_button(image, self._theme())
        button.setText(self._words(words))
        button.setAutoDefault(True)
        button.clicked.connect(slot)
        return button

    def around(self, width: int) -> int:
        """Heading, the other ways and the hint."""
        return 220 if width > 560 else 260


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _wrapped(look: str, text: str = "") -> QLabel:
    label = text_label(look, text)
    label.setWordWrap(True)
    return label
