"""What profiles are made of: axes, the series on them, and the ballots behind a score."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.markers import LegendEntry

FULL = 100.0
"""Scores run from 0 to this."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis in the method's order; ``short`` replaces a long label beside the rows.

    ``agreement`` is the word for how far the room agrees; empty = not said.
    """

    key: str
    label: str
    short: str = ""
    agreement: str = ""

    @property
    def name(self) -> str:
        """The label for a single line."""
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Series:
    """One polygon: a score from 0 to 100 per axis, ``None`` where nothing may be shown.

    ``style`` counts groups, or passes, from 0; ``None`` is all of us, drawn in ink. ``line`` is
    ``now``, or ``previous`` or ``first`` for an earlier session or vote.
    """

    key: str
    label: str
    values: tuple[float | None, ...]
    style: int | None = None
    line: str = "now"

    @property
    def entry(self) -> LegendEntry:
        """The series in the legend; what passes were at first has one entry for all of them."""
        if self.style is not None and self.line != "now":
            return LegendEntry(self.label, None, "previous")
        return LegendEntry(self.label, self.style, self.line)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many ballots of ``series`` lie at each point of the scale on ``axis`` (both keys)."""

    axis: str
    series: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProfileWords:
    """The words of a profile, in the session's language.

    ``gaps`` heads the rows of groups, ``values`` the rows without; ``too_few`` stands where
    nothing may be shown; ``low`` and ``high`` explain the ends of the scale; ``title`` is the
    alternative text.
    """

    gaps: str
    values: str
    too_few: str
    low: str = ""
    high: str = ""
    title: str = ""


def groups_of(series: Sequence[Series]) -> tuple[Series, ...]:
    """The series that are compared with one another."""
    return tuple(one for one in series if one.style is not None and one.line == "now")


def earlier_of(series: Sequence[Series], now: Series) -> Series | None:
    """What one of them was in an earlier session or vote."""
    return next((one for one in series if one.style == now.style and one.line != "now"), None)


def whole_of(series: Sequence[Series]) -> Series | None:
    """All of us, now; ``None`` when only groups or passes are shown."""
    return next((one for one in series if one.style is None and one.line == "now"), None)


def gap_at(groups: Sequence[Series], index: int) -> float | None:
    """Highest minus lowest score on one axis; ``None`` with fewer than two of them."""
    values = [value for one in groups if (value := one.values[index]) is not None]
    return max(values) - min(values) if len(values) > 1 else None
