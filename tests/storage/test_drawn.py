"""Totals that are drawn while people vote, as somebody sees them who wants to know one vote.

The outsider sees in which order people vote, every picture with the turnout at which it came, and
the result. He has found somebody if every story that fits all this gives that person one answer.
"""

from __future__ import annotations

import random
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest

from workshop_app.method.question import Answer, Question
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.tally import drawn, latest, tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workshop_app.storage.tally import Round

TWO = (Question("q", "?", "choice", (Answer("1", "a"), Answer("2", "b"))),)
MIXED = (
    *TWO,
    Question("s", "?", "scale", (Answer("1", "a"), Answer("2", "b")), Answer("0", "none")),
    Question("w", "?", "word", ()),
)
K = 4

Seen = list[tuple[int, tuple[int, int]]]
"""At which turnout which totals were drawn, a new picture each; the result comes last."""


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    with SessionFile.create(tmp_path / "live.workshop") as made:
        yield made


def opened(
    file: SessionFile, questions: tuple[Question, ...] = TWO, *, live: bool = True
) -> Round:
    return rounds.open_round(file, "x", questions, mode="phones", minimum=K, live=live)


def picture(file: SessionFile, question: str = "q") -> tuple[int, int]:
    """The totals that may be drawn now."""
    round_ = latest(file, "x")
    assert round_ is not None
    found = drawn(file, round_)
    votes = (found.total.counts[question].votes if found else None) or {}
    return votes.get("1", 0), votes.get("2", 0)


def result(file: SessionFile) -> tuple[int, int]:
    found = tally(file, "x")
    assert found is not None
    votes = found.total.counts["q"].votes or {}
    return votes.get("1", 0), votes.get("2", 0)


def watched(file: SessionFile, answers: Sequence[str]) -> Seen:
    """A round as the outsider sees it."""
    round_ = opened(file)
    seen: Seen = []
    last = (0, 0)
    for n, answer in enumerate(answers, 1):
        rounds.cast(file, round_, TWO, {"q": answer}, key=rounds.new_ballot_key())
        if picture(file) != last:
            last = picture(file)
            seen.append((n, last))
    rounds.close_round(file, round_)
    return [*seen, (len(answers), result(file))]


def totals(answers: Sequence[str]) -> tuple[int, int]:
    return answers.count("1"), answers.count("2")


def stories(seen: Seen) -> Iterator[tuple[str, ...]]:
    """Every way people may have answered, so that these pictures came at these ballots."""
    n = seen[-1][0]
    shown = [(sum(counts), counts) for _, counts in seen]
    for answers in product("12", repeat=n):
        if all(totals(answers[:of]) == counts for of, counts in shown):
            yield answers


def found_out(seen: Seen) -> set[int]:
    """The places in the queue whose answer is the only possible one."""
    known: list[set[str]] = [set() for _ in range(seen[-1][0])]
    for story in stories(seen):
        for place, answer in enumerate(story):
            known[place].add(answer)
    return {place for place, answers in enumerate(known) if len(answers) == 1}


def agreeing(seen: Seen) -> set[int]:
    """Those in whose batch everybody gave one answer, which any picture of it would say."""
    ends = [(0, (0, 0)), *((sum(counts), counts) for _, counts in seen)]
    return {
        place
        for (start, before), (end, after) in pairwise(ends)
        if 0 in (after[0] - before[0], after[1] - before[1])
        for place in range(start, end)
    }


def test_nobody_is_found_between_two_pictures_or_the_last_and_the_result(
    file: SessionFile,
) -> None:
    dice = random.Random(4)
    pictures = 0
    for n in (4, 7, 8, 9, 11, 12, 12, 12, 12):
        seen = watched(file, [dice.choice("12") for _ in range(n)])
        sizes = [0, *(sum(counts) for _, counts in seen)]
        assert all(after - before >= K for before, after in pairwise(sizes))
        assert found_out(seen) <= agreeing(seen)
        pictures += len(seen) - 1
    assert pictures >= 9


def test_drawn_at_every_ballot_everybody_is_found() -> None:
    """The control: the same outsider before a picture that moves with each ballot."""
    answers = "121121221"
    seen = [(n, totals(answers[:n])) for n in range(1, len(answers) + 1)]
    assert found_out(seen) == set(range(len(answers)))
    assert found_out([(8, totals(answers[:8])), (9, totals(answers))]) == {8}, (
        "a last picture just before the result"
    )


def test_the_picture_moves_at_the_same_ballots_whatever_was_answered(file: SessionFile) -> None:
    moments = {tuple(n for n, _ in watched(file, answers)[:-1]) for answers in ("1" * 12, "12" * 6)}
    assert moments == {(8, 12)}


def test_each_question_waits_for_answers_of_its_own(file: SessionFile) -> None:
    round_ = opened(file, MIXED)
    for n in range(12):
        given = {"q": "1", "w": "mine"} | ({"s": "2"} if n in (0, 9) else {})
        rounds.cast(file, round_, MIXED, given, key=rounds.new_ballot_key())
    assert picture(file) == (8, 0)
    assert picture(file, "s") == (0, 0)
    found = latest(file, "x")
    assert found is not None
    now = drawn(file, found)
    assert now is not None
    assert now.total.counts["w"].votes is None
    assert not now.groups


def test_after_a_restart_no_batch_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "live.workshop"
    with SessionFile.create(path) as file:
        round_ = opened(file)
    for n in range(1, 12):
        with SessionFile.open(path) as file:
            rounds.cast(file, round_, TWO, {"q": "12"[n % 2]}, key=rounds.new_ballot_key())
            assert picture(file) == ((2, 2) if n >= 8 else (0, 0))


def test_who_changes_or_withdraws_does_not_lay_others_open(file: SessionFile) -> None:
    round_ = opened(file)
    keys = [rounds.new_ballot_key() for _ in range(8)]
    for n, key in enumerate(keys):
        rounds.cast(file, round_, TWO, {"q": "12"[n % 2]}, key=key)
    assert picture(file) == (2, 2)
    for key in keys[:3]:
        rounds.withdraw(file, round_, key)
    rounds.close_round(file, round_)
    found = tally(file, "x")
    assert found is not None
    assert (found.total.counts["q"].valid, found.total.counts["q"].votes) == (5, None)


def test_closed_nothing_is_left_of_it_and_by_default_there_is_nothing(file: SessionFile) -> None:
    for live in (True, False):
        round_ = opened(file, live=live)
        rounds.cast_all(file, round_, TWO, [("", {"q": "1"})] * 5 + [("", {"q": "2"})] * 4)
        rounds.cast_all(file, round_, TWO, [("", {"q": "2"})] * 4)
        assert (picture(file) == (5, 4)) is live
        assert bool(file.rows("SELECT * FROM live_tally")) is live
        rounds.close_round(file, round_)
        assert file.rows("SELECT * FROM live_tally") == []
        assert result(file) == (5, 8)
