"""The empty picture that the room fills with its expectations before the reveal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop_app.figures.figure import Figure, place
from workshop_app.figures.layout import Box, NumberFormat, line_height, lines_at
from workshop_app.figures.radar_labels import place_labels
from workshop_app.figures.radar_plot import radar_items
from workshop_app.figures.range_rows import Profile
from workshop_app.figures.text import fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.series import Axis, ProfileWords


def above(
    sentence: str, canvas: Canvas, draw: Callable[[Canvas], Sequence[Figure]]
) -> tuple[Figure, ...]:
    """The pages that ``draw`` makes of what is left below the sentence."""
    lines, size = fitted(sentence, canvas.width, canvas.size(3.5), "semibold", 1)
    used = line_height(size) + 2.0
    items = lines_at(lines, 0, 0, size, "semibold")
    head = Figure(canvas.width, canvas.height, tuple(items))
    pages = draw(replace(canvas, height=canvas.height - used))
    return tuple(place(head._replace(title=page.title), page, 0, used) for page in pages)


def guess(
    axes: Sequence[Axis],
    canvas: Canvas,
    words: ProfileWords,
    number_format: NumberFormat,
    sentence: str,
) -> tuple[Figure, ...]:
    """A radar without lines, large and alone, so that the room can point at it."""
    size = canvas.size(3.5)
    lines, size = fitted(sentence, canvas.width * 0.25, size, "semibold", 3)
    profile = Profile(tuple(axes), (), words, number_format, canvas.size)
    labels = tuple(axis.label for axis in axes)
    box = Box(canvas.width * 0.2, 0, canvas.width * 0.6, canvas.height)
    placement = place_labels(labels, box, canvas.size(3.4), canvas.size(2.8))
    items = (
        *lines_at(lines, 0, 1.5, size, "semibold"),
        *radar_items(profile, placement, ()),
    )
    return (Figure(canvas.width, canvas.height, items, words.title),)
