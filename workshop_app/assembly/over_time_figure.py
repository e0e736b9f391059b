"""Numbers over time drawn: on a radar, in rows, or along the months."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from workshop_app.figures.figure import Figure
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import line_height, lines_at
from workshop_app.figures.radar import MOST, radar
from workshop_app.figures.range_plot import range_pages
from workshop_app.figures.range_rows import Profile
from workshop_app.figures.series import FULL, Axis, ProfileWords, Series
from workshop_app.figures.text import fitted
from workshop_app.figures.trend import Tick, Trend, TrendPoint, trends
from workshop_app.session.over_time_told import month, since_words, time_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Item
    from workshop_app.session.context import Context
    from workshop_app.session.over_time import Dated, Measure, OverTime
    from workshop_app.words import Words

FOOT: Final = 2.8
_TICKS: Final = 6
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60)


def foot_room(text: str, canvas: Canvas) -> float:
    """The height that the sentence below a picture takes."""
    return line_height(canvas.size(FOOT), len(_foot(text, canvas)[0])) + 1.4 if text else 0.0


def _foot(text: str, canvas: Canvas) -> tuple[tuple[str, ...], float]:
    return fitted(text, canvas.width - canvas.size(FOOT) - 1.2, canvas.size(FOOT), "regular", 2)


def with_foot(page: Figure, text: str, canvas: Canvas) -> Figure:
    """The season and who returned, below a picture over time."""
    if not text:
        return page
    lines, size = _foot(text, canvas)
    mark, top = canvas.size(FOOT), canvas.height - line_height(size, len(lines))
    items: tuple[Item, ...] = (
        icon("sprout", 0, top + (line_height(size) - mark) / 2, mark, canvas.phase),
        *lines_at(lines, mark + 1.2, top, size, "regular", "ink2"),
    )
    return Figure(canvas.width, canvas.height, (*page.items, *items), page.title)


def pages_of(
    found: OverTime,
    canvas: Canvas,
    context: Context,
    counts_from: date | None,
    grown: float = 1.0,
) -> tuple[Figure, ...]:
    """The pages of one set of numbers; ``counts_from`` is when results begin to count."""
    if found.now.picture == "trend":
        return _trends(found, canvas, context, counts_from)
    return _profile(found, canvas, context, grown)


def _profile(
    found: OverTime, canvas: Canvas, context: Context, grown: float
) -> tuple[Figure, ...]:
    """First dashed, previous thin, now thick; a radar where there are axes for one."""
    now, words = found.now, context.words
    rows = [row for row in found.rows if now.of(row.id)]
    axes = tuple(Axis(row.id, row.label) for row in rows)
    wanted = [
        (place, time) for place, time in enumerate(found.times) if time.line != "between"
    ]

    def shown(place: int, line: str) -> tuple[float | None, ...]:
        known = {"first": lambda row: row.first, "previous": lambda row: row.previous}
        return tuple(
            None
            if line in known and known[line](row).points is None
            else _share(row.values[place], now.low, now.high)
            for row in rows
        )

    series = tuple(
        Series(time.line, time_name(time, words), shown(place, time.line), line=time.line)
        for place, time in wanted
    )
    series = tuple(one for one in series if any(value is not None for value in one.values))
    title = words("over_time.heading")
    several = f"{title} · {now.caption}" if now.picture == "rows" or not now.leads else title
    of_profile = ProfileWords(
        several, several, words("votes.not_shown"), *now.ends, title=context.text("question")
    )
    number = _number(found, words)
    if now.picture == "radar" and len(axes) <= MOST:
        return radar(axes, series, canvas, of_profile, number, grown=grown)
    origin = _share(0.0, now.low, now.high) if now.signed else 0.0
    profile = Profile(
        axes, series, of_profile, number, canvas.size, grown,
        origin=origin or 0.0, tick=_number(found, words, 0),
    )
    return range_pages(profile, canvas)


def _share(value: float | None, low: float, high: float) -> float | None:
    """Where a number lies on its scale, from 0 to 100."""
    return None if value is None else FULL * (value - low) / (high - low)


def _number(
    found: OverTime, words: Words, decimals: int | None = None
) -> Callable[[float], str]:
    """Turns a place on the scale back into its number; ``decimals`` where that is whole."""
    now = found.now

    def said(share: float) -> str:
        value = now.low + (now.high - now.low) * share / FULL
        places = now.decimals if decimals is None or not value.is_integer() else decimals
        return words.signed(value, places) if now.signed else words.number(value, places)

    return said


def _trends(
    found: OverTime, canvas: Canvas, context: Context, counts_from: date | None
) -> tuple[Figure, ...]:
    measured = [(one, found.dated[one.id]) for one in found.now.measures if found.dated[one.id]]
    every = [point.day for _, points in measured for point in points]
    first, last = min(every), max(every)
    words = context.words
    grey = found.now.late and counts_from is not None
    rows = [_trend(one, points, found, first, words, grey=grey) for one, points in measured]
    title = context.text("question")
    return trends(rows, ticks(first, last, words), (last - first).days, canvas, title)


def _trend(
    one: Measure,
    points: tuple[Dated, ...],
    found: OverTime,
    first: date,
    words: Words,
    *,
    grey: bool,
) -> Trend:
    lines = {time.day: time.line for time in found.times}
    own = bool(one.dated) or one.baseline is not None
    low, high = _span(one, points) if own else (found.now.low, found.now.high)

    say = words.signed if found.now.signed else words.number
    number = one.say or partial(say, decimals=found.now.decimals)
    whole = one.say or partial(say, decimals=0)
    target = one.target
    newest = points[-1] if one.dated or (one.value is not None and not own) else None
    below = "" if target is None else words("over_time.target", value=number(target))
    if not own:
        row = next(row for row in found.rows if row.id == one.id)
        below = since_words(found, row.first, words)
    return Trend(
        one.id,
        one.label,
        tuple(
            TrendPoint(
                (point.day - first).days,
                point.value,
                "now" if point is newest else _before(lines.get(point.day)),
                point.margin,
            )
            for point in points
        ),
        low,
        high,
        number,
        "" if newest is None else number(newest.value),
        below,
        target,
        grey,
        (whole(low), whole(high)),
    )


def _before(line: str | None) -> str:
    """How a point of before is drawn."""
    return line if line and line != "now" else "between"


def _span(one: Measure, points: tuple[Dated, ...]) -> tuple[float, float]:
    """A scale of its own for a figure in its own unit."""
    values = [point.value for point in points]
    values += [value for value in (one.baseline, one.target) if value is not None]
    return min(values), max(values)


def ticks(first: date, last: date, words: Words) -> tuple[Tick, ...]:
    """The first and the last day by their months, and first days of months between them."""
    whole = 12 * (last.year - first.year) + last.month - first.month
    if not whole:
        ends = dict.fromkeys((first, last))
        return tuple(Tick((day - first).days, words.date(day)) for day in ends)
    step = next((step for step in _STEPS if whole / step < _TICKS), _STEPS[-1])
    days = [first]
    for months in range(step, whole, step):
        year, at = divmod(first.year * 12 + first.month - 1 + months, 12)
        days.append(date(year, at + 1, 1))
    return tuple(Tick((day - first).days, month(day, words)) for day in (*days, last))
