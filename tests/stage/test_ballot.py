"""One person's ballot: what may be chosen, taken back, passed over and forgotten."""

from __future__ import annotations

import pytest

from workshop_app.method.question import Answer, Question
from workshop_app.stage.ballot import Ballot, sheets

ZERO = Answer("0", "Cannot judge")
SCALE = tuple(Answer(str(point), f"Word {point}") for point in range(1, 6))
PLACES = tuple(Answer(str(place), str(place)) for place in (1, 2, 3))
NUMBERS = tuple(Answer(str(value), str(value)) for value in range(-100, 101))
LINES = (
    Question("it1", "We listen.", "scale", SCALE, ZERO),
    *(Question(f"op{n}", f"Option {n}", "rank", PLACES, part_of="op") for n in range(1, 6)),
    Question("np3", "Your guess", "number", NUMBERS),
    Question("wd1", "One word", "word", ()),
)


@pytest.fixture
def ballot() -> Ballot:
    return Ballot(sheets(LINES, {"op": "Which three?"}, "How are we doing?"), "")


def test_the_options_of_one_ranking_share_a_screen(ballot: Ballot) -> None:
    shown = [(sheet.form, sheet.prompt, len(sheet.lines)) for sheet in ballot.sheets]
    assert shown == [
        ("scale", "We listen.", 1),
        ("rank", "Which three?", 5),
        ("number", "Your guess", 1),
        ("word", "One word", 1),
    ]


def test_two_rankings_do_not_share_a_screen() -> None:
    lines = [Question(f"{part}1", "x", "rank", PLACES, part_of=part) for part in "ab"]
    assert len(sheets(lines, {}, "hint")) == 2


def test_the_activitys_question_stands_below_unless_it_is_the_question() -> None:
    lines = [Question("a", "Same?", "word", ()), Question("b", "Other", "word", ())]
    assert [sheet.hint for sheet in sheets(lines, {}, "Same?")] == ["", "Same?"]


def test_a_taken_back_place_goes_to_the_next_option(ballot: Ballot) -> None:
    rank = ballot.sheets[1]
    assert all(ballot.rank(rank, option) for option in ("op4", "op2", "op5"))
    assert not ballot.rank(rank, "op1")
    assert ballot.answers == {"op4": "1", "op2": "2", "op5": "3"}
    ballot.rank(rank, "op4")
    ballot.rank(rank, "op1")
    assert ballot.answers == {"op1": "1", "op2": "2", "op5": "3"}


def test_passing_over_is_the_scales_zero_or_a_blank(ballot: Ballot) -> None:
    scale, rank, _, word = ballot.sheets
    ballot.choose(scale, "4")
    ballot.rank(rank, "op1")
    ballot.choose(word, "hope")
    for sheet in (scale, rank, word):
        ballot.pass_over(sheet)
    assert ballot.answers == {"it1": "0"}
    assert all(ballot.is_passed(sheet) and ballot.is_complete(sheet) for sheet in (scale, word))


def test_choosing_after_passing_counts(ballot: Ballot) -> None:
    scale = ballot.sheets[0]
    ballot.pass_over(scale)
    ballot.choose(scale, "2")
    assert ballot.answers == {"it1": "2"}
    assert not ballot.is_passed(scale)


@pytest.mark.parametrize(
    ("sheet", "value", "complete"),
    [
        (0, "", False),
        (0, "3", True),
        (2, "-", False),
        (2, "-40", True),
        (2, "400", False),
        (3, "  ", False),
        (3, "hope", True),
    ],
)
def test_one_goes_on_with_an_answer_the_question_has(
    ballot: Ballot, sheet: int, value: str, complete: bool
) -> None:
    ballot.choose(ballot.sheets[sheet], value)
    assert ballot.is_complete(ballot.sheets[sheet]) is complete


def test_a_word_ends_at_forty_characters(ballot: Ballot) -> None:
    ballot.choose(ballot.sheets[3], "x" * 60)
    assert len(ballot.value(ballot.sheets[3])) == 40


def test_a_forgotten_ballot_holds_nothing(ballot: Ballot) -> None:
    ballot.choose(ballot.sheets[0], "4")
    ballot.pass_over(ballot.sheets[3])
    ballot.forget()
    assert (ballot.answers, ballot.passed, ballot.group, ballot.key) == ({}, set(), None, "")


def test_every_ballot_has_a_key_of_its_own() -> None:
    assert len({Ballot(()).key for _ in range(50)}) == 50
