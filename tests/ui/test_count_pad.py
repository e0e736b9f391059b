"""Cards counted on the console: a change that cannot be saved whole is not made at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest

from tests.ui.test_round_panel import editor_of, round_of
from workshop_app.errors import UserError
from workshop_app.storage import rounds
from workshop_app.storage.seen import seen_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.ui.vote_editor import VoteEditor

pytestmark = pytest.mark.gui

POLL = "think-moral-wisdom"


def cards(qtbot: QtBot, desk: DeskDouble) -> VoteEditor:
    """An open round by cards, two of them for the first answer and one for the second."""
    editor = editor_of(qtbot, desk, POLL)
    editor.panel.open.click()
    desk.turn()
    assert round_of(desk, POLL).mode == "cards"
    first, second, *_ = editor.panel.counts.fields
    QTest.keyClicks(first, "++")
    QTest.keyClicks(second, "+")
    assert kept(desk) == ["1", "1", "2"]
    return editor


def kept(desk: DeskDouble) -> list[str]:
    """The answers to the first question as the file has them."""
    ballots = seen_in(desk.workshop.file, round_of(desk, POLL).key, "cards").values()
    return sorted(ballot["mw1"] for ballot in ballots)


def test_a_card_that_is_half_taken_back_is_not_taken_back(
    qtbot: QtBot, desk: DeskDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last card fills the place of the one that goes; only then is the last one withdrawn."""
    editor = cards(qtbot, desk)
    pad, (first, *_) = editor.panel.counts, editor.panel.counts.fields

    def refuse(*_: Any) -> None:
        raise UserError("The disk is full.", "Nothing is lost.", "Free some space.")

    with monkeypatch.context() as full:
        full.setattr(rounds, "withdraw", refuse)
        QTest.keyClicks(first, "-")
    assert kept(desk) == ["1", "1", "2"]
    assert dict(pad.counting.counts("mw1")) == {"1": 2, "2": 1}
    assert first.text() == "1", "what was wanted is not forgotten"
    QTest.keyClicks(first, "+-")
    assert kept(desk) == ["1", "2"]
    assert dict(pad.counting.counts("mw1")) == {"1": 1, "2": 1}
