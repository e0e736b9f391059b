"""The text of the mails, for each language and kind of reader, and what one reader gets of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from workshop_app.assembly.mailing import FIELDS, check_text
from workshop_app.console.parts import push_button, set_shown, text_label
from workshop_app.console.start_fields import Segments
from workshop_app.errors import UserError
from workshop_app.session.mail_list import KINDS, READERS, usual_text
from workshop_app.session.outbox import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.assembly.enclosing import Enclosed
    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_KEEP_AFTER: Final = 600
"""Milliseconds after the last key until a text is kept."""

_MEGABYTE: Final = 1_000_000
_KILOBYTE: Final = 1_000


class MailText(QWidget):
    """Subject and body with their fields; a field that there is not is said at once."""

    typed = Signal()
    """The text is another one; it is kept a moment later."""
    kept = Signal(str, str, Text)
    """Language, kind and text are to be kept."""
    turned = Signal()
    """The user wants to see the text for others."""

    def __init__(
        self, words: Words, theme: Callable[[], Theme], languages: Sequence[str]
    ) -> None:
        """Empty until `show_text`."""
        super().__init__()
        self._words = words
        self.language = Segments(
            [(one, words(f"console.language.{one}")) for one in languages], "small"
        )
        self.kind = Segments([(one, words(f"mailing.kind.{one}")) for one in KINDS], "small")
        self.subject, self.body = QLineEdit(), QPlainTextEdit()
        self.field = push_button("plus", theme(), "small")
        self.usual = push_button("rotate-ccw", theme(), "small")
        self.fault = _wrapped("danger")
        self._shown = (languages[0], READERS)
        self._saved = Text("", "")
        self._soon = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._soon.timeout.connect(self.keep)
        self._name()
        self._lay_out()
        self.subject.textEdited.connect(self._on_typed)
        self.body.textChanged.connect(self._on_typed)
        self.language.chosen.connect(self._on_turned)
        self.kind.chosen.connect(self._on_turned)
        self.field.clicked.connect(self._on_field_wanted)
        self.usual.clicked.connect(self._on_usual_wanted)

    @property
    def shown(self) -> tuple[str, str]:
        """The language and the kind of reader that the text is for."""
        return self._shown

    @property
    def text(self) -> Text:
        """What was typed."""
        return Text(self.subject.text(), self.body.toPlainText())

    def show_text(self, language: str, kind: str, text: Text) -> None:
        """Show another text; what was typed is never overwritten by what was kept of it."""
        if (language, kind) == self._shown and (text == self._saved or self._soon.isActive()):
            return
        self.keep()
        self._shown, self._saved = (language, kind), text
        self.language.choose(language)
        self.kind.choose(kind)
        if text != self.text:
            self._put(text)
        self._check()

    def keep(self) -> None:
        """Have what was typed kept, now."""
        self._soon.stop()
        if self.text != self._saved:
            self._saved = self.text
            self.kept.emit(*self._shown, self.text)

    def _put(self, text: Text) -> None:
        self.body.blockSignals(True)
        self.subject.setText(text.subject)
        self.body.setPlainText(text.body)
        self.body.blockSignals(False)

    def _on_typed(self) -> None:
        self._check()
        self._soon.start()
        self.typed.emit()

    def _check(self) -> None:
        try:
            check_text(self.text)
            said = ""
        except UserError as error:
            said = self._words.sentence(UserError(error.what, "", error.do, **error.fields))
        self.fault.setText(said)
        set_shown(self.fault, bool(said))

    def _on_turned(self, _key: str) -> None:
        self.keep()
        self._shown = self.language.value, self.kind.value
        self._saved = Text("", "")
        self._put(self._saved)
        self.turned.emit()

    def _on_field_wanted(self) -> None:
        menu = QMenu(self.field)
        for one in FIELDS:
            action = menu.addAction(f"{{{one}}}  {self._words(f'mailing.field.{one}')}")
            action.setData(one)
            action.triggered.connect(partial(self._on_field_chosen, one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.field.mapToGlobal(QPoint(0, self.field.height() + 4)))

    def _on_field_chosen(self, field: str, *_checked: bool) -> None:
        target = self.subject if self.subject.hasFocus() else self.body
        if target is self.body:
            self.body.insertPlainText(f"{{{field}}}")
        else:
            self.subject.insert(f"{{{field}}}")
            self._on_typed()
        target.setFocus()

    def _on_usual_wanted(self) -> None:
        self._put(usual_text(*self._shown))
        self._on_typed()
        self.keep()

    def _name(self) -> None:
        words = self._words
        self.language.setAccessibleName(words("mailing.text.language"))
        self.kind.setAccessibleName(words("mailing.text.kind"))
        self.subject.setAccessibleName(words("mailing.subject"))
        self.subject.setPlaceholderText(words("mailing.subject"))
        self.body.setAccessibleName(words("mailing.body"))
        self.body.setTabChangesFocus(True)
        self.field.setText(words("mailing.field"))
        self.usual.setText(words("mailing.usual"))
        set_shown(self.fault, False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.kind)
        top.addWidget(self.language)
        top.addStretch(1)
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(self.field)
        tools.addWidget(self.usual)
        tools.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.subject)
        column.addWidget(self.body, 1)
        column.addWidget(self.fault)
        column.addLayout(tools)


class MailPreview(QWidget):
    """One mail as its reader gets it."""

    make_wanted = Signal()
    """The user wants the booklets made now."""

    def __init__(self, words: Words, theme: Callable[[], Theme]) -> None:
        """Empty until `show_mail`."""
        super().__init__()
        self._words = words
        self.head = text_label("strong")
        self.head.setWordWrap(True)
        self.body = QPlainTextEdit()
        self.body.setReadOnly(True)
        self.body.setTabChangesFocus(True)
        self.body.setAccessibleName(words("mailing.preview"))
        self.attached = _wrapped("meta")
        self.make = push_button("printer", theme(), "small")
        self.make.setText(words("mailing.make"))
        self.make.clicked.connect(self.make_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        last = QHBoxLayout()
        last.addWidget(self.attached, 1)
        last.addWidget(self.make)
        column.addLayout(last)

    def show_mail(self, to: str, text: Text | None, enclosed: Sequence[Enclosed]) -> None:
        """Show a mail; without ``text`` there is a field in it that there is not."""
        words = self._words
        subject = text.subject if text else words("mailing.preview.none")
        self.head.setText(f"{to}\n{subject}")
        self.body.setPlainText(text.body if text else "")
        made = [f"{one.name} ({_said(one.size, words)})" for one in enclosed]
        self.attached.setText(words("mailing.attached", files="\n".join(made)) if made else "")
        set_shown(self.make, any(one.size is None for one in enclosed))


def _said(size: int | None, words: Words) -> str:
    if size is None:
        return words("mailing.size.none")
    if size < _MEGABYTE:
        return words("mailing.size.kb", n=max(round(size / _KILOBYTE), 1))
    return words("mailing.size.mb", size=words.number(size / _MEGABYTE, 1))


def _wrapped(look: str) -> QLabel:
    label = text_label(look)
    label.setWordWrap(True)
    return label
