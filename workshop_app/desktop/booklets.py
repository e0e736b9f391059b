"""“Booklets” on the console: every edition printed beside the day, and what the sponsor reads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QActionGroup

from workshop_app.desktop.lacking import print_when_agreed
from workshop_app.desktop.said_errand import SaidErrand
from workshop_app.errors import UserError
from workshop_app.session.print_choices import PAPERS, read_print_choices, write_print_choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from workshop_app.assembly.orders import Order
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.preferences import Preferences
    from workshop_app.session.print_choices import PrintChoices


class Booklets(QObject):
    """Prints the editions while the day goes on, beside the session's file."""

    def __init__(
        self, console: ConsoleWindow, preferences: Preferences, parent: QObject
    ) -> None:
        """``preferences`` keep how they are printed, for mails too."""
        super().__init__(parent)
        self._console = console
        self._preferences = preferences
        self._language = ""
        self._errand = SaidErrand(console, "desktop.booklets", self)

    @property
    def is_busy(self) -> bool:
        """Whether booklets are being printed."""
        return self._errand.is_busy

    def close(self) -> None:
        """End it; no half booklet stays."""
        self._errand.close()

    # -- the menu ------------------------------------------------------------------------

    def offer(self, menu: QMenu, keys: str) -> None:
        """Put the editions and how they are printed into ``menu``; ``keys`` are the group's."""
        from workshop_app.assembly.orders import EDITIONS

        workshop = self._console.workshop
        words = workshop.words
        sub = menu.addMenu(words("desktop.booklets"))
        for edition in EDITIONS:
            behind = f"\t{keys}" if edition == "group" else ""
            action = sub.addAction(f"{words(f'desktop.booklets.{edition}')}{behind}")
            action.setData(edition)
            action.setEnabled(not self.is_busy)
            action.triggered.connect(partial(self.print_edition, edition))
        sub.addSeparator()
        brief = sub.addAction(words("desktop.booklets.brief"))
        brief.setData("brief")
        brief.triggered.connect(self._on_brief_wanted)
        sub.addSeparator()
        papers = [(paper, words(f"desktop.booklets.{paper}")) for paper in PAPERS]
        chosen = read_print_choices(self._preferences)
        self._offer_choice(sub, papers, chosen.paper, self._on_paper_chosen)
        if len(workshop.method.languages) > 1:
            spoken = [(one, words(f"console.language.{one}")) for one in workshop.method.languages]
            now = self._language or words.language
            sub.addSeparator()
            self._offer_choice(sub, spoken, now, self._on_language_chosen)
        sub.addSeparator()
        listed = sub.addAction(words("desktop.booklets.unreached"))
        listed.setData("unreached")
        listed.setCheckable(True)
        listed.setChecked(chosen.unreached)
        listed.toggled.connect(self._on_unreached_toggled)

    def _offer_choice(
        self, menu: QMenu, choices: list[tuple[str, str]], now: str, chosen: Callable[[str], None]
    ) -> None:
        group = QActionGroup(menu)
        for key, said in choices:
            action = menu.addAction(said)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == now)
            group.addAction(action)
            action.triggered.connect(partial(self._on_choice, chosen, key))

    def _on_choice(self, chosen: Callable[[str], None], key: str, *_checked: bool) -> None:
        chosen(key)

    def _on_paper_chosen(self, paper: str) -> None:
        self._keep(read_print_choices(self._preferences)._replace(paper=paper))

    def _on_language_chosen(self, language: str) -> None:
        self._language = language

    @Slot(bool)
    def _on_unreached_toggled(self, listed: bool) -> None:
        self._keep(read_print_choices(self._preferences)._replace(unreached=listed))

    def _keep(self, choices: PrintChoices) -> None:
        self._console.attempt(partial(write_print_choices, self._preferences, choices))

    @Slot()
    def _on_brief_wanted(self) -> None:
        from workshop_app.console.sponsor_sheet import SponsorSheet

        SponsorSheet(self._console)

    # -- printing ------------------------------------------------------------------------

    @Slot()
    def print_group(self) -> None:
        """Everybody's booklet."""
        self.print_edition("group")

    def print_edition(self, edition: str, *_checked: bool) -> None:
        """One of `EDITIONS`; where booklets are being printed it only says so."""
        if self.is_busy:
            self._errand.say_busy()
        else:
            print_when_agreed(self._console, partial(self._begin, edition))

    def _begin(self, edition: str) -> None:
        """Print an edition with the session as it is now; raises `UserError`."""
        from workshop_app.assembly.pressroom import print_orders

        self._errand.start(partial(print_orders, self._orders(edition)))

    def _orders(self, edition: str) -> list[Order]:
        from workshop_app.assembly.orders import Order, personal_orders

        workshop = self._console.workshop
        path, words = workshop.file.path, workshop.words
        language, chosen = self._language or None, read_print_choices(self._preferences)
        place = path.with_name(f"{path.stem} {words(f'desktop.booklets.name.{edition}')}")
        if edition != "personal":
            target = place.with_name(f"{place.name}.pdf")
            return [Order(edition, target, None, language, chosen.paper, chosen.unreached)]
        people = [person for person in workshop.people() if person.present]
        if not people:
            raise UserError(
                "Nobody is present, so there is nobody to print a booklet for.",
                "Nothing was printed.",
                "Put people on the list first.",
            )
        _make_folder(place)
        return personal_orders(
            place, people, chosen.paper, lambda person: person.language or language
        )


def _make_folder(place: Path) -> None:
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {name} could not be made: {reason}.",
            "Nothing was printed.",
            "Move the session to a folder you can write to.",
            name=place.name,
            reason=error.strerror,
        ) from error
