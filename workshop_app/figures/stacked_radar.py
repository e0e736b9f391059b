"""A radar of areas beside what was said in each of them: yes, partly, no and don't know."""

from collections.abc import Sequence

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure
from workshop_app.figures.layout import Box, NumberFormat, label, line_height, lines_at
from workshop_app.figures.markers import legend
from workshop_app.figures.radar import PLOT_SHARE, RADAR_SHARE, radar
from workshop_app.figures.radar_labels import place_labels
from workshop_app.figures.radar_plot import missing_counts, radar_items
from workshop_app.figures.range_rows import Profile
from workshop_app.figures.series import Axis, ProfileWords, Series
from workshop_app.figures.stacked_bars import stack_panel
from workshop_app.figures.stacks import StackRow, Stacks, StackWords, moves
from workshop_app.figures.text import fitted, width


def stacked_radar(
    axes: Sequence[Axis],
    series: Sequence[Series],
    areas: Sequence[StackRow],
    canvas: Canvas,
    words: tuple[ProfileWords, StackWords],
    number_format: NumberFormat,
    *,
    grown: float = 1.0,
) -> tuple[Figure, ...]:
    """The pair on one page; where the bars need more room, the radar with its range plot.

    ``areas`` follow the axes, each with the answers to all its statements; their bars are
    equally long, because one area may have more statements than another.
    """
    of_profile, of_stacks = words
    share = canvas.width * PLOT_SHARE
    box = Box(canvas.width - share, 1.5, share, canvas.height - 1.5)
    stacks = Stacks(canvas, of_stacks, number_format, 0, grown, moves(areas))
    small = canvas.size(2.9)
    beside = width(of_stacks.score, small) + 3.0
    lines, size = fitted(of_profile.values, box.width - beside, canvas.size(3.5), "semibold", 2)
    used = line_height(size, len(lines)) + 0.9
    keys, high = legend([one.entry for one in series], box.x, box.y + used, box.width, small)
    if len(series) > 1:
        used += high + 0.7
    panel = stack_panel(areas, stacks, box.below(used))
    if panel is None:
        return radar(axes, series, canvas, of_profile, number_format, grown=grown)
    profile = Profile(
        tuple(axes), tuple(series), of_profile, number_format, canvas.size, grown
    )
    left = Box(0, 0, canvas.width * RADAR_SHARE, canvas.height)
    labels = tuple(axis.label for axis in axes)
    missing = missing_counts(profile)
    placement = place_labels(labels, left, canvas.size(3.0), canvas.size(2.8), missing)
    items = (
        *radar_items(profile, placement, ()),
        *lines_at(lines, box.x, box.y, size, "semibold"),
        label(of_stacks.score, box.right, box.y + line_height(size) / 2, small, "regular", "ink2",
              "end"),
        *(keys if len(series) > 1 else ()),
        *panel,
    )
    return (Figure(canvas.width, canvas.height, items, of_profile.title),)
