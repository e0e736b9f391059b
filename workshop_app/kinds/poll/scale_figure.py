"""Polls on a scale drawn: recommendation with its margin, support for a proposal, long numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.figure import Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.histogram import Bin, Span, histogram
from workshop_app.figures.layout import Box, label, line_height, lines_at
from workshop_app.figures.score_line import ScoreLine, score_line
from workshop_app.figures.text import fitted, width, wrap
from workshop_app.kinds.poll.model import GRADIENT, NPS, scale_answers
from workshop_app.kinds.poll.wording import (
    BANDS,
    SIDES,
    band_counts,
    difference_words,
    margin_words,
    signed,
    support_words,
    vote_names,
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


def recommendations(drawing: Drawing, parts: Parts, canvas: Canvas) -> tuple[Figure, ...]:
    """A page per question: the score with its margin, and how many gave which mark."""
    return tuple(_recommendation(drawing, found[0], canvas) for _, found in parts)


def _recommendation(drawing: Drawing, result: Result, canvas: Canvas) -> Figure:
    context = drawing.context
    head, used = _heading(drawing, result, canvas)
    box = Box(0, used, canvas.width * PANEL, canvas.height - used)
    counts = result.numbers.counts
    items: list[Item] = list(head)
    line = ScoreLine(result.id, -100, 100, None)
    if counts and sum(counts):
        found = net_promoter_score(counts)
        text = signed(context.words, found.score)
        notes = [(text, "semibold"), *((one, "regular") for one in margin_words(context, found))]
        items += _panel(notes, context.words("poll.nps.unit"), box, canvas)
        line = line._replace(score=found.score, margin=found.margin, readout=text)
        if result.before and result.before.counts:
            earlier = net_promoter_score(result.before.counts).score
            line = line._replace(beside=earlier, beside_readout=signed(context.words, earlier))
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
        if result.before and result.before.counts:
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
    box = Box(0, used, canvas.width * PANEL, canvas.height - used)
    numbers, known = result.numbers, result.known if drawing.results.round else None
    low, high = int(result.values[0]), int(result.values[-1])
    line = ScoreLine(result.id, low, high, numbers.median)
    if numbers.median is not None and numbers.counts:
        notes = [(_value(drawing, numbers.median, low), "semibold")]
        if known is not None:
            notes.append((words("poll.known", value=_value(drawing, known, low)), "semibold"))
            notes.append((difference_words(drawing.context, numbers.median, known), "regular"))
        items += _panel(notes, words("poll.guessed"), box, canvas)
        values = range(low, high + 1)
        people = {value: n for value, n in zip(values, numbers.counts, strict=True) if n}
        line = line._replace(
            people=people,
            beside=known,
            readout=notes[0][0],
            beside_readout=notes[1][0] if known is not None else "",
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
    """One number very large, what it is, and what must be said with it."""
    (big, _), *rest = notes
    _, size = fitted(big, box.width, canvas.size(BIG), "semibold", 1)
    items = list(lines_at((big,), box.x - 0.6, box.y, size, "semibold", leading=1.1))
    y = box.y + line_height(size, 1, 1.1) + 0.4
    lines, size = fitted(unit, box.width, canvas.size(3.2), "regular", 2)
    items += lines_at(lines, box.x, y, size, "regular", "ink2")
    y += line_height(size, len(lines)) + 1.0
    for text, weight in rest:
        size = canvas.size(4.2 if weight == "semibold" else 3.4)
        lines, size = fitted(text, box.width, size, weight, 3)
        items += lines_at(lines, box.x, y, size, weight)
        y += line_height(size, len(lines)) + 0.8
    return tuple(items)


def _too_few(drawing: Drawing, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    text = drawing.context.words("votes.not_shown")
    lines, size = fitted(text, box.width, canvas.size(3.4), "regular", 3)
    return lines_at(lines, box.x, box.y, size, "regular", "ink2")


def _legend(drawing: Drawing, top: float, canvas: Canvas) -> tuple[tuple[Item, ...], float]:
    """Outline and column, named after the votes they stand for."""
    before, after = vote_names(drawing.context)
    size = canvas.size(2.9)
    y = top + line_height(size) / 2
    second = 7.2 + width(before, size, "medium") + 3
    return (
        (
            Rect(0.15, y - 1.1, 5.4, 2.2, None, Stroke("ink2", 0.3)),
            label(before, 6.6, y, size, "medium"),
            Rect(second, y - 0.8, 5.4, 1.6, Fill(canvas.phase)),
            label(after, second + 6.5, y, size, "medium"),
        ),
        line_height(size) + 0.8,
    )


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
    before = result.before.counts if result.before else None
    bins = [
        Bin(
            f"{result.id}:{answer.value}",
            answer.value,
            answer.label if answer.label != answer.value else "",
            counts[index],
            before[index] if before and result.numbers.counts else None,
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
