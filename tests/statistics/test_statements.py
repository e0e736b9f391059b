"""Yes, partly, no and don't know in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import blind_spot, statement_score

COUNTS = st.lists(st.integers(0, 50), min_size=3, max_size=3)


def test_the_methods_own_vector() -> None:
    score = statement_score([3, 2, 1])
    assert score is not None
    assert round(score, 1) == 66.7


@pytest.mark.parametrize(
    ("counts", "expected"), [([5, 0, 0], 100), ([0, 5, 0], 50), ([0, 0, 5], 0), ([2, 0, 2], 50)]
)
def test_what_an_answer_is_worth(counts: list[int], expected: float) -> None:
    assert statement_score(counts) == expected


def test_below_the_minimum_nothing_shows() -> None:
    assert statement_score([1, 1, 1]) is None
    assert statement_score([1, 1, 1], 3) == 50
    assert statement_score([0, 0, 0]) is None


@pytest.mark.parametrize("counts", [[1, 2], [1, 2, 3, 4], [-1, 3, 3], []])
def test_counts_that_no_round_gives_are_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"not|no counts"):
        statement_score(counts)


def test_the_floor_holds() -> None:
    with pytest.raises(ValueError, match="below 3"):
        statement_score([3, 3, 3], 2)


@given(COUNTS)
def test_turning_every_answer_round_mirrors_the_score(counts: list[int]) -> None:
    score, mirrored = statement_score(counts), statement_score(counts[::-1])
    if score is None or mirrored is None:
        assert score is mirrored is None
    else:
        assert score + mirrored == pytest.approx(100)


def test_a_blind_spot_is_the_share_of_do_not_know() -> None:
    assert blind_spot(9, 3) == 0.25
    assert blind_spot(0, 4) == 1
    assert blind_spot(4, 0) == 0
    assert blind_spot(0, 0) is None
    with pytest.raises(ValueError, match="not -1"):
        blind_spot(-1, 2)
