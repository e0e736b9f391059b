"""The booth, from the first touch to the saved ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from tests.stage import rooms
from tests.stage.booths import cast, press, settle, spoken, stored, targets, touch, write
from workshop_app.errors import UserError
from workshop_app.figures.theme import LIGHT
from workshop_app.stage.booth import NORMAL, BoothWindow, Pace
from workshop_app.stage.booth_card import Card
from workshop_app.stage.booth_cards import GroupCard, MessageCard, StartCard
from workshop_app.stage.booth_question import QuestionCard
from workshop_app.stage.booth_round import BoothRound
from workshop_app.stage.pin import PinCard
from workshop_app.storage.rounds import close_round
from workshop_app.storage.tally import Round, latest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

    Open = Callable[..., BoothWindow]

QUICK = Pace(thanks=1, idle=60_000, grace=60_000, goodbye=60_000, pin_pause=60_000)


@pytest.fixture
def open_booth(qtbot: QtBot, workshop: Workshop) -> Iterator[Open]:
    """Open a round and a booth for it."""
    made: list[BoothWindow] = []

    def make(activity: str, attribute: str = "", pace: Pace = QUICK) -> BoothWindow:
        round_ = rooms.booth_round(workshop, activity, attribute)
        booth = BoothWindow(round_, "2580", LIGHT, pace=pace)
        booth.resize(960, 540)
        booth.show()
        settle()
        qtbot.addWidget(booth)
        made.append(booth)
        return booth

    yield make
    for booth in made:
        booth.shut()


def card(booth: BoothWindow) -> Card:
    found = [child for child in booth.findChildren(Card) if child.isVisible()]
    assert len(found) == 1
    return found[0]


def newest(workshop: Workshop) -> Round:
    found = latest(workshop.file, "see-five-answers")
    assert found is not None
    return found


def question(booth: BoothWindow) -> QuestionCard:
    shown = card(booth)
    assert isinstance(shown, QuestionCard)
    return shown


def test_a_keypad_alone_casts_a_ballot(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("see-five-answers", "band")
    press(booth, "enter 2 4 enter 0 enter 1 enter")
    assert stored(workshop) == [
        ("", "", "middle"),
        ("fa1", "4", "middle"),
        ("fa2", "0", "middle"),
        ("fa3", "1", "middle"),
    ]


def test_touch_alone_casts_a_ballot(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("see-five-answers", "band")
    words = workshop.words
    for text in (words("stage.booth.start"), "Top", "5", words("stage.booth.next"), "3"):
        touch(booth, text)
    for text in ("stage.booth.next", "stage.booth.cannot_say", "stage.booth.cast"):
        touch(booth, words(text))
    answers = [("", ""), ("fa1", "5"), ("fa2", "3"), ("fa3", "0")]
    assert stored(workshop) == [(id_, value, "top") for id_, value in answers]


def test_nothing_is_chosen_before_somebody_chooses(open_booth: Open) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter")
    assert not [target for target in targets(booth) if target.pose.chosen]
    assert not question(booth).on.isEnabled()


def test_enter_does_not_pass_over_a_question(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter")
    first = question(booth)
    press(booth, "enter")
    assert question(booth) is first
    assert first.accessibleDescription() == workshop.words("stage.booth.choose_first")
    assert stored(workshop) == []


def test_back_keeps_what_was_chosen_and_lets_it_change(
    open_booth: Open, workshop: Workshop
) -> None:
    booth = open_booth("see-five-answers", "band")
    press(booth, "enter 1 4 enter 5 back")
    chosen = [target.face.key for target in targets(booth) if target.pose.chosen]
    assert chosen == ["4"]
    press(booth, "back back")
    assert isinstance(card(booth), StartCard)
    press(booth, "enter 3 2 enter 5 enter 5 enter")
    assert ("fa1", "2", "top") in stored(workshop)
    assert cast(workshop) == 1


def test_a_ranking_is_touched_in_order(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("act-rituals")
    words = workshop.words
    touch(booth, words("stage.booth.start"))
    for text in ("Own idea", "Celebrate micro-wins", "Empty customer chair"):
        touch(booth, text)
    touch(booth, "Celebrate micro-wins")
    touch(booth, "Coaching for empathy")
    assert {t.face.text: t.pose.place for t in targets(booth) if t.pose.place} == {
        "Own idea": "1",
        "Coaching for empathy": "2",
        "Empty customer chair": "3",
    }
    touch(booth, words("stage.booth.cast"))
    answers = {(id_, value) for id_, value, _ in stored(workshop)}
    assert answers == {("", ""), ("ri11", "1"), ("ri9", "2"), ("ri4", "3")}


def test_ten_is_one_and_zero_at_once(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("act-rituals")
    press(booth, "enter 2 1 0 enter")
    answers = {(id_, value) for id_, value, _ in stored(workshop)}
    assert answers == {("", ""), ("ri2", "1"), ("ri10", "2")}


def test_a_fourth_choice_is_explained_and_not_taken(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("act-rituals")
    press(booth, "enter 2 4 6 8")
    assert question(booth).accessibleDescription() == workshop.words("stage.booth.rank_full", n=3)
    assert len([target for target in targets(booth) if target.pose.place]) == 3


def test_numbers_and_a_word_with_any_letters(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("be-heartbeat")
    press(booth, "enter 4 enter 2 enter")
    write(booth, "Zoë → ё 1")
    press(booth, "enter")
    answers = {(id_, value) for id_, value, _ in stored(workshop)}
    assert answers == {("", ""), ("hb1", "4"), ("hb2", "2"), ("hb3", "Zoë → ё 1")}


def test_digits_typed_into_a_word_are_letters(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("be-heartbeat")
    press(booth, "enter 4 enter 2 enter 1 0 back enter")
    assert ("hb3", "1", "") in stored(workshop)


def test_backspace_in_the_empty_field_goes_back(open_booth: Open) -> None:
    booth = open_booth("be-heartbeat")
    press(booth, "enter 4 enter 2 enter")
    form = question(booth).sheet.form
    press(booth, "x back back")
    assert (form, question(booth).sheet.form) == ("word", "number")


def test_the_thank_you_clears_itself_within_a_second(open_booth: Open, qtbot: QtBot) -> None:
    assert NORMAL.thanks < 1000
    booth = open_booth("be-heartbeat", pace=NORMAL)
    press(booth, "enter 4 enter 2 enter 0 enter")
    assert isinstance(card(booth), MessageCard)
    qtbot.waitUntil(lambda: isinstance(card(booth), StartCard), timeout=1000)


def test_what_cannot_be_saved_stays_on_the_screen(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter 4 enter 5 enter 2")
    workshop.file.writable = False
    press(booth, "enter")
    assert stored(workshop) == []
    kept = question(booth)
    assert kept.accessibleDescription().startswith("day.workshop is open for reading only.")
    assert [target.face.key for target in targets(booth) if target.pose.chosen] == ["2"]
    workshop.file.writable = True
    press(booth, "enter")
    assert cast(workshop) == 1
    assert ("fa1", "4", "") in stored(workshop)


def test_thanks_are_said_after_the_commit(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("see-five-answers", pace=NORMAL)
    seen: list[tuple[bool, bool]] = []

    def look(_: object) -> None:
        is_asking = isinstance(card(booth), QuestionCard)
        seen.append((workshop.file.connection.in_transaction, is_asking))

    end = workshop.file.subscribe(look)
    press(booth, "enter 4 enter 5 enter 2 enter")
    end()
    assert seen == [(False, True)]
    assert isinstance(card(booth), MessageCard)


def test_the_same_ballot_twice_counts_once(workshop: Workshop) -> None:
    round_ = rooms.booth_round(workshop, "see-five-answers")
    ballot = round_.new_ballot()
    for value in ("2", "5"):
        ballot.choose(ballot.sheets[0], value)
        round_.cast(ballot)
    assert stored(workshop) == [("", "", ""), ("fa1", "5", "")]


def test_a_closed_round_ends_the_booth(open_booth: Open, workshop: Workshop, qtbot: QtBot) -> None:
    pace = Pace(goodbye=50)
    booth = open_booth("see-five-answers", pace=pace)
    press(booth, "enter 4")
    close_round(workshop.file, newest(workshop))
    with qtbot.waitSignal(booth.left):
        settle()
        assert workshop.words("stage.booth.closed_unsaved") in spoken(booth)
    assert newest(workshop).returned == 0


def test_a_booth_needs_an_open_round(workshop: Workshop) -> None:
    with pytest.raises(UserError, match="No round of “Five-colleague test” is open"):
        BoothRound(workshop, "see-five-answers")


def test_turnout_follows_ballots_from_elsewhere(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("see-five-answers")
    assert "0 of 16 have voted" in spoken(booth)
    rooms.ballots(workshop, newest(workshop), [{"fa1": "2"}, {"fa1": "3"}])
    assert "2 of 16 have voted" in spoken(booth)


# -- groups ----------------------------------------------------------------------------------


def test_groups_are_offered_in_the_methods_order(open_booth: Open) -> None:
    booth = open_booth("see-five-answers", "band")
    press(booth, "enter")
    assert [target.face.text for target in targets(booth)][:3] == ["Floor", "Middle", "Top"]


def test_one_may_keep_ones_group_to_oneself(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("see-five-answers", "band")
    press(booth, "enter")
    touch(booth, workshop.words("stage.booth.rather_not"))
    press(booth, "4 enter 4 enter 4 enter")
    assert ("fa1", "4", "") in stored(workshop)


@pytest.mark.parametrize(
    ("levels", "groups"),
    [
        ((1, 1, 1, 1, 1, 3, 3, 3, 3, 5, 5), ["floor", "other"]),
        ((1, 1, 1, 1, 1, 3, 3, 5, 5), ["floor", "other"]),
        ((1, 1, 1, 3, 3, 5), []),
    ],
)
def test_groups_too_small_are_merged_before_anybody_votes(
    tmp_path_factory: pytest.TempPathFactory, levels: tuple[int, ...], groups: list[str]
) -> None:
    workshop = rooms.make(tmp_path_factory.mktemp("small"), levels=levels)
    round_ = rooms.booth_round(workshop, "see-five-answers", "band")
    assert [value for value, _ in round_.groups] == groups
    assert (round_.new_ballot().group == "") is not bool(groups)
    workshop.file.close()


def test_a_round_without_comparison_asks_for_no_group(open_booth: Open) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter")
    assert not isinstance(card(booth), GroupCard)


# -- leaving ---------------------------------------------------------------------------------


def test_leaving_needs_the_pin(open_booth: Open, qtbot: QtBot) -> None:
    booth = open_booth("see-five-answers")
    booth.close()
    assert booth.isVisible()
    assert isinstance(card(booth), PinCard)
    press(booth, "1 1 1 1")
    assert booth.isVisible()
    with qtbot.waitSignal(booth.left):
        press(booth, "2 5 8 0")
    assert not booth.isVisible()


def test_three_wrong_pins_pause_the_pad(open_booth: Open, qtbot: QtBot) -> None:
    booth = open_booth("see-five-answers", pace=Pace(pin_pause=80))
    press(booth, "esc 1 1 1 1 2 2 2 2 esc esc 3 3 3 3")
    shut = [target.face.text for target in targets(booth) if target.isEnabled()]
    assert shut == ["Back to the vote"]
    press(booth, "2 5 8 0")
    assert booth.isVisible()
    qtbot.waitUntil(lambda: all(target.isEnabled() for target in targets(booth)))
    press(booth, "2 5 8 0")
    assert not booth.isVisible()


def test_the_ballot_waits_behind_the_pin_pad(open_booth: Open) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter 4 esc")
    assert isinstance(card(booth), PinCard)
    press(booth, "esc")
    assert [target.face.key for target in targets(booth) if target.pose.chosen] == ["4"]


def test_the_pin_drops_an_unfinished_ballot(open_booth: Open, workshop: Workshop) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter 4 enter 5 enter 2 esc 2 5 8 0")
    assert not booth.isVisible()
    assert stored(workshop) == []


# -- nobody there ----------------------------------------------------------------------------


def test_a_ballot_nobody_touches_is_cleared(
    open_booth: Open, workshop: Workshop, qtbot: QtBot
) -> None:
    booth = open_booth("see-five-answers", pace=Pace(idle=60, grace=60))
    press(booth, "enter 4")
    seen: set[str] = set()

    def is_cleared() -> bool:
        seen.add(card(booth).accessibleName())
        return isinstance(card(booth), StartCard)

    qtbot.waitUntil(is_cleared)
    assert workshop.words("stage.booth.still_there") in seen
    assert isinstance(card(booth), StartCard)
    assert stored(workshop) == []


def test_whoever_is_still_there_goes_on(open_booth: Open, qtbot: QtBot) -> None:
    booth = open_booth("see-five-answers", pace=Pace(idle=400))
    press(booth, "enter 4")
    qtbot.waitUntil(lambda: isinstance(card(booth), MessageCard))
    assert not [target for target in targets(booth) if target.pose.chosen]
    press(booth, "enter")
    assert [target.face.key for target in targets(booth) if target.pose.chosen] == ["4"]


def test_the_start_card_waits_for_ever(open_booth: Open) -> None:
    booth = open_booth("see-five-answers", pace=Pace(idle=20, grace=20))
    assert isinstance(card(booth), StartCard)
    assert not [timer for timer in booth.findChildren(QTimer) if timer.isActive()]


# -- keyboard and screen reader ----------------------------------------------------------------


def test_arrows_and_space_choose_too(open_booth: Open) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter right right space")
    chosen = [target for target in targets(booth) if target.pose.chosen]
    assert [target.face.key for target in chosen] == ["2"]
    assert chosen[0].pose.focused


def test_the_mouse_leaves_no_ring(open_booth: Open) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter")
    touch(booth, "3")
    assert not [target for target in targets(booth) if target.pose.focused]


def test_targets_say_their_state(open_booth: Open) -> None:
    booth = open_booth("see-five-answers")
    press(booth, "enter 4")
    names = [target.accessibleName() for target in targets(booth)]
    assert names[2:5] == ["3 Partly", "4 Largely, chosen", "5 Fully"]
    assert names[-3:] == ["Back", "I can’t say", "Next"]


def test_no_shortcut_of_another_window_works(open_booth: Open, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeySequence, QShortcut
    from PySide6.QtWidgets import QWidget

    console = QWidget()
    qtbot.addWidget(console)
    fired: list[int] = []
    shortcut = QShortcut(QKeySequence("4"), console)
    shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
    shortcut.activated.connect(partial_append(fired))
    booth = open_booth("see-five-answers")
    press(booth, "enter 4")
    assert fired == []
    assert [target.face.key for target in targets(booth) if target.pose.chosen] == ["4"]


def partial_append(into: list[int]) -> Callable[[], None]:
    def append() -> None:
        into.append(1)

    return append
