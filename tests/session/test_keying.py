"""Keying sheets in: where a digit goes, what is refused, what a correction saves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_app.figures.markers import Group
from workshop_app.method.question import Answer, BallotRules, Question
from workshop_app.session.keyed_ballot import KeyedBallot, Refusal
from workshop_app.session.keying import Keying

AGREE = tuple(Answer(str(n), f"word {n}") for n in range(1, 6))
ZERO = Answer("0", "Cannot judge")
GROUPS = (Group("floor", "Floor", 0), Group("middle", "Middle", 1), Group("top", "Top", 2))


def scale(id_: str) -> Question:
    return Question(id_, f"Item {id_}", "scale", AGREE, ZERO)


def number(id_: str, first: int, last: int) -> Question:
    answers = tuple(Answer(str(n), str(n)) for n in range(first, last + 1))
    return Question(id_, f"Number {id_}", "number", answers)


def ranking(options: int, places: int = 3) -> list[Question]:
    answers = tuple(Answer(str(n), str(n)) for n in range(1, places + 1))
    return [
        Question(f"r{n}", f"Option {n}", "rank", answers, part_of="r")
        for n in range(1, options + 1)
    ]


class Box:
    """Takes ballots in, by key as the storage does; full while ``full`` is set."""

    def __init__(self) -> None:
        self.ballots: dict[str, tuple[str, dict[str, str]]] = {}
        self.saves = 0
        self.full = False

    def save(self, ballot: KeyedBallot) -> bool:
        self.saves += 1
        if not self.full:
            self.ballots[ballot.key] = (ballot.group, dict(ballot.answers))
        return not self.full

    @property
    def answers(self) -> list[dict[str, str]]:
        return [answers for _, answers in self.ballots.values()]


@pytest.fixture
def box() -> Box:
    return Box()


def key_in(keying: Keying, text: str) -> list[str]:
    """Press characters; “ ” leaves blank, “<” is Backspace, “!” Enter. Returns refusals."""
    said = []
    for character in text:
        if character == " ":
            refusal = keying.blank()
        elif character == "<":
            refusal = keying.back()
        elif character == "!":
            refusal = keying.enter()
        else:
            refusal = keying.press(character)
        if refusal is not None:
            said.append(refusal.reason)
    return said


def test_a_row_is_saved_once_when_its_last_cell_is_filled(box: Box) -> None:
    keying = Keying([scale("a"), scale("b"), scale("c")], (), box.save)
    key_in(keying, "12")
    assert box.saves == 0
    assert keying.is_started
    key_in(keying, "0")
    assert box.answers == [{"a": "1", "b": "2", "c": "0"}]
    assert box.saves == 1
    assert (keying.row, keying.column) == (1, 0)
    assert not keying.is_started


def test_a_digit_that_is_no_answer_moves_nothing(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], (), box.save)
    assert key_in(keying, "9x") == ["not_an_answer", "not_an_answer"]
    assert (keying.row, keying.column) == (0, 0)
    assert key_in(keying, "3") == []
    assert keying.column == 1


def test_a_blank_is_no_answer_but_counts_as_keyed(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], (), box.save)
    key_in(keying, " 2  ")
    assert box.answers == [{"b": "2"}, {}]


def test_cells_that_were_passed_over_come_before_the_row_ends(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], (), box.save)
    keying.move(0, 1)
    key_in(keying, "4")
    assert box.saves == 0
    assert keying.column == 0
    key_in(keying, "1")
    assert box.answers == [{"a": "1", "b": "4"}]


def test_backspace_takes_back_and_the_correction_replaces_the_same_ballot(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], (), box.save)
    key_in(keying, "12")
    key = keying.ballots[0].key
    keying.seek(1)
    keying.move(0, 1)
    key_in(keying, "<")
    assert box.ballots[key] == ("", {"a": "1"})
    key_in(keying, "5")
    assert box.ballots == {key: ("", {"a": "1", "b": "5"})}
    assert (keying.row, keying.column) == (1, 0)


def test_an_earlier_row_is_corrected_and_keying_goes_on_below(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], (), box.save)
    key_in(keying, "11223")
    assert keying.seek(1) == "opened"
    key_in(keying, "45")
    assert box.answers == [{"a": "4", "b": "5"}, {"a": "2", "b": "2"}]
    assert (keying.row, keying.column) == (2, 1)
    key_in(keying, "3")
    assert box.answers[-1] == {"a": "3", "b": "3"}


def test_what_is_saved_is_hidden_and_only_its_number_opens_it(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], (), box.save)
    key_in(keying, "1223")
    first, second = keying.ballots[:2]
    assert keying.is_hidden(first)
    assert [keying.shown(first, column) for column in "ab"] == ["", ""]
    assert keying.move(-1, 0) == Refusal("hidden", {"row": 2})
    assert keying.go(0, 1) == Refusal("hidden", {"row": 1})
    assert key_in(keying, "<") == ["hidden"]
    assert keying.row == 2
    keying.seek(1)
    assert [keying.shown(first, column) for column in "ab"] == ["1", "2"]
    assert keying.is_hidden(second)
    assert box.saves == 2
    key_in(keying, "!")
    assert keying.is_hidden(first)
    assert (keying.row, keying.column) == (2, 0)


def test_every_way_out_of_an_opened_row_hides_it(box: Box) -> None:
    keying = Keying([scale("a")], (), box.save)
    key_in(keying, "1")
    first = keying.ballots[0]
    ways = (
        keying.resume,
        lambda: keying.move(1, 0),
        lambda: keying.move(0, 1),
        lambda: keying.go(1, 0),
        lambda: keying.seek(9),
    )
    for way in ways:
        keying.seek(1)
        assert not keying.is_hidden(first)
        way()
        assert keying.is_hidden(first)


def test_numbers_are_counted_on_or_typed(box: Box) -> None:
    keying = Keying([scale("a")], (), box.save, first=4)
    key_in(keying, "1")
    assert keying.seek(2) == "numbered"
    key_in(keying, "111")
    assert [one.number for one in keying.ballots] == [4, 2, 3, 5, 6]


def test_a_number_used_twice_is_asked_about_and_allowed(box: Box) -> None:
    keying = Keying([scale("a")], (), box.save)
    key_in(keying, "12")
    assert keying.seek(1) == "opened"
    assert keying.row == 0
    assert keying.seek(1) == "again"
    key_in(keying, "3")
    assert [one.number for one in keying.ballots] == [1, 2, 1, 3]
    assert box.answers == [{"a": "1"}, {"a": "2"}, {"a": "3"}]
    found = []
    for _ in range(2):
        keying.seek(1)
        found.append(keying.row)
    assert found == [0, 2]


def test_a_row_on_screen_stays_while_it_is_corrected(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], (), box.save)
    box.full = True
    key_in(keying, "12")
    assert keying.shown(keying.ballots[0], "a") == "1"
    assert keying.go(0, 0) is None
    box.full = False
    key_in(keying, "4")
    assert keying.shown(keying.ballots[0], "a") == "4"
    key_in(keying, "5")
    assert keying.is_hidden(keying.ballots[0])
    assert box.answers == [{"a": "4", "b": "5"}]


def test_a_full_disk_loses_no_row_and_the_next_save_brings_them_all(box: Box) -> None:
    keying = Keying([scale("a")], (), box.save)
    box.full = True
    key_in(keying, "12")
    assert [ballot.number for ballot in keying.waiting] == [1, 2]
    box.full = False
    key_in(keying, "3")
    assert box.answers == [{"a": "1"}, {"a": "2"}, {"a": "3"}]
    assert keying.counted == 3
    assert not keying.waiting


def test_a_row_that_is_refused_waits_for_nothing(box: Box) -> None:
    def refuse(ballot: KeyedBallot) -> bool:
        ballot.refused = True
        return False

    keying = Keying([scale("a")], (), refuse)
    key_in(keying, "12")
    assert not keying.waiting
    assert [row.removed for row in keying.ballots] == [True, True, False]
    assert keying.counted == 0


def test_numbers_of_sheets_that_came_before_are_not_given_twice(box: Box) -> None:
    keying = Keying([scale("a")], (), box.save, first=6, before={2, 3, 5})
    assert keying.seek(3) == "before"
    assert keying.ballot.number == 6
    assert keying.seek(1) == "numbered"
    key_in(keying, "11")
    assert [row.number for row in keying.ballots] == [1, 4, 6]


PEOPLE = tuple(
    Group(name, name, 0)
    for name in ("Jan", "Jan de Vries", "Jan Jansen", *(f"P{n}" for n in range(9)))
)


def test_a_name_that_begins_another_ends_with_enter(box: Box) -> None:
    keying = Keying([scale("a")], PEOPLE, box.save, named=True)
    assert key_in(keying, "1!5" + "jan!5" + "jan d5" + "115" + "2!5") == []
    keys = [group for group, _ in box.ballots.values()]
    assert keys == ["Jan", "Jan", "Jan de Vries", "P7", "Jan de Vries"]
    assert key_in(keying, "p!") == ["which"]


def test_somebody_who_has_voted_is_asked_about(box: Box) -> None:
    asked: list[str] = []

    def may_be(_: KeyedBallot, person: str) -> bool:
        asked.append(person)
        return asked.count(person) == 2

    keying = Keying([scale("a")], PEOPLE, box.save, named=True, may_be=may_be)
    assert key_in(keying, "4 p5.") == ["asked"] * 4
    assert keying.asked == PEOPLE[3]
    key_in(keying, "<")
    assert keying.asked is None
    key_in(keying, "5!2")
    assert asked == ["P0", "P1", "P1"]
    assert list(box.ballots.values()) == [("P1", {"a": "2"})]


def test_the_group_is_a_digit_or_the_beginning_of_its_name(box: Box) -> None:
    keying = Keying([scale("a")], GROUPS, box.save)
    key_in(keying, "1" + "5" + "m" + "4" + "0" + "3")
    assert list(box.ballots.values()) == [
        ("floor", {"a": "5"}),
        ("middle", {"a": "4"}),
        ("", {"a": "3"}),
    ]
    assert key_in(keying, "7") == ["no_group"]


def test_a_sorted_stack_needs_no_key_for_its_group(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], GROUPS, box.save)
    keying.fix_group("floor")
    key_in(keying, "1234")
    keying.fix_group("top")
    key_in(keying, "55")
    assert [group for group, _ in box.ballots.values()] == ["floor", "floor", "top"]
    keying.fix_group(None)
    assert keying.column == 0
    key_in(keying, "211")
    assert list(box.ballots.values())[-1] == ("middle", {"a": "1", "b": "1"})


def test_a_ranking_ends_with_its_last_place(box: Box) -> None:
    keying = Keying([*ranking(11), scale("z")], (), box.save)
    assert key_in(keying, "10020") == []
    assert key_in(keying, "1") == ["rank_twice"]
    key_in(keying, "3")
    assert keying.question is not None
    assert keying.question.id == "z"
    key_in(keying, "5")
    assert box.answers == [{"r1": "1", "r4": "2", "r6": "3", "z": "5"}]


def test_long_numbers_wait_until_they_can_be_nothing_else(box: Box) -> None:
    keying = Keying([number("n", -100, 100), scale("z")], (), box.save)
    key_in(keying, "-7")
    assert keying.pending == "-7"
    key_in(keying, "!5" + "-354" + "100" + "4")
    assert box.answers == [
        {"n": "-7", "z": "5"},
        {"n": "-35", "z": "4"},
        {"n": "100", "z": "4"},
    ]
    assert key_in(keying, "-!") == ["not_an_answer"]


def test_ten_follows_one_only_where_the_scale_has_it(box: Box) -> None:
    eleven = Question("p", "p", "scale", tuple(Answer(str(n), "") for n in range(11)))
    keying = Keying([eleven, scale("z")], (), box.save)
    key_in(keying, "104" + "15")
    assert box.answers == [{"p": "10", "z": "4"}, {"p": "1", "z": "5"}]


def test_a_word_ends_with_enter(box: Box) -> None:
    keying = Keying([Question("w", "One word", "word", ()), scale("z")], (), box.save)
    key_in(keying, "proudé")
    assert keying.pending == "proudé"
    key_in(keying, "<!4")
    assert box.answers == [{"w": "proud", "z": "4"}]


def test_a_row_is_taken_out_and_brought_back(box: Box) -> None:
    keying = Keying([scale("a")], (), box.save)
    key_in(keying, "12")
    keying.seek(1)
    assert keying.remove().removed
    assert keying.counted == 1
    assert key_in(keying, "3") == ["removed"]
    keying.remove()
    keying.save_waiting()
    assert keying.counted == 2
    keying.resume()
    key_in(keying, "4")
    assert box.answers == [{"a": "1"}, {"a": "2"}, {"a": "4"}]


def test_a_row_that_is_not_finished_can_be_cleared(box: Box) -> None:
    keying = Keying([scale("a"), scale("b")], GROUPS, box.save)
    keying.fix_group("top")
    key_in(keying, "1")
    keying.remove()
    assert not keying.is_started
    key_in(keying, "45")
    assert list(box.ballots.values()) == [("top", {"a": "4", "b": "5"})]


QUESTIONS = [scale("a"), *ranking(4, 2), number("n", 0, 12), scale("z")]


@settings(max_examples=120, deadline=None)
@given(st.text("0123456789 <!.-", max_size=80), st.lists(st.integers(0, 7), max_size=3))
def test_whatever_is_pressed_what_is_shown_is_what_is_saved(text: str, jumps: list[int]) -> None:
    box = Box()
    keying = Keying(QUESTIONS, GROUPS, box.save)
    for start, jump in enumerate([*jumps, 0]):
        key_in(keying, text[start :: len(jumps) + 1].replace(".", " "))
        if jump % 2:
            keying.seek(jump)
        else:
            keying.go(jump, jump)
    finished = {b.key: (b.group, b.answers) for b in keying.ballots if b.finished}
    assert box.ballots == finished
    assert not keying.ballots[-1].finished
    for _, answers in box.ballots.values():
        assert not BallotRules(QUESTIONS).faults(answers)


def test_values_with_a_sign_are_keyed_in_digits(box: Box) -> None:
    answers = tuple(Answer(str(value), f"w{value}", str(value + 4)) for value in range(-3, 4))
    keying = Keying([Question("a", "A", "scale", answers)], (), box.save)
    assert key_in(keying, "174") == []
    assert box.answers == [{"a": "-3"}, {"a": "3"}, {"a": "0"}]
    shown = []
    for number in (1, 2, 3):
        keying.seek(number)
        shown.append(keying.shown(keying.ballot, "a"))
    assert shown == ["1", "7", "4"]
    keying.resume()
    refusals = [keying.press(digit) for digit in "0-8"]
    assert [refusal and refusal.fields["first"] for refusal in refusals] == ["1"] * 3
    assert len(box.answers) == 3
