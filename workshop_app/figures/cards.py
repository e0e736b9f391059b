"""Stage pictures without data: openings, ballots, turnout, the hold slide, and nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from workshop_app.directions import joined
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Circle, Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.frame import BAR, BAR_GAP, HEIGHT, MARGIN, PHASE_ICONS, phase_bar
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, card, line_height, lines_at
from workshop_app.figures.text import at_colon, balanced, fitted
from workshop_app.figures.theme import PHASES

NARROW = 100.0
"""Below this width in u a picture shares the stage with another one."""


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The opening of an activity: phase and its line, title, aim, and facts such as minutes."""

    phase_name: str
    title: str
    phase_line: str = ""
    aim: str = ""
    facts: tuple[str, ...] = ()


def title_card(
    phase: str,
    words: TitleWords,
    *,
    progress: float = 0.0,
    stage_width: float = STAGE_WIDTH,
    scale: float = 1.0,
) -> Figure:
    """The whole stage at the opening of an activity.

    `KeyError` for a phase that is not one of the four.
    """
    band = Box(0, BAR, stage_width * 0.3, HEIGHT - BAR)
    items: list[Item] = [
        Rect(0, 0, stage_width, HEIGHT, Fill("page")),
        Rect(band.x, band.y, band.width, band.height, Fill(phase)),
        *phase_bar(phase, progress, stage_width),
    ]
    mark = 20.0
    items.append(icon(PHASE_ICONS[phase], MARGIN + 1, 27, mark, "on_phase", width=1.5))
    room = band.width - 2 * MARGIN
    lines, size = fitted(words.phase_name, room, 6.4 * min(scale, 1.2), "semibold", 2)
    y = 53.0
    items += lines_at(lines, MARGIN + 1, y, size, "semibold", "on_phase", leading=1.15)
    y += line_height(size, len(lines), 1.15) + 1.6
    if words.phase_line:
        lines, size = fitted(words.phase_line, room, 3.5 * scale, "regular", 5)
        items += lines_at(lines, MARGIN + 1, y, size, "regular", "on_phase")
    left = band.right + 9
    items += _opening(words, Box(left, BAR, stage_width - MARGIN - left, HEIGHT - BAR), scale)
    return Figure(stage_width, HEIGHT, tuple(items), words.title)


def _opening(words: TitleWords, box: Box, scale: float) -> tuple[Item, ...]:
    title, title_size = fitted(words.title, box.width, 9.0 * min(scale, 1.2), "semibold", 3, 6.4)
    title = at_colon(title, words.title, box.width, title_size, "semibold")
    aim, aim_size = fitted(words.aim, box.width, 4.4 * scale, "regular", 4)
    facts, fact_size = fitted(joined(words.facts, "   ·   "), box.width, 3.5 * scale, "medium", 2)
    height = line_height(title_size, len(title), 1.15)
    if words.aim:
        height += 3.2 + line_height(aim_size, len(aim))
    if words.facts:
        height += 3.6 + line_height(fact_size, len(facts))
    y = box.y + (box.height - height) / 2
    items: list[Item] = list(lines_at(title, box.x, y, title_size, "semibold", leading=1.15))
    y += line_height(title_size, len(title), 1.15) + 3.2
    if words.aim:
        items += lines_at(aim, box.x, y, aim_size, "regular", "ink2")
        y += line_height(aim_size, len(aim)) + 3.6
    if words.facts:
        items += lines_at(facts, box.x, y, fact_size, "medium", "ink2")
    return tuple(items)


def ballot_card(
    sentences: tuple[str, ...],
    canvas: Canvas,
    *,
    lead: str = "",
    title: str = "",
    symbol: str = "lock",
) -> Figure:
    """What happens to a ballot: shown before every round, with a lock where it is secret.

    ``lead`` is a smaller line above, such as the number of questions.
    """
    mark = canvas.size(13.0)
    gap = 6.0
    room = min(canvas.width - mark - gap - 16, 120.0)
    blocks = [fitted(text, room, canvas.size(5.2), "semibold", 3) for text in sentences]
    lead_lines, lead_size = fitted(lead, room, canvas.size(3.5), "regular", 2)
    height = sum(line_height(size, len(lines), 1.2) for lines, size in blocks)
    height += 2.2 * (len(blocks) - 1)
    if lead:
        height += line_height(lead_size, len(lead_lines)) + 2
    inner = max(height, mark)
    box = Box(0, 0, canvas.width, min(inner + 14, canvas.height))
    box = Box(0, (canvas.height - box.height) * 0.4, box.width, box.height)
    items: list[Item] = [*card(box, border=Stroke("line", 0.14))]
    items.append(
        Circle(8 + mark / 2, box.centre_y, mark / 2, Fill(f"{canvas.phase}_tint"), None)
    )
    glyph = mark * 0.56
    items.append(
        icon(symbol, 8 + (mark - glyph) / 2, box.centre_y - glyph / 2, glyph, canvas.phase)
    )
    x, y = 8 + mark + gap, box.centre_y - height / 2
    if lead:
        items += lines_at(lead_lines, x, y, lead_size, "regular", "ink2")
        y += line_height(lead_size, len(lead_lines)) + 2
    for lines, size in blocks:
        items += lines_at(lines, x, y, size, "semibold", leading=1.2)
        y += line_height(size, len(lines), 1.2) + 2.2
    return Figure(canvas.width, canvas.height, tuple(items), title or " ".join(sentences))


def aim_card(aim: str, canvas: Canvas) -> Figure:
    """What an activity is for, beside the mark of its phase, while the room talks."""
    mark = 0.0 if canvas.width < NARROW else min(canvas.height * 0.62, 40.0)
    room = canvas.width - (mark + 12 if mark else 0.0)
    lines, size = fitted(aim, room, canvas.size(6.0), "regular", 5)
    lines = balanced(aim, room, size, "regular", len(lines))
    middle = canvas.height * 0.45
    height = line_height(size, len(lines), 1.3)
    top = middle - height / 2
    items: list[Item] = [Rect(0, top - 5, 9, 0.9, Fill(canvas.phase), None, 0.45)]
    items += lines_at(lines, 0, top, size, "regular", "ink2", leading=1.3)
    if mark:
        centre, glyph = canvas.width - mark / 2, mark * 0.5
        items += (
            Circle(centre, middle, mark / 2, Fill(f"{canvas.phase}_tint"), None),
            icon(
                PHASE_ICONS[canvas.phase], centre - glyph / 2, middle - glyph / 2, glyph,
                canvas.phase, width=1.4,
            ),
        )
    return Figure(canvas.width, canvas.height, tuple(items), aim)


def noticed(text: str, canvas: Canvas) -> tuple[Figure, Canvas]:
    """A sentence above a picture, and the room that is left below it for the picture."""
    if not text:
        return Figure(canvas.width, canvas.height), canvas
    lines, size = fitted(text, canvas.width, canvas.size(4.2), "semibold", 2)
    items = lines_at(lines, 0, 0, size, "semibold", canvas.phase)
    below = replace(canvas, height=canvas.height - line_height(size, len(lines)) - 2.6)
    return Figure(canvas.width, canvas.height, items, text), below


def invitation_card(text: str, canvas: Canvas, symbol: str = "message-square") -> Figure:
    """What the room reads while there is nothing to draw: an invitation, never "no data"."""
    mark = canvas.size(10.0)
    lines, size = fitted(text, canvas.width * 0.66, canvas.size(5.0), "medium", 4)
    lines = balanced(text, canvas.width * 0.66, size, "medium", len(lines))
    height = mark + 4 + line_height(size, len(lines))
    y = (canvas.height - height) * 0.42
    items: list[Item] = [
        icon(symbol, canvas.width / 2 - mark / 2, y, mark, canvas.phase, width=1.6),
        *lines_at(lines, canvas.width / 2, y + mark + 4, size, "medium", "ink2", "middle"),
    ]
    return Figure(canvas.width, canvas.height, tuple(items), text)


def turnout_card(
    voted: int, expected: int, canvas: Canvas, text: str, *, note: str = "", title: str = ""
) -> Figure:
    """How many have voted, never who or what: one dot per person, filled from the left.

    Dots fill in order of number, so their places say nothing about anybody. On a narrow
    canvas, beside what is voted on, everything is smaller.
    """
    narrow = canvas.width < NARROW
    big = canvas.size(6.0 if narrow else 8.4)
    lines, size = fitted(text, canvas.width, big, "semibold", 3 if narrow else 2)
    room = canvas.width * (1.0 if narrow else 0.9)
    note_lines, note_size = fitted(note, room, canvas.size(3.5), "regular", 3 if narrow else 2)
    note_lines = balanced(note, room, note_size, "regular", len(note_lines))
    people = max(voted, expected, 0)
    per_row = _per_row(people, 9 if narrow else 17)
    rows = ceil(people / per_row) if people else 0
    text_height = line_height(size, len(lines), 1.15)
    note_height = line_height(note_size, len(note_lines)) + 2.5 if note else 0.0
    free = canvas.height - text_height - note_height - 10
    pitch = min(canvas.width * 0.86 / per_row, free / max(rows, 1), 8.5)
    height = text_height + (5 + rows * pitch if rows else 0.0) + note_height
    y = (canvas.height - height) * 0.42
    middle = canvas.width / 2
    items: list[Item] = [
        *lines_at(lines, middle, y, size, "semibold", anchor="middle", leading=1.15)
    ]
    y += text_height + 5
    radius = pitch * 0.39
    for index in range(people):
        row, column = divmod(index, per_row)
        in_row = min(per_row, people - row * per_row)
        x = middle + (column - (in_row - 1) / 2) * pitch
        inside = index < voted
        items.append(
            Circle(
                x,
                y + (row + 0.5) * pitch,
                radius if inside else radius - 0.15,
                Fill(canvas.phase) if inside else None,
                None if inside else Stroke("border", 0.35),
                f"seat:{index}",
            )
        )
    y += rows * pitch + 2.5
    if note:
        items += lines_at(note_lines, middle, y, note_size, "regular", "ink2", "middle")
    return Figure(canvas.width, canvas.height, tuple(items), title or text)


def _per_row(people: int, most: int) -> int:
    """Rows of equal length: one up to ``most`` people, then two, three and so on."""
    rows = max(ceil(people / most), 1)
    return max(ceil(people / rows), 1)


def hold_card(
    session_title: str,
    *,
    detail: str = "",
    note: str = "",
    stage_width: float = STAGE_WIDTH,
    scale: float = 1.0,
) -> Figure:
    """The whole stage while nothing is shown: the session's title over the four phases."""
    room = stage_width - 2 * (MARGIN + 9)
    lines, size = fitted(session_title, room, 9.6 * min(scale, 1.2), "semibold", 3, 6.4)
    lines = at_colon(lines, session_title, room, size, "semibold")
    detail_lines, detail_size = fitted(detail, room, 4.2 * scale, "regular", 2)
    height = line_height(size, len(lines), 1.15)
    if detail:
        height += 2.4 + line_height(detail_size, len(detail_lines))
    x = MARGIN + 9
    y = (HEIGHT - height) / 2 - 3
    items: list[Item] = [Rect(0, 0, stage_width, HEIGHT, Fill("page"))]
    items += lines_at(lines, x, y, size, "semibold", leading=1.15)
    y += line_height(size, len(lines), 1.15) + 2.4
    if detail:
        items += lines_at(detail_lines, x, y, detail_size, "regular", "ink2")
        y += line_height(detail_size, len(detail_lines))
    y += 4.2
    for index, phase in enumerate(PHASES):
        items.append(Rect(x + index * (9 + BAR_GAP * 2), y, 9, 1.2, Fill(phase), None, 0.6))
    if note:
        note_lines, note_size = fitted(note, room, 4.6 * scale, "medium", 2)
        items += lines_at(note_lines, x, y + 5.2, note_size, "medium")
    return Figure(stage_width, HEIGHT, tuple(items), session_title)


def blank(stage_width: float = STAGE_WIDTH) -> Figure:
    """Nothing at all, opaque."""
    return Figure(stage_width, HEIGHT, (Rect(0, 0, stage_width, HEIGHT, Fill("page")),))
