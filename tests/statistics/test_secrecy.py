"""PROMISES 21: what is published never fixes what a group, or somebody in it, answered."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING

import pytest

from tests.statistics.outsider import (
    Knowledge,
    Published,
    Row,
    exposed,
    fixed_by_totals,
    published,
    small_room,
    tables_of,
    unprotected,
)
from workshop_app.statistics import Candidate, compared_items, tells_by_hiding

if TYPE_CHECKING:
    from collections.abc import Callable

ROOMS = 1500


def test_no_small_room_gives_anybody_away() -> None:
    rng = random.Random(21)
    hidden = 0
    for _ in range(ROOMS):
        tables, minimum = small_room(rng)
        assert exposed(tables, minimum, published) == []
        hidden += sum(shown is None for _, shown in published(tables, minimum))
    assert hidden > ROOMS


def test_the_outsider_finds_what_is_not_protected() -> None:
    """The control: in the same rooms without the protection there is something to find."""
    rng = random.Random(21)
    found = sum(len(exposed(*small_room(rng), unprotected)) for _ in range(ROOMS))
    assert found > ROOMS / 100


def every_total(people: int, points: int) -> list[Row]:
    picks = combinations_with_replacement(range(points), people)
    return [tuple(pick.count(point) for point in range(points)) for pick in picks]


@pytest.mark.parametrize("sizes", [(3, 4), (3, 5), (4, 4), (3, 3, 4)])
def test_every_answer_to_one_question(sizes: Row) -> None:
    """All worlds of one question with three points and "cannot judge"."""
    for total in every_total(sum(sizes), 4):
        known = Knowledge(len(sizes))
        hidden = False
        for table in tables_of(total, sizes):
            ((_, shown),) = published([table], 3)
            if shown is None and sum(total[:-1]) >= 3 and not fixed_by_totals(table):
                known.add(table)
                hidden = True
        assert known.is_open or not hidden


def test_every_answer_to_two_questions() -> None:
    """All worlds of two questions, for each pair of totals."""
    sizes = (3, 5)
    totals = [(*total, 0) for total in every_total(8, 3) if sum(map(bool, total)) > 1]
    checked = 0
    for pair in product(totals, repeat=2):
        if not all(tells_by_hiding([total[:-1]], sizes, 3) for total in pair):
            continue
        worlds: dict[Published, list[Knowledge]] = defaultdict(lambda: [Knowledge(2), Knowledge(2)])
        for tables in product(*(tables_of(total, sizes) for total in pair)):
            seen = published(tables, 3)
            for known, table in zip(worlds[seen], tables, strict=True):
                known.add(table)
        for ((_, first), (_, second)), knowns in worlds.items():
            assert (first is None) == (second is None)
            if first is None:
                assert all(known.is_open for known in knowns)
                checked += 1
    assert checked == 9


@pytest.mark.parametrize(
    ("total", "sizes", "telling"),
    [
        ([2, 2, 1, 5, 0], [6, 4], True),  # only the four can have agreed, and on one point
        ([1, 1, 1, 7, 0], [6, 4], False),  # the six can as well
        ([1, 0, 4, 5, 0], [6, 4], False),  # the four on one point or on another
        ([2, 3, 2, 3, 0], [6, 4], False),  # nobody can: it never has to be hidden
        ([2, 2, 0, 5, 0], [6, 4], False),  # one gave no answer: perhaps a group is too small
        ([0, 0, 0, 10, 0], [6, 4], False),  # all of us: the total says so
        ([2, 2, 3, 5, 0], [4, 4, 4], False),
        ([2, 2, 1, 4, 1], [6, 5], True),  # one gave no answer: 4 may be all who did, of five
    ],
)
def test_what_hiding_would_tell(total: list[int], sizes: list[int], telling: bool) -> None:
    assert tells_by_hiding([total], sizes) is telling


def test_a_ranking_has_a_way_for_each_place() -> None:
    assert tells_by_hiding([[4, 3, 3]], [6, 4])
    assert not tells_by_hiding([[4, 3, 3], [3, 4, 3]], [6, 4])


def _candidates(**states: str) -> dict[str, Candidate]:
    """``t`` is telling, ``h`` must be hidden."""
    return {id_: Candidate("h" not in state, "t" in state) for id_, state in states.items()}


def test_what_tells_nothing_goes_alone() -> None:
    assert compared_items(_candidates(a="", b="h", c="t", d="t")) == {"a", "c", "d"}


def test_a_telling_question_takes_its_block_along() -> None:
    nine = dict.fromkeys("abcdefghi", "t") | {"b": "th"}
    assert compared_items(_candidates(**nine, x="")) == {*"efghi", "x"}


def test_the_last_block_takes_what_is_left_over() -> None:
    seven = dict.fromkeys("abcdefg", "t") | {"g": "th"}
    assert compared_items(_candidates(**seven)) == frozenset()
    assert compared_items(_candidates(**seven), 3) == {*"abc"}


def test_a_telling_question_without_company_is_never_compared() -> None:
    """Whatever was answered: else hiding it would tell."""
    assert compared_items(_candidates(a="t", b="")) == {"b"}
    assert compared_items(_candidates(a="th", b="")) == {"b"}
    assert compared_items({}) == frozenset()


@pytest.mark.parametrize("call", [lambda: tells_by_hiding([[3, 3]], [3, 3], 2),
                                  lambda: compared_items({}, 2)])
def test_the_floor_holds(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="may not go below 3"):
        call()
