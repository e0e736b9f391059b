"""One row of a range plot: where each group stands on one axis, or where all of us do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workshop_app.figures.figure import Circle, Fill, Item, Stroke
from workshop_app.figures.layout import Box, NumberFormat, label, rule
from workshop_app.figures.markers import earlier_mark, marker, series_stroke
from workshop_app.figures.series import (
    FULL,
    Axis,
    ProfileWords,
    Series,
    earlier_of,
    gap_at,
    groups_of,
    whole_of,
)
from workshop_app.figures.text import fitted

MARK = 2.5
"""Size of a group's mark in u."""


FINE = 0.62
"""Of its size is the mark of an earlier vote."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the rows of one profile share.

    ``size`` is `Canvas.size`; ``grown`` from 0 to 1 shrinks every score, for the reveal;
    ``flag`` is the gap in points from which a row is set in bold. ``origin`` is the score that the
    line to all of us begins at; ``tick`` writes the scale where `number` does not.
    """

    axes: tuple[Axis, ...]
    series: tuple[Series, ...]
    words: ProfileWords
    number: NumberFormat
    size: Callable[[float], float]
    grown: float = 1.0
    flag: float = 15.0
    token: str = "ink"
    origin: float = 0.0
    tick: NumberFormat | None = None

    @property
    def compares(self) -> bool:
        """Whether the rows show groups."""
        return bool(groups_of(self.series))

    def order(self) -> tuple[int, ...]:
        """The axes' indexes: widest gap first, or in the method's order without groups."""
        indexes = range(len(self.axes))
        if not self.compares:
            return tuple(indexes)
        gaps = {index: gap_at(groups_of(self.series), index) for index in indexes}
        return tuple(
            sorted(indexes, key=lambda index: -(-1.0 if (gap := gaps[index]) is None else gap))
        )

    def strong(self, index: int) -> bool:
        """Whether the gap on this axis asks for a conversation."""
        gap = gap_at(groups_of(self.series), index)
        return gap is not None and round(gap, 6) >= self.flag

    def known(self, index: int) -> bool:
        """Whether the row of this axis has anything to show."""
        values = [one.values[index] is not None for one in self.series]
        if self.compares:
            return gap_at(groups_of(self.series), index) is not None
        return any(values)

    def earlier(self, index: int) -> float | None:
        """All of us on this axis in the first of what came before; ``None`` beside groups."""
        whole = None if self.compares else whole_of(self.series)
        before = earlier_of(self.series, whole) if whole else None
        return before.values[index] if before else None

    def readout(self, index: int, series: Series) -> str:
        """What the explore view says about one score."""
        value = series.values[index]
        text = self.words.too_few if value is None else self.number(value)
        return f"{self.axes[index].name} · {series.label}: {text}"


def row_weight(profile: Profile, index: int) -> str:
    """The weight of a row's label."""
    return "semibold" if profile.strong(index) else "regular"


def group_row(profile: Profile, index: int, box: Box) -> tuple[Item, ...]:
    """The span between the groups and their marks, in the plot ``box`` of one row."""
    axis = profile.axes[index]
    key = f"row:{axis.key}"
    groups = groups_of(profile.series)
    known = [(one, value) for one in groups if (value := one.values[index]) is not None]
    y = box.centre_y
    if len(known) < 2:
        return (_too_few(profile, box, key),)

    def at(value: float) -> float:
        return box.x + box.width * value * profile.grown / FULL

    low, high = min(value for _, value in known), max(value for _, value in known)
    stroke = Stroke("ink", 0.75) if profile.strong(index) else Stroke("border", 0.4)
    items: list[Item] = [rule(at(low), y, at(high), y, stroke, f"{key}:span")]
    offsets = _apart([value * box.width / FULL for _, value in known], MARK * 0.62)
    for (one, value), offset in zip(known, offsets, strict=True):
        before = earlier_of(profile.series, one)
        was = before.values[index] if before else None
        if before and was is not None:
            trace = series_stroke(one.style, before.line)._replace(dash=())
            name = f"{key}:{before.key}"
            said = f"{profile.axes[index].name} · {one.label} · {before.label}"
            items += (
                rule(at(was), y + offset, at(value), y + offset, trace, f"{name}:trace"),
                marker(one.style or 0, at(was), y + offset, MARK * FINE, hollow=True, key=name,
                       readout=f"{said}: {profile.number(was)}"),
            )
        items.append(
            marker(
                one.style or 0,
                at(value),
                y + offset,
                MARK,
                key=f"{key}:{one.key}",
                readout=profile.readout(index, one),
            )
        )
    return tuple(items)


def _too_few(profile: Profile, box: Box, key: str) -> Item:
    """What stands where there is nothing to show, smaller where the row is narrow."""
    (text, *_), size = fitted(profile.words.too_few, box.width, profile.size(2.8), "regular", 1)
    return label(text, box.x, box.centre_y, size, "regular", "ink2", key=key)


def _apart(places: Sequence[float], near: float) -> tuple[float, ...]:
    """Offsets up and down that keep marks of almost equal value apart."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    offsets = [0.0] * len(places)
    clump: list[int] = []
    for index in [*order, None]:
        if index is not None and (not clump or places[index] - places[clump[-1]] < near):
            clump.append(index)
            continue
        step = 1.15 if len(clump) < 3 else 0.95
        for position, member in enumerate(clump):
            offsets[member] = (position - (len(clump) - 1) / 2) * step
        clump = [] if index is None else [index]
    return tuple(offsets)


def value_row(profile: Profile, index: int, box: Box) -> tuple[Item, ...]:
    """All of us on one axis, with earlier sessions hollow; the number stands elsewhere."""
    axis = profile.axes[index]
    key = f"row:{axis.key}"
    y = box.centre_y
    items: list[Item] = []

    def at(value: float) -> float:
        return box.x + box.width * value * profile.grown / FULL

    whole = whole_of(profile.series)
    value = whole.values[index] if whole else None
    if whole and value is not None:
        stem = Stroke(profile.token, 0.5)
        items.append(rule(at(profile.origin), y, at(value), y, stem, f"{key}:stem"))
    for one in profile.series:
        earlier = one.values[index]
        if one.style is not None or one.line == "now" or earlier is None:
            continue
        readout = profile.readout(index, one)
        items.append(earlier_mark(one.line, at(earlier), y, f"{key}:{one.key}", readout))
    if whole and value is not None:
        items.append(
            Circle(
                at(value),
                y,
                1.25,
                Fill(profile.token),
                Stroke("page", 0.24),
                f"{key}:{whole.key}",
                profile.readout(index, whole),
            )
        )
    elif not items:
        items.append(_too_few(profile, box, key))
    return tuple(items)
