"""Rated items drawn: the profile of all of us, how far we agree, and how groups differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop_app.figures.bars import Bar, BarsWords, bars
from workshop_app.figures.figure import Figure
from workshop_app.figures.layout import Box
from workshop_app.figures.radar import (
    FEWEST,
    MOST,
    PLOT_SHARE,
    RADAR_SHARE,
    profile_pages,
    radar,
)
from workshop_app.figures.radar_labels import place_labels
from workshop_app.figures.radar_plot import missing_counts, radar_items
from workshop_app.figures.range_rows import Profile
from workshop_app.figures.sayings import beside
from workshop_app.figures.series import Series
from workshop_app.kinds.rating.model import prompt
from workshop_app.session.profile import (
    Line,
    ProfileResults,
    Side,
    joined,
    looks,
    side_series,
)
from workshop_app.session.profile_picture import (
    agreement_name,
    axes_of,
    empty_profile,
    profile_words,
    two_votes,
)
from workshop_app.session.said import in_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.session.context import Context


def figures(
    results: ProfileResults, view: str, canvas: Canvas, context: Context, grown: float = 1.0
) -> Sequence[Figure]:
    """The pages of one view; ``grown`` = 0 gives the figure the picture grows from."""
    if view == "agreement":
        return _bars(results, results.plan.lines, canvas, context, grown, votes=True)
    if view in ("guess", "content"):
        return _guess(results, canvas, context)
    groups = results.groups if view == "groups" else ()
    if len(results.plan.axes) >= FEWEST:
        pages = _profiles(results, groups, canvas, context, grown)
        return pages + _beside_said(results, canvas, context) if view == "total" else pages
    return tuple(
        page
        for lines in _by_turn(results, groups)
        for page in _bars(results, lines, canvas, context, grown, groups=groups)
    )


def _by_turn(results: ProfileResults, groups: tuple[Side, ...]) -> tuple[tuple[Line, ...], ...]:
    """All lines together, or pass by pass where the marks stand for groups."""
    plan = results.plan
    if not groups:
        return (plan.lines,)
    return tuple(tuple(line for line in plan.lines if line.turn == turn) for turn in plan.turns)


def _guess(results: ProfileResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """An empty radar; where no radar is drawn the statements with empty bars."""
    plan, words = results.plan, profile_words(context, ends(context))

    def draw(empty: ProfileResults, below: Canvas) -> Sequence[Figure]:
        return _bars(empty, plan.lines, below, context, 1.0)

    return empty_profile(plan, axes_of(plan, context), words, canvas, context, draw)


def _profiles(
    results: ProfileResults,
    groups: tuple[Side, ...],
    canvas: Canvas,
    context: Context,
    grown: float,
) -> tuple[Figure, ...]:
    """A radar with its range plot; with passes and groups a radar for each pass.

    More groups than a radar can hold stand in the range plot alone, over the whole width.
    """
    turns = results.plan.turns
    axes = axes_of(results.plan, context)
    number = context.words.number
    if len(turns) > 1 and not groups:
        gaps = context.words("rating.gaps_of_passes")
        words = replace(profile_words(context, ends(context)), gaps=gaps)
        return radar(axes, _turn_series(results, context), canvas, words, number, grown=grown)
    pages: list[Figure] = []
    for turn in turns:
        series = side_series(results, groups, turn, context)
        words = profile_words(context, ends(context), turn)
        pages += profile_pages(axes, series, canvas, words, number, grown=grown)
    return tuple(pages)


def _beside_said(
    results: ProfileResults, canvas: Canvas, context: Context
) -> tuple[Figure, ...]:
    """The radar once more, next to what was said; nothing where nothing was."""
    axes = axes_of(results.plan, context)
    if not results.said or len(axes) > MOST:
        return ()
    several = len(results.plan.turns) > 1
    series = (
        _turn_series(results, context, moves=False)
        if several
        else tuple(one for one in side_series(results, (), "", context) if one.line == "now")
    )
    words = profile_words(context, ends(context))
    profile = Profile(axes, series, words, context.words.number, canvas.size)
    left = Box(0, 0, canvas.width * RADAR_SHARE, canvas.height)
    placement = place_labels(
        tuple(axis.label for axis in axes),
        left,
        canvas.size(3.0),
        canvas.size(2.8),
        missing_counts(profile),
    )
    drawn = radar_items(profile, placement, ())
    width = canvas.width * PLOT_SHARE
    right = Box(canvas.width - width, 1.5, width, canvas.height - 1.5)
    return tuple(
        Figure(canvas.width, canvas.height, (*drawn, *items), words.title)
        for items in beside(in_columns(context, results.said), right, canvas)
    )


def _turn_series(
    results: ProfileResults, context: Context, *, moves: bool = True
) -> tuple[Series, ...]:
    """All of us in each pass, a polygon for each; before them the passes of the first vote."""
    name, before = context.words("votes.before"), results.moved if moves else None

    def scores(side: Side | None, turn: str) -> tuple[float | None, ...]:
        return tuple(side.axes[joined(axis, turn)] if side else None for axis in results.plan.axes)

    turns = tuple(enumerate(results.plan.turns))
    earlier = (
        Series(f"before:{turn}", name, scores(before, turn), style, "first")
        for style, turn in turns
    )
    return (
        *(one for one in earlier if any(value is not None for value in one.values)),
        *(
            Series(turn, context.text(f"passes.{turn}"), scores(results.total, turn), style)
            for style, turn in turns
        ),
    )


def ends(context: Context) -> tuple[str, str]:
    """The words at either end of the scale."""
    answers, _ = context.scale(context.activity.setting("scale"))
    return answers[0].label, answers[-1].label


def _bars(
    results: ProfileResults,
    lines: tuple[Line, ...],
    canvas: Canvas,
    context: Context,
    grown: float,
    *,
    groups: tuple[Side, ...] = (),
    votes: bool = False,
) -> tuple[Figure, ...]:
    """Items with their score; ``votes`` adds how many chose each answer, and the agreement."""
    words = context.words
    answers, _ = context.scale(context.activity.setting("scale"))
    low, high = ends(context)
    rows = [_bar(results, line, context, groups, votes=votes) for line in lines]
    return bars(
        rows,
        canvas,
        BarsWords(
            words("votes.not_shown") if results.total else "",
            tuple(answer.value for answer in answers),
            low,
            high,
            words("votes.all") if groups else "",
            context.text("question"),
            two_votes(context),
        ),
        words.number,
        groups=looks(groups, context),
        grown=grown,
    )


def _bar(
    results: ProfileResults,
    line: Line,
    context: Context,
    groups: tuple[Side, ...],
    *,
    votes: bool,
) -> Bar:
    now, before = results.numbers(line), results.earlier(line)
    return Bar(
        line.id,
        prompt(context, line),
        now.score,
        agreement_name(now, context) if votes else "",
        (now.counts or ()) if votes else (),
        tuple(side.items[line.id].score for side in groups),
        before.score,
        agreement_name(before, context),
        (before.counts or ()) if votes else (),
    )
