"""The sheet of keys has a line for every key that does something, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

import workshop_app
from tests.console.room import make_workshop, open_room
from workshop_app.console.editor_keys import EDITOR_KEYS
from workshop_app.console.sheet import ShortcutSheet
from workshop_app.console.shortcuts import SHORTCUTS
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

ROOT = Path(workshop_app.__path__[0])

MOVING = {
    "Key_Return", "Key_Enter", "Key_Escape", "Key_Tab", "Key_Backtab", "Key_Up", "Key_Down",
    "Key_Left", "Key_Right", "Key_PageUp", "Key_PageDown", "Key_F1", "Key_F6",
}  # fmt: skip
"""What everybody knows, or what the console's own table has."""

SIGNS = {"+": "Plus", "=": "Equal", "-": "Minus", "−": "Minus", " ": "Space", ".": "Period",
         ",": "Comma", "0": "0", "#": "NumberSign", "*": "Asterisk"}  # fmt: skip

_TABLES = ("_LETTERS", "_LINK", "_NUMBER_KEYS")
"""The names under which modules keep the letters and signs they take."""

WITH = {
    "_CONTROL": Qt.KeyboardModifier.ControlModifier,
    "_BOTH": Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
}

PLACES = {
    "ui/note_list.py": {"notes"},
    "ui/count_field.py": {"lists"},
    "ui/line_table.py": {"lists"},
    "ui/cell_grid.py": {"lists"},
    "ui/keying_grid.py": {"ballots"},
    "ui/explore_view.py": {"explore"},
    "kinds/matrix/map_view.py": {"matrix", "notes"},
    "kinds/matrix/note_rows.py": {"matrix"},
    "kinds/blueprint/editor.py": {"cells"},
    "kinds/pledge/pledge_list.py": {"lists"},
    "kinds/roster/people_table.py": {"lists"},
    "console/people_list.py": {"lists"},
    "console/plan_list.py": {"agenda"},
}
"""Where a module's keys stand on the sheet."""

ELSEWHERE = ("console/start_", "console/method_", "console/shortcuts", "console/editor_keys",
             "console/actions", "console/sheet", "console/phones_sheet", "console/intake_sheet",
             "console/outbox_", "console/programme_")  # fmt: skip
"""Windows with keys of their own, and the tables themselves."""

KEYS = {place: {key for line in lines for key in line.keys} for place, lines in EDITOR_KEYS}


def _signs(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value in SIGNS:
            yield f"Key_{SIGNS[one.value]}"


def _letters(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.isupper():
            yield f"Key_{one.value}"


def _named(tree: ast.Module) -> Iterator[str]:
    """Every key a module names: as Qt does, as the text it types, or as a mark's letter."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
            yield node.attr
        elif isinstance(node, ast.Compare) and "text" in ast.unparse(node.left):
            for other in node.comparators:
                yield from _signs(other)
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in _TABLES:
            yield from _signs(node)
            yield from _letters(node)


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for pattern in ("ui/*.py", "kinds/*/*.py", "console/*.py"):
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(ELSEWHERE):
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_every_key_of_an_editor_is_on_the_sheet() -> None:
    used: dict[str, set[str]] = {place: set() for place in KEYS}
    for name, tree in _modules():
        found = set(_named(tree)) - MOVING
        known = {key.name for place in PLACES.get(name, ()) for key, _ in KEYS[place]}
        missing = sorted(found - known)
        assert not missing, f"{name} uses {missing}: say so in console/editor_keys.py"
        for place in PLACES.get(name, ()):
            used[place] |= found
    for place, keys in KEYS.items():
        stale = {key.name for key, _ in keys} - used[place] - MOVING
        assert not stale, f"{place}: {stale} do nothing, take them off the sheet"


def test_keys_with_ctrl_stand_there_with_ctrl() -> None:
    found = set()
    for name, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                key, held = map(ast.unparse, node.elts)
                if ".Key_" in key and held in WITH:
                    place = (Qt.Key[key.rpartition(".")[2]], WITH[held])
                    found.add(place)
                    assert any(place in KEYS[one] for one in PLACES[name]), (name, key, held)
    assert len(found) >= 4


@pytest.mark.gui
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [640, 1000, 1366])
def test_every_line_is_shown(qtbot: QtBot, tmp_path: Path, language: str, width: int) -> None:
    room = open_room(qtbot, make_workshop(tmp_path, language=language), width=width)
    room.window.overlays.toggle_sheet()
    QApplication.processEvents()
    (sheet,) = room.window.findChildren(ShortcutSheet)
    words = room.workshop.words
    labels = [one for one in sheet.findChildren(QLabel) if one.isVisible()]
    shown = [label.text() for label in labels]
    wanted = [one.shown for one in SHORTCUTS]
    wanted += [key.shown for _, keys in EDITOR_KEYS for key in keys]
    assert sorted(text for text in shown if text in set(wanted)) == sorted(wanted)
    for place, keys in EDITOR_KEYS:
        assert words(f"console.keys.{place}") in shown
        assert all(words(f"console.keys.{place}.{key.does}") in shown for key in keys)
    for label in labels:
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
