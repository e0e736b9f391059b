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
from workshop_app.session.languages import change_language
from workshop_app.session.live import Moment
from workshop_app.session.people import Person
from workshop_app.session.voting import choose_plan
from workshop_app.storage.rounds import cast, new_ballot_key
from workshop_app.storage.tally import latest, tally
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.storage.tally import Round
    from workshop_app.ui.round_panel import RoundPanel
    from workshop_app.ui.vote_editor import VoteEditor

pytestmark = pytest.mark.gui

CHECKLIST = "see-checklist"
HEARTBEAT = "be-heartbeat"


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
    questions = registry.kind("rating").questions(desk.workshop.context(CHECKLIST))
    cast(desk.workshop.file, round_of(desk), questions, {}, key=new_ballot_key(), way="booth")
    second = editor_of(qtbot, desk)
    assert "2 ballots" in second.panel.earlier.text
    assert "no longer be opened by their number" in second.panel.earlier.text
    keying = second.panel.keying.keying
    assert keying is not None
    assert keying.ballots[0].number == 2, "after the last sheet, not after all ballots"


def test_a_sheet_counts_once_whatever_happens_to_the_app(qtbot: QtBot, desk: DeskDouble) -> None:
    first = editor_of(qtbot, desk)
    first.panel.open.click()
    QTest.keyClicks(first.panel.keying.grid, "1" + "3" * 18)
    pane = editor_of(qtbot, desk).panel.keying
    QTest.keyClicks(pane.grid, "#")
    QTest.keyClicks(pane.number, "1")
    QTest.keyClick(pane.number, Qt.Key.Key_Return)
    assert desk.failures[-1].sentence == (
        "Sheet 1 was keyed earlier and has no row here any more. It is saved and counts once. "
        "Put it with those that are keyed. Another sheet with that number takes the next free one."
    )
    keying = pane.keying
    assert keying is not None
    assert [row.number for row in keying.ballots] == [2]
    assert round_of(desk).returned == 1


def test_ballots_that_came_otherwise_take_no_number_of_a_sheet(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    panel = editor_of(qtbot, desk).panel
    panel.open.click()
    questions = registry.kind("rating").questions(desk.workshop.context(CHECKLIST))
    cast(desk.workshop.file, round_of(desk), questions, {}, key=new_ballot_key(), way="booth")
    panel = editor_of(qtbot, desk).panel
    assert "1 ballot was in" in panel.earlier.text
    assert "opened by their number" not in panel.earlier.text
    keying = panel.keying.keying
    assert keying is not None
    assert keying.ballots[0].number == 1


def test_names_after_a_restart_go_on_with_the_next_sheet(qtbot: QtBot, desk: DeskDouble) -> None:
    panel, people = named_round(qtbot, desk)
    for number in ("2", "3"):
        key_named(desk, panel, number)
    panel = editor_of(qtbot, desk, HEARTBEAT).panel
    assert "key it again with its name" in panel.earlier.text
    keying = panel.keying.keying
    assert keying is not None
    assert keying.ballots[0].number == 3
    key_named(desk, panel, "2")
    assert "Person 01 has voted already" in desk.doubts[-1]
    assert {person for person, _ in given(desk)} == {people[1].key, people[2].key}


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


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_closing_says_whether_names_are_kept(
    qtbot: QtBot, desk: DeskDouble, language: str, *, named: bool
) -> None:
    activity = "be-heartbeat"
    if language != desk.workshop.info.language:
        change_language(desk.workshop, language, language)
        desk.workshop.refresh()
    context = desk.workshop.context(activity)
    choose_plan(context, RoundPlan("booth", "", named=named))
    panel = editor_of(qtbot, desk, activity).panel
    panel.open.click()
    seat = desk.workshop.people()[0].key
    questions = registry.kind(context.activity.kind).questions(context)
    cast(desk.workshop.file, round_of(desk, activity), questions, {}, key=new_ballot_key(),
         seat=seat)  # fmt: skip
    desk.turn()
    panel.close_.click()
    desk.turn()
    said = f"{desk.toasts[-1]} {panel.sentence.text()}".casefold()
    gone = {"en": "destroyed", "nl": "vernietigd"}[language]
    kept = {"en": "kept with", "nl": "bewaren we"}[language]
    assert (gone in said, kept in said) == (not named, named)


def test_who_draws_while_people_vote_is_told_why_nobody_is_compared(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    choices = editor_of(qtbot, desk).panel.choices
    assert not choices.compare.isHidden()
    assert choices.alone.isHidden()
    choices.live.chosen.emit("live")
    assert choices.compare.isHidden()
    assert not choices.alone.isHidden()
    assert choices.alone.text() == desk.workshop.words("editors.compare.not_live")
    choices.live.chosen.emit("after")
    assert choices.alone.isHidden()


def test_what_was_opened_up_is_closed_again_at_once(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk).panel
    panel.choices.openly.click()
    panel.choices.openly.click()
    assert len(desk.doubts) == 1
    assert "cards" not in _offered(panel)
    assert editor_of(qtbot, desk, "think-moral-wisdom").panel.choices.openly.isHidden()


def test_a_sheet_with_a_name_is_keyed_once(qtbot: QtBot, desk: DeskDouble) -> None:
    activity = HEARTBEAT
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
    key_named(desk, panel, "2")
    desk.is_sure = False
    QTest.keyClicks(grid, "2435")
    assert "Person 01 has voted already, not on this sheet" in desk.doubts[-1]
    assert "Enter replaces" in panel.keying.notice.text
    assert keying.columns[keying.column] == "", "digits of the sheet are no other name"
    QTest.keyClick(grid, Qt.Key.Key_Backspace)
    key_named(desk, panel, "3")
    desk.turn()
    assert round_of(desk, activity).returned == 2
    assert {person for person, _ in given(desk)} == {people[1].key, people[2].key}


@pytest.mark.parametrize("sure", [False, True])
def test_a_wrong_name_is_put_right_by_keying_the_sheet(
    qtbot: QtBot, desk: DeskDouble, sure: bool
) -> None:
    panel, people = named_round(qtbot, desk)
    vote_by_phone(desk, people[3].key, "5")
    key_named(desk, panel, "4", sure=sure)
    desk.turn()
    assert given(desk) == {(people[3].key, "" if sure else "5")}
    assert "Person 03 has voted already" in desk.doubts[0]
    if sure:
        key_named(desk, panel, "4")
        rows = panel.keying.grid.keying
        assert rows is not None
        assert [row.removed for row in rows.ballots] == [True, False, False], "one sheet counts"
        assert len(given(desk)) == 1
        panel.close_.click()
        assert round_of(desk, HEARTBEAT).state == "closed"


def test_a_sheet_that_is_refused_stops_no_closing(qtbot: QtBot, desk: DeskDouble) -> None:
    panel, people = named_round(qtbot, desk)
    keying = panel.keying.grid.keying
    assert keying is not None
    QTest.keyClicks(panel.keying.grid, "4")
    vote_by_phone(desk, people[3].key, "5")
    fill(panel)
    desk.turn()
    assert desk.failures[-1].sentence == (
        "Person 03 has voted already, not on this sheet. That ballot counts; sheet 1 is taken out. "
        "To let the sheet count instead, press #, key 1 and bring it back."
    )
    assert not keying.waiting
    model = panel.keying.grid.model()
    said = model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Sheet 1, taken out: the first ballot counts"
    assert given(desk) == {(people[3].key, "5")}
    assert panel.unfinished() is None
    QTest.keyClicks(panel.keying.grid, "#")
    QTest.keyClicks(panel.keying.number, "1")
    QTest.keyClick(panel.keying.number, Qt.Key.Key_Return)
    for sure in (False, True):
        desk.is_sure = sure
        panel.keying.remove.click()
        assert "Press once more" in desk.doubts[-1]
        assert given(desk) == {(people[3].key, "" if sure else "5")}
    panel.close_.click()
    assert round_of(desk, HEARTBEAT).state == "closed"


def test_a_round_that_is_mixed_opens_where_something_is_entered(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    panel = editor_of(qtbot, desk, HEARTBEAT).panel
    plan = RoundPlan("paper", "")
    choose_plan(desk.workshop.context(HEARTBEAT), plan)
    panel.mode.chosen.emit("phones")
    desk.turn()
    panel.open.click()
    assert round_of(desk, HEARTBEAT).mode == "paper+phones"
    assert panel.body.currentWidget() is panel.keying
    fill(panel)
    desk.turn()
    panel.mode.chosen.emit("phones")
    assert panel.body.currentWidget() is panel.keying
    panel.close_.click()
    panel.mode.chosen.emit("paper")
    desk.turn()
    choose_plan(desk.workshop.context(HEARTBEAT), RoundPlan("phones", ""))
    panel.again.click()
    assert round_of(desk, HEARTBEAT).mode == "phones"
    assert panel.body.currentWidget() is panel.sentence


def named_round(qtbot: QtBot, desk: DeskDouble) -> tuple[RoundPanel, list[Person]]:
    """An open round with names on paper, in the booth and on phones, and who is present."""
    plan = RoundPlan("booth+paper+phones", "", named=True)
    choose_plan(desk.workshop.context(HEARTBEAT), plan)
    panel = editor_of(qtbot, desk, HEARTBEAT).panel
    panel.open.click()
    return panel, [one for one in desk.workshop.people() if one.present]


def vote_by_phone(desk: DeskDouble, person: str, answer: str) -> None:
    questions = registry.kind("poll").questions(desk.workshop.context(HEARTBEAT))
    cast(desk.workshop.file, round_of(desk, HEARTBEAT), questions, {"hb1": answer},
         key=new_ballot_key(), seat=person, way="phones")  # fmt: skip


def key_named(desk: DeskDouble, panel: RoundPanel, number: str, *, sure: bool = True) -> None:
    """A sheet without answers that somebody signed."""
    desk.is_sure = sure
    QTest.keyClicks(panel.keying.grid, number)
    if sure:
        fill(panel)


def fill(panel: RoundPanel) -> None:
    """Leave every answer of this sheet blank."""
    keying = panel.keying.keying
    assert keying is not None
    row = keying.ballot
    while not row.finished:
        QTest.keyClick(panel.keying.grid, Qt.Key.Key_Space)


def given(desk: DeskDouble) -> set[tuple[str, str]]:
    """Whose ballots are in, each with its first answer."""
    return set(desk.workshop.file.rows(
        "SELECT a.answer, COALESCE(b.answer, '') FROM ballot a LEFT JOIN ballot b "
        "ON b.key = a.key AND b.question = 'hb1' WHERE a.question = ''"
    ))


def _offered(panel: RoundPanel) -> list[str]:
    return [value for value, _ in panel.mode.options]
