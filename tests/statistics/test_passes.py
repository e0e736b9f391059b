"""Consistency of several passes and the gap between two."""

from __future__ import annotations

import pytest

from workshop_app.statistics import consistency, shift


def test_consistency_is_what_the_spreads_leave() -> None:
    assert consistency([(80, 60, 40), (50, 50, 50)]) == 80
    assert consistency([(70, 70, 70)]) == 100
    assert consistency([(0, 100, 50)]) == 0


def test_an_attribute_that_may_not_show_is_left_out() -> None:
    assert consistency([(80, None, 40), (50, 40, 30)]) == 80
    assert consistency([(80, None, 40), (None, 40, 30), (50, 40, 30)]) is None
    assert consistency([]) is None


def test_one_pass_has_nothing_to_be_consistent_with() -> None:
    with pytest.raises(ValueError, match="two passes"):
        consistency([(80,)])


def test_a_shift_has_a_sign() -> None:
    assert shift(80, 55.5) == -24.5
    assert shift(55.5, 80) == 24.5
    assert shift(None, 80) is None
    assert shift(80, None) is None
