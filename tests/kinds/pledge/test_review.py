"""Pledges that came along: shared ones say what became of them, private ones to nobody else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desk import DeskDouble, opened
from tests.kinds.taster import texts, told
from tests.looked_back import PLEDGE, first_session, pulse_of
from workshop_app.figures.theme import LIGHT
from workshop_app.kinds.pledge import KIND
from workshop_app.kinds.pledge.editor import Editor
from workshop_app.kinds.pledge.model import Pledge, add_pledge, read_pledges
from workshop_app.session.pledges_kept import close_review
from workshop_app.session.review import read_reviews, set_verdict
from workshop_app.ui import theme as themes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

Key = Qt.Key
WORDS = ("Kept", "Partly", "Not yet", "Promised anew")


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[Workshop]:
    workshop = pulse_of(first_session(tmp_path))
    with workshop.file:
        yield workshop


@pytest.fixture
def desk(qapp: QApplication, pulse: Workshop) -> DeskDouble:
    themes.apply(qapp, LIGHT)
    return DeskDouble(pulse)


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    editor = opened(qtbot, desk, Editor(desk, PLEDGE))
    editor.tabs.setCurrentIndex(1)
    editor.list.setFocus()
    editor.list.go_to(0)
    return editor


def verdicts(workshop: Workshop) -> list[str]:
    reviews = read_reviews(workshop.file, PLEDGE)
    return [reviews[one.key].verdict for one in read_pledges(workshop.file, PLEDGE)]


def everything(editor: Editor) -> str:
    """All that the list shows, says and offers, row by row."""
    model = editor.list.table
    return "\n".join(" ".join(model.words(row)) for row in model.rows)


def test_a_key_for_each_and_nothing_of_a_private_one_is_told(
    editor: Editor, desk: DeskDouble
) -> None:
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):
        QTest.keyClick(editor.list, key)
    assert verdicts(desk.workshop)[:5] == ["kept", "partly", "not_yet", "renewed", ""]
    desk.turn()
    shown = everything(editor)
    spoken = " ".join((*desk.toasts, *desk.said, *map(str, desk.labels)))
    for word in WORDS:
        assert word not in shown
        assert word not in spoken
    assert shown.count(", looked at again") == 4
    assert "Only Person 00 reads it" in desk.toasts[0]
    assert desk.undo() == "Pledge of Person 03 looked at again"
    assert verdicts(desk.workshop)[3] == ""


def test_of_a_shared_one_it_is_said(editor: Editor, desk: DeskDouble) -> None:
    editor.list.go_to(6)
    QTest.keyClick(editor.list, Key.Key_1)
    assert desk.toasts[-1] == "“Person 06”: Kept"
    assert "Kept" in everything(editor).splitlines()[6]
    editor.list.go_to(6)
    QTest.keyClick(editor.list, Key.Key_0)
    assert verdicts(desk.workshop)[6] == ""


def test_a_new_pledge_is_not_judged(editor: Editor, desk: DeskDouble) -> None:
    key = add_pledge(desk.workshop.file, "", PLEDGE, Pledge(start="listen", shared=True))
    desk.turn()
    editor.list.go_to(9)
    QTest.keyClick(editor.list, Key.Key_1)
    assert key not in read_reviews(desk.workshop.file, PLEDGE)


def test_wall_table_and_results_hold_shared_verdicts_only(pulse: Workshop) -> None:
    pledges = read_pledges(pulse.file, PLEDGE)
    for pledge, verdict in zip(pledges, ["renewed"] * 6 + ["kept", "partly"], strict=False):
        set_verdict(pulse.file, "", PLEDGE, pledge.key, verdict)
    close_review(pulse.file, PLEDGE)
    context = pulse.context(PLEDGE)
    wall, table = texts(context), told(context)
    assert "Kept" in wall
    assert "Partly" in wall
    assert "✓ Kept" in table
    assert "½ Partly" in table
    results = KIND.results(context)
    assert results.rates == (), "six private ones that say the same would be known"
    numbers = json.dumps(KIND.numbers(results, context))
    for said in (wall, table, numbers):
        assert "Promised anew" not in said
        assert "renewed" not in said


def test_the_owner_reads_it_and_no_other(pulse: Workshop) -> None:
    pledges = read_pledges(pulse.file, PLEDGE)
    set_verdict(pulse.file, "", PLEDGE, pledges[0].key, "renewed")
    context, people = pulse.context(PLEDGE), pulse.people()
    results = KIND.results(context)
    for person in people:
        said = str(KIND.for_person(results, context, person))
        assert ("→ Promised anew" in said) == (person.key == pledges[0].person)


def test_many_answers_are_told_together(pulse: Workshop) -> None:
    for pledge, verdict in zip(
        read_pledges(pulse.file, PLEDGE), ["kept", "kept", "partly", "not_yet"], strict=False
    ):
        set_verdict(pulse.file, "", PLEDGE, pledge.key, verdict)
    context = pulse.context(PLEDGE)
    waits = "is told once their review is closed"
    assert KIND.results(context).rates == ()
    assert waits in told(context)
    close_review(pulse.file, PLEDGE)
    results = KIND.results(context)
    (rate,) = results.rates
    assert (rate.percent, rate.of) == (62.5, 4)
    assert "63 of 100, from 4 answers" in told(context)
    assert waits not in told(context)
    assert KIND.numbers(results, context)["pledges"] == 62.5
    assert "62" not in texts(context), "the wall is no place for a rate"
