"""Rated items: what is asked, and what the counts of the newest revealed round say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds.rating.passes import entries
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.method.question import Question
from workshop_app.session.profile import (
    Line,
    ProfileResults,
    plan_of,
    profile_numbers,
    read_profile,
)

if TYPE_CHECKING:
    from workshop_app.session.context import Context


def _check(activity: Activity, complain: Complain) -> None:
    """An axis that no item counts towards would never have a score."""
    used = {item.setting("axis") for item in activity.list("items")}
    for place, axis in enumerate(activity.list("axes")):
        if axis.id not in used:
            complain("no item belongs to this axis", "axes", place)


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
    check=_check,
)


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


def read_results(context: Context) -> ProfileResults:
    """Read the newest revealed round and the notes."""
    return read_profile(context, plan_of(context.activity))


def numbers(results: ProfileResults, context: Context) -> dict[str, Any]:
    """Items, axes, groups and passes, unrounded."""
    return {**profile_numbers(results, context), **entries(results)}
