"""What a builder needs to know about where its picture will stand."""

from __future__ import annotations

from dataclasses import dataclass

STAGE_WIDTH = 1600 / 9
"""Width in u of a 16:9 stage, whose height is 100 u."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The room for a picture in u, and the phase whose accent it wears.

    ``scale`` ≥ 1 enlarges text for a far last row (LOOK, room check): fewer things per
    page, never smaller text.
    """

    width: float
    height: float
    phase: str
    scale: float = 1.0

    def size(self, u: float) -> float:
        """A font size in u after the room check."""
        return u * self.scale
