"""Paper ballots on sheets: how many fit, where they lie, where they are cut, and the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app import __version__
from workshop_app.atomic import write_bytes
from workshop_app.booklet.ballot import Ballot, parts
from workshop_app.booklet.ballot_cells import SMALLEST, Cell, Type, beside, cell
from workshop_app.booklet.ballot_parts import cell_block, choices, part_blocks
from workshop_app.booklet.blocks import Block, rule_at, text_at
from workshop_app.booklet.brush import PageBrush, open_canvas
from workshop_app.booklet.build import Made
from workshop_app.booklet.flow import Page, flow
from workshop_app.booklet.glyphs import Printer, plain
from workshop_app.booklet.paper import MM, Frame, Style, frame
from workshop_app.booklet.tags import Tag
from workshop_app.errors import UserError
from workshop_app.figures.figure import Item, Path, Stroke
from workshop_app.figures.text import width
from workshop_app.figures.theme import PAPER

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Sequence
    from datetime import date

    from workshop_app.booklet.ballot import Sheet
    from workshop_app.booklet.blocks import Brush

PER_SHEET: Final = (4, 2, 1)
"""How many ballots a sheet of paper may hold; the most that fit are taken."""

SIZES: Final = (11.0, 10.5, 10.0, 9.5, SMALLEST)
_AIRS: Final = (0.6, 0.4, 0.2)
"""The space around a line to answer, as a multiple of the size: what is over makes it easier."""

_MARGINS: Final = {1: 16 * MM, 2: 11 * MM, 4: 8.5 * MM}
_MARK: Final = (5 * MM, 11 * MM)
"""From where to where a cutting mark runs, from the edge of the sheet."""

_CROSS: Final = 3 * MM


@dataclass(frozen=True)
class Slip(Frame):
    """The room of one ballot, a part of a sheet of paper; ``top`` is below its head."""

    margin: float = 0.0
    head: float = 0.0

    @property
    def left(self) -> float:
        """Where text begins."""
        return self.margin

    @property
    def top(self) -> float:
        """Where the ballot begins, below its title and number."""
        return self.margin + self.head

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.height - self.margin

    @property
    def room(self) -> float:
        """The width for text."""
        return self.width - 2 * self.margin


class Format(NamedTuple):
    """How a pile is printed: the paper, how many ballots to a sheet, the size of their text."""

    paper: str
    per_sheet: int
    size: float
    air: float = _AIRS[-1]

    @property
    def page(self) -> Frame:
        """The sheet of paper: on its side for two ballots beside one another."""
        return frame(self.paper, landscape=self.per_sheet == 2)

    @property
    def across(self) -> int:
        """How many ballots lie beside one another."""
        return 1 if self.per_sheet == 1 else 2

    @property
    def down(self) -> int:
        """How many lie below one another."""
        return self.per_sheet // self.across


def fitting(ballot: Ballot, paper: str, per_sheet: int = 0) -> Format:
    """The most ballots to a sheet that can be read, in the largest type that fits.

    ``per_sheet`` asks for a number; one alone may take several pages. Raises `UserError` for
    unknown paper, and where so many would be set smaller than `SMALLEST`.
    """
    printable = Printer().edition(ballot)
    frame(paper)
    for count in (per_sheet,) if per_sheet else PER_SHEET:
        found = _largest(printable, paper, count)
        if found is not None:
            return found
    raise UserError(
        "{n} ballots to a sheet would be too small to read.",
        "Nothing was written.",
        "Choose {most} to a sheet.",
        n=per_sheet,
        most=fitting(ballot, paper).per_sheet,
    )


def _largest(ballot: Ballot, paper: str, per_sheet: int) -> Format | None:
    """The largest type that fits one slip; a sheet of its own may have several pages."""
    smallest = Format(paper, per_sheet, SMALLEST)
    least = _pages(ballot, smallest)
    if least > 1 and per_sheet > 1:
        return None
    layouts = (Format(paper, per_sheet, *one) for one in product(SIZES, _AIRS))
    return next((one for one in layouts if _pages(ballot, one) == least), smallest)


def _pages(ballot: Ballot, layout: Format) -> int:
    """How many pages a ballot takes at most, whatever group is printed on it."""
    groups = range(len(ballot.texts[0].groups) + 1)
    return max(len(_Setting(ballot, layout, group).pages) for group in groups)


def build_ballots(
    ballot: Ballot, sheets: Sequence[Sheet], path: pathlib.Path, layout: Format, day: date
) -> Made:
    """Write a pile of ballots as PDF, in the order of ``sheets`` once the cut piles are stacked.

    The file appears under its name only when it is complete; equal piles give equal files.
    Raises `UserError` for a place that cannot be written.
    """
    printer = Printer()
    printable = printer.edition(ballot)
    words = ballot.texts[0].words
    canvas = open_canvas(words.language)
    canvas.setTitle(plain(words("paper.file", title=ballot.texts[0].title)))
    canvas.setSubject(plain(ballot.texts[0].question))
    canvas.setCreator(f"Workshop app {__version__}")
    canvas.setDateFormatter(lambda *now: f"D:{day:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    page = layout.page
    count = 0
    for slots in _imposed(printable, sheets, layout):
        count += 1
        canvas.setPageSize((page.width, page.height))
        brush = PageBrush(canvas, page, PAPER, {})
        brush.items(tuple(_marks(layout)))
        for slot, shown in enumerate(slots):
            if shown is not None:
                if shown.number == 0:
                    canvas.chapter()
                shown.paint(brush, slot)
        brush.paint()
        canvas.close_page()
    write_bytes(path, canvas.finished())
    return Made(path, count, printer.missing)


class _Shown(NamedTuple):
    """One page of one ballot."""

    setting: _Setting
    sheet: Sheet
    number: int

    def paint(self, brush: Brush, slot: int) -> None:
        self.setting.paint(brush, self.sheet, self.number, slot)


def _imposed(
    ballot: Ballot, sheets: Sequence[Sheet], layout: Format
) -> Iterator[list[_Shown | None]]:
    """What lies on each sheet of paper.

    Cut through the whole pile, the parts laid on one another keep the order of ``sheets``. A
    ballot of several pages fills whole sheets of paper, whose backs are printed too.
    """
    if layout.per_sheet == 1:
        for sheet in sheets:
            setting = _Setting(ballot, layout, sheet.group)
            count = len(setting.pages)
            for number in range(count):
                yield [_Shown(setting, sheet, number)]
            if count > 1 and count % 2:
                yield [None]
        return
    papers = -(-len(sheets) // layout.per_sheet)
    for paper in range(papers):
        places = [slot * papers + paper for slot in range(layout.per_sheet)]
        yield [
            _Shown(_Setting(ballot, layout, sheets[place].group), sheets[place], 0)
            if place < len(sheets)
            else None
            for place in places
        ]


class _Setting:
    """One ballot set in its slip; made anew for every copy, which has tags of its own."""

    def __init__(self, ballot: Ballot, layout: Format, group: int) -> None:
        self._ballot, self._layout, self._group = ballot, layout, group
        page = layout.page
        margin = _MARGINS[layout.per_sheet]
        across, down = page.width / layout.across, page.height / layout.down
        self._type = Type(layout.size, across - 2 * margin, layout.air)
        self._head = self._title()
        self._slip = Slip(across, down, margin, self._head.height + 2 * self._type.gap)

    @cached_property
    def pages(self) -> list[Page]:
        return flow(self._blocks(), self._slip)

    def paint(self, brush: Brush, sheet: Sheet, number: int, slot: int) -> None:
        """Put page ``number`` of the ballot into the slot, with its title and its number."""
        slip, type_ = self._slip, self._type
        left = (slot % self._layout.across) * slip.width + slip.left
        top = (slot // self._layout.across) * slip.height
        y = top + slip.margin
        self._head.paint(brush, left, y, None if number else Tag("H1"))
        style = self._number_style()
        said = self._ballot.texts[0].words("paper.number", n=sheet.number)
        if len(self.pages) > 1:
            said += f" · {number + 1}/{len(self.pages)}"
        brush.items(text_at(said, style, left + type_.width, y, "end"), Tag("P"))
        under = top + slip.top - type_.gap * 1.4
        brush.items((rule_at(left, under, type_.width, "ink2", 0.8),))
        for placed in self.pages[number].placed:
            placed.block.paint(brush, left, top + placed.y)

    def _number_style(self) -> Style:
        size = self._type.size + 1.5
        return Style(size, self._type.size * 1.7, "semibold")

    def _title(self) -> Cell:
        type_, texts = self._type, self._ballot.texts
        style = Style(type_.size + 3, type_.size * 1.7, "semibold")
        taken = width("000000000000", type_.size + 1.5, "semibold")
        return cell(texts, [text.title for text in texts], style, type_.width - taken)

    def _blocks(self) -> list[Block]:
        ballot, type_ = self._ballot, self._type
        texts = ballot.texts
        lead = cell(texts, [text.question for text in texts], type_.lead, type_.width)
        blocks = cell_block(lead, "P", keep=True)
        blocks += self._who()
        for part in parts(ballot.questions):
            blocks += part_blocks(ballot, part, type_)
        return blocks + self._promise()

    def _who(self) -> list[Block]:
        """A name where the ballot carries one, and its group: printed, or to circle."""
        ballot, type_ = self._ballot, self._type
        texts = ballot.texts
        blocks: list[Block] = []
        if ballot.named:
            blocks.append(_name_line(cell(texts, [t.words("paper.name") for t in texts],
                                          type_.body, type_.width / 3), type_))
        if self._group:
            said = [
                t.words("paper.group", group=f"{self._group} {t.groups[self._group - 1]}")
                for t in texts
            ]
            shown = cell(texts, said, type_.body.strong(), type_.width)
            shown = beside(shown, type_.width, type_.size)
            blocks += cell_block(shown, "P", before=type_.gap)
        elif texts[0].groups:
            asked = cell(texts, [t.words("paper.which_group") for t in texts], type_.note,
                         type_.width)
            blocks += cell_block(asked, "P", before=type_.gap, keep=True)
            labels = [[t.groups[index] for t in texts] for index in range(len(texts[0].groups))]
            items = [(str(number), said) for number, said in enumerate(labels, 1)]
            items.append(("0", [t.words("stage.booth.rather_not") for t in texts]))
            blocks += choices(items, texts, type_)
        return blocks

    def _promise(self) -> list[Block]:
        """What happens to the ballot, and what its number is for."""
        texts, type_ = self._ballot.texts, self._type
        said = [" ".join(text.promise) for text in texts]
        shown = cell(texts, said, type_.note, type_.width)
        return cell_block(shown, "P", before=type_.size)


def _name_line(name: Cell, type_: Type) -> Block:
    high = max(name.height, type_.size * 2)

    def paint(brush: Brush, x: float, y: float) -> None:
        name.paint(brush, x, y + (high - name.height) / 2, Tag("P"))
        start = name.wide + type_.gap
        brush.items((rule_at(x + start, y + high, type_.width - start, "ink2", 0.6),))

    return Block(high, paint, type_.gap)


def _marks(layout: Format) -> Iterator[Item]:
    """Where to cut: short lines at the edges, and a cross in the middle of four."""
    page = layout.page
    pen = Stroke("ink2", 0.6)
    start, end = _MARK

    def line(x1: float, y1: float, x2: float, y2: float) -> Path:
        return Path((("M", ((x1, y1),)), ("L", ((x2, y2),))), stroke=pen)

    x, y = page.width / 2, page.height / 2
    if layout.across == 2:
        yield line(x, start, x, end)
        yield line(x, page.height - end, x, page.height - start)
    if layout.down == 2:
        yield line(start, y, end, y)
        yield line(page.width - end, y, page.width - start, y)
        yield line(x - _CROSS, y, x + _CROSS, y)
        yield line(x, y - _CROSS, x, y + _CROSS)
