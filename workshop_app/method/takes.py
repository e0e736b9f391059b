"""What an activity takes over from others: which parts there are, where they can go, the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.method.faults import near
from workshop_app.method.model import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.method.activities import ReadActivity
    from workshop_app.method.model import Activity, KindShape
    from workshop_app.method.table import Table

_OUTCOME = "outcome."
_PLACES = ("columns", "rows")


def parts_of(activity: Activity, shape: KindShape) -> tuple[str, ...]:
    """The parts by which an activity offers what was said: its kind's, then its outcomes."""
    parts = shape.parts(activity) if shape.parts else _ids(activity, "columns")
    return (*parts, *_outcomes(activity))


def places_of(activity: Activity) -> tuple[str, ...]:
    """The places of an activity that what is taken over may go to."""
    places = (id_ for name in _PLACES for id_ in _ids(activity, name))
    return (*places, *_outcomes(activity))


def check_takes(table: Table, activity: Activity, known: Mapping[str, ReadActivity]) -> None:
    """Note what is taken over from nowhere, or goes nowhere."""
    for place, take in enumerate(activity.takes):
        source = known.get(take.source)
        if source is None:
            table.fault(
                "“{key}” names “{value}”, which is not among the {among}",
                "takes",
                place,
                near=near(take.source, known),
                key="from",
                value=take.source,
                among="activities",
            )
            continue
        if take.source == activity.id:
            table.fault("“{id}” cannot take over from itself", "takes", place, id=take.source)
        if source.sure and source.shape is not None:
            parts = parts_of(source.activity, source.shape)
            _check_one(table, place, (take.source, take.part), parts)
        if known[activity.id].sure and "/" not in take.into:
            _check_one(table, place, (activity.id, take.into), _goals(activity))


def _check_one(
    table: Table, place: int, named: tuple[str, str], known: tuple[str, ...]
) -> None:
    activity, part = named
    if part and part not in known:
        table.fault(
            "“{activity}” has no part “{part}”",
            "takes",
            place,
            near=near(part, known),
            activity=activity,
            part=part,
        )


def _goals(activity: Activity) -> tuple[str, ...]:
    """Everything that can be named as a place, whatever the kind makes of it."""
    every = (part.id for parts in activity.lists.values() for part in parts)
    return (*every, *_outcomes(activity))


def _outcomes(activity: Activity) -> tuple[str, ...]:
    return tuple(f"{_OUTCOME}{id_}" for id_ in _ids(activity, OUTCOMES))


def _ids(activity: Activity, name: str) -> tuple[str, ...]:
    return tuple(part.id for part in activity.list(name))
