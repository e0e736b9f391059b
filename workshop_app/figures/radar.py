"""A profile of scores: the radar with its range plot, or what suits fewer or more axes."""

from collections.abc import Sequence

from workshop_app.figures.bars import Bar, BarsWords, bars
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure
from workshop_app.figures.layout import Box, NumberFormat
from workshop_app.figures.markers import Group
from workshop_app.figures.movement import ONE_VOTE, VoteNames
from workshop_app.figures.radar_labels import place_labels
from workshop_app.figures.radar_plot import missing_counts, radar_items
from workshop_app.figures.range_plot import heading, range_pages, range_panel
from workshop_app.figures.range_rows import Profile
from workshop_app.figures.series import (
    Axis,
    ProfileWords,
    Series,
    Spread,
    earlier_of,
    groups_of,
    whole_of,
)

FEWEST = 3
MOST = 10
RADAR_SHARE = 0.59
PLOT_SHARE = 0.38
ASIDE_SHARE = 0.3
MOST_GROUPS = 3
"""Polygons that can be told apart on one radar, beside all of us (LOOK, radar)."""


def radar(
    axes: Sequence[Axis],
    series: Sequence[Series],
    canvas: Canvas,
    words: ProfileWords,
    number_format: NumberFormat,
    *,
    distribution: Sequence[Spread] = (),
    grown: float = 1.0,
    flag: float = 15.0,
) -> tuple[Figure, ...]:
    """A radar at the left and its range plot at the right, on one page where both fit.

    Fewer than three axes become bars, more than ten the range plot alone; when the labels
    beside the rows need more room, the plot follows on pages of its own.

    Args:
        axes: in the method's order, which never changes.
        series: all of us, up to three groups (LOOK; more are drawn too), earlier sessions.
            Every one has a score from 0 to 100, or ``None``, per axis.
        canvas: the room in u.
        words: translated words.
        number_format: turns scores into text.
        distribution: ballots per point of the scale, drawn along the spokes.
        grown: 0 gives the same figure with every score at zero, to `interpolate` from.
        flag: gap in points from which a row is bold (METHOD §7.4).

    Raises:
        ValueError: a series has more or fewer values than there are axes, or there is
            no axis at all.
    """
    if not axes or any(len(one.values) != len(axes) for one in series):
        raise ValueError("Every series needs one value per axis, and one axis at least.")
    profile = Profile(
        tuple(axes), tuple(series), words, number_format, canvas.size, grown, flag
    )
    if len(axes) < FEWEST:
        return _as_bars(profile, canvas)
    if len(axes) > MOST:
        return range_pages(profile, canvas)
    left = Box(0, 0, canvas.width * RADAR_SHARE, canvas.height)
    plot_width = canvas.width * PLOT_SHARE
    right = Box(canvas.width - plot_width, 1.5, plot_width, canvas.height - 1.5)
    labels = tuple(axis.label for axis in axes)
    size, smallest, ticks = canvas.size(3.0), canvas.size(2.8), missing_counts(profile)
    panel = range_panel(profile, right)
    if panel is not None:
        placement = place_labels(labels, left, size, smallest, ticks)
        items = (*radar_items(profile, placement, distribution), *panel)
        return (Figure(canvas.width, canvas.height, items, words.title),)
    aside = Box(0, 1.5, canvas.width * ASIDE_SHARE, canvas.height)
    head, _ = heading(profile, aside)
    main = Box(aside.right + 4, 0, canvas.width - aside.right - 4, canvas.height)
    placement = place_labels(labels, main, size, smallest, ticks)
    items = (*head, *radar_items(profile, placement, distribution))
    alone = Figure(canvas.width, canvas.height, items, words.title)
    return (alone, *range_pages(profile, canvas))


def profile_pages(
    axes: Sequence[Axis],
    series: Sequence[Series],
    canvas: Canvas,
    words: ProfileWords,
    number_format: NumberFormat,
    *,
    grown: float = 1.0,
) -> tuple[Figure, ...]:
    """A radar with its range plot; more groups than it can hold stand in the range plot alone."""
    if len(groups_of(series)) <= MOST_GROUPS:
        return radar(axes, series, canvas, words, number_format, grown=grown)
    profile = Profile(tuple(axes), tuple(series), words, number_format, canvas.size, grown)
    return range_pages(profile, canvas)


def _as_bars(profile: Profile, canvas: Canvas) -> tuple[Figure, ...]:
    groups = groups_of(profile.series)
    whole = whole_of(profile.series)
    before = earlier_of(profile.series, whole) if whole else None
    rows = [
        Bar(
            axis.key,
            axis.label,
            (whole.values[index] if whole else None),
            axis.agreement,
            groups=tuple(one.values[index] for one in groups),
            before=before.values[index] if before else None,
        )
        for index, axis in enumerate(profile.axes)
    ]
    words = BarsWords(
        profile.words.too_few,
        low=profile.words.low,
        high=profile.words.high,
        all_label=whole.label if whole else "",
        title=profile.words.title,
        names=VoteNames(before.label, whole.label) if before and whole else ONE_VOTE,
    )
    named = [Group(one.key, one.label, one.style or 0) for one in groups]
    return bars(rows, canvas, words, profile.number, groups=named, grown=profile.grown)
