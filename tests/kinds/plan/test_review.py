"""Actions that came along: a key each says what became of them, everywhere in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desk import DeskDouble, opened, type_into
from tests.kinds.taster import CANVAS, in_dutch, told
from tests.looked_back import ACTIONS, PLAN, first_session, pulse_of
from workshop_app.figures.figure import Path as Line
from workshop_app.figures.theme import LIGHT
from workshop_app.kinds.plan import KIND
from workshop_app.kinds.plan.editor import Editor
from workshop_app.kinds.plan.model import (
    Action,
    add_actions,
    judge_action,
    read_actions,
    read_results,
)
from workshop_app.session.review import read_reviews
from workshop_app.ui import theme as themes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

Key = Qt.Key


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
    editor = opened(qtbot, desk, Editor(desk, PLAN))
    editor.go_below()
    return editor


def judge(workshop: Workshop, *verdicts: str) -> list[Action]:
    actions = read_actions(workshop.file, PLAN)
    for action, verdict in zip(actions, verdicts, strict=False):
        judge_action(workshop.file, "", PLAN, action, verdict)
    return actions


def verdicts(workshop: Workshop) -> list[str]:
    reviews = read_reviews(workshop.file, PLAN)
    return [reviews[one.key].verdict for one in read_actions(workshop.file, PLAN)]


def test_done_of_those_that_were_due_is_the_rate(pulse: Workshop) -> None:
    """Four were due by the pulse; the fifth is done before its day, the sixth had none."""
    assert read_results(pulse.context(PLAN)).rates[0].percent == 0
    judge(pulse, "done", "not_yet", "partly", "stopped", "done", "not_yet")
    (rate,) = read_results(pulse.context(PLAN)).rates
    assert (rate.percent, rate.done, rate.of) == (40, 2, 5)
    assert KIND.follow_up.rates(pulse.context(PLAN)) == (rate,)
    footer = KIND.footer(read_results(pulse.context(PLAN)), "content", pulse.context(PLAN))
    assert "2 of 5 due are done" in footer.context


def test_a_verdict_gives_the_status_that_follows_and_both_are_undone(pulse: Workshop) -> None:
    judge(pulse, "done", "not_yet", "partly", "stopped")
    statuses = [one.status for one in read_actions(pulse.file, PLAN)]
    assert statuses[:4] == ["done", "open", "busy", "stopped"]
    pulse.file.undo()
    assert read_actions(pulse.file, PLAN)[3].status == "open"
    assert verdicts(pulse)[3] == ""


def test_pictures_and_tables_say_it_in_words(pulse: Workshop) -> None:
    actions = judge(pulse, "done", "not_yet", "partly", "stopped")
    add_actions(pulse.file, "", PLAN, [Action("Something new", horizon="days30")])
    context = pulse.context(PLAN)
    results = KIND.results(context)
    for view in ("collect", "content"):
        pages = KIND.figures(results, view, CANVAS, context)
        said = [text for page in pages for text in page.texts()]
        for word in ("Done", "Not yet", "Partly", "Stopped"):
            assert any(text.startswith(word) for text in said), (view, word)
    whole = told(context)
    for cell in ("✓ Done", "→ Not yet", "½ Partly", "× Stopped", "Not looked at yet"):
        assert cell in whole
    (table, *_) = KIND.tables(results, context)
    assert table.rows[-1][-1] == "", "what is new has nothing to look back on"
    assert "✓ Gedaan" in told(in_dutch(context))
    owner = next(one for one in pulse.people() if one.key == actions[3].owner)
    (passage,) = KIND.for_person(results, context, owner)
    assert ("What became of it", "× Stopped") in passage.facts


@pytest.mark.parametrize("view", ["collect", "content"])
def test_what_was_stopped_stays_and_is_struck_through(pulse: Workshop, view: str) -> None:
    def lines() -> int:
        context = pulse.context(PLAN)
        pages = KIND.figures(KIND.results(context), view, CANVAS, context)
        return sum(
            isinstance(item, Line) and item.stroke is not None and item.stroke.token == "ink2"
            and len(item.commands) == 2 and item.commands[0][1][0][1] == item.commands[1][1][0][1]
            for page in pages for item in page.items
        )

    before = lines()
    judge(pulse, "", "", "", "stopped")
    assert lines() > before
    assert len(read_actions(pulse.file, PLAN)) == len(ACTIONS)


def test_a_session_without_a_past_has_no_such_column(
    qtbot: QtBot, desk: DeskDouble, tmp_path: Path
) -> None:
    fresh = DeskDouble(_fresh(tmp_path))
    with fresh.workshop.file:
        editor = opened(qtbot, fresh, Editor(fresh, PLAN))
        assert "review" not in [field.id for field in editor.list.table.fields]


def _fresh(folder: Path) -> Workshop:
    from tests.desk import session

    (folder / "fresh").mkdir()
    return session(folder / "fresh", extra=(PLAN,))


@pytest.mark.gui
def test_one_key_is_enough_for_each(editor: Editor, desk: DeskDouble) -> None:
    actions = read_actions(desk.workshop.file, PLAN)
    assert [field.id for field in editor.list.table.fields][:2] == ["action", "review"]
    editor.list.go(actions[0].key, "review")
    QTest.keyClick(editor.list, Key.Key_1)
    assert editor.list.current == (actions[1].key, "review"), "on to the next one"
    QTest.keyClick(editor.list, Key.Key_2)
    QTest.keyClick(editor.list, Key.Key_4)
    QTest.keyClick(editor.list, Key.Key_3)
    assert verdicts(desk.workshop)[:4] == ["done", "partly", "stopped", "not_yet"]
    assert editor.list.current == (actions[3].key, "due"), "not yet needs a new day"
    assert "which day" in editor.notice.text()
    type_into(desk, editor, actions[3].key, "due", "+60")
    assert read_actions(desk.workshop.file, PLAN)[3].due == "2026-11-07"
    assert "which day" not in editor.remark(actions[3].key, "due")
    (rate,) = read_results(desk.workshop.context(PLAN)).rates
    assert rate.of == 4, "a new day does not make it due later"
    assert desk.failures == []
    desk.turn()
    desk.undo()
    desk.undo()
    assert verdicts(desk.workshop)[3] == ""


@pytest.mark.gui
def test_words_and_the_status_say_it_too(editor: Editor, desk: DeskDouble) -> None:
    actions = read_actions(desk.workshop.file, PLAN)
    type_into(desk, editor, actions[0].key, "review", "part")
    type_into(desk, editor, actions[1].key, "status", "Done")
    assert verdicts(desk.workshop)[:2] == ["partly", "done"]
    editor.list.go(actions[0].key, "review")
    QTest.keyClick(editor.list, Key.Key_Delete)
    assert verdicts(desk.workshop)[0] == ""
    type_into(desk, editor, actions[2].key, "review", "maybe")
    assert len(desk.failures) == 1
    assert verdicts(desk.workshop)[2] == ""


@pytest.mark.gui
def test_new_actions_come_below_and_have_nothing_to_judge(
    editor: Editor, desk: DeskDouble
) -> None:
    QTest.keyClicks(editor.capture.field, "Ask every leaver why")
    QTest.keyClick(editor.capture.field, Key.Key_Return)
    desk.turn()
    new = read_actions(desk.workshop.file, PLAN)[-1]
    editor.list.go(new.key, "review")
    QTest.keyClick(editor.list, Key.Key_1)
    assert new.key not in read_reviews(desk.workshop.file, PLAN)
    row = editor.list.table.rows[-1]
    assert row.cells[1].text == ""
