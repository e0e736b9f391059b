"""What a reader's own booklet draws: promises, deeds, cards to cut out, boxes to look back in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import Block, rule_at, stack, text_at, tick_box
from workshop_app.booklet.paper import BODY, CAPTION, HEADING, MM, Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.figure import Fill, Item, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.text import balanced, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.booklet.edition import Card, Personal, Phase, Review
    from workshop_app.booklet.paper import Frame
    from workshop_app.words import Words

TITLE = Style(12, 17, "semibold")
BOX = 10.5
BOX_COLUMN = 22.0
LONGEST_FACT = 30
"""Lines of one fact: what somebody wrote may be long, but it stays on its page."""

POCKET = (85 * MM, 54 * MM)
"""A card of the size that purses are made for; two stand side by side on A4 and Letter."""

SAYINGS = (
    Style(15, 20, "semibold"),
    Style(12.5, 17, "semibold"),
    Style(10.5, 14, "semibold"),
    Style(8.5, 11, "medium"),
)
"""The first size in which a card holds its text; in the last it is cut."""

INSIDE = 14.0
REVIEW_HEIGHT = 112.0
REVIEW_LINE = 22.0
REVIEW_HEAD = 96.0
"""Room above the boxes, which are all of them on one page."""

_ICON = 13.0


def card_blocks(card: Card, page: Frame, *, box: bool) -> list[Block]:
    """Its title, with a ``box`` to tick unless it is done or stopped, and every fact in a row."""
    left = BOX_COLUMN if box else 0.0
    lines = wrap(card.title, page.room - left, TITLE.size, TITLE.weight, LONGEST_FACT)
    tag = Tag("H3")

    def paint(brush: Brush, x: float, y: float) -> None:
        if box:
            brush.items(tick_box(x, y + (TITLE.leading - BOX) / 2, BOX, card.box))
        brush.items(stack(lines, TITLE, x + left, y), tag)

    title = Block(len(lines) * TITLE.leading + 2, paint, 14.0, keep=bool(card.facts))
    column = _label_column(card, page)
    rows = [_fact(label, said, column, left, page) for label, said in card.facts]
    rows = [row._replace(keep=index < len(rows) - 1) for index, row in enumerate(rows)]
    if card.title:
        return [title, *rows]
    return [row._replace(before=0.0 if at else 10.0) for at, row in enumerate(rows)]


def _label_column(card: Card, page: Frame) -> float:
    """Wide enough for the longest label, within two columns of the page."""
    longest = max((width(label, BODY.size, "medium") for label, _ in card.facts), default=0.0)
    return min(max(longest + 14, page.span(1)), page.span(2))


def _fact(label: str, said: str, column: float, left: float, page: Frame) -> Block:
    name = BODY._replace(weight="medium", token="ink2")
    labels = wrap(label, column - 8, BODY.size, name.weight, 3)
    lines = wrap(said, page.room - left - column, BODY.size, max_lines=LONGEST_FACT)
    height = max(len(labels), len(lines)) * BODY.leading + 7
    tag = Tag("P")

    def paint(brush: Brush, x: float, y: float) -> None:
        brush.items(stack((*labels[:-1], f"{labels[-1]} "), name, x + left, y + 3), tag)
        brush.items(stack(lines, BODY, x + left + column, y + 3), tag)
        brush.items((rule_at(x + left, y + height, page.room - left),))

    return Block(height, paint)


# -- cards for a pocket --------------------------------------------------------------------


def pocket_cards(edition: Personal, page: Frame) -> list[Block]:
    """The habits as cards to cut out, two in a row."""
    pairs = [edition.habits[at : at + 2] for at in range(0, len(edition.habits), 2)]
    return [
        _pair(pair, edition, page)._replace(before=0.0 if at else 22.0)
        for at, pair in enumerate(pairs)
    ]


def _pair(pair: Sequence[tuple[str, str]], edition: Personal, page: Frame) -> Block:
    wide, high = POCKET

    def paint(brush: Brush, x: float, y: float) -> None:
        for at, (label, said) in enumerate(pair):
            _pocket(brush, label, said, edition, x + at * wide, y)

    return Block(high, paint)


def _pocket(
    brush: Brush, label: str, said: str, edition: Personal, x: float, y: float
) -> None:
    wide, high = POCKET
    phase = _last_but_one(edition.phases)
    token = phase.key if phase else "ink2"
    cut = Stroke("border", 0.6, (6.0, 5.0))
    below: list[Item] = [Rect(x, y, wide, high, stroke=cut)]
    left, top = x + INSIDE, y + INSIDE
    if phase:
        below.append(icon(phase.icon, left, top + 0.5, _ICON, token, width=2.2))
    brush.items(below)
    room = wide - 2 * INSIDE
    name = CAPTION._replace(weight="semibold", token=token)
    start = left + (_ICON + 6 if phase else 0.0)
    named = wrap(label, room - (start - left), name.size, name.weight, 1)
    brush.items(stack(named, name, start, top + 1), Tag("P"))
    lines, style = _saying(said, room, high - 2 * INSIDE - 40)
    brush.items(stack(lines, style, left, top + 24), Tag("P"))
    foot = wrap(edition.title, room, CAPTION.size, max_lines=1)
    brush.items(stack(foot, CAPTION, left, y + high - INSIDE - CAPTION.leading), Tag("P"))


def _last_but_one(phases: Sequence[Phase]) -> Phase | None:
    """The phase of doing: the last but one, or the only one there is."""
    return phases[max(len(phases) - 2, 0)] if phases else None


def _saying(text: str, room: float, high: float) -> tuple[tuple[str, ...], Style]:
    for style in SAYINGS:
        lines = balanced(text, room, style.size, style.weight)
        if len(lines) * style.leading <= high:
            return lines, style
    style = SAYINGS[-1]
    most = int(high // style.leading)
    return wrap(text, room, style.size, style.weight, most), style


# -- looking back --------------------------------------------------------------------------


def review_boxes(edition: Personal, page: Frame) -> list[Block]:
    """A box for each review: what became of promise and deeds, and lines to write on."""
    room = page.bottom - page.top - REVIEW_HEAD
    high = min(REVIEW_HEIGHT, room / max(len(edition.reviews), 1) - 6)
    return [
        _review(review, edition.words, page, high)._replace(before=6.0 if at else 16.0)
        for at, review in enumerate(edition.reviews)
    ]


def _review(review: Review, words: Words, page: Frame, high: float) -> Block:
    asked = (
        (words("personal.review.promise"), _answers(words, "promise")),
        (words("personal.review.deeds"), _answers(words, "deeds")),
    )
    column = max(width(said, BODY.size, "medium") for said, _ in asked) + 14

    def paint(brush: Brush, x: float, y: float) -> None:
        brush.items((Rect(x, y, page.room, high, stroke=Stroke("line", 0.75), radius=6),))
        head = text_at(f"{review.title} ", HEADING, x + INSIDE, y + 9)
        brush.items(head, Tag("H2"))
        behind = x + INSIDE + width(f"{review.title}  ", HEADING.size, HEADING.weight)
        brush.items(text_at(review.day, BODY.quiet(), behind, y + 12), Tag("P"))
        season = text_at(review.season, CAPTION, x + page.room - INSIDE, y + 13, "end")
        brush.items(season, Tag("P"))
        for at, (said, answers) in enumerate(asked):
            top = y + 33 + at * 17
            brush.items(
                text_at(f"{said} ", BODY._replace(weight="medium"), x + INSIDE, top), Tag("P")
            )
            _choices(brush, answers, x + INSIDE + column, top)
        for line in range(2):
            at_y = y + 33 + 2 * 17 + (line + 0.75) * REVIEW_LINE
            brush.items((rule_at(x + INSIDE, at_y, page.room - 2 * INSIDE, "border", 0.4),))

    return Block(high, paint)


def _answers(words: Words, of: str) -> tuple[str, ...]:
    return tuple(words(f"personal.review.{of}.{place}") for place in (1, 2, 3))


def _choices(brush: Brush, answers: Sequence[str], x: float, y: float) -> None:
    size = 8.5
    for answer in answers:
        brush.items((Rect(x, y + 3, size, size, Fill("page"), Stroke("border", 1.0), 2.0),))
        brush.items(text_at(f"{answer} ", BODY, x + size + 5, y), Tag("P"))
        x += size + 5 + width(answer, BODY.size) + 22


