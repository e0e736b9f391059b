"""The mail server's page: keeps what was filled in, and tries whether it works."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot

from workshop_app.errors import UserError
from workshop_app.session.mail_settings import (
    check_mail_settings,
    read_mail_settings,
    write_mail_settings,
)

if TYPE_CHECKING:
    from workshop_app.console.outbox_window import OutboxWindow
    from workshop_app.desktop.posting import Posting
    from workshop_app.mail.smtp import Offer
    from workshop_app.session.mail_settings import MailSettings
    from workshop_app.session.preferences import Preferences

_MEGABYTE = 1_000_000


class _Tried(NamedTuple):
    """A server that works; ``note`` says where the password could not be kept."""

    offer: Offer
    note: UserError | None


class ServerDesk(QObject):
    """Behind the form of one window."""

    def __init__(self, window: OutboxWindow, posting: Posting, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._posting, self._preferences = window, posting, preferences
        self._words = window.workshop.words
        window.server.test_wanted.connect(self._on_test_wanted)
        window.server.closed.connect(self._on_closed)
        window.closing.connect(self.keep)

    @Slot()
    def ask_password(self) -> None:
        """Nothing leaves without it."""
        self._window.show_server()
        host = read_mail_settings(self._preferences).host
        self._window.server.ask_password(self._words("mailing.password.wanted", host=host))

    @Slot()
    def _on_test_wanted(self) -> None:
        form = self._window.server
        settings, typed = form.settings, form.take_password()
        try:
            write_mail_settings(self._preferences, settings)
            check_mail_settings(settings)
        except UserError as error:
            form.say(self._words.sentence(error), "danger")
            return
        form.set_busy(True)
        work = partial(self._try, settings, typed)
        self._posting.aside.run(work, partial(self._on_tried, settings))

    def _try(self, settings: MailSettings, typed: str) -> _Tried:
        """In the thread."""
        from workshop_app.assembly.mailing import post_for

        note = self._keep_password(settings, typed)
        password = self._posting.passwords.read(settings.host, settings.user)
        return _Tried(post_for(settings, password).check(settings.from_address), note)

    def _keep_password(self, settings: MailSettings, typed: str) -> UserError | None:
        if not typed:
            return None
        return self._posting.passwords.keep(settings.host, settings.user, typed)

    def _on_tried(self, settings: MailSettings, came: object) -> None:
        form, words = self._window.server, self._words
        form.set_busy(False)
        if isinstance(came, UserError):
            form.say(words.sentence(came), "danger")
        elif isinstance(came, _Tried):
            offer = came.offer
            most = f"{settings.host} {offer.most}"
            self._window.attempt(partial(self._preferences.write, "mail.most", most))
            is_well = offer.is_encrypted and came.note is None
            form.say(self._works(settings, came), "ok" if is_well else "warn")

    def _works(self, settings: MailSettings, tried: _Tried) -> str:
        words, offer = self._words, tried.offer
        parts = [words("mailing.works", host=settings.host, sender=settings.from_address)]
        if offer.most:
            parts.append(words("mailing.works.most", size=round(offer.most / _MEGABYTE)))
        parts.append(words("mailing.works.secret" if offer.is_encrypted else "mailing.works.open"))
        if tried.note is not None:
            parts.append(words.sentence(tried.note))
        return " ".join(parts)

    @Slot()
    def _on_closed(self) -> None:
        if self.keep():
            self._window.show_list()

    @Slot()
    def keep(self) -> bool:
        """Keep what stands in the form, the password where passwords are kept."""
        if not self._window.is_at_server:
            return True
        form = self._window.server
        settings, typed = form.settings, form.take_password()
        if typed:
            self._posting.aside.run(partial(self._keep_password, settings, typed), self._on_kept)
        return self._window.attempt(partial(write_mail_settings, self._preferences, settings))

    def _on_kept(self, came: object) -> None:
        if isinstance(came, UserError):
            self._window.toast(self._words.sentence(came))
