"""A round on the console: planned, opened, closed and revealed, and nothing told too early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tests.desk import DEPARTMENTS, DeskDouble, session
from workshop_app.kinds import registry
from workshop_app.session.holding import RoundPlan
from workshop_app.session.live import Moment
from workshop_app.session.people import Person
from workshop_app.session.voting import choose_plan
from workshop_app.storage.rounds import cast, new_ballot_key
from workshop_app.storage.tally import latest, tally

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.storage.tally import Round
    from workshop_app.ui.round_panel import RoundPanel
    from workshop_app.ui.vote_editor import VoteEditor

pytestmark = pytest.mark.gui

CHECKLIST = "see-checklist"


def editor_of(qtbot: QtBot, desk: DeskDouble, activity: str = CHECKLIST) -> VoteEditor:
    kind = desk.workshop.method.activities[activity].kind
    editor: VoteEditor = registry.editor(kind)(desk, activity)
    qtbot.addWidget(editor)
    editor.resize(808, 353)
    desk.show(editor)
    editor.show()
    return editor


def round_of(desk: DeskDouble, activity: str = CHECKLIST) -> Round:
    found = latest(desk.workshop.file, activity)
    assert found is not None
    return found


def texts_of(widget: QWidget) -> str:
    """Everything a person can read in it."""
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    found += [field.text() for field in widget.findChildren(QLineEdit) if field.isVisible()]
    found += [child.accessibleName() for child in widget.findChildren(QWidget)]
    return " ".join(found)


def close_with(desk: DeskDouble, panel: RoundPanel, answers: list[dict[str, str]]) -> None:
    context = desk.workshop.context(CHECKLIST)
    questions = registry.kind("rating").questions(context)
    panel.open.click()
    for answer in answers:
        cast(desk.workshop.file, round_of(desk), questions, answer, key=new_ballot_key())
    desk.turn()
    panel.close_.click()
    desk.turn()


def test_a_round_goes_from_open_to_shown(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk).panel
    assert not panel.open.isHidden()
    panel.open.click()
    assert round_of(desk).state == "open"
    assert panel.open.isHidden()
    assert "0" in panel.turnout.text()
    assert "16" in panel.turnout.text()
    cast(
        desk.workshop.file, round_of(desk), registry.kind("rating").questions(
            desk.workshop.context(CHECKLIST)), {"ck01": "3"}, key=new_ballot_key(),
    )
    desk.turn()
    panel.close_.click()
    desk.turn()
    assert round_of(desk).state == "closed"
    assert not panel.reveal.isHidden()
    slot = desk.workshop.slot_of(CHECKLIST)
    assert slot is not None
    desk.workshop.go(Moment(slot.key), desk.workshop.info.start)
    panel.reveal.click()
    desk.turn()
    assert desk.revealed == 1
    assert round_of(desk).state == "revealed"
    panel.again.click()
    assert round_of(desk).number == 2
    assert round_of(desk).state == "open"


def test_nothing_of_the_result_is_told_before_or_after_closing(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    editor = editor_of(qtbot, desk)
    close_with(desk, editor.panel, [{"ck01": "5"}] * 9)
    found = tally(desk.workshop.file, CHECKLIST)
    assert found is not None
    shown = texts_of(editor).replace("16", "").replace("9 of", "")
    assert "5" not in shown
    assert "100" not in shown


def test_what_is_drawn_live_compares_nobody(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk).panel
    panel.choices.live.chosen.emit("live")
    desk.turn()
    assert panel.compare.isHidden()
    panel.open.click()
    assert (round_of(desk).live, round_of(desk).attribute) == (True, "")
    panel.close_.click()
    panel.choices.live.chosen.emit("after")
    desk.turn()
    assert not panel.compare.isHidden()
    panel.open.click()
    assert (round_of(desk).live, round_of(desk).attribute) == (False, "band")


def test_a_round_nobody_voted_in_is_taken_back(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk).panel
    panel.open.click()
    panel.close_.click()
    assert latest(desk.workshop.file, CHECKLIST) is None
    assert not panel.open.isHidden()


def test_until_the_first_ballot_the_plan_can_change(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk).panel
    panel.open.click()
    panel.mode.chosen.emit("booth")
    panel.mode.chosen.emit("paper")
    panel.compare.chosen.emit("department")
    desk.turn()
    assert (round_of(desk).mode, round_of(desk).attribute) == ("booth", "department")
    assert round_of(desk).number == 1
    panel.mode.chosen.emit("booth")
    assert round_of(desk).mode == "booth", "one way is left"
    panel.mode.chosen.emit("paper")
    panel.mode.chosen.emit("booth")
    assert round_of(desk).mode == "paper"
    QTest.keyClicks(panel.keying.grid, "1" + "3" * 18)
    desk.turn()
    assert panel.booth.isHidden()
    panel.mode.chosen.emit("booth")
    desk.turn()
    assert round_of(desk).mode == "booth+paper", "one more way, and none is taken away"
    panel.mode.chosen.emit("booth")
    assert round_of(desk).mode == "booth+paper"
    assert not panel.booth.isHidden()
    assert panel.compare.isHidden()
    panel.close_.click()
    assert round_of(desk).mode == "paper", "what is kept are the ways that were used"


def test_the_booth_is_the_consoles_to_open(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk, "act-rituals").panel
    panel.open.click()
    panel.booth.click()
    assert desk.booths == ["act-rituals"]


def test_a_comparison_that_cannot_be_is_said_before_voting(
    qtbot: QtBot, tmp_path: Path
) -> None:
    people = [
        Person(f"P{n}", department=DEPARTMENTS[n % 4], level=(1, 3)[n % 2]) for n in range(10)
    ]
    desk = DeskDouble(session(tmp_path, people=people))
    with desk.workshop.file:
        panel = editor_of(qtbot, desk).panel
        assert panel.warning.text == ""
        panel.compare.chosen.emit("department")
        assert "4" in panel.warning.text
        assert "bands" in panel.warning.text


def test_that_few_came_or_went_is_said_while_the_round_can_be_taken_back(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    panel = editor_of(qtbot, desk).panel
    close_with(desk, panel, [{}] * 15)
    assert panel.warning.text == ""
    panel.again.click()
    desk.turn()
    assert "1 person" in panel.warning.text
    questions = registry.kind("rating").questions(desk.workshop.context(CHECKLIST))
    cast(desk.workshop.file, round_of(desk), questions, {}, key=new_ballot_key())
    desk.turn()
    assert panel.warning.text == ""


def test_what_is_unfinished_stops_the_closing(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = editor_of(qtbot, desk)
    editor.panel.open.click()
    assert editor.unfinished() is None
    QTest.keyClicks(editor.panel.keying.grid, "1" + "3" * 18 + "1" + "3" * 5)
    desk.turn()
    editor.panel.close_.click()
    assert round_of(desk).state == "open"
    assert "Sheet 2" in desk.failures[0].sentence
    editor.panel.keying.remove.click()
    editor.panel.close_.click()
    assert round_of(desk).state == "closed"


def test_after_a_restart_it_says_what_is_in_already(qtbot: QtBot, desk: DeskDouble) -> None:
    first = editor_of(qtbot, desk)
    first.panel.open.click()
    QTest.keyClicks(first.panel.keying.grid, "1" + "3" * 18)
    desk.turn()
    second = editor_of(qtbot, desk)
    assert "1 ballot" in second.panel.earlier.text
    keying = second.panel.keying.keying
    assert keying is not None
    assert keying.ballots[0].number == 2


def test_cards_are_counted_into_as_many_ballots(qtbot: QtBot, desk: DeskDouble) -> None:
    activity = "think-moral-wisdom"
    editor = editor_of(qtbot, desk, activity)
    editor.panel.open.click()
    editor.focus_capture()
    fields = editor.panel.counts.fields
    assert len(fields) == 16
    for _ in range(3):
        QTest.keyClick(fields[0], Qt.Key.Key_Plus)
    QTest.keyClick(fields[0], Qt.Key.Key_Minus)
    QTest.keyClicks(fields[1], "12")
    QTest.keyClick(fields[1], Qt.Key.Key_Return)
    fields[4].step(1)
    desk.turn()
    assert round_of(desk, activity).returned == 14
    editor.panel.close_.click()
    found = tally(desk.workshop.file, activity)
    assert found is not None
    assert found.total.counts["mw1"].votes == {"1": 2, "2": 12}
    assert found.total.counts["mw2"].valid == 1


def test_words_that_are_called_out_are_typed_one_by_one(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = editor_of(qtbot, desk, "be-heartbeat")
    editor.panel.open.click()
    entry = editor.panel.counts.entries[0]
    for word in ("proud", "calm", "proud"):
        QTest.keyClicks(entry, word)
        QTest.keyClick(entry, Qt.Key.Key_Return)
    QTest.keyClicks(entry, "tir")
    problem = editor.unfinished()
    assert problem is not None
    assert "tir" in problem.sentence
    entry.clear()
    desk.turn()
    assert round_of(desk, "be-heartbeat").returned == 3
    assert editor.panel.counts.counting.counts("hb3") == {"proud": 2, "calm": 1}


def test_columns_have_a_tab_that_opens_where_it_is_needed(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    activity = "see-five-answers"
    slot = desk.workshop.slot_of(activity)
    assert slot is not None
    views = [step.view for step in desk.workshop.method.activities[activity].steps]
    editor = editor_of(qtbot, desk, activity)
    assert editor.notes is not None
    tabs = {}
    for number in (views.index("content"), views.index("collect")):
        desk.workshop.go(Moment(slot.key, number), desk.workshop.info.start)
        editor.focus_capture()
        tabs[views[number]] = editor.notes.tab
    assert tabs == {"content": "notes", "collect": "front"}
    editor.notes.open_tab("notes")
    editor.focus_capture()
    assert editor.notes.tab == "notes"


@pytest.mark.parametrize(
    ("ballots", "said"), [(3, "3 of 16 are in"), (17, "17 ballots, 16 people")]
)
def test_the_panel_asks_before_it_closes(
    qtbot: QtBot, desk: DeskDouble, ballots: int, said: str
) -> None:
    desk.is_sure = False
    panel = editor_of(qtbot, desk).panel
    close_with(desk, panel, [{"ck01": "3"}] * ballots)
    assert said in desk.doubts[-1]
    assert round_of(desk).state == "open"
    assert ("people present" in panel.turnout.text()) == (ballots > 16)
    desk.is_sure = True
    panel.close_.click()
    assert round_of(desk).state == "closed"


def test_cards_are_counted_with_plus_and_minus(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = editor_of(qtbot, desk, "think-moral-wisdom")
    editor.panel.open.click()
    yes, no, *_ = editor.panel.counts.fields
    for key in "+++=-":
        QTest.keyClicks(yes, key)
    QTest.keyClick(no, Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(no, Qt.Key.Key_Minus, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(no, Qt.Key.Key_Minus)
    assert [field.count for field in (yes, no)] == [3, 0]
    QTest.keyClicks(no, "12")
    assert "15 of 16" in texts_of(editor)
    desk.turn()
    assert round_of(desk, "think-moral-wisdom").returned == 15


def test_more_cards_than_people_are_questioned_not_blocked(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    editor = editor_of(qtbot, desk, "think-moral-wisdom")
    panel = editor.panel
    panel.open.click()
    first, second, *_ = panel.counts.fields
    QTest.keyClicks(first, "16")
    assert "count again" not in texts_of(editor)
    QTest.keyClicks(second, "++")
    assert "18 cards, 16 people: count again?" in texts_of(editor)
    assert len([said for said in desk.said if "count again" in said]) == 1
    desk.turn()
    assert round_of(desk, "think-moral-wisdom").returned == 18
    desk.is_sure = False
    panel.close_.click()
    assert "18 ballots, 16 people" in desk.doubts[-1]
    assert round_of(desk, "think-moral-wisdom").state == "open"
    QTest.keyClicks(second, "--")
    assert "count again" not in texts_of(editor)


def test_ballots_are_printed_by_the_desk(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk).panel
    assert not panel.print_.isHidden()
    assert [code for code, _ in panel.print_.languages] == ["en", "nl", "both"]
    menu = panel.print_.menu_of_languages()
    menu.actions()[2].trigger()
    assert desk.printed == [(CHECKLIST, "both")]
    panel.mode.chosen.emit("booth")
    assert not panel.print_.isHidden()
    panel.mode.chosen.emit("paper")
    assert panel.print_.isHidden()


def test_names_and_an_open_vote_are_chosen_before_the_round(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    panel = editor_of(qtbot, desk).panel
    choices = panel.choices
    assert choices.names.isHidden()
    assert [way for way in ("paper", "cards") if way in _offered(panel)] == ["paper"]
    desk.is_sure = False
    choices.openly.click()
    assert "Press again" in desk.doubts[-1]
    assert "cards" not in _offered(panel)
    desk.is_sure = True
    choices.openly.click()
    assert "cards" in _offered(panel)
    assert not choices.names.isHidden()
    choices.names.chosen.emit("named")
    assert "cards" not in _offered(panel), "nobody can sign a raised card"
    panel.open.click()
    assert round_of(desk).named
    assert choices.names.isHidden()
    assert choices.openly.isHidden()
    assert "with names" in panel.turnout.text()


def test_what_was_opened_up_is_closed_again_at_once(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk).panel
    panel.choices.openly.click()
    panel.choices.openly.click()
    assert len(desk.doubts) == 1
    assert "cards" not in _offered(panel)
    assert editor_of(qtbot, desk, "think-moral-wisdom").panel.choices.openly.isHidden()


def test_a_sheet_with_a_name_is_keyed_once(qtbot: QtBot, desk: DeskDouble) -> None:
    activity = "be-heartbeat"
    choose_plan(desk.workshop.context(activity), RoundPlan("paper", "", named=True))
    panel = editor_of(qtbot, desk, activity).panel
    panel.open.click()
    assert panel.keying.stack.isHidden()
    grid, keying = panel.keying.grid, panel.keying.keying
    assert keying is not None
    people = [one for one in desk.workshop.people() if one.present]
    assert "Whose sheet" in panel.keying.prompt.text()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert "needs a name" in panel.keying.notice.text
    for number in ("2", "2"):
        QTest.keyClicks(grid, number)
        QTest.keyClick(grid, Qt.Key.Key_Return)
        while keying.columns[keying.column] != "":
            QTest.keyClick(grid, Qt.Key.Key_Space)
    desk.turn()
    assert round_of(desk, activity).returned == 1
    assert "voted already" in desk.failures[-1].sentence
    stored = desk.workshop.file.rows("SELECT answer FROM ballot WHERE question = ''")
    assert stored == [(people[1].key,)]


def _offered(panel: RoundPanel) -> list[str]:
    return [value for value, _ in panel.mode.options]
