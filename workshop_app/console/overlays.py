"""What lies over the console for a while: the sheet of shortcuts, the agenda editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtWidgets import QWidget

    from workshop_app.console.agenda_editor import AgendaEditor
    from workshop_app.console.outside import PhoneControl
    from workshop_app.console.pane import ConsoleDesk
    from workshop_app.console.phones_sheet import PhonesSheet
    from workshop_app.console.sheet import ShortcutSheet
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme


class Overlays:
    """Each is made when it is wanted and taken away for good; the stage goes on below."""

    def __init__(
        self, desk: ConsoleDesk, window: QWidget, body: QWidget, back: Callable[[], None]
    ) -> None:
        """The sheet lies over ``window``, the editor over ``body``; ``back`` takes the keyboard."""
        self._desk = desk
        self._window = window
        self._body = body
        self._back = back
        self._sheet: ShortcutSheet | None = None
        self._agenda: AgendaEditor | None = None
        self._phones: PhonesSheet | None = None

    @property
    def agenda(self) -> AgendaEditor | None:
        """The agenda editor while it is there."""
        there = self._agenda is not None and isValid(self._agenda) and self._agenda.isVisible()
        return self._agenda if there else None

    def toggle_sheet(self) -> None:
        """Show the shortcuts, or take them away."""
        from workshop_app.console.sheet import ShortcutSheet

        if self._sheet is not None and isValid(self._sheet) and self._sheet.isVisible():
            self._sheet.take_away()
            self._sheet = None
            return
        self._sheet = ShortcutSheet(self._window, self._theme, self._desk.workshop.words)

    @property
    def phones(self) -> PhonesSheet | None:
        """The phones' room while it is there."""
        there = self._phones is not None and isValid(self._phones) and self._phones.isVisible()
        return self._phones if there else None

    def toggle_phones(
        self, phones: PhoneControl, ways: Collection[str], vote_by: Callable[[str], None]
    ) -> None:
        """Show the phones' room, or take it away; ``vote_by`` is told of one of the ``ways``."""
        from workshop_app.console.phones_sheet import PhonesSheet

        if self.phones is not None:
            self.phones.close_sheet()
            return
        words = self._desk.workshop.words
        self._phones = PhonesSheet(self._window, self._theme, words, phones, ways)
        self._phones.closed.connect(self._back)
        self._phones.way_chosen.connect(vote_by)

    def toggle_agenda(self) -> None:
        """Edit the agenda, or end it."""
        from workshop_app.console.agenda_editor import AgendaEditor

        if self.agenda is not None:
            self.agenda.close_editor()
            return
        self._agenda = AgendaEditor(self._desk, self._body)
        self._agenda.closed.connect(self._on_agenda_closed)

    def changed(self, tables: frozenset[str]) -> None:
        """Some tables changed; an empty set means everything."""
        if self.agenda is not None:
            self.agenda.refresh(tables)

    def tick(self, snapshot: Snapshot) -> None:
        """Time went on."""
        if self.agenda is not None:
            self.agenda.tick(snapshot)

    def _on_agenda_closed(self) -> None:
        self._agenda = None
        self._back()

    def _theme(self) -> Theme:
        return self._desk.theme
