"""What a ballot of many lines says: items in passes, gathered on axes, for all and per group.

Rated items, statements and pairs of poles differ in their scale and their picture; what was
asked, read and compared is the same, so that a number means the same in each of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from workshop_app.figures.series import Series
from workshop_app.session.said import columns, read_said
from workshop_app.session.votes import (
    Numbers,
    drawn_rounds,
    groups_in_order,
    merged_names,
    of_scale,
    turnout,
)
from workshop_app.statistics import axis_score, group_gap, rose_tint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.method.model import Activity
    from workshop_app.session.context import Context
    from workshop_app.storage.tally import Count, GroupTally, Round, Tally


class Reader(Protocol):
    """Turns the counts of a line into its numbers; `of_scale` is one."""

    def __call__(self, count: Count | None, answers: Sequence[str], minimum: int, /) -> Numbers:
        """The numbers, without any where fewer than ``minimum`` answers are valid."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ballot: an item, in one pass where there are several."""

    item: str
    axis: str
    turn: str = ""

    @property
    def id(self) -> str:
        """The id ballots are stored by: ``ck01``, or ``tm1.say``."""
        return joined(self.item, self.turn)


def joined(id_: str, turn: str) -> str:
    """An item's or an axis' id in one pass."""
    return f"{id_}.{turn}" if turn else id_


@dataclass(frozen=True, slots=True)
class Plan:
    """What an activity asks: its axes in the method's order, its passes and its lines."""

    axes: tuple[str, ...]
    turns: tuple[str, ...]
    lines: tuple[Line, ...]

    def of_axis(self, axis: str, turn: str = "") -> tuple[Line, ...]:
        """The lines that count towards an axis in one pass."""
        return tuple(line for line in self.lines if (line.axis, line.turn) == (axis, turn))


def plan_of(activity: Activity, axes: str = "axes", axis: str = "axis") -> Plan:
    """Read the activity's lists; one pass without a name where it has none.

    ``axes`` is the list that items are gathered by, ``axis`` their setting that names it.
    """
    turns = tuple(part.id for part in activity.list("passes")) or ("",)
    lines = tuple(
        Line(item.id, item.setting(axis, ""), turn)
        for item in activity.list("items")
        for turn in turns
    )
    return Plan(tuple(part.id for part in activity.list(axes)), turns, lines)


@dataclass(frozen=True, slots=True)
class Side:
    """What one group, or all of us, answered; keys are ids of lines and of axes in a pass."""

    group: str | None
    ballots: int
    items: Mapping[str, Numbers]
    axes: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class ProfileResults:
    """The newest revealed round, and what was said in the activity's columns.

    ``before`` is what all of us answered at first, of the lines that were answered once more;
    ``None`` where none was. ``moved`` is the same of what may show then and now: pictures and
    tables know no other. Groups have neither, for the people in them may have changed.
    """

    plan: Plan
    round: Round | None = None
    total: Side | None = None
    groups: tuple[Side, ...] = ()
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: Side | None = None
    moved: Side | None = None

    @property
    def compares(self) -> bool:
        """Whether the answers of any group may show."""
        return bool(self.groups)

    def numbers(self, line: Line) -> Numbers:
        """All of us on one line."""
        return self.total.items[line.id] if self.total else Numbers()

    def earlier(self, line: Line) -> Numbers:
        """All of us on one line in the first vote, where that compares with now."""
        return self.moved.items[line.id] if self.moved else Numbers()


def looks(sides: Sequence[Side], context: Context) -> tuple[Group, ...]:
    """The name and the look of every group, in the order of ``sides``."""
    return groups_in_order(context, [side.group for side in sides if side.group is not None])


def read_profile(context: Context, plan: Plan, reader: Reader = of_scale) -> ProfileResults:
    """Read the newest revealed round and the notes.

    A round that asked only for some of the lines leaves what was said about the others.
    """
    said = read_said(context, columns(context))
    shown = drawn_rounds(context)
    if not shown:
        return ProfileResults(plan, said=said)
    found = shown[-1]
    of = {group.name: group for group in found.groups}
    groups = tuple(
        _side(plan, found, of[group.key], group.key, reader)
        for group in groups_in_order(context, list(of))
    )
    total = _side(plan, found, _newest(shown), None, reader)
    first, again = _first(shown)
    if not again:
        return ProfileResults(plan, found.round, total, groups, said)
    began = _side(plan, found, first, None, reader)
    counts = {line: first.counts[line] for line in again}
    before = _side(plan, found, first._replace(counts=counts), None, reader)
    moved = _moved(plan, began, total, again)
    return ProfileResults(plan, found.round, total, groups, said, before, moved)


def _first(shown: Sequence[Tally]) -> tuple[GroupTally, frozenset[str]]:
    """All of us: each line's first round with answers; and the lines that have two or more."""
    counts: dict[str, Count] = {}
    again: set[str] = set()
    for one in shown:
        for line, count in one.total.counts.items():
            if _answered(count) and line in counts:
                again.add(line)
            elif _answered(count):
                counts[line] = count
    return shown[0].total._replace(counts=counts), frozenset(again)


def _moved(plan: Plan, began: Side, now: Side, again: frozenset[str]) -> Side | None:
    """What compares: lines that show both times, and axes made of the same lines both times."""
    items = {
        id_: one if id_ in again and one.counts and now.items[id_].counts else Numbers()
        for id_, one in began.items.items()
    }

    def compares(lines: Sequence[Line]) -> bool:
        scores = [(began.items[line.id].score, now.items[line.id].score) for line in lines]
        same = all((was is None) == (is_ is None) for was, is_ in scores)
        return same and any(items[line.id].counts for line in lines)

    axes = {
        joined(axis, turn): began.axes[joined(axis, turn)]
        if compares(plan.of_axis(axis, turn))
        else None
        for axis in plan.axes
        for turn in plan.turns
    }
    shown = any(one.counts for one in items.values())
    return Side(None, began.ballots, items, axes) if shown else None


def _newest(shown: Sequence[Tally]) -> GroupTally:
    """All of us: of each line the newest round in which anybody answered it."""
    counts = dict(shown[-1].total.counts)
    for one in reversed(shown[:-1]):
        for line, count in one.total.counts.items():
            if line in counts and not _answered(counts[line]) and _answered(count):
                counts[line] = count
    return shown[-1].total._replace(counts=counts)


def _answered(count: Count) -> bool:
    return bool(count.valid or count.cannot_judge)


def _side(
    plan: Plan, found: Tally, counted: GroupTally, group: str | None, reader: Reader
) -> Side:
    """A round keeps an item for every group or for none, so the same holds for an axis."""
    answers = {asked.id: asked.answers for asked in found.questions}
    items = {
        line.id: reader(counted.counts.get(line.id), answers[line.id], found.round.minimum)
        if line.id in answers
        else Numbers()
        for line in plan.lines
    }
    axes = {
        joined(axis, turn): axis_score([items[line.id].score for line in plan.of_axis(axis, turn)])
        for axis in plan.axes
        for turn in plan.turns
    }
    return Side(group, counted.ballots, items, axes)


def side_series(
    results: ProfileResults, groups: tuple[Side, ...], turn: str, context: Context
) -> tuple[Series, ...]:
    """A radar's polygons in one pass: the first vote if there was another since, all, groups."""
    if results.total is None:
        return ()

    def scores(side: Side) -> tuple[float | None, ...]:
        return tuple(side.axes[joined(axis, turn)] for axis in results.plan.axes)

    before = [] if results.moved is None else [scores(results.moved)]
    return (
        *(
            Series("before", context.words("votes.before"), one, line="first")
            for one in before
            if any(score is not None for score in one)
        ),
        Series("all", context.words("votes.all"), scores(results.total)),
        *(
            Series(look.key, look.label, scores(side), look.style)
            for look, side in zip(looks(groups, context), groups, strict=True)
        ),
    )


def axis_gaps(results: ProfileResults) -> dict[str, dict[str, float | None]]:
    """The group gap of every axis in every pass, and its rose-tint where bands are compared.

    In points of 100; empty without groups that may show.
    """
    if not results.groups or results.round is None:
        return {}
    found: dict[str, dict[str, float | None]] = {}
    for axis in results.plan.axes:
        for turn in results.plan.turns:
            key = joined(axis, turn)
            scores = {side.group or "": side.axes[key] for side in results.groups}
            found[key] = {"gap": group_gap(scores)}
            if results.round.attribute == "band":
                found[key]["rose_tint"] = rose_tint(scores)
    return found


def profile_numbers(results: ProfileResults, context: Context) -> dict[str, Any]:
    """The activity's entry of the results file; axes with their gaps where groups may show."""
    if results.round is None or results.total is None:
        return {}
    named = zip(looks(results.groups, context), results.groups, strict=True)
    total = _entry(results.total)
    for axis, gaps in axis_gaps(results).items():
        total["axes"][axis] |= gaps
    if results.before is not None:
        before = _entry(results.before)
        for kind in ("items", "axes"):
            for id_, entry in before[kind].items():
                total[kind][id_]["before"] = entry
    return {
        **turnout(results.round),
        **total,
        "groups": {group.label: _entry(side) for group, side in named},
        "merged": merged_names(context, results.round),
    }


def _entry(side: Side) -> dict[str, Any]:
    return {
        "n": side.ballots,
        "items": {id_: numbers.entry() for id_, numbers in side.items.items()},
        "axes": {axis: {"score": score} for axis, score in side.axes.items()},
    }
