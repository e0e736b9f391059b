"""Sets blocks on pages: nothing is torn, no heading stands alone, table heads come again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop_app.booklet.blocks import Block, Brush
    from workshop_app.booklet.paper import Frame
    from workshop_app.figures.figure import Item

_TINY = 0.01

_FEW = 0.15
"""The share of a page's height below which its lines look forgotten."""

_CLOSER = (0.8, 0.6)
"""What the space between blocks may be multiplied by to spare such a page."""


class Placed(NamedTuple):
    """A block and the y of its upper edge."""

    block: Block
    y: float


@dataclass(slots=True)
class Page:
    """One page on its way: its frame, what stands on it, and what lies below that."""

    frame: Frame
    placed: list[Placed] = field(default_factory=list)
    under: list[Item] = field(default_factory=list)
    used: float = 0.0

    @property
    def empty(self) -> bool:
        """Whether nothing stands on it yet."""
        return not self.placed

    @property
    def left(self) -> float:
        """The height that is still free."""
        return self.frame.bottom - self.frame.top - self.used

    def needs(self, blocks: Sequence[Block]) -> float:
        """The least height that these blocks would take here."""
        spaces = [block.before for block in blocks]
        if self.empty and spaces:
            spaces[0] = 0.0
        return sum(spaces) + sum(block.lowest for block in blocks)

    def add(self, block: Block, spare: float = 0.0) -> None:
        """Put a block below the others; it may grow by ``spare`` beyond its least height."""
        before = 0.0 if self.empty else block.before
        if block.shrunk is not None:
            block = block.shrunk(min(block.height, block.least + spare))
        y = self.frame.top + self.used + before
        self.placed.append(Placed(block, y))
        self.used += before + block.height

    def stretch(self) -> None:
        """Let blocks that were made lower take what room is left after all."""
        spare, down = self.left, 0.0
        for index, placed in enumerate(self.placed):
            block = placed.block
            more = max(min(block.most - block.height, spare), 0.0)
            if block.shrunk is not None and more:
                block = block.shrunk(block.height + more)
            self.placed[index] = Placed(block, placed.y + down)
            if block is not placed.block:
                spare, down = spare - more, down + more
        self.used += down

    def paint(self, brush: Brush) -> None:
        """Paint every block in its place."""
        brush.items(self.under)
        for placed in self.placed:
            placed.block.paint(brush, self.frame.left, placed.y)


def flow(blocks: Sequence[Block], frame: Frame) -> list[Page]:
    """Set the blocks on as many pages as they need; no blocks give no page.

    A few lines alone on a last page are brought back by setting all closer, where that is enough.
    """
    pages = _paged(blocks, frame)
    for share in _CLOSER:
        if len(pages) < 2 or pages[-1].used > _FEW * (frame.bottom - frame.top):
            break
        closer = _paged([block._replace(before=block.before * share) for block in blocks], frame)
        if len(closer) < len(pages):
            return closer
    return pages


def _paged(blocks: Sequence[Block], frame: Frame) -> list[Page]:
    pages: list[Page] = []
    for group in _groups(blocks):
        whole = not pages or pages[-1].needs(group) <= pages[-1].left + _TINY
        if not pages or not (whole or pages[-1].empty):
            pages.append(_begun(group[0], frame))
        if pages[-1].needs(group) <= pages[-1].left + _TINY:
            _set(group, pages[-1])
        else:
            _set_torn(group, pages)
    return pages


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of blocks that belong together."""
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep:
            yield group
            group = []
    if group:
        yield group


def _begun(block: Block, frame: Frame) -> Page:
    page = Page(frame)
    for head in block.repeat:
        page.add(head)
    return page


def _set(group: Sequence[Block], page: Page) -> None:
    spare = page.left - page.needs(group)
    for block in group:
        lowest = block.lowest
        page.add(block, spare)
        spare -= max(page.placed[-1].block.height - lowest, 0.0)


def _set_torn(group: Sequence[Block], pages: list[Page]) -> None:
    """A group higher than a page: block after block."""
    for block in group:
        page = pages[-1]
        if not page.empty and page.needs((block,)) > page.left + _TINY:
            pages.append(_begun(block, page.frame))
        _set((block,), pages[-1])
