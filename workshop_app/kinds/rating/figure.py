"""Rated items drawn: the profile of all of us, how far we agree, and how groups differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop_app.figures.bars import Bar, BarsWords, bars
from workshop_app.figures.figure import Figure
from workshop_app.figures.layout import Box, lines_at
from workshop_app.figures.radar import FEWEST, MOST, PLOT_SHARE, RADAR_SHARE, radar
from workshop_app.figures.radar_labels import place_labels
from workshop_app.figures.radar_plot import missing_counts, radar_items
from workshop_app.figures.range_plot import range_pages
from workshop_app.figures.range_rows import Profile
from workshop_app.figures.sayings import beside, sayings
from workshop_app.figures.series import Axis, ProfileWords, Series
from workshop_app.figures.text import fitted
from workshop_app.kinds.rating.model import Line, RatingResults, Side, joined, looks, prompt
from workshop_app.session.said import in_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.session.context import Context

MOST_GROUPS = 3
"""Polygons that can be told apart on one radar, beside all of us (LOOK, radar)."""


def figures(
    results: RatingResults, view: str, canvas: Canvas, context: Context, grown: float = 1.0
) -> Sequence[Figure]:
    """The pages of one view; ``grown`` = 0 gives the figure the picture grows from."""
    if view == "content" and context.activity.list("columns"):
        return _said(results, canvas, context)
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


def has_radar(results: RatingResults) -> bool:
    """Whether the groups stand on a radar, where all of us are the thick line."""
    return FEWEST <= len(results.plan.axes) <= MOST and len(results.groups) <= MOST_GROUPS


def _by_turn(results: RatingResults, groups: tuple[Side, ...]) -> tuple[tuple[Line, ...], ...]:
    """All lines together, or pass by pass where the marks stand for groups."""
    plan = results.plan
    if not groups:
        return (plan.lines,)
    return tuple(tuple(line for line in plan.lines if line.turn == turn) for turn in plan.turns)


def _axes(results: RatingResults, context: Context) -> tuple[Axis, ...]:
    return tuple(Axis(axis, context.text(f"axes.{axis}")) for axis in results.plan.axes)


def _guess(results: RatingResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """An empty radar, large and alone, so that the room can point at it.

    Where no radar is drawn the statements stand without bars.
    """
    axes = _axes(results, context)
    if not FEWEST <= len(axes) <= MOST:
        return _bars(RatingResults(results.plan), results.plan.lines, canvas, context, 1.0)
    words = _profile_words(context, "")
    size = canvas.size(3.5)
    lines, size = fitted(context.words("rating.guess"), canvas.width * 0.25, size, "semibold", 3)
    profile = Profile(axes, (), words, context.words.number, canvas.size)
    labels = tuple(axis.label for axis in axes)
    box = Box(canvas.width * 0.2, 0, canvas.width * 0.6, canvas.height)
    placement = place_labels(labels, box, canvas.size(3.4), canvas.size(2.8))
    items = (
        *lines_at(lines, 0, 1.5, size, "semibold"),
        *radar_items(profile, placement, ()),
    )
    return (Figure(canvas.width, canvas.height, items, words.title),)


def _profiles(
    results: RatingResults,
    groups: tuple[Side, ...],
    canvas: Canvas,
    context: Context,
    grown: float,
) -> tuple[Figure, ...]:
    """A radar with its range plot; with passes and groups a radar for each pass.

    More groups than a radar can hold stand in the range plot alone, over the whole width.
    """
    turns = results.plan.turns
    axes = _axes(results, context)
    number = context.words.number
    if len(turns) > 1 and not groups:
        words = replace(_profile_words(context, ""), gaps=context.words("rating.gaps_of_passes"))
        return radar(axes, _turn_series(results, context), canvas, words, number, grown=grown)
    pages: list[Figure] = []
    for turn in turns:
        series = _side_series(results, groups, turn, context)
        words = _profile_words(context, turn)
        if len(groups) > MOST_GROUPS:
            profile = Profile(axes, series, words, number, canvas.size, grown)
            pages += range_pages(profile, canvas)
        else:
            pages += radar(axes, series, canvas, words, number, grown=grown)
    return tuple(pages)


def _beside_said(
    results: RatingResults, canvas: Canvas, context: Context
) -> tuple[Figure, ...]:
    """The radar once more, next to what was said; nothing where nothing was."""
    axes = _axes(results, context)
    if not results.said or len(axes) > MOST:
        return ()
    several = len(results.plan.turns) > 1
    series = _turn_series(results, context) if several else _side_series(results, (), "", context)
    words = _profile_words(context, "")
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


def _turn_series(results: RatingResults, context: Context) -> tuple[Series, ...]:
    """All of us in each pass, a polygon for each."""
    scores = results.total.axes if results.total else {}
    return tuple(
        Series(
            turn,
            context.text(f"passes.{turn}"),
            tuple(scores.get(joined(axis, turn)) for axis in results.plan.axes),
            style,
        )
        for style, turn in enumerate(results.plan.turns)
    )


def _side_series(
    results: RatingResults, groups: tuple[Side, ...], turn: str, context: Context
) -> tuple[Series, ...]:
    """All of us in ink, then the groups."""
    if results.total is None:
        return ()

    def scores(side: Side) -> tuple[float | None, ...]:
        return tuple(side.axes[joined(axis, turn)] for axis in results.plan.axes)

    return (
        Series("all", context.words("votes.all"), scores(results.total)),
        *(
            Series(look.key, look.label, scores(side), look.style)
            for look, side in zip(looks(groups, context), groups, strict=True)
        ),
    )


def _profile_words(context: Context, turn: str) -> ProfileWords:
    words = context.words
    low, high = _ends(context)
    behind = f" · {context.text(f'passes.{turn}')}" if turn else ""
    return ProfileWords(
        gaps=words("rating.gaps") + behind,
        values=words("rating.values") + behind,
        too_few=words("votes.not_shown"),
        low=low,
        high=high,
        title=context.text("question"),
    )


def _ends(context: Context) -> tuple[str, str]:
    """The words at either end of the scale."""
    answers, _ = context.scale(context.activity.setting("scale"))
    return answers[0].label, answers[-1].label


def _bars(
    results: RatingResults,
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
    low, high = _ends(context)
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
        ),
        words.number,
        groups=looks(groups, context),
        grown=grown,
    )


def _bar(
    results: RatingResults,
    line: Line,
    context: Context,
    groups: tuple[Side, ...],
    *,
    votes: bool,
) -> Bar:
    numbers = results.numbers(line)
    word = context.words(f"votes.agreement.{numbers.word}") if votes and numbers.word else ""
    return Bar(
        line.id,
        prompt(context, line),
        numbers.score,
        word,
        (numbers.counts or ()) if votes else (),
        tuple(side.items[line.id].score for side in groups),
    )


def _said(results: RatingResults, canvas: Canvas, context: Context) -> Sequence[Figure]:
    return sayings(
        in_columns(context, results.said),
        canvas,
        invitation=context.words("votes.first_note"),
        title=context.text("question"),
    )
