"""Matrices: dots that never cover one another, labels that find room, lists that page."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from tests.figures.samples_matrix import ACT, DUTCH, IDEAS, QUADRANTS, WORDS, many, spots
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Figure, Path, Text
from workshop_app.figures.layout import Box, bounds, overlap
from workshop_app.figures.matrix import MatrixStyle, Spot, matrix, matrix_map
from workshop_app.figures.matrix_list import Beside
from workshop_app.figures.matrix_plot import Disc, Plot, Settled, settled


def plot(canvas: Canvas = ACT) -> Plot:
    return Plot(Box(0, 0, canvas.width, canvas.height), QUADRANTS, WORDS.axes, canvas)


def dots(figure: Figure) -> dict[str, Circle]:
    return {item.key: item for item in figure.items if isinstance(item, Circle) and item.key}


def test_coordinates_and_points_are_each_others_inverse() -> None:
    here = plot()
    for x, y in ((0, 0), (100, 100), (50, 50), (13, 87)):
        assert here.value(here.at(x, y)) == (x, y)
    assert here.value((-50, -50)) == (0, 100), "never outside"
    assert here.at(0, 100)[1] < here.at(0, 0)[1], "high is up"


def test_a_dot_with_room_stands_where_it_was_put() -> None:
    here = plot()
    found = settled([Disc("a", 30, 70, 2), Disc("b", 60, 20, 2)], here)
    assert (found["a"].x, found["a"].y) == pytest.approx(here.at(30, 70))
    assert (found["b"].x, found["b"].y) == pytest.approx(here.at(60, 20))


@pytest.mark.parametrize(("x", "y"), [(25, 75), (0, 0), (100, 100), (49, 51)])
def test_dots_on_one_spot_make_room_within_their_quadrant(x: float, y: float) -> None:
    here = plot()
    found = settled([Disc(str(n), x, y, 2.0) for n in range(30)], here)
    for one, other in combinations(found.values(), 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius
    room = here.room(here.of(x, y))
    for one in found.values():
        assert room.x <= one.box.x
        assert one.box.right <= room.right
        assert room.y <= one.box.y
        assert one.box.bottom <= room.bottom


def test_more_dots_than_a_quadrant_holds_still_come_to_an_end() -> None:
    found = settled([Disc(str(n), 5, 5, 3.0) for n in range(200)], plot())
    assert len(found) == 200
    assert all(isinstance(one, Settled) for one in found.values())


def test_labels_cover_no_dot_and_no_other_label() -> None:
    (page,) = matrix(QUADRANTS, spots(voted=True), ACT, WORDS)
    marks = [bounds(dot) for dot in dots(page).values()]
    for text in page.items:
        if isinstance(text, Text):
            assert not any(overlap(bounds(text), mark, -0.05) for mark in marks), text.text
    said = " ".join(page.texts())
    assert all(text in said for text, *_ in IDEAS)


def test_a_label_away_from_its_dot_has_a_line_to_it() -> None:
    crowd = [Spot(f"c{n}", f"Crowded idea {n}", 25.0, 75.0) for n in range(6)]
    (page,) = matrix(QUADRANTS, crowd, ACT, WORDS)
    lines = [
        item for item in page.items
        if isinstance(item, Path) and item.stroke and item.stroke.token == "border"
    ]
    assert lines
    assert len(dots(page)) == 6


def test_many_notes_are_numbered_and_every_number_is_on_its_page() -> None:
    pages = matrix(QUADRANTS, many(40), ACT, DUTCH)
    seen: list[int] = []
    for page in pages:
        strong = [item for item in page.items if isinstance(item, Text)]
        numbers = [int(item.text) for item in strong
                   if item.weight == "semibold" and item.text.isdigit()]
        assert all(numbers.count(n) == 2 for n in numbers), "on the matrix and in the list"
        seen += sorted(set(numbers))
        assert len(dots(page)) == 40, "the others are there as small dots"
    assert seen == list(range(1, 41))


def test_a_note_that_is_too_long_for_any_page_ends_in_an_ellipsis() -> None:
    endless = [Spot("e", "woord " * 900, 20.0, 20.0)]
    (page,) = matrix(QUADRANTS, endless, ACT, WORDS)
    assert any(text.endswith("…") for text in page.texts())


def test_the_alarm_waits_for_a_first_note() -> None:
    style = MatrixStyle(alarm=True)

    def alarmed(found: list[Spot]) -> int:
        pages = matrix(QUADRANTS, found, ACT, WORDS, style)
        return sum(item.key.startswith("empty:") for item in pages[0].items)

    assert alarmed([]) == 0
    assert alarmed([Spot("w", "Waits")]) == 0
    assert alarmed(spots()[:1]) == 3
    assert alarmed(spots()) == 0


def test_a_number_stands_beside_even_an_empty_matrix() -> None:
    (page,) = matrix(QUADRANTS, [], ACT, WORDS, beside=Beside("23", "Share of week", "Median"))
    assert {"23", "Median"} <= set(page.texts())
    assert WORDS.invitation in " ".join(page.texts())


def test_the_map_marks_the_chosen_note() -> None:
    canvas = Canvas(80, 45, "act")
    chosen = [Spot("a", "A", 10.0, 10.0, chosen=True), Spot("b", "B", 90.0, 90.0), Spot("c", "C")]
    figure, ground, places = matrix_map(QUADRANTS, chosen, canvas, WORDS)
    assert set(places) == {"a", "b"}
    rings = [
        item for item in figure.items
        if isinstance(item, Circle) and item.stroke and item.stroke.token == "focus"
    ]
    assert [(ring.x, ring.y) for ring in rings] == [(places["a"].x, places["a"].y)]
    assert ground.value((places["b"].x, places["b"].y)) == (90.0, 90.0)
