"""Statements drawn: bars of yes, partly and no, a radar of areas, and where we do not know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop_app.figures.bars import Bar, BarsWords, bars
from workshop_app.figures.movement import change
from workshop_app.figures.radar import FEWEST, profile_pages
from workshop_app.figures.stacked_bars import StackSection, stacked_bars
from workshop_app.figures.stacked_radar import stacked_radar
from workshop_app.figures.stacks import StackRow, StackWords
from workshop_app.kinds.statements.model import (
    SCALE,
    blind,
    by_blind_spot,
    is_unanswered,
    text_of,
)
from workshop_app.session.profile import ProfileResults, looks, side_series
from workshop_app.session.profile_picture import (
    agreement_name,
    axes_of,
    empty_profile,
    fits_radar,
    profile_words,
    two_votes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.session.context import Context
    from workshop_app.session.profile import Line
    from workshop_app.session.votes import Numbers


def figures(
    results: ProfileResults, view: str, canvas: Canvas, context: Context, grown: float = 1.0
) -> Sequence[Figure]:
    """The pages of one view; ``grown`` = 0 gives the figure the picture grows from."""
    if view == "guess":
        return _guess(results, canvas, context)
    if view == "agreement":
        return _agreement(results, canvas, context, grown)
    if view == "groups" and results.groups:
        return _groups(results, canvas, context, grown)
    return _total(results, canvas, context, grown)


def _guess(results: ProfileResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """An empty radar; where no radar is drawn the statements with empty bars."""
    plan, words = results.plan, profile_words(context, ends(context))

    def draw(empty: ProfileResults, below: Canvas) -> Sequence[Figure]:
        return _total(empty, below, context, 1.0)

    return empty_profile(plan, axes_of(plan, context, "areas"), words, canvas, context, draw)


def _total(
    results: ProfileResults, canvas: Canvas, context: Context, grown: float
) -> tuple[Figure, ...]:
    """The radar with the bars of its areas, then area by area the bars of the statements."""
    words, number = _stack_words(context, results), context.words.number
    sections = _sections(results, context)
    pages = stacked_bars(sections, canvas, words, number, grown=grown)
    if not fits_radar(results.plan) or results.total is None:
        return pages
    areas = [_area(results, axis, context) for axis in results.plan.axes]
    series = side_series(results, (), "", context)
    both = profile_words(context, ends(context)), words
    first = stacked_radar(
        axes_of(results.plan, context, "areas"), series, areas, canvas, both, number, grown=grown
    )
    return first + pages


def _agreement(
    results: ProfileResults, canvas: Canvas, context: Context, grown: float
) -> tuple[Figure, ...]:
    """All statements in one list, most "don't know" first, with how far we agree."""
    rows = tuple(
        _row(results, line, context, noted=True) for line in by_blind_spot(results)
    )
    words = _stack_words(context, results)
    return stacked_bars(
        (StackSection(rows),), canvas, words, context.words.number, grown=grown
    )


def _groups(
    results: ProfileResults, canvas: Canvas, context: Context, grown: float
) -> tuple[Figure, ...]:
    """The groups on the radar of areas; without one, on a bar for each statement."""
    words, number = context.words, context.words.number
    low, high = ends(context)
    if len(results.plan.axes) >= FEWEST:
        series = side_series(results, results.groups, "", context)
        axes = axes_of(results.plan, context, "areas")
        of_profile = profile_words(context, (low, high))
        return profile_pages(axes, series, canvas, of_profile, number, grown=grown)
    of_bars = BarsWords(
        words("votes.not_shown"),
        (),
        low,
        high,
        words("votes.all"),
        context.text("question"),
        two_votes(context),
    )
    rows = [
        Bar(
            line.id,
            text_of(context, line),
            results.numbers(line).score,
            groups=tuple(side.items[line.id].score for side in results.groups),
            before=results.earlier(line).score,
        )
        for line in results.plan.lines
    ]
    groups = looks(results.groups, context)
    return bars(rows, canvas, of_bars, number, groups=groups, grown=grown)


def _sections(results: ProfileResults, context: Context) -> tuple[StackSection, ...]:
    plan = results.plan
    if not plan.axes:
        return (StackSection(tuple(_row(results, line, context) for line in plan.lines)),)
    scores = results.total.axes if results.total else {}
    before = results.moved.axes if results.moved else {}
    return tuple(
        StackSection(
            tuple(_row(results, line, context) for line in plan.of_axis(axis)),
            context.text(f"areas.{axis}"),
            scores.get(axis),
            before.get(axis),
        )
        for axis in plan.axes
    )


def _row(
    results: ProfileResults, line: Line, context: Context, *, noted: bool = False
) -> StackRow:
    numbers, before = results.numbers(line), results.earlier(line)
    return StackRow(
        line.id,
        text_of(context, line),
        numbers.counts,
        numbers.cannot_judge or 0,
        numbers.score,
        _note(results, line, context) if noted else "",
        before.counts,
        before.cannot_judge or 0,
        before.score,
    )


def _note(results: ProfileResults, line: Line, context: Context) -> str:
    """The blind spot and the agreement in words."""
    words, numbers = context.words, results.numbers(line)
    if results.round is not None and is_unanswered(results, line):
        return words("statements.too_few", k=results.round.minimum)
    share = blind(numbers)
    if share is None or numbers.n is None or numbers.cannot_judge is None:
        return ""
    before = agreement_name(results.earlier(line), context)
    said = change(before, agreement_name(numbers, context))
    if not numbers.cannot_judge:
        return said
    total = numbers.n + numbers.cannot_judge
    spot = words("statements.blind", n=numbers.cannot_judge, total=total,
                 share=words.number(100 * share))
    return f"{spot} · {said}"


def _area(results: ProfileResults, axis: str, context: Context) -> StackRow:
    """The answers to all statements of an area that show."""
    name = context.text(f"areas.{axis}")
    score = results.total.axes[axis] if results.total else None
    if score is None:
        return StackRow(axis, name)
    lines = results.plan.of_axis(axis)
    now, before = (
        [one for one in map(of, lines) if one.counts] for of in (results.numbers, results.earlier)
    )
    row = StackRow(axis, name, *_together(now), score)
    was = results.moved.axes[axis] if results.moved else None
    if was is None or len(before) < len(now):
        return replace(row, before_score=was)
    counts, rest = _together(before)
    return replace(row, before=counts, before_rest=rest, before_score=was)


def _together(numbers: Sequence[Numbers]) -> tuple[tuple[int, ...], int]:
    """The answers to several statements, and how many do not know."""
    counts = zip(*(one.counts or () for one in numbers), strict=True)
    return tuple(map(sum, counts)), sum(one.cannot_judge or 0 for one in numbers)


def ends(context: Context) -> tuple[str, str]:
    """The words at the scores 0 and 100."""
    answers, _ = context.scale(SCALE)
    return answers[-1].label, answers[0].label


def _stack_words(context: Context, results: ProfileResults) -> StackWords:
    words = context.words
    answers, zero = context.scale(SCALE)
    return StackWords(
        tuple(answer.label for answer in answers),
        zero.label if zero else "",
        words("votes.not_shown") if results.total else "",
        words("votes.column.score") if results.total else "",
        context.text("question"),
        words("votes.before"),
    )
