"""The keys of the editors and lists, for the sheet: the controls that have the keyboard use them.

Moving about with arrows, Tab, Enter and Esc needs no line. `tests/console/test_sheet.py` walks
the editors, so that a key without a line fails.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import Qt

_Key = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_BOTH = _CTRL | _SHIFT


class EditorKey(NamedTuple):
    """One line of the sheet; ``does`` is the end of its words' key."""

    shown: str
    does: str
    keys: tuple[tuple[Qt.Key, Qt.KeyboardModifier], ...]


def _plain(shown: str, does: str, *keys: Qt.Key) -> EditorKey:
    return EditorKey(shown, does, tuple((key, _NONE) for key in keys))


EDITOR_KEYS: Final[tuple[tuple[str, tuple[EditorKey, ...]], ...]] = (
    ("notes", (
        _plain("Enter, F2", "edit", _Key.Key_Return, _Key.Key_F2),
        EditorKey("Ctrl+Enter", "hold", ((_Key.Key_Return, _CTRL),)),
        _plain("Del", "delete", _Key.Key_Delete),
        _plain("+  −", "dots", _Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus),
        _plain("M", "mark", _Key.Key_M),
        _plain("L", "link", _Key.Key_L),
        EditorKey("Ctrl+G", "gather", ((_Key.Key_G, _CTRL),)),
        EditorKey("Ctrl+Shift+G", "scatter", ((_Key.Key_G, _BOTH),)),
        EditorKey("Ctrl+M", "merge", ((_Key.Key_M, _CTRL),)),
        EditorKey("Ctrl+Shift+M", "unmerge", ((_Key.Key_M, _BOTH),)),
    )),
    ("matrix", (
        EditorKey("Shift+←↑→↓", "fine", ()),
        _plain("1…4", "quadrant", _Key.Key_1, _Key.Key_2, _Key.Key_3, _Key.Key_4),
        _plain("0", "beside", _Key.Key_0),
        EditorKey("N, Shift+N", "next", ((_Key.Key_N, _NONE), (_Key.Key_N, _SHIFT))),
    )),
    ("lists", (
        _plain("F2", "edit", _Key.Key_F2),
        _plain("Del", "empty", _Key.Key_Delete, _Key.Key_Backspace),
        _plain("Space", "tick", _Key.Key_Space),
        EditorKey("1…4", "verdict", ()),
        _plain("+  −", "count", _Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus),
    )),
    ("cells", (
        EditorKey("Alt+↑↓", "lane", ((_Key.Key_Up, _ALT), (_Key.Key_Down, _ALT))),
        EditorKey("Alt+Enter", "line", ((_Key.Key_Return, _ALT),)),
        _plain("F  W  N  X", "mark", _Key.Key_F, _Key.Key_W, _Key.Key_N, _Key.Key_X),
        _plain("L", "arrow", _Key.Key_L),
        EditorKey("Alt+Shift+←→", "shift",
                  ((_Key.Key_Left, _ALT | _SHIFT), (_Key.Key_Right, _ALT | _SHIFT))),
        _plain("Ins", "insert", _Key.Key_Insert),
        EditorKey("Shift+Del", "remove", ((_Key.Key_Delete, _SHIFT),)),
    )),
    ("ballots", (
        _plain("Space", "blank", _Key.Key_Space, _Key.Key_Period, _Key.Key_Comma,
               _Key.Key_Delete),
        _plain("Backspace", "back", _Key.Key_Backspace),
        _plain("Home, End", "ends", _Key.Key_Home, _Key.Key_End),
        EditorKey("Ctrl+End", "resume", ((_Key.Key_End, _CTRL),)),
        _plain("#  *", "seek", _Key.Key_NumberSign, _Key.Key_Asterisk),
    )),
    ("agenda", (
        EditorKey("Alt+↑↓", "move", ((_Key.Key_Up, _ALT), (_Key.Key_Down, _ALT))),
        _plain("+  −", "minutes", _Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus),
        _plain("S", "skip", _Key.Key_S),
        _plain("D", "day", _Key.Key_D),
        _plain("Del", "out", _Key.Key_Delete, _Key.Key_Backspace),
    )),
    ("explore", (
        _plain("+  −", "zoom", _Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus),
        _plain("0", "whole", _Key.Key_0),
        _plain("Tab", "read", _Key.Key_Tab),
    )),
)  # fmt: skip
"""By the place that has the keyboard, in the order of the sheet."""
