"""Changing the language of a session that is full changes every word that is not somebody's own.

What people said is Dutch here, so a word that only English texts have is one of ours, and after
the change back a word that only Dutch texts have was said, or forgotten.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.console.room import DAY, open_room
from workshop_app import paths
from workshop_app.assembly.booklet import make_booklet
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.rehearsal import Room
from workshop_app.assembly.scene import scene
from workshop_app.session.info import write_info
from workshop_app.session.live import Moment
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

METHOD = built_in_method()
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIELD = re.compile(r"\{[^}]*\}")
SPOKEN = "rehearsal."
"""Texts that the invented room says: not ours."""

SAID = (
    "SELECT text FROM note",
    "SELECT name FROM cluster",
    "SELECT title, outcome, moment, measure, help, answer FROM action",
    "SELECT start, stop, keep, buddy FROM pledge",
    "SELECT name, department FROM person",
    "SELECT answer FROM tally",
)
"""Where people's own words are kept."""


def words_in(texts: Iterable[str]) -> set[str]:
    """Every word of three letters or more, in small letters."""
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def _texts(thing: object) -> Iterator[str]:
    """Every text of a tree of tables and lists."""
    if isinstance(thing, str):
        yield _FIELD.sub(" ", thing)
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _texts(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _texts(value)


def _of_app(language: str, *, spoken: bool) -> set[str]:
    folder = paths.resources() / "translations" / language
    return {
        word
        for path in folder.glob("*.json")
        for key, text in json.loads(path.read_text(encoding="utf-8")).items()
        if key.startswith(SPOKEN) == spoken
        for word in words_in(_texts(text))
    }


def _of_method(language: str) -> set[str]:
    folder = paths.resources() / "methods" / METHOD.id / "words" / language
    return {
        word
        for path in folder.glob("*.toml")
        for word in words_in(_texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    }


@lru_cache
def foreign(language: str) -> set[str]:
    """Words that our texts have in the other language only."""
    (other,) = (one for one in LANGUAGES if one != language)
    own, theirs = ({*_of_app(one, spoken=False), *_of_method(one)} for one in (language, other))
    return theirs - own - words_in(_literature())


def said(workshop: Workshop) -> set[str]:
    """Every word that somebody typed, or took over from what was typed."""
    return words_in(
        str(value)
        for sql in SAID
        for row in workshop.file.rows(sql)
        for value in row
        if value is not None
    )


def _literature() -> list[str]:
    """Titles and names that are the same in every language."""
    folder = paths.resources() / "methods" / METHOD.id
    return [path.read_text(encoding="utf-8") for path in folder.rglob("*.toml")
            if "words" not in path.parts]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session with every activity of the method, held by a room that speaks Dutch."""
    path = tmp_path_factory.mktemp("filled") / "all.workshop"
    listed = {slot.activity for slot in METHOD.agendas["full-day"].slots}
    extra = [id_ for id_ in METHOD.activities if id_ not in listed]
    plan = Plan("full-day", "1", date=DAY, language="nl", extra=extra)
    workshop = create_workshop(path, METHOD, plan)
    with workshop.file:
        for _ in Room(workshop, 12).play():
            pass
    return path


@pytest.fixture
def workshop(filled: Path, tmp_path: Path) -> Iterator[Workshop]:
    path = tmp_path / "all.workshop"
    path.write_bytes(filled.read_bytes())
    with SessionFile.open(path) as file:
        yield Workshop(file)


def change_language(workshop: Workshop, language: str) -> None:
    write_info(workshop.file, "", workshop.info._replace(language=language))
    workshop.refresh()


# -- what is seen ------------------------------------------------------------------------


def staged(workshop: Workshop) -> Iterator[tuple[str, str]]:
    """Every text of every page of every step, with where it stands."""
    for slot in workshop.slots():
        steps = METHOD.activities[slot.activity].steps
        for step in range(max(len(steps), 1)):
            shown = scene(workshop, Moment(slot.key, step))
            for page in range(shown.pages):
                figure = scene(workshop, Moment(slot.key, step, page)).figure
                for text in (figure.title, *figure.texts()):
                    yield f"{slot.activity} {step}", text


def read(window: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that a window shows or says."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        name = type(widget).__name__
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        text = getattr(widget, "text", "")
        said.append(text() if callable(text) else text)
        if isinstance(widget, QLineEdit):
            said.append(widget.placeholderText())
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            said += [widget.placeholderText(), widget.toPlainText()]
        elif isinstance(widget, QTabBar):
            said += [widget.tabText(place) for place in range(widget.count())]
        elif isinstance(widget, QComboBox):
            said += [widget.itemText(place) for place in range(widget.count())]
        elif isinstance(widget, QAbstractItemView):
            said += _cells(widget)
        for one in said:
            yield name, one


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
             Qt.ItemDataRole.AccessibleTextRole)
    across = Qt.Orientation.Horizontal
    root = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for column in range(columns):
        yield str(model.headerData(column, across) or "")
        for row in range(model.rowCount(root)):
            for role in roles:
                value = model.data(model.index(row, column), role)
                yield value if isinstance(value, str) else ""


def check(workshop: Workshop, seen: Iterable[tuple[str, str]], language: str) -> None:
    """No word of ours in the other language."""
    strange = foreign(language) - said(workshop)
    found = {
        f"{where}: {text!r} has {sorted(words)}"
        for where, text in seen
        if (words := words_in([text]) & strange)
    }
    assert not found, "\n".join(sorted(found))


# -- the three places --------------------------------------------------------------------


def test_there_are_words_to_look_for() -> None:
    assert len(foreign("nl")) > 800
    assert len(foreign("en")) > 800


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stage_speaks_one_language(workshop: Workshop, language: str) -> None:
    for one in ("en", "nl", language):
        change_language(workshop, one)
    check(workshop, staged(workshop), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_booklet_speaks_one_language(
    workshop: Workshop, tmp_path: Path, language: str
) -> None:
    change_language(workshop, language)
    make_booklet(workshop, tmp_path / "booklet.pdf")
    pages = PdfReader(tmp_path / "booklet.pdf").pages
    seen = [(f"page {n}", page.extract_text()) for n, page in enumerate(pages, 1)]
    check(workshop, seen, language)


def test_the_console_speaks_one_language(qtbot: QtBot, workshop: Workshop) -> None:
    """There and back at every activity, with the window open."""
    room = open_room(qtbot, workshop)
    app = QApplication.instance()
    assert app is not None
    for slot in workshop.slots():
        room.go(slot.activity)
        for language in ("en", "nl"):
            write_info(workshop.file, "", workshop.info._replace(language=language))
            room.settle()
            seen = [(f"{slot.activity} {name}", text) for name, text in read(room.window)]
            check(workshop, seen, language)
