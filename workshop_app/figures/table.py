"""The numbers behind a figure: booklet prints them, screen readers read them, tests assert."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

PERCENT = "%"
"""The unit of shares, which count from 0 to 100."""


class Valued(str):
    """A text that stands for a number or a day: pages print it, a spreadsheet reckons with it.

    ``unit`` is `PERCENT`, the sign of a currency, or empty; an ``estimate`` has to look like one.
    """

    __slots__ = ("estimate", "unit", "value")
    estimate: bool
    unit: str
    value: float | date

    def __new__(
        cls, text: str, value: float | date, unit: str = "", *, estimate: bool = False
    ) -> Valued:
        """``text`` is how people write ``value``."""
        valued = super().__new__(cls, text)
        valued.value, valued.unit, valued.estimate = value, unit, estimate
        return valued

    def __reduce__(self) -> tuple[object, ...]:
        """What a copy is made from."""
        return partial(Valued, estimate=self.estimate), (str(self), self.value, self.unit)


Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: title, decimals for its numbers (``None`` = text), relative width, unit.

    ``right`` = texts that stand at the right edge as numbers do, such as “+12” beside “steady”.
    """

    title: str
    decimals: int | None = None
    width: float = 1.0
    unit: str = ""
    right: bool = False

    @property
    def ends_right(self) -> bool:
        """Whether its cells stand at the right edge."""
        return self.right or self.decimals is not None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; ``None`` prints as a dash because nothing may be shown there.

    ``strong`` holds the indexes of rows to emphasise; ``note`` is printed below. ``anchors`` are
    names of the rows, by which other rows lead to them; ``leads`` are for each row the anchor or
    the activity it leads to, whose page the booklet prints beside it. ``boxes`` say for each row
    whether its tick box is ticked; ``None`` = it needs none any more.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    strong: frozenset[int] = frozenset()
    anchors: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    boxes: tuple[bool | None, ...] = ()
