"""The menu of the list of people: what one of them agreed to, and what is held about them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from workshop_app.session.people import Person
    from workshop_app.words import Words

CONSENTS: Final = ("named", "mail")
"""What somebody may agree to, by the attribute of a person."""


def menu_of(
    parent: QWidget,
    person: Person,
    languages: Sequence[str],
    words: Words,
    choose: Callable[[str, str], None],
) -> QMenu:
    """``choose`` takes what is wanted, and a value: a consent, a language, or nothing."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(
        to: QMenu, what: str, text: str, value: str = "", checked: bool | None = None
    ) -> None:
        action = to.addAction(text)
        action.setData((what, value))
        action.setCheckable(checked is not None)
        action.setChecked(bool(checked))
        action.triggered.connect(partial(_chosen, choose, what, value))

    name = person.name
    add(menu, "about", words("people.menu.about", name=name))
    for consent in CONSENTS:
        add(menu, "agree", words(f"people.agree.{consent}"), consent, getattr(person, consent))
    if len(languages) > 1:
        sub = menu.addMenu(words("people.menu.language"))
        group = QActionGroup(sub)
        add(sub, "language", words("people.language.session"), "", not person.language)
        for one in languages:
            add(sub, "language", words(f"console.language.{one}"), one, person.language == one)
        for action in sub.actions():
            group.addAction(action)
    menu.addSeparator()
    for consent in CONSENTS:
        add(menu, "all", words(f"people.menu.all.{consent}"), consent)
    menu.addSeparator()
    add(menu, "held", words("people.menu.held", name=name))
    add(menu, "erase", words("people.menu.erase", name=name))
    return menu


def _chosen(
    choose: Callable[[str, str], None], what: str, value: str, *_checked: bool
) -> None:
    choose(what, value)
