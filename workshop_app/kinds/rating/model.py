"""Rated items: what is asked, and what the counts of the newest revealed round say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workshop_app.method.model import Activity, Complaint, KindShape, ListShape, SettingShape
from workshop_app.method.question import Question
from workshop_app.session.said import columns, read_said
from workshop_app.session.votes import (
    Numbers,
    groups_in_order,
    merged_names,
    of_scale,
    revealed,
    turnout,
)
from workshop_app.statistics import axis_score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.session.context import Context
    from workshop_app.storage.tally import GroupTally, Round, Tally


def _complaints(activity: Activity) -> list[Complaint]:
    """An axis that no item counts towards would never have a score."""
    used = {item.setting("axis") for item in activity.list("items")}
    return [
        (("axes", place), "no item belongs to this axis")
        for place, axis in enumerate(activity.list("axes"))
        if axis.id not in used
    ]


SHAPE = KindShape(
    "rating",
    lists={
        "axes": ListShape(required=True),
        "items": ListShape(
            required=True,
            attributes={"axis": SettingShape(required=True, refers="axes")},
            unique=True,
        ),
        "passes": ListShape(),
        "columns": ListShape(),
    },
    settings={"scale": SettingShape(required=True, refers="method.scales")},
    check=_complaints,
)


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

    def of_axis(self, axis: str, turn: str) -> tuple[Line, ...]:
        """The lines that count towards an axis in one pass."""
        return tuple(line for line in self.lines if (line.axis, line.turn) == (axis, turn))


def plan_of(activity: Activity) -> Plan:
    """Read the activity's lists; one pass without a name where it has none."""
    turns = tuple(part.id for part in activity.list("passes")) or ("",)
    lines = tuple(
        Line(item.id, item.setting("axis"), turn)
        for item in activity.list("items")
        for turn in turns
    )
    return Plan(tuple(axis.id for axis in activity.list("axes")), turns, lines)


def prompt(context: Context, line: Line) -> str:
    """A line's words; with passes the pass stands behind the item."""
    item = context.text(f"items.{line.item}")
    if not line.turn:
        return item
    return context.words("rating.line", item=item, turn=context.text(f"passes.{line.turn}"))


def questions(context: Context) -> tuple[Question, ...]:
    """The ballot: item by item, within an item pass by pass, as the paper sheet reads."""
    answers, zero = context.scale(context.activity.setting("scale"))
    return tuple(
        Question(
            line.id,
            prompt(context, line),
            "scale",
            answers,
            zero,
            part_of=line.item if line.turn else "",
            axis=line.axis,
        )
        for line in plan_of(context.activity).lines
    )


@dataclass(frozen=True, slots=True)
class Side:
    """What one group, or all of us, answered; keys are ids of lines and of axes in a pass."""

    group: str | None
    ballots: int
    items: Mapping[str, Numbers]
    axes: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class RatingResults:
    """The newest revealed round, and what was said in the activity's columns."""

    plan: Plan
    round: Round | None = None
    total: Side | None = None
    groups: tuple[Side, ...] = ()
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def numbers(self, line: Line) -> Numbers:
        """All of us on one line."""
        return self.total.items[line.id] if self.total else Numbers()


def looks(sides: Sequence[Side], context: Context) -> tuple[Group, ...]:
    """The name and the look of every group, in the order of ``sides``."""
    return groups_in_order(context, [side.group for side in sides if side.group is not None])


def read_results(context: Context) -> RatingResults:
    """Read the newest revealed round and the notes."""
    plan = plan_of(context.activity)
    said = read_said(context, columns(context))
    shown = revealed(context.file, context.activity.id)
    if not shown:
        return RatingResults(plan, said=said)
    found = shown[-1]
    of = {group.name: group for group in found.groups}
    groups = tuple(
        _side(plan, found, of[group.key], group.key) for group in groups_in_order(context, list(of))
    )
    return RatingResults(plan, found.round, _side(plan, found, found.total, None), groups, said)


def _side(plan: Plan, found: Tally, counted: GroupTally, group: str | None) -> Side:
    """A round keeps an item for every group or for none, so the same holds for an axis."""
    answers = {asked.id: asked.answers for asked in found.questions}
    items = {
        line.id: of_scale(counted.counts.get(line.id), answers[line.id], found.round.minimum)
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


def numbers(results: RatingResults, context: Context) -> dict[str, Any]:
    """The activity's entry of the results file."""
    if results.round is None or results.total is None:
        return {}
    named = zip(looks(results.groups, context), results.groups, strict=True)
    return {
        **turnout(results.round),
        **_entry(results.total),
        "groups": {group.label: _entry(side) for group, side in named},
        "merged": merged_names(context, results.round),
    }


def _entry(side: Side) -> dict[str, Any]:
    return {
        "n": side.ballots,
        "items": {id_: numbers.entry() for id_, numbers in side.items.items()},
        "axes": {axis: {"score": score} for axis, score in side.axes.items()},
    }
