"""Photos of paper walls below what was captured, each with its caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import Block, paragraph
from workshop_app.booklet.paper import CAPTION, HEADING
from workshop_app.booklet.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.booklet.edition import Photograph
    from workshop_app.booklet.paper import Frame
    from workshop_app.words import Words

SHARE, LYING = 0.42, 0.8
"""The share of a page's height that a photo may take: two stand on a page, on a lying one one."""

SHARPEST = 72 / 110
"""Points of a pixel at most: a small picture is not blown up until it blurs."""


def photo_blocks(photos: Sequence[Photograph], page: Frame, words: Words) -> list[Block]:
    """A heading, then every photo with its caption; nothing without photos."""
    if not photos:
        return []
    title = words("booklet.photos", n=len(photos))
    blocks = paragraph(title, HEADING, page.room, before=22.0, keep=True, role="H2")
    for at, photo in enumerate(photos):
        caption = paragraph(photo.caption, CAPTION, page.span(4), before=5.0, role="Caption")
        kept = [block._replace(keep=True) for block in caption[:-1]] + caption[-1:]
        blocks += [_photo(photo, page, 18.0 if at else 8.0, keep=bool(caption)), *kept]
    return blocks


def _photo(photo: Photograph, page: Frame, before: float, *, keep: bool) -> Block:
    share = LYING if page.width > page.height else SHARE
    most = (page.bottom - page.top) * share
    scale = min(page.room / photo.width, most / photo.height, SHARPEST)
    width, height = photo.width * scale, photo.height * scale
    tag = Tag("Figure", alt=photo.alt)

    def paint(brush: Brush, x: float, y: float) -> None:
        brush.photo(photo.data, (x, y, width, height), tag)

    return Block(height, paint, before, keep=keep)
