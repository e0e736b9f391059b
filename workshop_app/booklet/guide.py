"""The small drawings of the reading guide: scales, and what agreement looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import Block, rule_at, stack, text_at
from workshop_app.booklet.paper import BODY, CAPTION, ROW
from workshop_app.booklet.tags import Tag
from workshop_app.figures.figure import Fill, Item, Rect
from workshop_app.figures.text import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.booklet.edition import ScaleGuide
    from workshop_app.booklet.paper import Frame
    from workshop_app.words import Words

EXAMPLES = (
    ("shared", (0, 1, 2, 7, 2)),
    ("mixed", (2, 3, 2, 3, 2)),
    ("two_camps", (5, 1, 0, 1, 5)),
)
"""Twelve votes on five points, as the words for agreement describe them."""

BARS = (84.0, 34.0)


def scale_block(scale: ScaleGuide, room: float) -> Block:
    """A scale as a row of its points, "cannot judge" last and apart."""
    cells = [*scale.points, *((scale.zero,) if scale.zero else ())]
    step = room / len(cells)
    last = len(scale.points) - 1
    wide = step * 3 if not any(word for _, word in scale.points[1:-1]) else step - 8
    named = [(number, wrap(word, wide, CAPTION.size)) for number, word in cells]
    height = ROW.leading + 6 + max(len(lines) for _, lines in named) * CAPTION.leading

    def paint(brush: Brush, x: float, y: float) -> None:
        for index, (number, lines) in enumerate(named):
            left, right = x + index * step, x + (index + 1) * step - 6
            token = "border" if index <= last else "line"
            brush.items((Rect(left, y, right - left, 3.0, Fill(token)),))
            # The last word of a scale that names its ends only would run off the page.
            turned = wide > step and index == last == len(named) - 1
            at, anchor = (right, "end") if turned else (left, "start")
            tag = Tag("P")
            point = number if turned else f"{number} "
            brush.items(text_at(point, ROW.strong(), at, y + 5, anchor), tag)
            words = [f" {lines[0]}", *lines[1:]] if turned else lines
            brush.items(stack(words, CAPTION, at, y + 5 + ROW.leading, anchor), tag)

    return Block(height, paint, 10.0)


def agreement_block(frame: Frame, words: Words) -> Block:
    """Three small histograms side by side, each with its word and what it means."""
    width = frame.span(2)
    texts = [
        (words(f"votes.agreement.{key}"), words(f"booklet.guide.agreement.{key}"))
        for key, _ in EXAMPLES
    ]
    wrapped = [wrap(text, width - 6, CAPTION.size) for _, text in texts]
    deep = max(len(lines) for lines in wrapped)
    height = BARS[1] + 8 + BODY.leading + 2 + deep * CAPTION.leading

    def paint(brush: Brush, x: float, y: float) -> None:
        for index, (_, votes) in enumerate(EXAMPLES):
            left = frame.column(2 * index) - frame.left + x
            brush.items(_histogram(votes, left, y))
            below = y + BARS[1] + 8
            brush.items(text_at(texts[index][0], BODY.strong(), left, below), Tag("P"))
            meaning = stack(wrapped[index], CAPTION, left, below + BODY.leading + 2)
            brush.items(meaning, Tag("P"))

    return Block(height, paint, 12.0)


def _histogram(votes: Sequence[int], x: float, y: float) -> list[Item]:
    room, tall = BARS
    step = room / len(votes)
    most = max(votes)
    items: list[Item] = []
    for index, count in enumerate(votes):
        height = tall * count / most
        if count:
            bar = Rect(x + index * step, y + tall - height, step - 4, height, Fill("ink2"))
            items.append(bar)
    items.append(rule_at(x, y + tall, room - 4, "border", 0.75))
    return items
