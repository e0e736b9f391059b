"""“Booklets” on the console: every edition printed beside the day, and what the sponsor reads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QActionGroup

from workshop_app.desktop.errand import Errand
from workshop_app.errors import UserError
from workshop_app.session.unprintable import in_words, unprintable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from workshop_app.assembly.orders import Order
    from workshop_app.console.talking import Asked
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.unprintable import Unprintable
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words

PAPERS: Final = ("a4", "letter")


class Booklets(QObject):
    """Prints the editions while the day goes on, beside the session's file."""

    def __init__(self, console: ConsoleWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._paper, self._language, self._unreached = PAPERS[0], "", True
        self._percent = 0
        self._unprintable: tuple[Unprintable, ...] = ()
        self._errand = Errand(self)
        self._errand.progressed.connect(self._on_progressed)
        self._errand.done.connect(self._on_done)
        self._errand.failed.connect(self._on_failed)
        self._errand.stopped.connect(self._on_stopped)

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
            action.triggered.connect(partial(self._on_chosen, edition))
        sub.addSeparator()
        brief = sub.addAction(words("desktop.booklets.brief"))
        brief.setData("brief")
        brief.triggered.connect(self._on_brief_wanted)
        sub.addSeparator()
        papers = [(paper, words(f"desktop.booklets.{paper}")) for paper in PAPERS]
        self._offer_choice(sub, papers, self._paper, self._on_paper_chosen)
        if len(workshop.method.languages) > 1:
            spoken = [(one, words(f"console.language.{one}")) for one in workshop.method.languages]
            now = self._language or words.language
            sub.addSeparator()
            self._offer_choice(sub, spoken, now, self._on_language_chosen)
        sub.addSeparator()
        listed = sub.addAction(words("desktop.booklets.unreached"))
        listed.setData("unreached")
        listed.setCheckable(True)
        listed.setChecked(self._unreached)
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
        self._paper = paper

    def _on_language_chosen(self, language: str) -> None:
        self._language = language

    @Slot(bool)
    def _on_unreached_toggled(self, listed: bool) -> None:
        self._unreached = listed

    @Slot()
    def _on_brief_wanted(self) -> None:
        from workshop_app.console.sponsor_sheet import SponsorSheet

        SponsorSheet(self._console)

    # -- printing ------------------------------------------------------------------------

    @Slot()
    def print_group(self) -> None:
        """Everybody's booklet."""
        self._on_chosen("group")

    def _on_chosen(self, edition: str, *_checked: bool) -> None:
        if self.is_busy:
            self._say_busy()
            return
        self._unprintable = unprintable(self._console.workshop)
        if self._unprintable:
            self._console.ask(self._lacking, partial(self._on_agreed, edition))
            return
        self._console.attempt(partial(self._begin, edition))

    def _lacking(self, words: Words) -> Asked:
        """What would be printed as a mark, with where it stands."""
        text = words("unprintable.ask", found=in_words(self._unprintable, words))
        yes, no = words("unprintable.print"), words("unprintable.not")
        return text, "warn", (("print", yes), ("not", no))

    def _on_agreed(self, edition: str, key: str) -> None:
        if key == "print":
            self._console.attempt(partial(self._begin, edition))

    def _begin(self, edition: str) -> None:
        """Print an edition with the session as it is now; raises `UserError`."""
        orders = self._orders(edition)
        self._percent = 0
        self._errand.start(self._console.workshop, partial(_print, orders))
        self._say_busy()

    def _orders(self, edition: str) -> list[Order]:
        from workshop_app.assembly.orders import Order, personal_orders

        workshop = self._console.workshop
        path, words = workshop.file.path, workshop.words
        language = self._language or None
        place = path.with_name(f"{path.stem} {words(f'desktop.booklets.name.{edition}')}")
        if edition != "personal":
            target = place.with_name(f"{place.name}.pdf")
            return [Order(edition, target, None, language, self._paper, self._unreached)]
        people = [person for person in workshop.people() if person.present]
        if not people:
            raise UserError(
                "Nobody is present, so there is nobody to print a booklet for.",
                "Nothing was printed.",
                "Put people on the list first.",
            )
        _make_folder(place)
        return personal_orders(
            place, people, self._paper, lambda person: person.language or language
        )

    # -- what the bar says ---------------------------------------------------------------

    def _say_busy(self) -> None:
        self._console.ask(self._busy, self._on_answered)

    def _busy(self, words: Words) -> Asked:
        text = words("desktop.booklets.busy", percent=self._percent)
        return text, "ok", (("stop", words("desktop.booklets.stop")),)

    def _on_answered(self, key: str) -> None:
        if key == "stop":
            self._errand.stop()

    @Slot(int)
    def _on_progressed(self, percent: int) -> None:
        said, self._percent = self._is_said(), percent
        if said:
            self._console.reword()

    @Slot(list)
    def _on_done(self, paths: list[Path]) -> None:
        self._unsay()
        words = self._console.workshop.words
        place = paths[0] if len(paths) == 1 else paths[0].parent
        self._console.toast(words("desktop.booklets.made", n=len(paths), path=place))

    @Slot(UserError)
    def _on_failed(self, error: UserError) -> None:
        self._unsay()
        self._console.fail(error)

    @Slot()
    def _on_stopped(self) -> None:
        self._unsay()
        self._console.toast(self._console.workshop.words("desktop.booklets.stopped"))

    def _is_said(self) -> bool:
        """Whether the bar still says that booklets are being printed."""
        words = self._console.workshop.words
        return self._console.message.text == words("desktop.booklets.busy", percent=self._percent)

    def _unsay(self) -> None:
        if self._is_said():
            self._console.message.dismiss()


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


def _print(
    orders: list[Order], workshop: Workshop, progress: Callable[[float], None]
) -> list[Path]:
    """In the thread: on a workshop of its own."""
    from workshop_app.assembly.press import print_all

    return print_all(workshop, orders, progress)
