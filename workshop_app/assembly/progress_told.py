"""Progress told: a table of every session's rates, a picture of those that have a past, a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly.over_time_figure import ticks
from workshop_app.booklet.edition import Section
from workshop_app.figures.table import PERCENT, Cell, Column, Table, Valued
from workshop_app.figures.trend import Trend, TrendPoint, trends
from workshop_app.session.over_time_told import (
    change_cell,
    month,
    returning_words,
    season_words,
    unit_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.assembly.progress import Progress, Standing
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.session.context import Context
    from workshop_app.session.over_time import OverTime
    from workshop_app.session.review import Rate
    from workshop_app.words import Words


def progress_section(
    progress: Progress,
    moved: Sequence[tuple[Context, OverTime]],
    words: Words,
    canvas: Canvas,
) -> Section:
    """The chapter of a booklet (METHOD §9); ``moved`` are the activities that compare."""
    tables = (rates_table(progress, words), trend_table(moved, words))
    return Section(
        ".progress",
        canvas.phase,
        words("progress.title"),
        words("progress.question"),
        lead=qualified(progress, words),
        figures=_pictures(progress, words, canvas),
        tables=tuple(table for table in tables if table.rows),
    )


def trend_table(moved: Sequence[tuple[Context, OverTime]], words: Words) -> Table:
    """What moved since the first session, and since the previous where that is another one.

    Each row leads to the page that shows it whole.
    """
    rows: list[tuple[Cell, ...]] = []
    leads: list[str] = []
    several = any(found.several for _, found in moved)
    since = ["first", *(["previous"] if several else [])]
    for context, found in moved:
        for row in found.rows:
            changes = [row.first, *([row.previous] if several else [])]
            if row.gone or all(one.points is None for one in changes):
                continue
            cells = (change_cell(found, one, words) for one in changes)
            rows.append((context.text("title"), row.label, *cells, unit_words(found, words)))
            leads.append(context.activity.id)
    columns = (
        Column(words("progress.activity"), width=2.0),
        Column(words("progress.what"), width=2.6),
        *(Column(words(f"over_time.since_{one}"), None, 1.2, right=True) for one in since),
        Column(words("progress.unit"), None, 1.3),
    )
    return Table(words("progress.trends"), columns, tuple(rows), leads=tuple(leads))


def qualified(progress: Progress, words: Words) -> str:
    """The season, and who of those present was there before: they stand beside every trend."""
    now, sessions = progress.present[-1], progress.sessions
    previous = progress.present[-2] if len(sessions) > 2 else None
    said = (
        season_words(sessions[0].day, sessions[-1].day, words),
        returning_words(now, progress.present[0], previous, words),
    )
    return " ".join(filter(None, said))


def rates_table(progress: Progress, words: Words) -> Table:
    """A row for every session, oldest first; a dash where there was nothing to look back on."""
    names = progress.names
    if not names:
        return Table(words("progress.table"), (), ())
    columns = [
        Column(words("progress.session"), width=1.6),
        *(Column(words(f"progress.rate.{name}"), width=1.2) for name in names),
        Column(words("progress.returned"), width=1.1),
    ]
    rows = [
        (
            _name(place, one, progress, words),
            *(_cell(one.rates.get(name), words) for name in names),
            _percent(one.first, words),
        )
        for place, one in enumerate(progress.sessions)
    ]
    notes = [words(f"progress.means.{name}") for name in names] + [words("progress.dash")]
    return Table(words("progress.table"), tuple(columns), tuple(rows), " ".join(notes))


def _name(place: int, one: Standing, progress: Progress, words: Words) -> str:
    when = month(one.day, words)
    if place == len(progress.sessions) - 1:
        return words("progress.now", when=when)
    return words("over_time.first", when=when) if not place else when


def _cell(rate: Rate | None, words: Words) -> Cell:
    if rate is None:
        return None
    percent = words.number(rate.percent, 0)
    if rate.name == "pledges":
        return Valued(words("progress.of_answers", rate=percent, n=rate.of), rate.percent, PERCENT)
    said = words("progress.share", rate=percent, done=round(rate.done), of=rate.of)
    return Valued(said, rate.percent, PERCENT)


def _percent(share: float | None, words: Words) -> Cell:
    return None if share is None else Valued(f"{words.number(share, 0)}%", share, PERCENT)


def _pictures(progress: Progress, words: Words, canvas: Canvas) -> tuple[Figure, ...]:
    """Along the months, the rates that two sessions have."""
    first, last = (progress.sessions[place].day for place in (0, -1))
    rows = []
    lines = [*("between" for _ in progress.sessions[1:]), "now"]
    for name in progress.names:
        points = [
            TrendPoint((one.day - first).days, one.rates[name].percent, line)
            for one, line in zip(progress.sessions, lines, strict=True)
            if name in one.rates
        ]
        if len(points) < 2:
            continue
        newest = points[-1]
        said = f"{words.number(newest.value, 0)}%" if newest.line == "now" else ""
        title = words(f"progress.rate.{name}")
        rows.append(
            Trend(
                name, title, tuple(points), 0.0, 100.0,
                lambda value: f"{words.number(float(value), 0)}%", said,
            )
        )
    if not rows:
        return ()
    return trends(
        rows, ticks(first, last, words), (last - first).days, canvas, words("progress.question")
    )
