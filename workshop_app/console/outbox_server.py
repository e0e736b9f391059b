"""The mail server: where mails are handed in, who they are from, and whether that works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workshop_app.addresses import tidy
from workshop_app.console.parts import push_button, set_shown, text_label
from workshop_app.console.start_fields import Labelled, Segments
from workshop_app.session.mail_settings import PORTS, MailSettings
from workshop_app.ui.theme import restyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme
    from workshop_app.session.mail_settings import Security
    from workshop_app.words import Words

_PLACES: Final = {
    "host": (0, 0, 2), "port": (0, 2, 1), "security": (1, 0, 3), "user": (2, 0, 2),
    "password": (2, 2, 1), "from_name": (3, 0, 2), "from_address": (3, 2, 1),
    "reply_to": (4, 0, 2),
}  # fmt: skip
"""Row, column and columns of each field."""

_EXAMPLES: Final = {"host": "smtp.example.org", "user": "me@example.org"}


class ServerForm(QWidget):
    """Reads `MailSettings`; the password is handed on and forgotten here."""

    test_wanted = Signal()
    closed = Signal()

    def __init__(self, words: Words, theme: Callable[[], Theme]) -> None:
        """Empty until `show_settings`."""
        super().__init__()
        self._words = words
        self.fields: dict[str, QLineEdit] = {
            one: QLineEdit() for one in _PLACES if one != "security"
        }
        self.fields["port"].setValidator(QIntValidator(1, 65_535, self))
        self.fields["password"].setEchoMode(QLineEdit.EchoMode.Password)
        self.security = Segments([(one, words(f"mailing.security.{one}")) for one in PORTS])
        self.security.chosen.connect(self._on_security_chosen)
        self.warning = _wrapped("warn", words("mailing.security.open"))
        self.said = _wrapped("ok")
        self.about_password = _wrapped("hint", words("mailing.password.about"))
        self.test = push_button("check", theme())
        self.test.setText(words("mailing.test"))
        self.test.clicked.connect(self.test_wanted)
        self.done = push_button("arrow-left", theme())
        self.done.setText(words("mailing.server.done"))
        self.done.clicked.connect(self.closed)
        self._lay_out()

    def show_settings(self, settings: MailSettings) -> None:
        """Show what was chosen."""
        for name, value in settings._asdict().items():
            if name != "security":
                self.fields[name].setText(str(value))
        self.security.choose(settings.security)
        set_shown(self.warning, settings.security == "none")
        self.say("", "ok")

    @property
    def settings(self) -> MailSettings:
        """What stands there."""
        texts = {name: field.text().strip() for name, field in self.fields.items()}
        del texts["password"]
        texts |= {name: tidy(texts[name]) for name in ("from_address", "reply_to")}
        port = texts.pop("port")
        security: Security = next(one for one in PORTS if one == self.security.value)
        return MailSettings(
            port=int(port) if port else PORTS[security], security=security, **texts
        )

    def take_password(self) -> str:
        """What was typed; it is not kept in the field."""
        field = self.fields["password"]
        typed = field.text()
        field.clear()
        return typed

    def ask_password(self, text: str) -> None:
        """Say why it is wanted, and put the keyboard there."""
        self.say(text, "warn")
        self.fields["password"].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str, look: str) -> None:
        """What came of it; ``look`` is ok, warn or danger."""
        self.said.setText(text)
        set_shown(self.said, bool(text))
        if self.said.property("look") != look:
            self.said.setProperty("look", look)
            restyle(self.said)

    def set_busy(self, busy: bool) -> None:
        """While the server is asked."""
        self.test.setEnabled(not busy)
        if busy:
            self.say(self._words("mailing.testing"), "hint")

    def _on_security_chosen(self, key: str) -> None:
        port = self.fields["port"]
        if port.text() in {"", *map(str, PORTS.values())}:
            port.setText(str(PORTS[next(one for one in PORTS if one == key)]))
        set_shown(self.warning, key == "none")

    def _lay_out(self) -> None:
        words = self._words
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(860)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for name, (row, column, columns) in _PLACES.items():
            control: QWidget = self.security if name == "security" else self.fields[name]
            field = Labelled(control)
            field.name(words(f"mailing.server.{name}"))
            grid.addWidget(field, row, column, 1, columns)
        for name, example in _EXAMPLES.items():
            self.fields[name].setPlaceholderText(example)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 18, 24, 18)
        inside.setSpacing(12)
        inside.addWidget(text_label("heading", words("mailing.server")))
        inside.addLayout(grid)
        inside.addWidget(self.warning)
        inside.addWidget(self.about_password)
        inside.addWidget(self.said)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.test)
        last.addStretch(1)
        last.addWidget(self.done)
        inside.addLayout(last)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 8)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addLayout(across)
        whole.addStretch(1)


def _wrapped(look: str, text: str = "") -> QLabel:
    label = text_label(look, text)
    label.setWordWrap(True)
    return label
