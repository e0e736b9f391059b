"""Changes the agendas of an own method; their sums follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workshop_app.errors import UserError
from workshop_app.method.edit_toml import array_of, move_in, put_in
from workshop_app.method.edit_words import put_words
from workshop_app.method.folder import next_free, slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop_app.method.edit import Files, MethodEdit
    from workshop_app.method.model import Activity

_FILE: Final = "method.toml"


def editable(edit: MethodEdit, agenda: str) -> bool:
    """Whether an agenda has slots of its own: no days put together, no themes."""
    tables = edit.files().document(_FILE).get("agendas", {})
    return agenda in tables and not {"days", "themes"} & set(tables[agenda])


def add_agenda(edit: MethodEdit, title: str, activity: str) -> str:
    """Make an agenda that begins with an activity; returns its id."""
    title = " ".join(title.split())
    if not title:
        raise UserError("There are no words yet.", "Nothing was changed.", "Type what it is.")
    id_ = next_free(slug(title) or "agenda", set(edit.method.agendas))
    with edit.changing() as files:
        from workshop_app.method.edit_toml import table_text, with_table

        slots = [{"activity": activity, "minutes": edit.method.activities[activity].minutes}]
        table = table_text(f"agendas.{id_}", {"net": 0, "total": 0, "slots": slots})
        files.write(_FILE, with_table(files.text(_FILE), table))
        for language in edit.method.languages:
            document = files.document(files.words(language, "agendas"))
            put_words(document, ("agendas", id_), title)
        sum_up(files, edit.method.activities)
    return id_


def remove_agenda(edit: MethodEdit, agenda: str) -> None:
    """Take an agenda out; one that others are made of stays, as the check says."""
    with edit.changing() as files:
        del files.document(_FILE)["agendas"][agenda]
        for language in edit.method.languages:
            del files.document(files.words(language, "agendas"))["agendas"][agenda]


def add_slot(edit: MethodEdit, agenda: str, activity: str, place: int) -> None:
    """Put an activity into an agenda, with its standard minutes."""
    with edit.changing() as files:
        minutes = edit.method.activities[activity].minutes
        put_in(_slots(files, agenda), place, {"activity": activity, "minutes": minutes})
        sum_up(files, edit.method.activities)


def remove_slot(edit: MethodEdit, agenda: str, place: int) -> None:
    """Take a slot out."""
    with edit.changing() as files:
        del _slots(files, agenda)[place]
        sum_up(files, edit.method.activities)


def move_slot(edit: MethodEdit, agenda: str, place: int, to: int) -> None:
    """Put a slot at another place."""
    with edit.changing() as files:
        slots = _slots(files, agenda)
        if 0 <= to < len(slots):
            move_in(slots, place, to)


def set_slot_minutes(edit: MethodEdit, agenda: str, place: int, minutes: int) -> None:
    """Give a slot more or fewer minutes."""
    with edit.changing() as files:
        _slots(files, agenda)[place]["minutes"] = minutes
        sum_up(files, edit.method.activities)


def uses(edit: MethodEdit, activity: str) -> tuple[str, ...]:
    """The agendas in which an activity stands, by their ids."""
    return tuple(
        agenda.id
        for agenda in edit.method.agendas.values()
        if any(slot.activity == activity for slot in agenda.slots)
    )


def take_out(files: Files, activity: str) -> None:
    """Take an activity out of every agenda; in a theme its minutes go to the one before."""
    for agenda in files.document(_FILE).get("agendas", {}).values():
        if "slots" in agenda:
            _drop(array_of(agenda, "slots"), activity)
        for theme in agenda.get("themes", {}):
            slots = array_of(agenda["themes"], theme)
            left = _drop(slots, activity)
            if left and len(slots):
                slots[-1]["minutes"] = int(slots[-1]["minutes"]) + left


def sum_up(files: Files, activities: Mapping[str, Activity]) -> None:
    """Write the minutes that the slots of every agenda add up to."""
    pauses = {key for key, activity in activities.items() if activity.pause}
    agendas = files.document(_FILE).get("agendas", {})
    for agenda in agendas.values():
        slots = list(_all_slots(agenda, agendas))
        net = sum(minutes for activity, minutes in slots if activity not in pauses)
        total = sum(minutes for _, minutes in slots)
        for key, value in (("net", net), ("total", total)):
            if agenda.get(key) != value:
                agenda[key] = value


def _slots(files: Files, agenda: str) -> Any:
    return array_of(files.document(_FILE)["agendas"][agenda], "slots")


def _drop(slots: Any, activity: str) -> int:
    left = 0
    for place in reversed(range(len(slots))):
        if slots[place].get("activity") == activity:
            left += int(slots[place].get("minutes", 0))
            del slots[place]
    return left


def _all_slots(agenda: Any, agendas: Any) -> Iterator[tuple[str, int]]:
    """The activities and minutes of an agenda; a theme's slot stands for all that fills it."""
    for day in agenda.get("days", ()):
        if day in agendas:
            yield from _all_slots(agendas[day], agendas)
    for slot in agenda.get("slots", ()):
        yield str(slot.get("activity", "")), int(slot.get("minutes", slot.get("theme", 0)))
