"""A ranking: what the room puts first, with the points behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.layout import (
    Box,
    NumberFormat,
    best_size,
    label,
    line_height,
    lines_around,
    paged,
    rule,
    spread,
)
from workshop_app.figures.markers import Group, group_entries, legend, marker
from workshop_app.figures.movement import (
    CHANGE,
    EARLIER,
    LEGEND,
    ONE_VOTE,
    VoteNames,
    vote_legend,
    was,
)
from workshop_app.figures.text import fitted, width, wrap

LEAD = 1.15
GAP = 0.55
TALLEST = 10.5
TEXT_SHARE = 0.42
STRIP_SHARE = 0.2
PAD = 2.2
NUMBER_ROOM = 1.13
"""Of its size: the height that a number needs which has its digits in the middle."""

TEXT_SIZES = (4.2, 4.0, 3.8, 3.6, 3.4)


@dataclass(frozen=True, slots=True)
class RankRow:
    """An option with its points; ``note`` says for example how often it came first.

    ``groups`` holds a number per group, ``None`` where nothing may be shown; ``second`` says its
    place by another count; ``before`` are its points in the first vote, if there were two.
    """

    key: str
    text: str
    points: float
    note: str = ""
    groups: tuple[float | None, ...] = ()
    second: str = ""
    before: float | None = None


@dataclass(frozen=True, slots=True)
class RankWords:
    """``groups`` heads the strip of the groups' marks."""

    groups: str = ""
    title: str = ""
    names: VoteNames = ONE_VOTE


@dataclass(frozen=True, slots=True)
class _Row:
    row: RankRow
    rank: int
    lines: tuple[str, ...]
    size: float
    height: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    canvas: Canvas
    number: NumberFormat
    groups: tuple[Group, ...]
    group_max: float
    grown: float
    top: int
    most: float
    rank_width: float
    text_width: float
    bar: Box
    number_x: float
    note_x: float
    second_x: float
    strip: Box | None


def rank_bars(
    rows: Sequence[RankRow],
    canvas: Canvas,
    words: RankWords,
    number_format: NumberFormat,
    *,
    groups: Sequence[Group] = (),
    group_max: float = 3.0,
    top: int = 3,
    grown: float = 1.0,
) -> tuple[Figure, ...]:
    """Rows from most to fewest points; the first ``top`` ranks are outlined.

    Equal points share a rank and keep the given order. Ranks without points are never
    outlined. ``group_max`` is the number at the right end of the groups' strip.
    """
    ordered = sorted(rows, key=lambda row: -row.points)
    sheet = _sheet(ordered, canvas, number_format, tuple(groups), group_max, top, grown)
    head, used = _head(sheet, words, moves=any(row.before is not None for row in rows))
    room = canvas.height - used
    ranks = [1 + sum(1 for other in ordered if other.points > row.points) for row in ordered]

    def lay(size: float) -> list[_Row]:
        return [_row(row, rank, sheet, size) for row, rank in zip(ordered, ranks, strict=True)]

    sizes = [canvas.size(u) for u in TEXT_SIZES]
    size = best_size(sizes, lambda size: [row.height for row in lay(size)], room, GAP)
    laid = lay(size)
    figures: list[Figure] = []
    for page in paged(laid, [row.height for row in laid], room, GAP):
        items: list[Item] = list(head)
        heights = [row.height for row in page]
        for row, y, height in spread(page, heights, used, room, TALLEST, GAP):
            items += _draw(row, sheet, Box(0, y, canvas.width, height))
        figures.append(Figure(canvas.width, canvas.height, tuple(items), words.title))
    return tuple(figures)


def _sheet(
    rows: Sequence[RankRow],
    canvas: Canvas,
    number: NumberFormat,
    groups: tuple[Group, ...],
    group_max: float,
    top: int,
    grown: float,
) -> _Sheet:
    size = canvas.size(4.2)
    rank_width = width("88", canvas.size(3.5), "semibold") + PAD + 1.5
    text_width = (canvas.width - rank_width) * TEXT_SHARE
    right = canvas.width - PAD
    strip = None
    if groups:
        strip = Box(right - canvas.width * STRIP_SHARE, 0, canvas.width * STRIP_SHARE, 0)
        right = strip.x - 4
    second_x = right
    seconds = max((width(row.second, canvas.size(2.9)) for row in rows), default=0.0)
    right -= seconds + 2.5 if seconds else 0.0
    notes = max((width(row.note, canvas.size(2.9)) for row in rows), default=0.0)
    note_x = right - notes
    digits = max((width(number(row.points), size, "semibold") for row in rows), default=0.0)
    before = [row.before for row in rows if row.before is not None]
    small = canvas.size(CHANGE)
    digits += max((width(was(number(one)) + " ", small) for one in before), default=0.0)
    number_x = note_x - (2.0 if notes else 0.0)
    left = rank_width + text_width + 2.5
    bar = Box(left, 0, max(number_x - digits - 1.5 - left, 4.0), 0)
    most = max((*(row.points for row in rows), *before), default=0.0) or 1.0
    return _Sheet(
        canvas, number, groups, group_max, grown, top, most,
        rank_width, text_width, bar, number_x, note_x, second_x, strip,
    )  # fmt: skip


def _row(row: RankRow, rank: int, sheet: _Sheet, size: float) -> _Row:
    weight = "semibold" if _is_top(row, rank, sheet) else "regular"
    lines = wrap(row.text, sheet.text_width, size, weight)
    pad = 0.95 if len(lines) == 1 else 1.6
    # The points beside it are larger than the smallest words of an option, and hang lower.
    height = max(line_height(size, len(lines), LEAD) + pad, NUMBER_ROOM * sheet.canvas.size(4.2))
    return _Row(row, rank, lines, size, height)


def _is_top(row: RankRow, rank: int, sheet: _Sheet) -> bool:
    return rank <= sheet.top and row.points > 0


def _head(sheet: _Sheet, words: RankWords, *, moves: bool) -> tuple[tuple[Item, ...], float]:
    canvas, size = sheet.canvas, sheet.canvas.size(LEGEND)
    items: tuple[Item, ...] = ()
    used = 0.0
    if moves:
        token = "ink" if sheet.groups else canvas.phase
        room = Box(0, 0, canvas.width if sheet.strip is None else sheet.strip.x - 3, 0)
        items, used = vote_legend(words.names, room, size, token)
    if sheet.strip is None:
        return items, used + (0.6 if used else 0.0)
    limit = sheet.strip.x - 3
    keys, high = legend(group_entries(sheet.groups), 0, used, limit, size)
    items, used = (*items, *keys), used + high
    title: tuple[Item, ...] = ()
    if words.groups:
        lines, fitting = fitted(words.groups, sheet.strip.width, size, "medium", 2)
        used = max(used, line_height(fitting, len(lines)))
        title = lines_around(lines, sheet.strip.x, used / 2, fitting, "medium", "ink2")
    return (*items, *title), used + 1.0


def _draw(row: _Row, sheet: _Sheet, box: Box) -> tuple[Item, ...]:
    canvas, option = sheet.canvas, row.row
    y = box.centre_y
    top = _is_top(option, row.rank, sheet)
    data = "ink" if sheet.groups else canvas.phase
    weight = "semibold" if top else "regular"
    items: list[Item] = []
    if top:
        items.append(
            Rect(
                0.25,
                box.y,
                canvas.width - 0.5,
                box.height,
                Fill(f"{canvas.phase}_tint"),
                Stroke(canvas.phase, 0.45),
                0.95,
            )
        )
    rank_size = canvas.size(3.5)
    tone = "ink" if top else "ink2"
    rank_x = sheet.rank_width - 1.6
    items.append(label(str(row.rank), rank_x, y, rank_size, "semibold", tone, "end"))
    items += lines_around(row.lines, sheet.rank_width, y, row.size, weight, leading=LEAD)
    length = sheet.bar.width * option.points / sheet.most * sheet.grown
    text = sheet.number(option.points)
    before = "" if option.before is None else was(sheet.number(option.before))
    said = (f"{option.text}: {before} {text}".replace(":  ", ": "), option.note, option.second)
    readout = " · ".join(filter(None, said))
    items.append(
        Rect(
            sheet.bar.x,
            y - 1.3,
            length,
            2.6,
            Fill(data, 1.0 if top else 0.5),
            None,
            0.35,
            option.key,
            readout,
        )
    )
    if option.before is not None:
        unit = sheet.bar.width / sheet.most * sheet.grown
        around = Box(sheet.bar.x, y - 1.8, option.before * unit, 3.6)
        items.append(Rect(*around, None, EARLIER, 0.35, f"{option.key}:before", readout))
        left = sheet.number_x - width(text + " ", canvas.size(4.2), "semibold")
        items.append(label(before, left, y, canvas.size(CHANGE), "regular", "ink2", "end"))
    size = canvas.size(4.2)
    items.append(label(text, sheet.number_x, y, size, "semibold", tone, "end"))
    if option.second:
        at = sheet.second_x
        items.append(label(option.second, at, y, canvas.size(2.9), "regular", "ink2", "end"))
    if option.note:
        items.append(label(option.note, sheet.note_x, y, canvas.size(2.9), "regular", "ink2"))
    if sheet.strip is not None:
        items += _strip(option, sheet, sheet.strip, y)
    return tuple(items)


def _strip(option: RankRow, sheet: _Sheet, strip: Box, y: float) -> tuple[Item, ...]:
    items: list[Item] = [rule(strip.x, y, strip.right, y, Stroke("grid", 0.3))]
    for group, value in zip(sheet.groups, option.groups, strict=False):
        if value is None:
            continue
        x = strip.x + strip.width * min(value / sheet.group_max, 1.0) * sheet.grown
        readout = f"{option.text} · {group.label}: {sheet.number(value)}"
        key = f"{option.key}:{group.key}"
        items.append(marker(group.style, x, y, 2.3, key=key, readout=readout))
    return tuple(items)
