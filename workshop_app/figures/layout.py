"""Boxes, lines of text inside them, cards and pages: what every builder lays out with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from workshop_app.figures.figure import Circle, Fill, Item, Path, Rect, Stroke, Text, polyline
from workshop_app.figures.text import LEADING, cap_height, width

NumberFormat = Callable[[float], str]
"""Turns a number into the text of the session's language."""

SHADOWS = ((0.42, 0.05), (0.22, 0.07))
"""Offset in u and opacity of the layers below a card: cheap, unlike a blur (LOOK, elevation)."""

GAP = 0.5
"""Seen distance in u below which two lines of text seem to touch."""

_T = TypeVar("_T")


class Box(NamedTuple):
    """A rectangle of room, in u."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def centre_x(self) -> float:
        """The x of the middle."""
        return self.x + self.width / 2

    @property
    def centre_y(self) -> float:
        """The y of the middle."""
        return self.y + self.height / 2

    def inset(self, dx: float, dy: float) -> Box:
        """The box without ``dx`` u at either side and ``dy`` u above and below."""
        return Box(self.x + dx, self.y + dy, self.width - 2 * dx, self.height - 2 * dy)

    def below(self, dy: float) -> Box:
        """The box without its upper ``dy`` u."""
        return Box(self.x, self.y + dy, self.width, self.height - dy)


def line_height(size: float, lines: int = 1, leading: float = LEADING) -> float:
    """The height of a block of ``lines``."""
    return size * leading * lines


def lines_at(
    lines: Sequence[str],
    x: float,
    top: float,
    size: float,
    weight: str = "regular",
    token: str = "ink",
    anchor: str = "start",
    leading: float = LEADING,
) -> tuple[Text, ...]:
    """Text items for a block whose upper edge is ``top``: capitals sit in mid-line."""
    first = top + size * leading / 2 + cap_height(size, weight) / 2
    return tuple(
        Text(x, first + index * size * leading, line, size, weight, token, anchor)
        for index, line in enumerate(lines)
        if line
    )


def lines_around(
    lines: Sequence[str],
    x: float,
    centre_y: float,
    size: float,
    weight: str = "regular",
    token: str = "ink",
    anchor: str = "start",
    leading: float = LEADING,
) -> tuple[Text, ...]:
    """Text items for a block with its middle at ``centre_y``."""
    top = centre_y - line_height(size, len(lines), leading) / 2
    return lines_at(lines, x, top, size, weight, token, anchor, leading)


def label(
    text: str,
    x: float,
    centre_y: float,
    size: float,
    weight: str = "regular",
    token: str = "ink",
    anchor: str = "start",
    key: str = "",
    readout: str = "",
) -> Text:
    """One line with its capitals centred on ``centre_y``."""
    baseline = centre_y + cap_height(size, weight) / 2
    return Text(x, baseline, text, size, weight, token, anchor, key, readout)


def rule(x1: float, y1: float, x2: float, y2: float, stroke: Stroke, key: str = "") -> Path:
    """A straight line."""
    return Path(polyline(((x1, y1), (x2, y2))), stroke=stroke, key=key)


def struck(
    lines: Sequence[str],
    x: float,
    top: float,
    size: float,
    weight: str = "regular",
    leading: float = LEADING,
) -> tuple[Path, ...]:
    """A line through each of the lines that `lines_at` sets from the left: it is off."""
    step = size * leading
    middle = top + step / 2 + cap_height(size) * 0.05
    return tuple(
        rule(x, middle + number * step, x + width(line, size, weight), middle + number * step,
             Stroke("ink2", 0.2))
        for number, line in enumerate(lines)
        if line
    )


def card(
    box: Box,
    *,
    fill: str = "surface",
    border: Stroke | None = None,
    radius: float = 0.95,
    shadow: bool = True,
    key: str = "",
    readout: str = "",
) -> tuple[Rect, ...]:
    """A sheet that lies a little above the page."""
    layers: list[Rect] = []
    if shadow:
        layers += [
            Rect(
                box.x, box.y + dy, box.width, box.height, Fill("shadow", opacity), radius=radius
            )
            for dy, opacity in SHADOWS
        ]
    layers.append(
        Rect(box.x, box.y, box.width, box.height, Fill(fill), border, radius, key, readout)
    )
    return tuple(layers)


def bounds(item: Item) -> Box:
    """The room that an item takes, without its pen; text counts from capitals to descenders."""
    if isinstance(item, Text):
        length = width(item.text, item.size, item.weight)
        left = {"start": 0.0, "middle": length / 2, "end": length}[item.anchor]
        return Box(item.x - left, item.y - 0.74 * item.size, length, 0.95 * item.size)
    if isinstance(item, Circle):
        return Box(
            item.x - item.radius, item.y - item.radius, 2 * item.radius, 2 * item.radius
        )
    if isinstance(item, Rect):
        return Box(item.x, item.y, item.width, item.height)
    xs = [x for _, points in item.commands for x, _ in points] or [0.0]
    ys = [y for _, points in item.commands for _, y in points] or [0.0]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def reach(item: Item) -> tuple[float, float]:
    """The upper and lower end of an item's `bounds`, without measuring its text."""
    if isinstance(item, Text):
        top = item.y - 0.74 * item.size
        return top, top + 0.95 * item.size
    if isinstance(item, Circle):
        return item.y - item.radius, item.y + item.radius
    if isinstance(item, Rect):
        return item.y, item.y + item.height
    ys = [y for _, points in item.commands for _, y in points] or [0.0]
    return min(ys), max(ys)


def overlap(a: Box, b: Box, margin: float = 0.0) -> bool:
    """Whether two boxes share room, or come closer than ``margin``."""
    return (
        a.x < b.right + margin
        and b.x < a.right + margin
        and a.y < b.bottom + margin
        and b.y < a.bottom + margin
    )


def best_size(
    sizes: Sequence[float], lay: Callable[[float], Sequence[float]], room: float, gap: float,
    most: int | None = None,
) -> float:
    """The largest of ``sizes`` with which rows take the fewest pages.

    ``lay`` gives the rows' heights for a size. One size for all rows looks calmer than each
    row shrinking for itself. ``sizes`` fall.
    """

    def pages(size: float) -> int:
        heights = lay(size)
        return len(paged(heights, heights, room, gap, most))

    return -min((pages(size), -size) for size in sizes)[1]


def paged(
    things: Sequence[_T],
    heights: Sequence[float],
    room: float,
    gap: float = 0.0,
    most: int | None = None,
) -> tuple[tuple[_T, ...], ...]:
    """Split ``things`` into pages of at most ``room`` u and ``most`` things; one at least."""
    pages: list[list[_T]] = []
    used = 0.0
    for thing, height in zip(things, heights, strict=True):
        full = not pages or len(pages[-1]) == most or used + gap + height > room + 1e-6
        if full:
            pages.append([])
            used = -gap
        pages[-1].append(thing)
        used += gap + height
    return tuple(tuple(page) for page in pages)


def spread(
    things: Sequence[_T],
    heights: Sequence[float],
    top: float,
    room: float,
    tallest: float,
    gap: float = 0.0,
) -> Iterator[tuple[_T, float, float]]:
    """The rows of a page with their upper edge and height: they share the room that is left.

    None grows beyond ``tallest``, however few there are.
    """
    free = room - sum(heights) - gap * (len(heights) - 1)
    y = top
    for thing, least in zip(things, heights, strict=True):
        height = least + min(free / len(heights), max(tallest - least, 0.0))
        yield thing, y, height
        y += height + gap
