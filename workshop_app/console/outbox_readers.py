"""The left half of the outbox: the readers, what is up with the chosen one, and the sponsor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workshop_app.addresses import is_address, tidy
from workshop_app.console.outbox_list import ReadersList
from workshop_app.console.parts import push_button, set_shown, text_label
from workshop_app.errors import UserError
from workshop_app.session import mail_list, outbox
from workshop_app.session.mail_report import why_of
from workshop_app.session.people import agree_all, change_person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.console.talking import TalkingWindow
    from workshop_app.figures.theme import Theme
    from workshop_app.session.mail_list import Line, Sponsor

_ACTIONS: Final = {
    "again": ("rotate-ccw", (outbox.FAILED, outbox.PERHAPS)),
    "sent": ("check", (outbox.FAILED, outbox.PERHAPS, outbox.WAITING)),
}
"""What can be done about a mail, with an icon and the states it is for."""


class Readers(QWidget):
    """Every change is kept at once; who gets a mail follows from it."""

    moved = Signal()
    """Another reader is chosen."""
    again_wanted = Signal(list)
    """The keys of mails that are to be sent once more."""
    sent_wanted = Signal(list)
    """The keys of mails that count as sent."""

    def __init__(
        self, window: TalkingWindow, theme: Callable[[], Theme], languages: Sequence[str]
    ) -> None:
        """Empty until `show_lines`; ``languages`` are those there are booklets in."""
        super().__init__()
        self._window = window
        self._words = window.workshop.words
        self._languages, self._theme = languages, theme
        self._sponsor = mail_list.Sponsor()
        self.list = ReadersList(self._theme, self._on_saved, self._known)
        self.remark = text_label("meta")
        self.remark.setWordWrap(True)
        self.buttons: dict[str, QPushButton] = {}
        self.name, self.address = QLineEdit(), QLineEdit()
        self.fault = text_label("danger")
        self.fault.setWordWrap(True)
        self._lay_out()
        self.list.show_words(self._words)
        self.list.ticked.connect(self._on_ticked)
        self.list.moved.connect(self._on_moved)
        for field in (self.name, self.address):
            field.editingFinished.connect(self._on_sponsor_typed)
        self.address.textChanged.connect(self._show_fault)
        self._show_fault()

    def show_lines(self, lines: Sequence[Line], sponsor: Sponsor, *, sends: bool) -> None:
        """Show the readers as they are now; ``sends`` while mails leave."""
        self.list.show_lines(lines, self._words, sends=sends)
        if sponsor != self._sponsor:
            self._sponsor = sponsor
            self.name.setText(sponsor.name)
            self.address.setText(sponsor.address)
        self._show_remark()

    def _show_fault(self, _text: str = "") -> None:
        """An address that cannot be is said once it has an end, and as long as it stands there."""
        typed = self.address.text()
        is_typing = self.address.hasFocus() and typed.strip() != self._sponsor.address
        is_wrong = bool(typed.strip()) and not is_typing and not is_address(typed)
        said = self._words("mailing.leaving.no_sponsor", address=typed.strip()[:80])
        self.fault.setText(said if is_wrong else "")
        self.address.setAccessibleDescription(self.fault.text())
        set_shown(self.fault, is_wrong)

    def _show_remark(self) -> None:
        line = self.list.line
        self.remark.setText(why_of(line, self._words) if line else self._words("mailing.nobody"))
        is_in = line is not None and line.is_ticked
        state = line.entry.state if is_in and line is not None and line.entry is not None else ""
        for key, (_, states) in _ACTIONS.items():
            set_shown(self.buttons[key], state in states)
        left_out = line.left_out if line is not None else ""
        set_shown(self.buttons["agreed"], left_out == "no_consent")
        asked = [one for one in self.list.lines.values() if one.left_out == "no_consent"]
        set_shown(self.buttons["all_agreed"], left_out == "no_consent" and len(asked) > 1)
        self.buttons["all_agreed"].setText(self._words("mailing.act.all_agreed", n=len(asked)))
        failed = self._failed()
        set_shown(self.buttons["all_again"], state == outbox.FAILED and len(failed) > 1)
        self.buttons["all_again"].setText(self._words("mailing.act.all_again", n=len(failed)))

    def _failed(self) -> list[str]:
        entries = (one.entry for one in self.list.lines.values() if one.is_ticked)
        return [one.key for one in entries if one is not None and one.state == outbox.FAILED]

    # -- changing ------------------------------------------------------------------------

    def _on_saved(self, key: str, field: str, text: str) -> bool:
        """An address or a language was typed."""
        line = self.list.lines[key]
        if line.entry is not None and not mail_list.is_open(line.entry):
            self._window.fail(_left(line))
            return False
        value = text.strip() if field == "language" else tidy(text)
        try:
            value = self._language(value) if field == "language" else _address(value)
        except UserError as error:
            self._window.fail(error)
            return False
        return self._window.attempt(partial(self._change, line, field, value))

    def _change(self, line: Line, field: str, value: str) -> None:
        file = self._window.workshop.file
        if line.person is None:
            self._put_sponsor(self._sponsor._replace(**{field: value}))
            return
        column = "email" if field == "address" else "language"
        label = self._words("editors.people.changed", name=line.person.name)
        change_person(file, label, line.person.key, **{column: value})

    def _language(self, text: str) -> str:
        names = {one: self._words(f"console.language.{one}") for one in self._languages}
        for key, name in names.items():
            if text and (name.casefold().startswith(text.casefold()) or text.casefold() == key):
                return key
        raise UserError(
            "There are no booklets in “{language}”.",
            "Nothing was changed.",
            "Choose one of: {known}.",
            language=text[:40],
            known=", ".join(names.values()),
        )

    def _known(self, _key: str, field: str) -> Sequence[str]:
        if field != "language":
            return ()
        return [self._words(f"console.language.{one}") for one in self._languages]

    def _on_ticked(self, key: str) -> None:
        line = self.list.lines.get(key)
        if line is None:
            return
        if line.entry is not None and not mail_list.is_open(line.entry):
            self._window.fail(_left(line))
        elif line.entry is None and line.left_out != "unticked":
            self._window.announce(why_of(line, self._words))
            self.list.go(key, "address" if line.left_out.endswith("_address") else "name")
        else:
            self._window.attempt(partial(self._tick, line))

    def _tick(self, line: Line) -> None:
        if line.person is None:
            self._put_sponsor(self._sponsor._replace(address=""))
            return
        file = self._window.workshop.file
        choices = mail_list.read_choices(file)
        unticked = choices.unticked ^ {line.person.key}
        mail_list.keep_choices(file, choices._replace(unticked=unticked))

    def _on_sponsor_typed(self) -> None:
        typed = self._sponsor._replace(
            name=self.name.text().strip(), address=tidy(self.address.text())
        )
        if typed != self._sponsor and self._window.attempt(partial(self._put_sponsor, typed)):
            self._sponsor = typed
            self.address.setText(typed.address)
        self._show_fault()
        if self.fault.text():
            self._window.announce(self.fault.text())

    def _put_sponsor(self, sponsor: Sponsor) -> None:
        """Keep it as it was typed: nothing goes to an address that is none, which is said."""
        file = self._window.workshop.file
        choices = mail_list.read_choices(file)
        mail_list.keep_choices(file, choices._replace(sponsor=sponsor))

    # -- what can be done ----------------------------------------------------------------

    def _on_moved(self, *_where: str) -> None:
        self._show_remark()
        self.moved.emit()

    def _on_pressed(self, key: str, *_checked: bool) -> None:
        line = self.list.line
        if key in ("agreed", "all_agreed"):
            self._agree(every=key == "all_agreed")
        elif key == "all_again":
            self.again_wanted.emit(self._failed())
        elif line is not None and line.entry is not None:
            signal = self.again_wanted if key == "again" else self.sent_wanted
            signal.emit([line.entry.key])
        self.list.setFocus()

    def _agree(self, *, every: bool) -> None:
        line, file = self.list.line, self._window.workshop.file
        asked = [
            one.person.key for one in self.list.lines.values()
            if one.left_out == "no_consent" and one.person is not None and (every or one is line)
        ]  # fmt: skip
        label = self._words("mailing.agreed", n=len(asked))
        if self._window.attempt(partial(agree_all, file, label, "mail", asked)):
            self._window.toast(label)

    # -- building ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.remark, 1)
        for key, image in (("again", "rotate-ccw"), ("all_again", "rotate-ccw"),
                           ("sent", "check"), ("agreed", "check"), ("all_agreed", "check")):
            self.buttons[key] = button = push_button(image, self._theme(), "small")
            if not key.startswith("all_"):
                button.setText(self._words(f"mailing.act.{key}"))
            button.setAutoDefault(True)
            button.clicked.connect(partial(self._on_pressed, key))
            said.addWidget(button)
        column.addLayout(said)
        sponsor = QHBoxLayout()
        sponsor.setSpacing(8)
        sponsor.addWidget(text_label("strong", self._words("mailing.sponsor")))
        for field, key, share in ((self.name, "name", 2), (self.address, "address", 3)):
            field.setPlaceholderText(self._words(f"mailing.sponsor.{key}"))
            field.setAccessibleName(self._words(f"mailing.sponsor.{key}"))
            sponsor.addWidget(field, share)
        column.addLayout(sponsor)
        column.addWidget(self.fault)


def _left(line: Line) -> UserError:
    return UserError(
        "The mail to {name} is on its way, or was sent already.",
        "It was not changed.",
        "Write to {name} from your mail program.",
        name=line.name or line.address,
    )


def _address(text: str) -> str:
    if text and not is_address(text):
        raise UserError(
            "“{address}” is not an address that mail can be sent to.",
            "Nothing was changed.",
            "Correct the address.",
            address=text[:80],
        )
    return text
