"""Changes what an activity of an own method takes over from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.method.edit_toml import array_of, id_of, move_in, new_value, put_in

if TYPE_CHECKING:
    from workshop_app.method.edit import Files, MethodEdit

TAKES = "takes"


def add_take(edit: MethodEdit, activity: str, source: str) -> None:
    """Take over all that another activity offers."""
    with edit.changing() as files:
        takes = array_of(files.activity(activity), TAKES)
        put_in(takes, len(takes), {"from": source})


def remove_take(edit: MethodEdit, activity: str, place: int) -> None:
    """Take over one thing less."""
    with edit.changing() as files:
        _drop(files, activity, place)


def move_take(edit: MethodEdit, activity: str, place: int, to: int) -> None:
    """Offer it earlier or later."""
    with edit.changing() as files:
        move_in(array_of(files.activity(activity), TAKES), place, to)


def set_take(edit: MethodEdit, activity: str, place: int, setting: tuple[str, str]) -> None:
    """Set which ``part`` is taken over, or where ``into`` it goes; "" = all, or the first."""
    key, value = setting
    with edit.changing() as files:
        takes = array_of(files.activity(activity), TAKES)
        if isinstance(takes[place], str):
            source = id_of(takes[place])
            del takes[place]
            put_in(takes, place, {"from": source})
        if value:
            takes[place][key] = new_value(value)
        elif key in takes[place]:
            del takes[place][key]


def drop_source(edit: MethodEdit, files: Files, source: str, part: str = "") -> None:
    """Let nothing be taken over from an activity that goes, or from a part of it."""
    for id_, other in edit.method.activities.items():
        for place in reversed(range(len(other.takes))):
            take = other.takes[place]
            if take.source == source and (not part or part in (take.part, *take.part.split("/"))):
                _drop(files, id_, place)


def drop_goal(edit: MethodEdit, files: Files, activity: str, place: str) -> None:
    """Let what went into a place that goes be taken over into the first one."""
    for at, take in enumerate(edit.method.activities[activity].takes):
        if take.into == place:
            del array_of(files.activity(activity), TAKES)[at]["into"]


def _drop(files: Files, activity: str, place: int) -> None:
    table = files.activity(activity)
    takes = array_of(table, TAKES)
    del takes[place]
    if not takes:
        del table[TAKES]
