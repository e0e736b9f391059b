"""The rows of a journey map: chevrons, stacks of cards, frictions, departments."""

from collections.abc import Sequence

from workshop_app.directions import joined
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Fill, Item, Path, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.journey_model import Friction, JourneyWords, Stage
from workshop_app.figures.layout import Box, card, label, line_height, lines_around, lines_at
from workshop_app.figures.shapes import chevron
from workshop_app.figures.text import fitted, width, wrap

POINT = 1.4
CARD_LEAD = 1.15
CARD_PAD = 1.1
STACK_GAP = 0.7
MOST_GROWTH = 7.0
"""A single card grows by this at most to fill its cell, in u."""

WARNING = "triangle-alert"


CHEVRON_LEAD = 1.08


def chevron_lines(stages: Sequence[Stage], columns: Sequence[Box], canvas: Canvas) -> int:
    """One, or two where some label needs a second line."""
    return max(
        len(_chevron_label(stage, column, index > 0, canvas)[0])
        for index, (stage, column) in enumerate(zip(stages, columns, strict=True))
    )


def chevron_height(lines: int, canvas: Canvas) -> float:
    """The height of a chevron around so many lines, in u."""
    return line_height(canvas.size(3.2), lines, CHEVRON_LEAD) + 1.2


def _chevron_label(
    stage: Stage, column: Box, notched: bool, canvas: Canvas
) -> tuple[tuple[str, ...], float]:
    room = column.width - (POINT if notched else 0.0) - 2.1
    if stage.votes is not None:
        room -= width(str(stage.votes), canvas.size(3.2), "semibold") + 3.1
    return fitted(stage.label, room, canvas.size(3.2), "semibold", 2, canvas.size(2.8))


def chevrons(
    stages: Sequence[Stage], columns: Sequence[Box], y: float, height: float, canvas: Canvas
) -> tuple[Item, ...]:
    """The stages as a band of chevrons; chosen moments are solid, with their dots counted."""
    items: list[Item] = []
    for index, (stage, column) in enumerate(zip(stages, columns, strict=True)):
        solid = stage.chosen
        fill = Fill(canvas.phase if solid else f"{canvas.phase}_tint")
        edge = None if solid else Stroke(canvas.phase, 0.16)
        notched = index > 0
        band = chevron(
            column.x, y, column.width + POINT * 0.7, height, POINT, notched=notched
        )
        items.append(Path(band, fill, edge, stage.key, stage.label))
        token = "on_phase" if solid else canvas.phase
        left = column.x + (POINT if notched else 0.0) + 1.2
        right = column.right - 0.9
        middle = y + height / 2
        if stage.votes is not None:
            size = canvas.size(3.2)
            text = str(stage.votes)
            items.append(label(text, right, middle, size, "semibold", token, "end"))
            right -= width(text, size, "semibold") + 1.5
            items.append(Circle(right, middle, 0.78, Fill(token)))
        lines, size = _chevron_label(stage, column, notched, canvas)
        items += lines_around(lines, left, middle, size, "semibold", token, leading=CHEVRON_LEAD)
    return tuple(items)


def card_height(lines: int, size: float) -> float:
    """The height of a card with so many lines."""
    return line_height(size, lines, CARD_LEAD) + 2 * CARD_PAD


def stack_height(texts: Sequence[str], room: float, canvas: Canvas) -> float:
    """The height in u of all these cards in a cell ``room`` u wide."""
    size = canvas.size(2.8)
    cards = [card_height(len(wrap(text, room - 2 * CARD_PAD, size)), size) for text in texts]
    return sum(cards) + STACK_GAP * max(len(cards) - 1, 0)


def card_stack(texts: Sequence[str], box: Box, canvas: Canvas, key: str) -> tuple[Item, ...]:
    """Cards one below the other as far as they fit; the last place says how many more."""
    size = canvas.size(2.8)
    limit = box.width - 2 * CARD_PAD
    laid = [wrap(text, limit, size) for text in texts]
    shown, rest = _fitting(laid, box.height, size)
    if not shown and laid:
        room = box.height - (line_height(size) if len(laid) > 1 else 0.0)
        most = max(int((room - 2 * CARD_PAD) / (size * CARD_LEAD)), 1)
        shown = [wrap(texts[0], limit, size, "regular", most)]
        rest = len(laid) - 1
    heights = [card_height(len(lines), size) for lines in shown]
    free = box.height - sum(heights) - STACK_GAP * (len(shown) - 1)
    grow = min(free, MOST_GROWTH) if len(shown) == 1 and not rest else 0.0
    items: list[Item] = []
    y = box.y
    for index, (lines, height) in enumerate(zip(shown, heights, strict=True)):
        place = Box(box.x, y, box.width, height + grow)
        items += card(
            place,
            border=Stroke("line", 0.14),
            radius=0.7,
            key=f"{key}:{index}",
            readout=texts[index],
        )
        items += lines_around(
            lines, box.x + CARD_PAD, place.centre_y, size, leading=CARD_LEAD
        )
        y += height + grow + STACK_GAP
    if rest:
        middle = y + line_height(size) / 2 - 0.4
        items.append(label(f"+{rest}", box.x + CARD_PAD, middle, size, "semibold", "ink2"))
    return tuple(items)


def _fitting(
    laid: Sequence[tuple[str, ...]], room: float, size: float
) -> tuple[list[tuple[str, ...]], int]:
    """The cards that fit, and how many do not; room is kept for their number."""
    heights = [card_height(len(lines), size) for lines in laid]
    if sum(heights) + STACK_GAP * (len(heights) - 1) <= room:
        return list(laid), 0
    more = line_height(size, 1, 1.05)
    used, shown = 0.0, 0
    for height in heights:
        if used + height + STACK_GAP + more > room:
            break
        used += height + STACK_GAP
        shown += 1
    return list(laid[:shown]), len(laid) - shown


def friction_lines(frictions: Sequence[Friction], room: float, canvas: Canvas) -> int:
    """How many lines the heaviest friction of a cell ``room`` u wide takes."""
    if not frictions:
        return 0
    heaviest = max(frictions, key=lambda one: one.score)
    limit = _friction_limit(len(frictions) - 1, room, canvas)
    return len(wrap(heaviest.text, limit, canvas.size(2.8), "medium"))


def _friction_limit(rest: int, room: float, canvas: Canvas) -> float:
    """The width in u that is left for the text beside badge and number of others."""
    tail = width(f"+{rest}", canvas.size(2.8), "semibold") + 0.8 if rest else 0.0
    return room - _badge(canvas) - 1.8 - 0.6 - tail


def _badge(canvas: Canvas) -> float:
    return max(canvas.size(3.1) * 1.45, 4.2)


def friction_cell(
    frictions: Sequence[Friction], box: Box, canvas: Canvas, worst: int
) -> tuple[Item, ...]:
    """The heaviest friction of a stage with its badge; the highest of all is outlined."""
    if not frictions:
        return ()
    ordered = sorted(frictions, key=lambda one: -one.score)
    one, rest = ordered[0], len(ordered) - 1
    size = canvas.size(2.8)
    badge = _badge(canvas)
    heavy = one.score == worst
    more = f"+{rest}" if rest else ""
    limit = _friction_limit(rest, box.width, canvas)
    most = max(int((box.height - 0.6) / (size * 1.12)), 1)
    lines = wrap(one.text, limit, size, "medium" if heavy else "regular", most)
    y = box.centre_y
    items: list[Item] = []
    if heavy:
        items.append(
            Rect(
                box.x,
                box.y,
                box.width,
                box.height,
                Fill(f"{canvas.phase}_tint"),
                Stroke(canvas.phase, 0.4),
                0.8,
            )
        )
    left = box.x + 0.8
    items += [
        Rect(
            left,
            y - badge / 2,
            badge,
            badge,
            Fill(canvas.phase if heavy else "surface"),
            Stroke(canvas.phase, 0.28),
            0.8,
            one.key,
            f"{one.text}: {one.score}",
        ),
        label(
            str(one.score),
            left + badge / 2,
            y,
            canvas.size(3.1),
            "semibold",
            "on_phase" if heavy else canvas.phase,
            "middle",
        ),
        *lines_around(
            lines,
            left + badge + 1.0,
            y,
            size,
            "medium" if heavy else "regular",
            leading=1.12,
        ),
    ]
    if more:
        right = box.right - 0.6
        items.append(label(more, right, y, size, "semibold", "ink2", "end"))
    return tuple(items)


def involved_cell(
    names: Sequence[str], box: Box, canvas: Canvas, words: JourneyWords, key: str
) -> tuple[Item, ...]:
    """The departments behind a stage; nobody = dashed danger border, icon and words."""
    size = canvas.size(2.9)
    if names:
        most = max(int((box.height + 0.3) / (size * 1.12)), 1)
        lines, size = fitted(joined(names), box.width, size, "medium", most)
        return lines_around(lines, box.x + 0.3, box.centre_y, size, "medium", leading=1.12)
    mark = size * 1.1
    limit = box.width - mark - 3.0
    lines, size = fitted(words.nobody, limit, size, "semibold", 1)
    wide = mark + 3.0 + width(lines[0], size, "semibold")
    high = min(size * 1.75, box.height)
    y = box.centre_y
    return (
        Rect(
            box.x,
            y - high / 2,
            wide,
            high,
            Fill("danger_bg"),
            Stroke("danger", 0.24, (4, 2.4)),
            0.8,
            f"{key}:involved",
            words.nobody,
        ),
        icon(WARNING, box.x + 1.0, y - mark / 2, mark, "danger"),
        label(lines[0], box.x + 1.0 + mark + 0.8, y, size, "semibold", "danger"),
    )


def head_lines(text: str, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    """A word of the emotion axis, at most two lines."""
    lines, size = fitted(text, box.width, canvas.size(2.9), "medium", 2)
    top = box.centre_y - line_height(size, len(lines), 1.1) / 2
    return lines_at(lines, box.x, top, size, "medium", "ink2", leading=1.1)
