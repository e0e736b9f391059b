"""Rows of a page share the room that is left."""

from __future__ import annotations

import pytest

from workshop_app.figures.layout import spread


def test_what_is_left_is_shared_and_the_gap_stays() -> None:
    assert [*spread("ab", [4.0, 6.0], 10.0, 20.0, 100.0, gap=2.0)] == [
        ("a", 10.0, 8.0),
        ("b", 20.0, 10.0),
    ]


def test_no_row_grows_beyond_the_tallest() -> None:
    assert [*spread("ab", [4.0, 9.0], 0.0, 50.0, 8.0)] == [("a", 0.0, 8.0), ("b", 8.0, 9.0)]


def test_a_full_page_stays_as_it_is() -> None:
    heights = [height for _, _, height in spread("abc", [3.0, 2.0, 1.0], 0.0, 6.0, 9.0)]
    assert heights == pytest.approx([3.0, 2.0, 1.0])
