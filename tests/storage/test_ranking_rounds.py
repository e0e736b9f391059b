"""What a closed round keeps of a ranking: all of its options, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app.method.question import Answer, Question
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.tally import PAIRS, TOTAL, tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACES = (Answer("1", "1"), Answer("2", "2"))
ASKED = tuple(Question(option, option, "rank", PLACES, part_of="best") for option in "abc")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    session = SessionFile.create(tmp_path / "s.workshop")
    yield session
    session.close()


def _kept(file: SessionFile, *ballots: tuple[str, str]) -> set[tuple[str, str, str, int]]:
    """Close a round in which each ballot is (group, options from first to last)."""
    round_ = rounds.open_round(file, "x", ASKED, mode="booth", attribute="band")
    for group, order in ballots:
        answers = {option: str(place) for place, option in enumerate(order, 1)}
        key = rounds.new_ballot_key()
        rounds.cast(file, round_, ASKED, answers, key=key, group=group)
    rounds.close_round(file, round_)
    return set(file.rows("SELECT name, question, answer, votes FROM tally"))


def test_a_ranking_of_too_few_people_is_not_kept(file: SessionFile) -> None:
    ballots = [("", "ab"), ("", "ab"), ("", "ba"), ("", ""), ("", "")]
    assert _kept(file, *ballots) == {(TOTAL, option, "", 0) for option in "abc"}


def test_an_option_that_few_chose_is_kept(file: SessionFile) -> None:
    kept = _kept(file, ("", "ab"), ("", "ab"), ("", "ba"), ("", "ac"))
    assert (TOTAL, "c", "2", 1) in kept


def test_groups_are_kept_where_none_agrees_on_a_place(file: SessionFile) -> None:
    floor = [("floor", order) for order in ("ab", "ab", "ac", "ba")]
    top = [("top", order) for order in ("bc", "cb", "ab", "ba")]
    kept = _kept(file, *floor, *top)
    assert ("floor", "a", "1", 3) in kept
    assert ("top", "c", "1", 1) in kept


def test_one_place_that_a_group_agrees_on_hides_every_option_per_group(file: SessionFile) -> None:
    floor = [("floor", order) for order in ("ab", "ab", "ac", "ab")]
    top = [("top", order) for order in ("bc", "cb", "ab", "ba")]
    assert {name for name, *_ in _kept(file, *floor, *top)} == {TOTAL}


def test_a_group_of_which_too_few_ranked_hides_the_others_too(file: SessionFile) -> None:
    floor = [("floor", order) for order in ("ab", "ba", "ac", "", "")]
    top = [("top", order) for order in ("bc", "cb", "ab", "ba")]
    assert {name for name, *_ in _kept(file, *floor, *top)} == {TOTAL}


FLOOR = [("floor", order) for order in ("ab", "ab", "ac", "ba")]
TOP = [("top", order) for order in ("bc", "cb", "ab", "ba")]


def _order(kept: set[tuple[str, str, str, int]]) -> dict[str, int]:
    """The order by pairs as it is stored, for all of us only."""
    assert {name for name, question, *_ in kept if question == PAIRS} <= {TOTAL}
    return {option: ahead for _, question, option, ahead in kept if question == PAIRS}


def test_the_order_by_pairs_outlives_the_ballots_and_the_pairs_do_not(file: SessionFile) -> None:
    kept = _kept(file, *[("", order) for order in ("ab", "ab", "bc", "cb", "bc")])
    assert _order(kept) == {"a": 2, "b": 0, "c": 1}
    assert {question for _, question, *_ in kept} == {"a", "b", "c", PAIRS}
    found = tally(file, "x")
    assert found is not None
    assert found.by_pairs == {"a": 3, "b": 1, "c": 2}
    assert set(found.total.counts) == {"a", "b", "c"}
    assert file.row("SELECT COUNT(*) FROM ballot") == (0,)


def test_it_stands_beside_groups_that_show(file: SessionFile) -> None:
    assert set(_order(_kept(file, *FLOOR, *TOP))) == {"a", "b", "c"}


def test_it_goes_where_groups_are_hidden_because_of_what_was_answered(file: SessionFile) -> None:
    agreed = [("floor", order) for order in ("ab", "ab", "ac", "ab")]
    assert _order(_kept(file, *agreed, *TOP)) == {}


def test_it_stays_where_groups_would_be_hidden_whatever_was_answered(file: SessionFile) -> None:
    """Of six and four only the four can have agreed, and only on a first: never compared."""
    floor = [("floor", order) for order in ("ac", "ab", "a", "bc", "ba", "c")]
    top = [("top", order) for order in ("ab", "bc", "ca", "cb")]
    kept = _kept(file, *floor, *top)
    assert {name for name, *_ in kept} == {TOTAL}
    assert set(_order(kept)) == {"a", "b", "c"}


def test_too_few_have_no_order(file: SessionFile) -> None:
    assert _order(_kept(file, ("", "ab"), ("", "ab"), ("", "ba"), ("", ""))) == {}
