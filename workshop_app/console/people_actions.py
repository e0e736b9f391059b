"""What the list of people can do with one person: consents, what is held, erasing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workshop_app.console.people_menu import menu_of
from workshop_app.session.people import agree_all, change_person

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.people import Person


class PeopleActions(QObject):
    """Made when somebody is first asked about."""

    def __init__(self, console: ConsoleWindow) -> None:
        """Act on the console’s session, with sheets over the console."""
        super().__init__(console)
        self._console = console

    def show_menu(self, key: str, at: QPoint) -> None:
        """The menu of one person."""
        person, workshop = self._person(key), self._console.workshop
        if person is not None:
            menu_of(
                self._console, person, workshop.method.languages, workshop.words,
                partial(self.act, person.key),
            ).popup(at)  # fmt: skip

    def act(self, key: str, what: str, value: str = "") -> None:
        """Do what was chosen; nothing for somebody who is not on the list any more."""
        person = self._person(key)
        if person is None:
            return
        if what == "about":
            self._show_sheet(person)
        elif what == "held":
            self._write(person)
        elif what == "erase":
            from workshop_app.console.erase_sheet import EraseSheet

            EraseSheet(self._console, [person])
        elif what == "all":
            self._agree_all(value)
        else:
            column = value if what == "agree" else "language"
            new = not getattr(person, value) if what == "agree" else value
            self._change(person, column, new)

    def erase_everybody(self) -> None:
        """Ask whether to erase all people and keep the results."""
        from workshop_app.console.erase_sheet import EraseSheet

        EraseSheet(self._console, None)

    # -- inside --------------------------------------------------------------------------

    def _person(self, key: str) -> Person | None:
        people = self._console.workshop.people()
        return next((person for person in people if person.key == key), None)

    def _show_sheet(self, person: Person) -> None:
        from workshop_app.console.person_sheet import PersonSheet

        sheet = PersonSheet(self._console, person)
        sheet.held_wanted.connect(partial(self._on_wanted, "held"))
        sheet.erase_wanted.connect(partial(self._on_wanted, "erase"))

    def _on_wanted(self, what: str, key: str) -> None:
        self.act(key, what)

    def _change(self, person: Person, column: str, value: object) -> None:
        workshop = self._console.workshop
        label = workshop.words("editors.people.changed", name=person.name)
        change = partial(change_person, workshop.file, label, person.key, **{column: value})
        if self._console.attempt(change):
            self._console.toast(label, undoable=True)

    def _agree_all(self, consent: str) -> None:
        workshop = self._console.workshop
        keys = [one.key for one in workshop.people() if not getattr(one, consent)]
        if not keys:
            return
        label = workshop.words(f"people.edit.all.{consent}", n=len(keys))
        if self._console.attempt(partial(agree_all, workshop.file, label, consent, keys)):
            self._console.toast(label, undoable=True)

    def _write(self, person: Person) -> None:
        """Ask where to, then write what is held."""
        from workshop_app.console.start_chooser import NativeChooser
        from workshop_app.file_names import free_path, plain_name

        console, words = self._console, self._console.workshop.words
        name = words("people.held.file", name=plain_name(person.name) or "person")
        idea = free_path(console.workshop.file.path.parent, f"{name}.zip")
        chooser = console.chooser or NativeChooser(console)
        path = chooser.new(words("people.sheet.held"), idea, "ZIP (*.zip)")
        if path is None:
            return
        path = path if path.suffix.casefold() == ".zip" else path.with_name(f"{path.name}.zip")

        def write() -> None:
            from workshop_app.assembly.dossier import write_dossier

            write_dossier(console.workshop, person, path, person.language or None)

        if console.attempt(write):
            console.toast(words("people.held.made", path=path))
