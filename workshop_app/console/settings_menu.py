"""The settings behind the gear: each a list of choices, taken up at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup

from workshop_app.console.settings import SETTINGS
from workshop_app.session.info import write_info
from workshop_app.session.languages import change_language
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from workshop_app.console.outside import StageControl
    from workshop_app.console.pane import ConsoleDesk
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


MINIMUM_GROUPS = (3, 4, 5, 6, 8, 10)
"""Sizes below which a group never shows; METHOD's floor is 3."""


def fill(menu: QMenu, desk: ConsoleDesk, choose: Callable[[str, str], None]) -> None:
    """Put every setting into ``menu``; ``choose`` takes a preference's name and value."""
    words, workshop = desk.workshop.words, desk.workshop
    languages = [
        (code, words(f"console.language.{code}"))
        for code in LANGUAGES
        if code in workshop.method.languages
    ]
    _choices(
        menu,
        words("console.settings.language"),
        languages,
        workshop.info.language,
        partial(_change_language, desk),
    )
    for setting in SETTINGS:
        options = [
            (value, words(f"console.settings.{setting.name}.{value}")) for value in setting.choices
        ]
        chosen = desk.preference(setting.name)
        _choices(
            menu,
            words(f"console.settings.{setting.name}"),
            options,
            chosen,
            partial(choose, setting.name),
        )
    if desk.stage is not None:
        _screens(menu, words, desk.stage)
    sizes = [(str(size), words("console.settings.minimum.of", n=size)) for size in MINIMUM_GROUPS]
    _choices(
        menu,
        words("console.settings.minimum"),
        sizes,
        str(workshop.info.minimum_group),
        partial(_change_minimum, desk),
    )
    from workshop_app.console import keeping

    days, chosen_day = keeping.choices(workshop)
    _choices(menu, words("people.keep"), days, chosen_day, partial(keeping.choose, desk))


def _screens(menu: QMenu, words: Words, stage: StageControl) -> None:
    screens = stage.screens()
    chosen = next((screen.key for screen in screens if screen.chosen), "")
    options = [(screen.key, screen.name) for screen in screens]
    _choices(menu, words("console.settings.screen"), options, chosen, stage.choose_screen)


def _choices(
    menu: QMenu,
    title: str,
    options: Sequence[tuple[str, str]],
    chosen: str,
    choose: Callable[[str], object],
) -> None:
    sub = menu.addMenu(title)
    group = QActionGroup(sub)
    for value, text in options:
        action = sub.addAction(text)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        action.setData(value)
        group.addAction(action)
        action.triggered.connect(partial(_call, choose, value))


def _call(choose: Callable[[str], object], value: str, *_checked: bool) -> None:
    choose(value)


def _change_language(desk: ConsoleDesk, language: str) -> None:
    workshop = desk.workshop
    if language != workshop.info.language:
        label = workshop.words("console.edit.language")
        desk.attempt(partial(change_language, workshop, label, language))


def _change_minimum(desk: ConsoleDesk, size: str) -> None:
    workshop = desk.workshop
    if int(size) != workshop.info.minimum_group:
        _write(desk, workshop, "console.edit.minimum", minimum_group=int(size))


def _write(desk: ConsoleDesk, workshop: Workshop, label: str, **facts: object) -> None:
    info = workshop.info._replace(**facts)  # type: ignore[arg-type]
    desk.attempt(lambda: write_info(workshop.file, workshop.words(label), info))
