"""“Print ballots…”: in one of the method's languages, or every ballot in all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from workshop_app.ui import icon
from workshop_app.words import ALL_LANGUAGES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from workshop_app.ui.desk import Desk

class PrintButton(QPushButton):
    """Asks for the language where there is a choice, and leaves the rest to the desk."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """Without words until `show_words`."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        self.setProperty("look", "small")
        icon.dress(self, "printer", desk.theme)
        self.clicked.connect(self._on_clicked)

    def show_words(self, *, briefly: bool = False) -> None:
        """Say it in the session's language; ``briefly`` by its icon, where room is needed."""
        said = self._desk.workshop.words("paper.print")
        self.setText("" if briefly else said)
        self.setToolTip(said if briefly else "")
        self.setAccessibleName(said)

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """What can be printed, with its words: the session's language first."""
        workshop = self._desk.workshop
        own = workshop.words.language
        codes = sorted(workshop.method.languages, key=lambda code: code != own)
        names = [workshop.words(f"console.language.{code}") for code in codes]
        found = list(zip(codes, names, strict=True))
        if len(codes) > 1:
            found.append((ALL_LANGUAGES, workshop.words.listing(names)))
        return tuple(found)

    def menu_of_languages(self) -> QMenu:
        """A menu of what can be printed."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        for code, name in self.languages:
            menu.addAction(name).triggered.connect(partial(self._on_chosen, code))
        return menu

    def _on_clicked(self) -> None:
        languages = self.languages
        if len(languages) == 1:
            self._on_chosen(languages[0][0])
            return
        menu = self.menu_of_languages()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_chosen(self, language: str, _checked: bool = False) -> None:
        self._desk.print_ballots(self._activity, language)
