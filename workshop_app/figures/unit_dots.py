"""One dot per person: how large dots can be so that the tallest stack still fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

LARGEST = 7.0
AIR = 0.11
"""Distance between dots as a share of their diameter."""


@dataclass(frozen=True, slots=True)
class Packing:
    """Dots of ``diameter`` u, ``across`` of them side by side before the next row begins."""

    diameter: float
    across: int

    @property
    def pitch(self) -> float:
        """The distance in u from one dot's centre to the next."""
        return self.diameter * (1 + AIR)

    def height(self, count: int) -> float:
        """The height in u of ``count`` dots."""
        return ceil(count / self.across) * self.pitch

    def place(self, index: int, count: int) -> tuple[float, float]:
        """Centre of dot ``index`` of ``count``: x from the middle of the stack, y upwards."""
        row, column = divmod(index, self.across)
        left = -(min(self.across, count) - 1) / 2
        return (left + column) * self.pitch, (row + 0.5) * self.pitch


def pack(
    counts: Sequence[int],
    room: float,
    height: float,
    largest: float = LARGEST,
    *,
    flat: bool = False,
) -> Packing:
    """Large dots with which every stack fits in ``room`` × ``height`` u.

    Among packings of nearly the largest dots the narrowest wins, because single columns
    compare best; ``flat`` prefers the widest, for strips.
    """
    most = max((*counts, 1))
    packings = [
        Packing(
            min(room / across / (1 + AIR), height / ceil(most / across) / (1 + AIR), largest),
            across,
        )
        for across in range(1, most + 1)
    ]
    best = max(packing.diameter for packing in packings)
    near = [packing for packing in packings if packing.diameter >= best * (0.98 if flat else 0.8)]
    return near[-1] if flat else near[0]
