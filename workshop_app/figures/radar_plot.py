"""The polygons of a radar: rings, spokes, spread of ballots, lines and marks."""

from collections.abc import Sequence
from math import sqrt

from workshop_app.figures.figure import (
    Circle,
    Command,
    Fill,
    Item,
    Path,
    Point,
    Rect,
    Stroke,
    polyline,
)
from workshop_app.figures.layout import Box, label, lines_at
from workshop_app.figures.markers import marker, series_stroke
from workshop_app.figures.radar_labels import (
    RING_GAP,
    TICK_GAP,
    TICK_LIFT,
    TICK_PITCH,
    Placement,
    direction,
    is_upright,
)
from workshop_app.figures.range_rows import FINE, Profile
from workshop_app.figures.scales import SCORE_TICKS
from workshop_app.figures.series import FULL, Series, Spread, whole_of
from workshop_app.figures.text import cap_height, width

MARK = 1.95
RINGS = SCORE_TICKS
CORE = 0.2
"""Share of the radius inside the ring of score 0: on the scale from 1 to 5 the centre is 0
and the first ring 1 (LOOK, radar), so that low scores do not collapse into one point."""

SPREAD_RADIUS = 2.3
"""Radius in u of the dot that would hold every ballot of a series on an axis."""


def radar_items(
    profile: Profile, placement: Placement, spreads: Sequence[Spread]
) -> tuple[Item, ...]:
    """Everything of the radar, from the rings at the bottom to the labels on top."""
    lines = sorted(profile.series, key=lambda one: (one.style is not None, one.line == "now"))
    items: list[Item] = [*_rings(placement)]
    whole = whole_of(profile.series)
    if whole is not None:
        items.append(_area(profile, placement, whole))
    items += _spread(profile, placement, spreads)
    items += [_line(profile, placement, one) for one in lines]
    items += _ring_labels(profile, placement)
    for one in lines:
        items += _marks(profile, placement, one)
    items += _labels(placement)
    return tuple(items)


def share(score: float) -> float:
    """The share of the radius at which a score from 0 to 100 lies."""
    return CORE + (1 - CORE) * score / FULL


def _corners(placement: Placement, share: float) -> tuple[Point, ...]:
    return tuple(placement.at(index, share) for index in range(len(placement.blocks)))


def _rings(placement: Placement) -> tuple[Item, ...]:
    fine = Stroke("grid", 0.2)
    spokes: list[Command] = []
    for tip in _corners(placement, 1.0):
        spokes += polyline((placement.centre, tip))
    inner = [
        Path(polyline(_corners(placement, share(tick)), closed=True), stroke=fine)
        for tick in RINGS[:-1]
    ]
    rim = Path(polyline(_corners(placement, 1.0), closed=True), stroke=Stroke("border", 0.25))
    return (*inner, Path(tuple(spokes), stroke=fine), rim)


def _places(
    profile: Profile, placement: Placement, series: Series
) -> tuple[Point | None, ...]:
    return tuple(
        None if value is None else placement.at(index, share(value * profile.grown))
        for index, value in enumerate(series.values)
    )


def _area(profile: Profile, placement: Placement, series: Series) -> Path:
    """The fill of all of us: slices between neighbours that are both known."""
    places = _places(profile, placement, series)
    if None not in places:
        corners = tuple(place for place in places if place is not None)
        commands = polyline(corners, closed=True)
    else:
        slices: list[Command] = []
        for one, other in zip(places, places[1:] + places[:1], strict=True):
            if one is not None and other is not None:
                slices += polyline((placement.centre, one, other), closed=True)
        commands = tuple(slices)
    return Path(commands, Fill("ink", 0.08), key=f"area:{series.key}")


def _line(profile: Profile, placement: Placement, series: Series) -> Path:
    """The outline of a series; it breaks where a score is missing, never falls to zero."""
    places = _places(profile, placement, series)
    stroke = series_stroke(series.style, series.line)
    key = f"line:{series.key}"
    if None not in places:
        corners = tuple(place for place in places if place is not None)
        return Path(polyline(corners, closed=True), stroke=stroke, key=key)
    commands: list[Command] = []
    pen_down = False
    start = places.index(None)
    for place in (*places[start:], *places[:start], None):
        if place is None:
            pen_down = False
            continue
        commands.append(("L" if pen_down else "M", (place,)))
        pen_down = True
    return Path(tuple(commands), stroke=stroke, key=key)


def missing_counts(profile: Profile) -> tuple[int, ...]:
    """How many of today's series have no score, per axis: each takes room for its tick."""
    return tuple(
        sum(1 for one in profile.series if one.line == "now" and one.values[index] is None)
        for index in range(len(profile.axes))
    )


def _marks(profile: Profile, placement: Placement, series: Series) -> tuple[Item, ...]:
    items: list[Item] = []
    for index, place in enumerate(_places(profile, placement, series)):
        key = f"mark:{series.key}:{profile.axes[index].key}"
        readout = profile.readout(index, series)
        if place is None:
            if series.line == "now":
                items.append(_missing(profile, placement, index, series))
        elif series.style is not None:
            size, earlier = (MARK, False) if series.line == "now" else (MARK * FINE, True)
            items.append(
                marker(series.style, *place, size, hollow=earlier, key=key, readout=readout)
            )
        elif series.line == "now":
            items.append(Circle(*place, 0.62, Fill("ink"), None, key, readout))
    return tuple(items)


def _missing(profile: Profile, placement: Placement, index: int, series: Series) -> Item:
    """A hollow tick outside the rim: no score here, which is not a score of zero."""
    lacking = [
        one for one in profile.series if one.line == "now" and one.values[index] is None
    ]
    place, last = lacking.index(series), len(lacking) - 1
    dx, dy = direction(index, len(placement.blocks))
    x, y = placement.at(index, 1.0)
    if is_upright(dx):
        x += (place - last / 2) * TICK_PITCH
        y += dy * TICK_LIFT
    else:
        x += (TICK_GAP + place * TICK_PITCH) * (1 if dx > 0 else -1)
    key = f"mark:{series.key}:{profile.axes[index].key}"
    readout = profile.readout(index, series)
    if series.style is None:
        return Circle(x, y, 0.6, Fill("page"), Stroke("ink", 0.3), key, readout)
    return marker(series.style, x, y, MARK * 0.68, hollow=True, key=key, readout=readout)


def _spread(
    profile: Profile, placement: Placement, spreads: Sequence[Spread]
) -> tuple[Item, ...]:
    """Dots along the spokes whose area is the share of ballots at that point of the scale."""
    items: list[Item] = []
    axes = {axis.key: index for index, axis in enumerate(profile.axes)}
    series = {one.key: one for one in profile.series}
    shown = sorted({spread.series for spread in spreads if spread.series in series})
    for spread in spreads:
        index, one = axes.get(spread.axis), series.get(spread.series)
        total = sum(spread.counts)
        if index is None or one is None or not total:
            continue
        aside = (shown.index(one.key) - (len(shown) - 1) / 2) * 1.5
        dx, dy = direction(index, len(profile.axes))
        token = "ink" if one.style is None else series_stroke(one.style).token
        for point, count in enumerate(spread.counts):
            if not count:
                continue
            x, y = placement.at(index, share(FULL * point / (len(spread.counts) - 1)))
            items.append(
                Circle(
                    x - dy * aside,
                    y + dx * aside,
                    SPREAD_RADIUS * sqrt(count / total) * profile.grown,
                    Fill(token, 0.3),
                    None,
                    f"spread:{spread.axis}:{spread.series}:{point}",
                    f"{profile.axes[index].name} · {one.label} · {point + 1}: {count}",
                )
            )
    return tuple(items)


def _ring_labels(profile: Profile, placement: Placement) -> tuple[Item, ...]:
    """Numbers left of the first spoke, on a veil that keeps them readable over lines."""
    items: list[Item] = []
    size = profile.size(2.8)
    tight = placement.radius * (1 - CORE) / (len(RINGS) - 1) < size * 1.15
    for tick in RINGS[:: 2 if tight else 1]:
        x, y = placement.at(0, share(tick))
        text = profile.number(tick)
        length = width(text, size, "medium")
        veil = Box(x - length - RING_GAP - 0.35, y - cap_height(size) / 2 - 0.45, length + 0.7, 0.0)
        height = cap_height(size) + 0.9
        items.append(Rect(veil.x, veil.y, veil.width, height, Fill("page", 0.82), radius=0.4))
        items.append(label(text, x - RING_GAP, y, size, "medium", "ink2", "end"))
    return tuple(items)


def _labels(placement: Placement) -> tuple[Item, ...]:
    items: list[Item] = []
    x, y = placement.centre
    for block in placement.blocks:
        items += lines_at(
            block.lines, x + block.x, y + block.box.y, placement.size, "medium", anchor=block.anchor
        )
    return tuple(items)
