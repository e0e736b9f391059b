"""Polls on a scale drawn: recommendation with its margin, support for a proposal, long numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.figure import Figure, Item
from workshop_app.figures.histogram import Bin, Span, histogram
from workshop_app.figures.layout import Box, line_height, lines_at
from workshop_app.figures.movement import LEGEND, VoteNames, vote_legend
from workshop_app.figures.score_line import TICK, ScoreLine, score_line
from workshop_app.figures.text import SMALLEST, fitted, wrap
from workshop_app.kinds.poll.model import scale_answers
from workshop_app.kinds.poll.shape import GRADIENT, NPS
from workshop_app.kinds.poll.wording import (
    BANDS,
    SIDES,
    band_counts,
    difference_words,
    margin_words,
    signed,
    support_words,
    vote_names,
    was_words,
)
from workshop_app.statistics import net_promoter_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.kinds.poll.figure import Drawing, Parts
    from workshop_app.kinds.poll.model import Result

PANEL = 0.34
BIG = 15.0
GAP = 6.0
ABOVE_LINE = 5.2
"""Height in u that the needle of a score line takes above its numbers."""


def recommendations(drawing: Drawing, parts: Parts, canvas: Canvas) -> tuple[Figure, ...]:
    """A page per question: the score with its margin, and how many gave which mark."""
    return tuple(_recommendation(drawing, found[0], canvas) for _, found in parts)


def _recommendation(drawing: Drawing, result: Result, canvas: Canvas) -> Figure:
    context = drawing.context
    head, used = _heading(drawing, result, canvas)
    counts, before = result.numbers.counts, _earlier(result)
    items: list[Item] = list(head)
    if before:
        keys, high = _legend(drawing, used, canvas)
        items += keys
        used += high
    box = Box(0, used, canvas.width * PANEL, canvas.height - used)
    line = ScoreLine(result.id, -100, 100, None)
    if counts and sum(counts):
        found = net_promoter_score(counts)
        text = signed(context.words, found.score)
        notes = [(text, "semibold"), *((one, "regular") for one in margin_words(context, found))]
        if before:
            earlier = net_promoter_score(before).score
            said = signed(context.words, earlier)
            notes.insert(1, (was_words(context, said), "regular"))
            line = line._replace(before=earlier, before_readout=said)
        above = box._replace(height=box.height - line_height(canvas.size(TICK)) - ABOVE_LINE)
        items += _panel(notes, context.words("poll.nps.unit"), above, canvas)
        line = line._replace(score=found.score, margin=found.margin, readout=text)
    elif drawing.results.round:
        items += _too_few(drawing, box, canvas)
    foot = Box(box.x, box.bottom - 14.0, box.width, 14.0)
    items += score_line(line, foot, canvas, context.words.number, grown=drawing.grown)
    right = Box(box.right + GAP, used, canvas.width - box.right - GAP, canvas.height - used)
    spans = [
        Span(first, last, context.words(f"poll.nps.{name}"), str(count))
        for (name, first, last), count in zip(BANDS, band_counts(counts, BANDS), strict=True)
    ]
    items += _columns(drawing, result, spans if counts else (), right, canvas, NPS)
    return Figure(canvas.width, canvas.height, tuple(items), drawing.title)


def supports(drawing: Drawing, parts: Parts, canvas: Canvas) -> tuple[Figure, ...]:
    """A page per proposal: its words, whether it passes, and where the room stands."""
    return tuple(_support(drawing, found[0], canvas) for _, found in parts)


def _support(drawing: Drawing, result: Result, canvas: Canvas) -> Figure:
    context = drawing.context
    head, used = _heading(drawing, result, canvas)
    items: list[Item] = list(head)
    counts = result.numbers.counts
    if counts and sum(counts):
        size = canvas.size(4.2)
        lines, size = fitted(support_words(context, counts), canvas.width, size, "semibold", 2)
        items += lines_at(lines, 0, used, size, "semibold")
        used += line_height(size, len(lines)) + 0.8
        if _earlier(result):
            legend, height = _legend(drawing, used, canvas)
            items += legend
            used += height
    elif drawing.results.round:
        items += _too_few(drawing, Box(0, used, canvas.width, 6.0), canvas)
        used += 7.0
    sides = zip(SIDES, band_counts(counts, SIDES), strict=True)
    spans = [
        Span(first, last, context.words(f"poll.gradient.{name}"), str(count))
        for (name, first, last), count in sides
    ]
    box = Box(0, used, canvas.width, canvas.height - used)
    items += _columns(drawing, result, spans if counts else (), box, canvas, GRADIENT)
    return Figure(canvas.width, canvas.height, tuple(items), drawing.title)


def long_numbers(drawing: Drawing, results: Sequence[Result], canvas: Canvas) -> tuple[Figure, ...]:
    """A page per number with many values: the median of the guesses beside what was measured."""
    return tuple(_long_number(drawing, result, canvas) for result in results)


def _long_number(drawing: Drawing, result: Result, canvas: Canvas) -> Figure:
    words = drawing.context.words
    head, used = _heading(drawing, result, canvas)
    items: list[Item] = list(head)
    earlier = result.moved.numbers.median if result.moved else None
    if earlier is not None:
        keys, high = _legend(drawing, used, canvas, "ink")
        items += keys
        used += high
    box = Box(0, used, canvas.width * PANEL, canvas.height - used)
    numbers, known = result.numbers, result.known if drawing.results.round else None
    low, high = int(result.values[0]), int(result.values[-1])
    line = ScoreLine(result.id, low, high, numbers.median)
    if numbers.median is not None and numbers.counts:
        notes = [(_value(drawing, numbers.median, low), "semibold")]
        measured = ""
        if known is not None:
            measured = words("poll.known", value=_value(drawing, known, low))
            notes.append((measured, "semibold"))
            notes.append((difference_words(drawing.context, numbers.median, known), "regular"))
        if earlier is not None:
            said = _value(drawing, earlier, low)
            notes.append((was_words(drawing.context, said), "regular"))
            line = line._replace(before=earlier, before_readout=said)
        items += _panel(notes, words("poll.guessed"), box, canvas)
        values = range(low, high + 1)
        people = {value: n for value, n in zip(values, numbers.counts, strict=True) if n}
        line = line._replace(
            people=people,
            beside=known,
            readout=notes[0][0],
            beside_readout=measured,
        )
    elif drawing.results.round:
        items += _too_few(drawing, box, canvas)
    right = Box(box.right + GAP, used, canvas.width - box.right - GAP, canvas.height - used - 4)
    items += score_line(line, right, canvas, words.number, grown=drawing.grown)
    return Figure(canvas.width, canvas.height, tuple(items), drawing.title)


def _value(drawing: Drawing, value: float, low: float) -> str:
    words = drawing.context.words
    decimals = 0 if float(value).is_integer() else 1
    return signed(words, value, decimals) if low < 0 else words.number(value, decimals)


def _heading(drawing: Drawing, result: Result, canvas: Canvas) -> tuple[tuple[Item, ...], float]:
    """The question, unless the stage says the same; a long proposal gets four lines."""
    text = drawing.prompt(result.id)
    if not text:
        return (), 0.0
    size = canvas.size(4.2)
    lines = wrap(text, canvas.width, size, "medium")
    if len(lines) > 2:
        size = canvas.size(3.4)
        lines = wrap(text, canvas.width, size, "medium", 4)
    items = lines_at(lines, 0, 0, size, "medium", leading=1.2)
    return items, line_height(size, len(lines), 1.2) + 1.6


def _panel(
    notes: Sequence[tuple[str, str]], unit: str, box: Box, canvas: Canvas
) -> tuple[Item, ...]:
    """One number very large, what it is, and what must be said with it: as large as fits."""
    for share in (1.0, 0.85, 0.7, 0.6, 0.5):
        items, bottom = _said(notes, unit, box, canvas, share)
        if bottom <= box.bottom:
            break
    return items


def _said(
    notes: Sequence[tuple[str, str]], unit: str, box: Box, canvas: Canvas, share: float
) -> tuple[tuple[Item, ...], float]:
    """The words of a panel at a share of their size, and where they end."""

    def sized(u: float) -> float:
        return max(canvas.size(u) * share, SMALLEST)

    (big, _), *rest = notes
    _, size = fitted(big, box.width, sized(BIG), "semibold", 1)
    items = list(lines_at((big,), box.x - 0.6, box.y, size, "semibold", leading=1.1))
    y = box.y + line_height(size, 1, 1.1) + 0.4
    lines, size = fitted(unit, box.width, sized(3.2), "regular", 2)
    items += lines_at(lines, box.x, y, size, "regular", "ink2")
    y += line_height(size, len(lines)) + 1.0
    for text, weight in rest:
        size = sized(4.2 if weight == "semibold" else 3.4)
        lines, size = fitted(text, box.width, size, weight, 3)
        items += lines_at(lines, box.x, y, size, weight)
        y += line_height(size, len(lines)) + 0.8
    return tuple(items), y - 0.8


def _too_few(drawing: Drawing, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    text = drawing.context.words("votes.not_shown")
    lines, size = fitted(text, box.width, canvas.size(3.4), "regular", 3)
    return lines_at(lines, box.x, box.y, size, "regular", "ink2")


def _legend(
    drawing: Drawing, top: float, canvas: Canvas, token: str = ""
) -> tuple[tuple[Item, ...], float]:
    """Outline and filled shape, named after the votes they stand for."""
    names, room = VoteNames(*vote_names(drawing.context)), Box(0, top, canvas.width, 0)
    items, high = vote_legend(names, room, canvas.size(LEGEND), token or canvas.phase)
    return items, high + 0.4


def _earlier(result: Result) -> tuple[int, ...] | None:
    """How many stood where in the first vote, where that compares with now."""
    return result.moved.numbers.counts if result.moved else None


def _columns(
    drawing: Drawing,
    result: Result,
    spans: Sequence[Span],
    box: Box,
    canvas: Canvas,
    form: str,
) -> tuple[Item, ...]:
    """The histogram; tones tell apart what is read together, words do too."""
    answers = scale_answers(drawing.context, form)
    counts = result.numbers.counts or (0,) * len(answers)
    before = _earlier(result)
    bins = [
        Bin(
            f"{result.id}:{answer.value}",
            answer.value,
            answer.label if answer.label != answer.value else "",
            counts[index],
            before[index] if before else None,
            _tone(form, index),
        )
        for index, answer in enumerate(answers)
    ]
    return histogram(bins, spans, box, canvas, grown=drawing.grown)


def _tone(form: str, index: int) -> int:
    """Promoters and supporters in the accent, those against in ink, the middle pale."""
    places = BANDS if form == NPS else SIDES
    for name, first, last in places:
        if first <= index <= last:
            return 2 if name in ("detractors", "opposed") else int(name in ("passives", "between"))
    raise ValueError(f"{form} has no point at {index}")
