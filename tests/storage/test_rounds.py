"""Rounds: nothing but turnout before closing, counts after it, ballots destroyed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.method.question import Answer, Question
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.tally import TOTAL, Tally, ballots_in, latest, tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIVE = tuple(Answer(str(n), f"word {n}") for n in range(1, 6))
ZERO = Answer("0", "cannot judge")
SCALE = (Question("q1", "?", "scale", FIVE, ZERO), Question("q2", "?", "scale", FIVE, ZERO))
WORD = (Question("w", "?", "word", ()),)


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    return SessionFile.create(tmp_path / "votes.workshop")


def _vote(
    file: SessionFile,
    ballots: Sequence[tuple[str, dict[str, str]]],
    questions: tuple[Question, ...] = SCALE,
    attribute: str = "band",
) -> Tally:
    round_ = rounds.open_round(
        file, "x", questions, mode="booth", attribute=attribute, expected=len(ballots)
    )
    for group, answers in ballots:
        key = rounds.new_ballot_key()
        rounds.cast(file, round_, questions, answers, key=key, group=group)
    rounds.close_round(file, round_)
    found = tally(file, "x")
    assert found is not None
    return found


def _same(group: str, number: int, *answers: tuple[str, str]) -> list[tuple[str, dict[str, str]]]:
    return [
        (group, {"q1": answers[i % len(answers)][0], "q2": answers[i % len(answers)][1]})
        for i in range(number)
    ]


def test_only_turnout_leaves_an_open_round(file: SessionFile) -> None:
    round_ = rounds.open_round(file, "x", SCALE, mode="booth", expected=3)
    rounds.cast(file, round_, SCALE, {"q1": "5"}, key="k")
    rounds.cast(file, round_, SCALE, {}, key="blank")
    found = latest(file, "x")
    assert found is not None
    assert (found.state, found.returned, found.expected) == ("open", 2, 3)
    assert tally(file, "x") is None


def test_closing_counts_and_destroys(file: SessionFile) -> None:
    found = _vote(file, _same("floor", 5, ("5", "1"), ("0", "")), attribute="")
    assert found.round.state == "closed"
    assert found.round.returned == 5
    q1, q2 = found.total.counts["q1"], found.total.counts["q2"]
    assert (q1.valid, q1.votes) == (3, None)
    assert (q2.valid, q2.votes) == (3, None)
    for table in ("ballot", "voted"):
        assert file.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_cannot_judge_and_blank_are_kept_apart(file: SessionFile) -> None:
    ballots = [*_same("", 4, ("5", "1")), ("", {"q1": "0"}), ("", {})]
    found = _vote(file, ballots, attribute="")
    q1 = found.total.counts["q1"]
    assert (q1.valid, q1.votes, q1.cannot_judge) == (4, {"5": 4}, 1)
    assert q1.vector(["1", "2", "3", "4", "5"]) == (0, 0, 0, 0, 4)
    assert found.total.ballots == 6


def test_small_groups_join_and_the_remainder_takes_the_next(file: SessionFile) -> None:
    mixed = (("2", "3"), ("3", "4"))
    ballots = _same("a", 6, *mixed) + _same("b", 5, *mixed) + _same("c", 4, *mixed)
    found = _vote(file, ballots + _same("d", 1, *mixed))
    assert {group.name: group.ballots for group in found.groups} == {"a": 6, "b": 5, "other": 5}
    assert found.round.merged == ("c", "d")


def test_a_ballot_without_group_cannot_be_found_by_subtraction(file: SessionFile) -> None:
    mixed = (("2", "3"), ("3", "4"))
    found = _vote(file, _same("a", 6, *mixed) + _same("b", 5, *mixed) + _same("", 1, *mixed))
    assert {group.name: group.ballots for group in found.groups} == {"a": 6, "other": 6}
    assert found.round.merged == ("b",)


def test_two_groups_of_which_one_is_small_are_not_compared(file: SessionFile) -> None:
    mixed = (("2", "3"), ("3", "4"))
    found = _vote(file, _same("a", 6, *mixed) + _same("b", 3, *mixed))
    assert found.groups == ()
    assert found.round.merged == ("a", "b")


def test_a_question_is_compared_only_where_nobody_is_given_away(file: SessionFile) -> None:
    ballots = _same("a", 4, ("2", "3"), ("3", "4")) + _same("b", 4, ("5", "3"), ("5", "2"))
    found = _vote(file, ballots)
    assert [set(group.counts) for group in found.groups] == [{"q2"}, {"q2"}]
    stored = file.connection.execute(
        "SELECT count(*) FROM tally WHERE question='q1' AND name<>?", (TOTAL,)
    )
    assert stored.fetchone() == (0,)


def test_casting_twice_with_one_key_counts_once_and_keeps_the_last(file: SessionFile) -> None:
    round_ = rounds.open_round(file, "x", SCALE, mode="phones", expected=9)
    for answer in ("1", "5"):
        rounds.cast(file, round_, SCALE, {"q1": answer}, key="mine", seat="s1")
    for other in range(4):
        rounds.cast(file, round_, SCALE, {"q1": "4"}, key=f"o{other}", seat=f"t{other}")
    with pytest.raises(UserError, match="voted already"):
        rounds.cast(file, round_, SCALE, {"q1": "1"}, key="second", seat="s1")
    rounds.close_round(file, round_)
    found = tally(file, "x")
    assert found is not None
    assert found.total.counts["q1"].votes == {"4": 4, "5": 1}


def test_a_closed_round_takes_nothing_and_never_changes(file: SessionFile) -> None:
    found = _vote(file, _same("", 5, ("2", "3")), attribute="")
    with pytest.raises(UserError, match="closed"):
        rounds.cast(file, found.round, SCALE, {"q1": "5"}, key="late")
    rounds.close_round(file, found.round)
    assert tally(file, "x") == found


def test_a_second_round_stands_beside_the_first(file: SessionFile) -> None:
    first = _vote(file, _same("", 5, ("2", "3")), attribute="")
    second = _vote(file, _same("", 5, ("4", "3")), attribute="")
    assert (first.round.number, second.round.number) == (1, 2)
    assert tally(file, "x", 1) == first
    assert tally(file, "x") == second


def test_one_round_at_a_time(file: SessionFile) -> None:
    round_ = rounds.open_round(file, "x", SCALE, mode="booth")
    with pytest.raises(UserError, match="still open"):
        rounds.open_round(file, "x", SCALE, mode="booth")
    rounds.discard_round(file, round_)
    round_ = rounds.open_round(file, "x", SCALE, mode="booth")
    rounds.cast(file, round_, SCALE, {"q1": "1"}, key="k")
    with pytest.raises(UserError, match="has ballots"):
        rounds.discard_round(file, round_)


def test_words_count_whatever_their_case(file: SessionFile) -> None:
    said = ["Hope", "hope", "HOPE", "Trots", "  two   words "]
    found = _vote(file, [("", {"w": word}) for word in said], WORD, attribute="")
    votes = found.total.counts["w"].votes
    assert votes == {"HOPE": 3, "Trots": 1, "two words": 1}


def test_nothing_of_a_ballot_is_left_in_any_file(file: SessionFile) -> None:
    """PROMISES 19, with its control: the marker is there while the round is open."""
    questions = (Question("w", "?", "word", ()),)
    round_ = rounds.open_round(file, "x", questions, mode="booth", expected=6)
    keys = [f"{random.getrandbits(128):032x}" for _ in range(6)]
    for index, key in enumerate(keys):
        text = "first-secret-marker" if index == 0 else "same"
        rounds.cast(file, round_, questions, {"w": text}, key=key)
    rounds.cast(file, round_, questions, {"w": "same"}, key=keys[0])
    assert keys[0].encode() in file.path.read_bytes()
    rounds.close_round(file, round_)
    file.close()
    left = b"".join(path.read_bytes() for path in file.path.parent.iterdir())
    for secret in ("first-secret-marker", *keys):
        assert secret.encode() not in left


def test_the_file_keeps_no_order_of_ballots(file: SessionFile) -> None:
    """Ballots lie in the order of their random keys, whatever order they were cast in."""
    round_ = rounds.open_round(file, "x", SCALE, mode="booth")
    keys = [rounds.new_ballot_key() for _ in range(20)]
    for key in keys:
        rounds.cast(file, round_, SCALE, {"q1": "3"}, key=key)
    stored = [
        key
        for (key,) in file.connection.execute(
            "SELECT DISTINCT key FROM ballot WHERE round = ?", (round_.key,)
        )
    ]
    assert stored == sorted(keys)
    assert stored != keys


def test_those_who_named_no_group_are_a_group_and_not_the_total(file: SessionFile) -> None:
    mixed = (("2", "3"), ("3", "4"))
    found = _vote(file, _same("floor", 4, *mixed) + _same("", 5, ("4", "1"), ("5", "2")))
    assert {group.name: group.ballots for group in found.groups} == {"floor": 4, "": 5}
    q1 = {group.name: group.counts["q1"].votes for group in found.groups}
    assert q1 == {"floor": {"2": 2, "3": 2}, "": {"4": 3, "5": 2}}
    assert found.total.counts["q1"].votes == {"2": 2, "3": 2, "4": 3, "5": 2}


def test_no_group_can_be_called_as_the_total(file: SessionFile) -> None:
    mixed = (("2", "3"), ("3", "4"))
    found = _vote(file, _same("floor", 4, *mixed) + _same(TOTAL, 4, *mixed))
    assert {group.name for group in found.groups} == {"floor", ""}


@pytest.mark.parametrize("answers", [{"q1": "6"}, {"q1": "often"}, {"q9": "1"}])
def test_what_a_question_does_not_accept_is_not_cast(
    file: SessionFile, answers: dict[str, str]
) -> None:
    round_ = rounds.open_round(file, "x", SCALE, mode="booth")
    with pytest.raises(ValueError, match=next(iter(answers))):
        rounds.cast(file, round_, SCALE, answers, key="k")
    with pytest.raises(ValueError, match=next(iter(answers))):
        rounds.cast_all(file, round_, SCALE, [("", {"q1": "1"}), ("", answers)])
    assert ballots_in(file, round_.key) == 0
    rounds.cast(file, round_, SCALE, {"q1": " 5 ", "q2": ""}, key="k")


def test_one_activity_is_compared_by_one_attribute(file: SessionFile) -> None:
    _vote(file, _same("a", 4, ("1", "2")), attribute="")
    _vote(file, _same("a", 4, ("1", "2")), attribute="band")
    with pytest.raises(UserError, match="compared other groups"):
        rounds.open_round(file, "x", SCALE, mode="booth", attribute="department")
    for attribute in ("", "band"):
        _vote(file, _same("a", 4, ("1", "2")), attribute=attribute)
    assert rounds.open_round(file, "y", SCALE, mode="booth", attribute="department")
