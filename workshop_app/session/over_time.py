"""The same numbers at several sessions: what compares, how far it moved, and why the rest cannot.

A kind says which of its numbers are compared (`Kind.measures`), each under the id it has in the
method. Sessions of different versions of a method therefore compare by id, and what only one of
them asked is said to be new or gone. Only numbers of all of us are measures: groups are other
people each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from workshop_app.session.earlier import read_earlier
from workshop_app.statistics import STEADY_BELOW, axis_change, season, shift

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from workshop_app.session.context import Context

Why = Literal["", "new", "gone", "few", "half", "blank"]
"""Why two numbers do not compare: asked only now, only then, too few answered, less than half was
asked both times, or no number came about."""

Picture = Literal["", "radar", "rows", "trend"]
Unit = Literal["points", "percent", "nps"]
Line = Literal["first", "between", "previous", "now"]


class Dated(NamedTuple):
    """What a number was on a day, give or take ``margin``."""

    day: date
    value: float
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One number under its id; ``None`` where it may not show.

    ``parts`` are the scores that an axis is made of, by the ids of its items. ``margin`` is how
    sure the number is. ``dated`` is what it was on days of its own, where it has them, after
    ``baseline`` in the first session; ``target`` is what it should become, and ``say`` writes them.
    A number that ``begins`` was not measured yet: it is what the first session starts from, and
    none of any later one.
    """

    id: str
    label: str
    value: float | None
    parts: Mapping[str, float | None] = field(default_factory=dict)
    margin: float | None = None
    dated: tuple[Dated, ...] = ()
    baseline: float | None = None
    target: float | None = None
    say: Callable[[float], str] | None = None
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Measures:
    """Numbers on one scale, which share a table and a picture.

    ``heading`` is what one of them is called. A change of less than ``steady`` is none to speak
    of; ``lacks`` is why one that is missing is. ``ends`` are the words at ``low`` and at ``high``.
    ``leads`` = the picture says all that the first page of the view says by itself, and stands in
    its place. ``late`` = results, which count from the harvest window on (METHOD §8). ``unit`` says
    what the numbers are where those of several activities stand in one list. ``n`` is how many
    ballots they come from, where they come from ballots.
    """

    key: str
    caption: str
    heading: str
    measures: tuple[Measure, ...]
    picture: Picture = ""
    low: float = 0.0
    high: float = 100.0
    decimals: int = 0
    signed: bool = False
    steady: float = STEADY_BELOW
    ends: tuple[str, str] = ("", "")
    lacks: Why = "few"
    leads: bool = False
    late: bool = False
    unit: Unit = "points"
    n: int | None = None

    def of(self, id_: str) -> Measure | None:
        """The number under an id."""
        return next((one for one in self.measures if one.id == id_), None)


def steady_of(low: float, high: float) -> float:
    """Five points of a hundred (METHOD §7.10), in points of a scale from ``low`` to ``high``."""
    return STEADY_BELOW * (high - low) / 100


class Change(NamedTuple):
    """What became of a number since another session.

    ``points`` is ``None`` where they do not compare, and ``why`` says it. Of an axis ``alike`` of
    ``asked`` items were asked both times, and the change is theirs.
    """

    points: float | None = None
    why: Why = ""
    alike: int = 0
    asked: int = 0


class Time(NamedTuple):
    """A session that is compared: ``line`` is how it is drawn, ``n`` how many ballots it has."""

    day: date
    line: Line
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One number at every session, and how far it moved since the first and the previous one."""

    id: str
    label: str
    values: tuple[float | None, ...]
    margins: tuple[float | None, ...]
    first: Change
    previous: Change

    @property
    def gone(self) -> bool:
        """Whether it is not asked any more."""
        return "gone" in (self.first.why, self.previous.why)


@dataclass(frozen=True, slots=True)
class OverTime:
    """Measures of today beside those of earlier sessions, oldest first; the last time is now."""

    now: Measures
    times: tuple[Time, ...]
    rows: tuple[Row, ...]
    dated: Mapping[str, tuple[Dated, ...]]

    @property
    def several(self) -> bool:
        """Whether the previous session is another one than the first."""
        return len(self.times) > 2

    def is_steady(self, change: Change) -> bool:
        """Whether a number moved by less than is worth a word."""
        return change.points is not None and abs(change.points) < self.now.steady


def over_time(
    now: Measures, today: date, earlier: Sequence[tuple[date, Measures]]
) -> OverTime | None:
    """Lay today's numbers beside those of earlier sessions, oldest first.

    A session that has none of these numbers is none of them. ``None`` where nothing is left, or
    there is no number today.
    """
    known = [(day, then) for day, then in earlier if _says(then)]
    if not known or not _says(now):
        return None
    days = [*(day for day, _ in known), today]
    every = [*(then for _, then in known), now]
    labels = {one.id: one.label for measures in (*every[:-1], now) for one in measures.measures}
    ids = dict.fromkeys(one.id for measures in (now, *every[-2::-1]) for one in measures.measures)
    rows = tuple(_row(id_, labels[id_], every) for id_ in ids)
    dated = {id_: _dated(id_, days, every) for id_ in ids}
    last = len(days) - 1
    times = tuple(
        Time(day, _line(place, last), measures.n)
        for place, (day, measures) in enumerate(zip(days, every, strict=True))
    )
    return OverTime(now, times, rows, dated)


def is_sowing(context: Context) -> bool:
    """Whether a pulse comes before the harvest window: its results are too young to count."""
    days = [one.day for one in read_earlier(context.file)]
    today = context.info.date
    return bool(days) and season(min(days), max(today, *days)) == "sowing"


def _says(measures: Measures) -> bool:
    return any(one.value is not None for one in measures.measures)


def _line(place: int, last: int) -> Line:
    if place == last:
        return "now"
    if place == 0:
        return "first"
    return "previous" if place == last - 1 else "between"


def _row(id_: str, label: str, every: Sequence[Measures]) -> Row:
    found = _measured([measures.of(id_) for measures in every])
    return Row(
        id_,
        label,
        tuple(one.value if one else None for one in found),
        tuple(one.margin if one else None for one in found),
        change(found[0], found[-1], every[-1].lacks),
        change(found[-2], found[-1], every[-1].lacks),
    )


def _measured(found: Sequence[Measure | None]) -> list[Measure | None]:
    """One number at every session; what only begins is one the first time it is asked."""
    first = next((place for place, one in enumerate(found) if one is not None), 0)
    return [
        replace(one, value=None) if one is not None and one.begins and place > first else one
        for place, one in enumerate(found)
    ]


def change(then: Measure | None, now: Measure | None, lacks: Why = "few") -> Change:
    """How far a number moved, or why that cannot be said; ``lacks`` = a number is missing."""
    if now is None:
        return Change(why="gone")
    if then is None:
        return Change(why="new")
    if then.value is None or now.value is None:
        return Change(why=lacks)
    if not (then.parts or now.parts):
        points = shift(then.value, now.value)
        return Change(None if points is None else round(points, 9))
    asked = len({*then.parts, *now.parts})
    alike = sum(
        value is not None and now.parts.get(id_) is not None for id_, value in then.parts.items()
    )
    found = axis_change(then.parts, now.parts)
    return Change(found.points, "", alike, asked) if found else Change(None, "half", alike, asked)


def _dated(id_: str, days: Sequence[date], every: Sequence[Measures]) -> tuple[Dated, ...]:
    """What it was on each day: of two sessions that know a day the later one is right."""
    found: dict[date, Dated] = {}
    began = True
    for day, measures in zip(days, every, strict=True):
        one = measures.of(id_)
        if one is None:
            continue
        if one.baseline is not None and began:
            found[day] = Dated(day, one.baseline)
            began = False
        if one.dated or one.baseline is not None:
            found |= {point.day: point for point in one.dated}
        elif one.value is not None:
            found[day] = Dated(day, one.value, one.margin)
    return tuple(found[day] for day in sorted(found))
