"""The emotion curve: median, spread per stage, and what customers think at each point."""

from collections.abc import Sequence

from workshop_app.figures.figure import (
    Circle,
    Command,
    Fill,
    Item,
    Path,
    Point,
    Rect,
    Stroke,
)
from workshop_app.figures.icons import icon
from workshop_app.figures.journey_labels import (
    BADGE,
    SPREAD_WIDTH,
    CurveStyle,
    Spot,
    thought_items,
)
from workshop_app.figures.journey_model import Stage
from workshop_app.figures.layout import Box, bounds, label, line_height, rule
from workshop_app.statistics import bezier_segments

LINE = 0.7
POINT = 1.1
LIMIT = 2.0
"""Emotions run from −2 to +2."""


def emotion_items(
    stages: Sequence[Stage],
    first: int,
    columns: Sequence[Box],
    zone: Box,
    style: CurveStyle,
) -> tuple[Item, ...]:
    """The curve over the stages of one page; ``first`` is the index of the first of them."""
    inner = zone.inset(0, line_height(style.canvas.size(2.9)) * 1.1)

    def at(value: float) -> float:
        return inner.centre_y - value / LIMIT * inner.height / 2

    spots: list[Spot] = []
    unscored: list[Item] = []
    runs: list[list[Point]] = [[]]
    items: list[Item] = [
        rule(columns[0].x, at(0), columns[-1].right, at(0), Stroke("border", 0.2, (5, 4)))
    ]
    for number, (stage, column) in enumerate(zip(stages, columns, strict=True)):
        if stage.emotion is None:
            runs.append([])
            unscored.append(_unscored(style, column, zone))
            continue
        point = (column.centre_x, at(stage.emotion.median))
        runs[-1].append(point)
        low, high = at(stage.emotion.low), at(stage.emotion.high)
        spots.append(Spot(first + number, stage, point, low, high))
    for run in runs:
        items += _run(run, at(0), style)
    items += [_spread(spot, style) for spot in spots]
    for number, run in enumerate(runs):
        items += _stroke(run, number, style)
    for spot in spots:
        items += _mark(spot, style)
    area = Box(columns[0].x, zone.y, columns[-1].right - columns[0].x, zone.height)
    taken = [bounds(item) for item in unscored]
    items += thought_items(spots, runs, area, at(0), style, taken)
    return (*items, *unscored)


def _unscored(style: CurveStyle, column: Box, zone: Box) -> Item:
    size = style.canvas.size(2.8)
    y = zone.bottom - line_height(size) / 2
    return label(style.words.unscored, column.centre_x, y, size, "regular", "ink2", "middle")


def _curve(run: Sequence[Point]) -> tuple[Command, ...]:
    commands: list[Command] = [("M", (run[0],))]
    commands += [("C", (a, b, end)) for _, a, b, end in bezier_segments(run)]
    return tuple(commands)


def _run(run: Sequence[Point], neutral: float, style: CurveStyle) -> tuple[Item, ...]:
    """The area between curve and neutral line, where at least two stages touch."""
    if len(run) < 2:
        return ()
    closing: tuple[Command, ...] = (
        ("L", ((run[-1][0], neutral),)),
        ("L", ((run[0][0], neutral),)),
        ("Z", ()),
    )
    return (Path(_curve(run) + closing, Fill(style.canvas.phase, 0.07)),)


def _stroke(run: Sequence[Point], number: int, style: CurveStyle) -> tuple[Item, ...]:
    if len(run) < 2:
        return ()
    return (Path(_curve(run), stroke=Stroke(style.canvas.phase, LINE), key=f"curve:{number}"),)


def _spread(spot: Spot, style: CurveStyle) -> Item:
    """One box per stage: a ribbon would cross itself between them (LOOK, journey)."""
    x, _ = spot.point
    return Rect(
        x - SPREAD_WIDTH / 2,
        spot.high - 0.35,
        SPREAD_WIDTH,
        spot.low - spot.high + 0.7,
        Fill(style.canvas.phase, 0.17),
        None,
        0.7,
        f"{spot.stage.key}:spread",
        _readout(spot),
    )


def _readout(spot: Spot) -> str:
    emotion = spot.stage.emotion
    if emotion is None:
        return spot.stage.label
    return (
        f"{spot.stage.label}: {emotion.median:+.1f} ({emotion.low:+.0f} … {emotion.high:+.0f})"
    ).replace("-", "−")


def _mark(spot: Spot, style: CurveStyle) -> tuple[Item, ...]:
    x, y = spot.point
    token = style.canvas.phase
    readout = _readout(spot)
    glyph = {style.lowest: "frown", style.highest: "smile"}.get(spot.index)
    if glyph is None:
        key = f"{spot.stage.key}:emotion"
        return (Circle(x, y, POINT, Fill(token), Stroke("page", 0.3), key, readout),)
    return (
        Circle(x, y, BADGE, Fill(token), Stroke("page", 0.4), f"{spot.stage.key}:emotion", readout),
        icon(glyph, x - 1.25, y - 1.25, 2.5, "on_phase"),
    )
