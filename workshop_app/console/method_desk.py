"""Between the form of the method editor and the method: every wish is a change, kept at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from workshop_app.console import method_work as work
from workshop_app.console.method_rows import (
    activity_sections,
    agenda_sections,
    shared_sections,
)
from workshop_app.errors import UserError
from workshop_app.method import edit_agendas, edit_lists

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.method_form import MethodForm
    from workshop_app.console.method_list import Page
    from workshop_app.console.method_rows import Section
    from workshop_app.console.method_shelf import Shelf
    from workshop_app.method.model import Method
    from workshop_app.ui.bar import Bar
    from workshop_app.words import Words

_SAME: Final = "same"
_OTHER: Final = "other"


class MethodDesk(QObject):
    """Shows a page in the form and changes the open method as the form wants."""

    changed = Signal()
    """The method is another one; the form shows it already, unless its page is gone."""

    def __init__(self, shelf: Shelf, form: MethodForm, message: Bar, words: Words) -> None:
        """Listen to the form; what cannot be done, and what must be asked, goes to the bar."""
        super().__init__(form)
        self._shelf, self._form, self._message, self._words = shelf, form, message, words
        self._answers: dict[str, Callable[[], object]] = {}
        self._sections: list[Section] = []
        self.page: Page | None = None
        form.said.connect(self._on_said)
        form.wanted.connect(self._on_wanted)
        form.placed.connect(self._on_placed)
        form.added.connect(self._on_added)
        message.answered.connect(self._on_answered)

    # -- showing -------------------------------------------------------------------------

    def show_page(self, page: Page | None, *, stay: bool = False) -> None:
        """Show a page as it is now; ``stay`` keeps keyboard and view where they are."""
        self.page = page
        method = self._shelf.method
        self._sections = self._made(method) if method else []
        languages = method.languages if method else ()
        locked = self._shelf.edit is None
        self._form.show_sections(self._sections, languages, self._words, locked=locked, stay=stay)

    def _made(self, method: Method) -> list[Section]:
        page, words = self.page, self._words
        if page is None:
            return []
        if page.kind == "shared":
            return shared_sections(method, page.key, words)
        if page.kind == "agenda":
            edit = self._shelf.edit
            own = edit is not None and edit_agendas.editable(edit, page.key)
            return agenda_sections(method, page.key, words, own=own)
        activity = method.activities[page.key]
        return activity_sections(method, self._shelf.shapes, activity, words)

    def _there(self) -> None:
        """Show the page as it has become, and tell the others."""
        page, method = self.page, self._shelf.method
        if page is not None and method is not None and is_page(method, page):
            self.show_page(page, stay=True)
        self.changed.emit()

    # -- changing ------------------------------------------------------------------------

    def change(self, action: Callable[[], object]) -> bool:
        """Make a change and show it; what is refused goes to the bar."""
        done = self.attempt(action)
        if done:
            self._there()
        return done

    def attempt(self, action: Callable[[], object]) -> bool:
        """Make a change; what is refused goes to the bar."""
        try:
            action()
        except UserError as error:
            self.fail(error)
            return False
        finally:
            self._shelf.look_again()
        self._message.dismiss()
        return True

    def fail(self, error: UserError) -> None:
        """Say why something was not done."""
        self.ask(self._words.sentence(error), "danger", {})

    def ask(
        self, text: str, level: str, answers: dict[tuple[str, str], Callable[[], object]]
    ) -> None:
        """Say something, with the answers there are to it: keys and words, and what they do."""
        self._answers = {key: action for (key, _), action in answers.items()}
        self._message.say(text, level, tuple(answers))
        self.announce(text)

    def announce(self, text: str) -> None:
        """Tell a screen reader politely."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._form, text))

    # -- slots ---------------------------------------------------------------------------

    def _on_answered(self, key: str) -> None:
        self._answers[key]()

    def _on_said(self, path: Any, language: str, text: str) -> None:
        edit = self._shelf.edit
        if edit is None:
            return
        doubts: list[work.Doubt | None] = []
        self.attempt(lambda: doubts.append(work.say(edit, path, language, text)))
        self._show_words()
        if doubts and doubts[0] is not None:
            self._doubt(doubts[0])

    def _show_words(self) -> None:
        """The words as the method has them now; where rows came or went the page is new."""
        method = self._shelf.method
        if method is None or self.page is None:
            return
        before, self._sections = self._sections, self._made(method)
        if [_paths(one) for one in before] != [_paths(one) for one in self._sections]:
            self.show_page(self.page, stay=True)
        for section in self._sections:
            for line in section.lines:
                self._form.show_texts(line)
        self.changed.emit()

    def _doubt(self, doubt: work.Doubt) -> None:
        """Ask whether an entry still means the same."""
        words = self._words
        same = (_SAME, words("methods.answer.same", id=doubt.id))
        other = (_OTHER, words("methods.answer.other", id=doubt.next_id))
        renew = partial(self._renew, doubt.activity, doubt.name, doubt.id)
        answers: dict[tuple[str, str], Callable[[], object]] = {
            same: self._message.dismiss,
            other: renew,
        }
        self.ask(words("methods.doubt", id=doubt.id), "warn", answers)

    def _renew(self, activity: str, name: str, id_: str) -> None:
        edit = self._shelf.edit
        if edit is not None:
            self.change(partial(edit_lists.new_meaning, edit, activity, name, id_))

    def _on_wanted(self, section: str, line: int, what: str) -> None:
        edit, page, found = self._shelf.edit, self.page, self._section(section)
        if edit is None or page is None or not found.grows:
            return
        if what == "meaning":
            self._renew(page.key, section, str(found.lines[line].path[2]))
            return
        places: list[int] = []
        if self.change(lambda: places.append(work.act(edit, page, found, line, what))):
            self._focus_line(section, places[0])

    def _focus_line(self, section: str, line: int) -> None:
        lines = self._section(section).lines
        if 0 <= line < len(lines):
            self._form.focus_line(section, line, lines[line])
        else:
            self._form.focus_field(f"add|{section}")

    def _on_placed(self, section: str, line: int, key: str, value: Any) -> None:
        edit, page = self._shelf.edit, self.page
        if edit is not None and page is not None:
            found = self._section(section)
            if not self.change(partial(work.place, edit, page, found, line, (key, value))):
                self._there()

    def _on_added(self, section: str, text: str) -> None:
        edit, page, found = self._shelf.edit, self.page, self._section(section)
        if edit is None or page is None:
            return
        if self.change(partial(work.add, edit, page, found, text)):
            self._form.focus_field(f"add|{section}")

    def _section(self, name: str) -> Section:
        return next(one for one in self._sections if one.name == name)


def is_page(method: Method, page: Page) -> bool:
    """Whether a method has that page."""
    pages = {"activity": method.activities, "agenda": method.agendas}
    return page.key in pages.get(page.kind, (page.key,))


def _paths(section: Section) -> list[object]:
    return [line.path for line in section.lines]
