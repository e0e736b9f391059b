"""Counted cards become as many ballots as the question with most cards has."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_app.method.question import Answer, Question
from workshop_app.session.counting import CardBallot, Counting, is_counted


class Box:
    def __init__(self) -> None:
        self.ballots: dict[str, dict[str, str]] = {}

    def save(self, ballot: CardBallot) -> None:
        self.ballots[ballot.key] = dict(ballot.answers)
        if not ballot.answers:
            del self.ballots[ballot.key]

    def counts(self, question: str) -> Counter[str]:
        return Counter(b[question] for b in self.ballots.values() if question in b)


def test_cards_of_several_questions_share_ballots() -> None:
    box = Box()
    counting = Counting("cards", box.save)
    counting.set_count("a", "1", 3)
    counting.set_count("a", "2", 2)
    counting.set_count("b", "1", 4)
    assert len(box.ballots) == counting.ballots == 5
    assert box.counts("a") == {"1": 3, "2": 2}
    assert box.counts("b") == {"1": 4}


def test_a_card_too_many_is_taken_back() -> None:
    box = Box()
    counting = Counting("cards", box.save)
    counting.set_count("a", "1", 2)
    counting.set_count("a", "2", 1)
    counting.set_count("a", "1", 1)
    assert box.counts("a") == {"1": 1, "2": 1}
    counting.take("a", "5")
    assert counting.ballots == 2


def test_only_short_scales_are_counted() -> None:
    answers = tuple(Answer(str(n), "") for n in range(-100, 101))
    assert is_counted(Question("a", "", "choice", answers[:4]))
    assert not is_counted(Question("a", "", "number", answers))
    assert not is_counted(Question("a", "", "word", ()))


steps = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("123"), st.integers(0, 6)))


@settings(max_examples=100, deadline=None)
@given(steps)
def test_any_way_of_counting_ends_in_the_same_totals(wanted: list[tuple[str, str, int]]) -> None:
    box = Box()
    counting = Counting("cards", box.save)
    expected: dict[tuple[str, str], int] = {}
    for question, answer, number in wanted:
        counting.set_count(question, answer, number)
        expected[question, answer] = number
    for (question, answer), number in expected.items():
        assert box.counts(question)[answer] == number
    most = max((box.counts(q).total() for q in "ab"), default=0)
    assert len(box.ballots) == most
