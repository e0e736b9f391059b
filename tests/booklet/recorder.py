"""A brush that remembers what it was asked to paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.figure import Rect, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.tags import Tag
    from workshop_app.figures.figure import Figure, Item


class Recorder:
    """Keeps items, figures and links of one page."""

    def __init__(self) -> None:
        self.painted: list[Item] = []
        self.figures: list[tuple[Figure, float, float, float]] = []
        self.links: list[str] = []
        self.photos: list[tuple[str, tuple[float, float, float, float]]] = []

    def items(self, items: Sequence[Item], tag: Tag | None = None) -> None:
        self.painted += items

    def figure(self, figure: Figure, x: float, y: float, scale: float, tag: Tag) -> None:
        self.figures.append((figure, x, y, scale))

    def photo(self, data: bytes, box: tuple[float, float, float, float], tag: Tag) -> None:
        self.photos.append((tag.alt, box))

    def link(self, x: float, y: float, width: float, height: float, section: str) -> None:
        self.links.append(section)

    def page_of(self, section: str) -> int:
        return 7

    def items_of_text(self) -> list[Text]:
        return [item for item in self.painted if isinstance(item, Text) and item.text]

    def texts(self) -> list[str]:
        return [item.text.strip() for item in self.items_of_text()]

    def boxes(self) -> int:
        return sum(isinstance(item, Rect) and item.height > 5 for item in self.painted)
