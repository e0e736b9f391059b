"""What stands around every picture of the stage: where we are, what is asked, what is next."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_app.figures.canvas import STAGE_WIDTH
from workshop_app.figures.figure import Circle, Figure, Fill, Item, Path, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, label, line_height, lines_around, lines_at
from workshop_app.figures.shapes import arc
from workshop_app.figures.text import fitted, width, wrap
from workshop_app.figures.theme import PHASES

MARGIN = 5.0
HEIGHT = 100.0
BAR = 1.2
BAR_GAP = 0.5
CHIP_TOP = 3.6
CHIP_HEIGHT = 6.2
QUESTION_TOP = 12.6
QUESTION = 5.6
FOOTER = 6.6
CONTENT_TOP = 21.0
CONTENT_BOTTOM = 92.0
COUNTDOWN_WIDTH = 32.0
COUNTDOWN_HEIGHT = 7.2

PHASE_ICONS = {"see": "eye", "think": "lightbulb", "act": "footprints", "be": "sprout"}


@dataclass(frozen=True, slots=True)
class FrameWords:
    """Texts around the picture; every one may be empty.

    ``phase_name`` stands in the chip, ``context`` at the lower left, ``state`` at the lower
    right; ``page`` such as "1 / 2" follows it.
    """

    phase_name: str = ""
    activity: str = ""
    question: str = ""
    context: str = ""
    state: str = ""
    page: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Framed:
    """The frame, and the room it leaves for the picture."""

    figure: Figure
    content: Box


def frame(
    phase: str,
    words: FrameWords,
    *,
    progress: float = 0.0,
    stage_width: float = STAGE_WIDTH,
    scale: float = 1.0,
) -> Framed:
    """Phase bar, chip, activity, question and footer of a stage 100 u high.

    ``progress`` from 0 to 1 counts within the phase; earlier phases are full. A question
    takes one line, a second one where it must, and shrinks before it is shortened; the
    content begins below it. ``scale`` is the room check's; the chip and the footer follow it
    as far as their rows allow. `KeyError` for a phase that is not one of the four.
    """
    items: list[Item] = [
        Rect(0, 0, stage_width, HEIGHT, Fill("page")),
        *phase_bar(phase, progress, stage_width),
        *_chip(phase, words, stage_width, scale),
    ]
    room = stage_width - 2 * MARGIN
    content_top = CONTENT_TOP
    if words.question:
        lines, size = _question(words.question, room, QUESTION * min(scale, 1.2))
        items += lines_at(lines, MARGIN, QUESTION_TOP, size, "semibold", leading=1.2)
        used = QUESTION_TOP + line_height(size, len(lines), 1.2)
        content_top = max(CONTENT_TOP, used + 1.2)
    else:
        content_top = QUESTION_TOP
    items += _footer(words, stage_width, min(scale, 1.3))
    content = Box(MARGIN, content_top, room, CONTENT_BOTTOM - content_top)
    return Framed(Figure(stage_width, HEIGHT, tuple(items), words.title), content)


def phase_bar(
    phase: str, progress: float, stage_width: float = STAGE_WIDTH
) -> tuple[Item, ...]:
    """Four bands at the top edge: done, under way and to come."""
    now = PHASES.index(phase) if phase in PHASES else -1
    band = (stage_width - 3 * BAR_GAP) / 4
    items: list[Item] = []
    for index, name in enumerate(PHASES):
        x = index * (band + BAR_GAP)
        share = 1.0 if index < now else min(max(progress, 0.0), 1.0) if index == now else 0.0
        items.append(Rect(x, 0, band, BAR, Fill("grid")))
        items.append(Rect(x, 0, band * share, BAR, Fill(name), key=f"phase:{name}"))
    return tuple(items)


def _chip(phase: str, words: FrameWords, stage_width: float, scale: float) -> tuple[Item, ...]:
    size = 3.5 * min(scale, 1.15)
    middle = CHIP_TOP + CHIP_HEIGHT / 2
    room = stage_width - 2 * MARGIN - COUNTDOWN_WIDTH
    (name, *_), size = fitted(words.phase_name, room * 0.5, size, "semibold", 1)
    mark = 3.6
    chip_width = 1.8 + mark + 1.1 + width(name, size, "semibold") + 2.1
    items: list[Item] = [
        Rect(MARGIN, CHIP_TOP, chip_width, CHIP_HEIGHT, Fill(phase), None, 0.95),
        icon(PHASE_ICONS[phase], MARGIN + 1.8, middle - mark / 2, mark, "on_phase"),
        label(name, MARGIN + 1.8 + mark + 1.1, middle, size, "semibold", "on_phase"),
    ]
    if words.activity:
        left = room - chip_width - 2.1
        lines, size = fitted(words.activity, left, 3.5 * min(scale, 1.15), "regular", 1)
        if lines[0].endswith("…") and not words.activity.endswith("…"):
            lines, size = wrap(words.activity, left, 2.8, "regular", 2), 2.8
        x = MARGIN + chip_width + 2.1
        items += lines_around(lines, x, middle, size, "regular", "ink2", leading=1.15)
    return tuple(items)


def _question(text: str, room: float, size: float) -> tuple[tuple[str, ...], float]:
    """One line at full size or a little smaller; else two, balanced by size, not by chance."""
    for share in (1.0, 0.94, 0.88):
        lines, fitting = fitted(text, room, size * share, "semibold", 1, size * share)
        if not lines[0].endswith("…"):
            return lines, fitting
    lines, fitting = fitted(text, room, size * 0.88, "semibold", 2)
    if lines[-1].endswith("…") and not text.endswith("…"):
        lines, fitting = fitted(text, room, fitting, "semibold", 3)
    return lines, fitting


def _footer(words: FrameWords, stage_width: float, scale: float) -> tuple[Item, ...]:
    """Context at the left, state and page at the right; long ones take a second line."""
    y = HEIGHT - FOOTER + 2.6
    right = stage_width - MARGIN
    items: list[Item] = []
    size = 2.8 * scale
    page_width = width(words.page, size, "semibold") + 4 if words.page else 0.0
    lines: tuple[str, ...] = ()
    if words.state:
        whole = stage_width - 2 * MARGIN
        beside = width(words.context, size) + 4 if words.context else 0.0
        room = min(max(whole / 2, whole - beside), right - page_width - MARGIN)
        lines, size = _small(words.state, room, scale, "semibold")
    if words.page:
        items.append(label(words.page, right, y, size, "semibold", "ink2", "end"))
        right -= width(words.page, size, "semibold") + 4
    if words.state:
        items += lines_around(lines, right, y, size, "semibold", "ink2", "end", 1.15)
        right -= max(width(line, size, "semibold") for line in lines) + 4
    if words.context:
        lines, size = _small(words.context, right - MARGIN, scale, "regular")
        items += lines_around(lines, MARGIN, y, size, "regular", "ink2", leading=1.15)
    return tuple(items)


def _small(text: str, room: float, scale: float, weight: str) -> tuple[tuple[str, ...], float]:
    """One line, smaller where it must, else two of the smallest size."""
    lines, size = fitted(text, room, 2.8 * scale, weight, 1, 2.8)
    if lines[0].endswith("…") and not text.endswith("…"):
        return wrap(text, room, 2.8, weight, 2), 2.8
    return lines, size


def clock_text(seconds: int) -> str:
    """Minutes and seconds, such as 04:20."""
    minutes, rest = divmod(max(seconds, 0), 60)
    return f"{minutes:02d}:{rest:02d}"


def countdown(
    remaining_seconds: int, total_seconds: int, phase: str, *, title: str = ""
) -> Figure:
    """A ring that empties clockwise and the time left, right aligned in 32 × 7.2 u.

    At zero the ring is gone and 00:00 stays; nothing turns red (LOOK, interaction).
    """
    text = clock_text(remaining_seconds)
    size = 6.4
    middle = CHIP_HEIGHT / 2
    digits = width(text, size, "semibold")
    radius, thick = 2.45, 1.25
    x = COUNTDOWN_WIDTH - digits - 1.9 - radius - thick / 2
    share = remaining_seconds / total_seconds if total_seconds > 0 else 0.0
    share = min(max(share, 0.0), 1.0)
    items: list[Item] = []
    if share > 0:
        items.append(Circle(x, middle, radius, None, Stroke("grid", thick)))
        left = arc(x, middle, radius, 1.0 - share, 1.0)
        items.append(Path(left, stroke=Stroke(phase, thick, flat=True), key="ring"))
    items.append(label(text, COUNTDOWN_WIDTH, middle, size, "semibold", anchor="end", key="time"))
    return Figure(COUNTDOWN_WIDTH, COUNTDOWN_HEIGHT, tuple(items), title or text)
