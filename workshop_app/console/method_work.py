"""Turns what is wanted in the form of the method editor into changes of the method. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app.console.method_rows import YES
from workshop_app.errors import UserError
from workshop_app.method import edit_activities, edit_agendas, edit_lists, edit_takes, edit_words

if TYPE_CHECKING:
    from workshop_app.console.method_list import Page
    from workshop_app.console.method_rows import Line, Section
    from workshop_app.method.edit import MethodEdit
    from workshop_app.method.edit_words import Path
    from workshop_app.method.model import SettingShape


class Doubt(NamedTuple):
    """An entry whose words changed so much that it may ask something else now."""

    activity: str
    name: str
    id: str
    next_id: str


def say(edit: MethodEdit, path: Path, language: str, text: str) -> Doubt | None:
    """Say something else; returns what to ask where the meaning may have changed."""
    method = edit.method
    whole = str(path[0]) in method.activities
    if whole and not text.strip() and path[1] != edit_words.SCRIPT and isinstance(path[-1], int):
        edit_words.remove_line(edit, str(path[0]), str(path[1]), path[-1])
        return None
    before = method.words[language].get(".".join(map(str, path)), "")
    edit_words.set_text(edit, path, language, text)
    if not (whole and len(path) > 2 and isinstance(path[2], str)) or not before:
        return None
    if not edit_words.is_other_meaning(before, text):
        return None
    activity, name, id_ = str(path[0]), str(path[1]), path[2]
    return Doubt(activity, name, id_, edit_lists.next_id(edit, activity, name, id_))


def place(
    edit: MethodEdit, page: Page, section: Section, line: int, setting: tuple[str, Any]
) -> None:
    """Set something: of the activity (``line`` −1), of a script line, an entry, a slot, a take."""
    key, value = setting
    if page.kind == "agenda":
        edit_agendas.set_slot_minutes(edit, page.key, line, whole_number(value))
    elif line < 0:
        _set_activity(edit, page.key, key, value)
    elif section.grows == "take":
        edit_takes.set_take(edit, page.key, line, (key, str(value)))
    elif section.name == edit_words.SCRIPT:
        _set_step(edit, page.key, section.lines[line], line, setting)
    else:
        shape = edit_lists.shape_of(edit, page.key, section.name).attributes[key]
        wanted = (key, converted(shape, value))
        edit_lists.set_attribute(edit, page.key, section.name, _id(section, line), wanted)


def act(edit: MethodEdit, page: Page, section: Section, line: int, what: str) -> int:
    """Move a row up or down, or take it out; returns the place of the row to go on with."""
    steps = {"up": -1, "down": 1}
    to = _place(edit, page, section, line)
    if what == "out":
        _remove(edit, page, section, line)
        return max(line - 1, 0)
    after = to + steps[what]
    if not 0 <= after < _count(edit, page, section):
        return line
    if section.grows == "slot":
        edit_agendas.move_slot(edit, page.key, to, after)
    elif section.grows == "take":
        edit_takes.move_take(edit, page.key, to, after)
    elif section.grows == "line":
        edit_words.move_line(edit, page.key, section.name, to, after)
    else:
        edit_lists.move_entry(edit, page.key, section.name, _id(section, line), after)
    return line + steps[what]


def add(edit: MethodEdit, page: Page, section: Section, text: str) -> None:
    """Add a row at the end of a section."""
    end = len(section.lines)
    if section.grows == "slot":
        edit_agendas.add_slot(edit, page.key, text, end)
    elif section.grows == "take":
        edit_takes.add_take(edit, page.key, text)
    elif section.grows == "line":
        edit_words.add_line(edit, page.key, section.name, end, text)
    else:
        edit_lists.add_entry(edit, page.key, section.name, text)


def converted(shape: SettingShape, value: Any) -> Any:
    """What was chosen or typed as the method keeps it; ``None`` for nothing."""
    if shape.type == "truth":
        return True if value == YES else None
    if value in ("", ()):
        return None
    if shape.many:
        return list(value)
    if shape.type == "whole":
        return whole_number(value)
    if shape.type == "number":
        return _number(str(value))
    return str(value).strip()


def whole_number(text: object) -> int:
    """A number without decimals; raises `UserError`."""
    number = _number(str(text))
    if number != int(number):
        raise _no_number(text)
    return int(number)


def _number(text: str) -> float:
    try:
        number = float(text.replace("−", "-").replace(",", "."))
    except ValueError:
        raise _no_number(text) from None
    if not abs(number) < 1e9:
        raise _no_number(text)
    return int(number) if number == int(number) else number


def _no_number(text: object) -> UserError:
    return UserError(
        "“{text}” is not a number that fits here.",
        "Nothing was changed.",
        "Type digits only.",
        text=str(text)[:40],
    )


def _set_activity(edit: MethodEdit, id_: str, key: str, value: Any) -> None:
    activity = edit.method.activities[id_]
    if key in ("minutes_min", "minutes"):
        least, usual = activity.minutes_min, activity.minutes
        number = whole_number(value)
        minutes = [number, max(number, usual)] if key == "minutes_min" else [least, number]
        edit_activities.set_setting(edit, id_, "minutes", minutes)
    elif key in ("comparable", "pause"):
        edit_activities.set_setting(edit, id_, key, True if value == YES else None)
    elif shape := edit.shapes[activity.kind].settings.get(key):
        edit_activities.set_setting(edit, id_, key, converted(shape, value))
    else:
        wanted = list(value) if isinstance(value, tuple) else value
        edit_activities.set_setting(edit, id_, key, wanted or None)


def _set_step(
    edit: MethodEdit, id_: str, row: Line, line: int, setting: tuple[str, Any]
) -> None:
    now = {one.key: one.value for one in row.settings} | {setting[0]: setting[1]}
    how, _, name = str(now["step"]).partition(".")
    minutes = _number(now["minutes"]) if now.get("minutes") else None
    several = how == "routine" and len(edit.method.routines.get(name, ())) > 1
    edit_words.set_step(edit, id_, line, (how, name), None if several else minutes)


def _id(section: Section, line: int) -> str:
    return str(section.lines[line].path[2])


def _place(edit: MethodEdit, page: Page, section: Section, line: int) -> int:
    """The place in the method's own list; a pair of words is two rows and one entry."""
    if section.grows != "entry":
        return line
    parts = edit.method.activities[page.key].list(section.name)
    return [part.id for part in parts].index(_id(section, line))


def _count(edit: MethodEdit, page: Page, section: Section) -> int:
    if section.grows != "entry":
        return len(section.lines)
    return len(edit.method.activities[page.key].list(section.name))


def _remove(edit: MethodEdit, page: Page, section: Section, line: int) -> None:
    if section.grows == "slot":
        edit_agendas.remove_slot(edit, page.key, line)
    elif section.grows == "take":
        edit_takes.remove_take(edit, page.key, line)
    elif section.grows == "line":
        edit_words.remove_line(edit, page.key, section.name, line)
    else:
        edit_lists.remove_entry(edit, page.key, section.name, _id(section, line))
