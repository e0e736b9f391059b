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
    counts: Sequence[int], room: float, height: float, largest: float = LARGEST
) -> Packing:
    """The largest dots with which every stack fits in ``room`` × ``height`` u."""
    most = max((*counts, 1))
    best = Packing(0.0, 1)
    for across in range(1, most + 1):
        diameter = min(
            room / across / (1 + AIR), height / ceil(most / across) / (1 + AIR), largest
        )
        if diameter > best.diameter + 1e-9:
            best = Packing(diameter, across)
    return best
