"""Changes the lists of an activity: items, columns, axes, options. Ids outlive their words."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from workshop_app.errors import UserError
from workshop_app.method.edit_takes import drop_goal, drop_source
from workshop_app.method.edit_toml import array_of, move_in, new_value, place_of, put_in
from workshop_app.method.edit_words import put_words
from workshop_app.method.folder import next_free, slug
from workshop_app.method.model import COMMON_LISTS, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.method.edit import Files, MethodEdit
    from workshop_app.method.model import ListShape, Method, SettingShape

_NUMBERED: Final = re.compile(r"(.*?)(\d+)")
_RETIRED: Final = "retired: "
_UNSAID: Final = "…"


def shape_of(edit: MethodEdit, activity: str, name: str) -> ListShape:
    """What the entries of a list hold."""
    kind = edit.method.activities[activity].kind
    return {**COMMON_LISTS, **edit.shapes[kind].lists}[name]


def add_entry(edit: MethodEdit, activity: str, name: str, text: str) -> str:
    """Add an entry at the end, with the same words in every language; returns its id.

    It takes over what the last entry is set to. Where an entry of this list must be used by
    another list, as an axis is by its items, it gets one there.

    Raises:
        UserError: where the kind has no room for another entry.
    """
    text = " ".join(text.split())
    if not text:
        raise UserError("There are no words yet.", "Nothing was changed.", "Type what it is.")
    id_ = free_id(edit, activity, name, text)
    shape = shape_of(edit, activity, name)
    tries = [
        partial(_add, edit, activity, name, (id_, text, settings))
        for settings in _settings(edit, activity, name, shape)
    ]
    users = [
        partial(_add_used, edit, activity, name, (id_, text, dict(settings)), user)
        for settings in _settings(edit, activity, name, shape)[:1]
        for user in _users(edit, activity, name)
    ]
    edit.first_of(*tries, *users)
    return id_


def remove_entry(edit: MethodEdit, activity: str, name: str, id_: str) -> None:
    """Take an entry out, with its words and with what hangs on it alone.

    Raises:
        UserError: if the activity cannot do without it.
    """
    edit.first_of(
        partial(_remove, edit, activity, name, id_),
        partial(_remove_named, edit, activity, name, id_),
        partial(_remove_users, edit, activity, name, id_),
    )


def move_entry(edit: MethodEdit, activity: str, name: str, id_: str, to: int) -> None:
    """Put an entry at another place, from 0."""
    with edit.changing() as files:
        entries = array_of(files.activity(activity), name)
        if 0 <= to < len(entries):
            move_in(entries, place_of(entries, id_), to)


def set_attribute(
    edit: MethodEdit, activity: str, name: str, id_: str, setting: tuple[str, Any]
) -> None:
    """Set what an entry says besides its words; ``None`` takes it away."""
    with edit.changing() as files:
        entries = array_of(files.activity(activity), name)
        _set(entries, place_of(entries, id_), *setting)


def new_meaning(edit: MethodEdit, activity: str, name: str, id_: str) -> str:
    """Give an entry another id because it means something else now; returns it.

    The words stay. The old id is noted beside the list and never used again, so that no
    later session is compared with what was asked before.
    """
    new = next_id(edit, activity, name, id_)
    with edit.changing() as files:
        table = files.activity(activity)
        entries = array_of(table, name)
        place = place_of(entries, id_)
        if isinstance(entries[place], str):
            del entries[place]
            put_in(entries, place, new)
        else:
            entries[place]["id"] = new
        _retire(entries, id_)
        for list_name, user in _references(edit, activity, name, id_):
            users = array_of(table, list_name)
            _set(users, place_of(users, user[0]), user[1], new)
        _take_along(edit, files, activity, (name, id_, new))
        for language in edit.method.languages:
            words = files.document(files.words(language, activity))[activity][name]
            words[new] = words[id_]
            del words[id_]
    return new


def next_id(edit: MethodEdit, activity: str, name: str, id_: str) -> str:
    """The id an entry gets if it means something else now."""
    return free_id(edit, activity, name, _text(edit.method, activity, name, id_))


def free_id(edit: MethodEdit, activity: str, name: str, text: str) -> str:
    """The next id of a list: ck19 after ck18, else made of the words; never one used before."""
    files = edit.files()
    everything = "\n".join(files.text(file) for file in files.named("activities"))
    used = set(re.findall(r"[a-z0-9_-]+", everything))
    siblings = [part.id for part in edit.method.activities[activity].list(name)]
    numbered = [found for one in siblings if (found := _NUMBERED.fullmatch(one))]
    if numbered and len(numbered) == len(siblings):
        prefix, digits = numbered[-1][1], len(numbered[-1][2])
        pattern = re.compile(rf"{re.escape(prefix)}(\d+)")
        taken = [int(found[1]) for one in used if (found := pattern.fullmatch(one))]
        return f"{prefix}{max(taken, default=0) + 1:0{digits}d}"
    wanted = slug(text, "_") or f"{name.rstrip('s')}_1"
    return next_free(wanted, used if shape_of(edit, activity, name).unique else {
        *siblings, *_retired(files, activity, name)
    }, "_")


# -- inside ------------------------------------------------------------------------------


def _text(method: Method, activity: str, name: str, id_: str) -> str:
    words = method.words[method.languages[0]]
    key = f"{activity}.{name}.{id_}"
    return words.get(key) or next((words[one] for one in words if one.startswith(f"{key}.")), "")


def _settings(
    edit: MethodEdit, activity: str, name: str, shape: ListShape
) -> list[dict[str, Any]]:
    """What a new entry could be set to, the likeliest first."""
    parts = edit.method.activities[activity].list(name)
    last = dict(parts[-1].settings) if parts else {}
    least = {
        key: _least(edit, activity, setting)
        for key, setting in shape.attributes.items()
        if setting.required
    }
    after = {
        key: value + 1 if isinstance(value, int) and not isinstance(value, bool) else value
        for key, value in last.items()
    }
    found = [last, least, after, {**least, **_at_least(shape)}]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _least(edit: MethodEdit, activity: str, setting: SettingShape) -> Any:
    if setting.allowed:
        return setting.allowed[0]
    if setting.refers:
        parts = edit.method.activities[activity].list(setting.refers)
        return parts[0].id if parts else ""
    return {"text": _UNSAID, "whole": 1, "number": 1, "truth": True}[setting.type]


def _at_least(shape: ListShape) -> dict[str, Any]:
    """A range, for lists whose entries may have one."""
    return {"min": 0, "max": 10} if {"min", "max"} <= set(shape.attributes) else {}


def _add(
    edit: MethodEdit,
    activity: str,
    name: str,
    entry: tuple[str, str, Mapping[str, Any]],
    files: Files,
) -> None:
    id_, text, settings = entry
    entries = array_of(files.activity(activity), name)
    put_in(entries, len(entries), {"id": id_, **settings} if settings else id_)
    for language in edit.method.languages:
        document = files.document(files.words(language, activity))
        words = shape_of(edit, activity, name).words
        for place, word in enumerate(words):
            said = text if place == 0 else _UNSAID
            put_words(document, (activity, name, id_, word), said)
        if not words:
            put_words(document, (activity, name, id_), text)


def _add_used(
    edit: MethodEdit,
    activity: str,
    name: str,
    entry: tuple[str, str, Mapping[str, Any]],
    user: tuple[str, str],
    files: Files,
) -> None:
    """Add an entry and what uses it: the users that have none yet, or a new one."""
    _add(edit, activity, name, entry, files)
    list_name, key = user
    parts = edit.method.activities[activity].list(list_name)
    free = [part.id for part in parts if part.setting(key) is None]
    users = array_of(files.activity(activity), list_name)
    for one in free:
        _set(users, place_of(users, one), key, entry[0])
    if not free:
        settings = {**(parts[-1].settings if parts else {}), key: entry[0]}
        id_ = free_id(edit, activity, list_name, entry[1])
        _add(edit, activity, list_name, (id_, entry[1], settings), files)


def _users(edit: MethodEdit, activity: str, name: str) -> list[tuple[str, str]]:
    """The lists whose entries refer to this one, with the key by which they do."""
    kind = edit.method.activities[activity].kind
    return [
        (list_name, key)
        for list_name, shape in edit.shapes[kind].lists.items()
        for key, setting in shape.attributes.items()
        if setting.refers == name
    ]


def _references(
    edit: MethodEdit, activity: str, name: str, id_: str
) -> list[tuple[str, tuple[str, str]]]:
    """The entries of other lists that name this one: their list, id and key."""
    shapes = edit.shapes[edit.method.activities[activity].kind].lists
    return [
        (list_name, (part.id, key))
        for list_name, shape in shapes.items()
        for part in edit.method.activities[activity].list(list_name)
        for key, setting in shape.attributes.items()
        if part.setting(key) == id_
        and (setting.refers == name or not (setting.refers or setting.allowed))
    ]


def _take_along(
    edit: MethodEdit, files: Files, activity: str, renamed: tuple[str, str, str]
) -> None:
    """Let what is taken over between activities name the new id."""
    name, old, new = renamed
    part = "outcome." if name == OUTCOMES else ""
    for id_, other in edit.method.activities.items():
        for place, take in enumerate(other.takes):
            wanted = {}
            if take.source == activity and f"{part}{old}" in (take.part, *take.part.split("/")):
                halves = take.part.removeprefix(part).split("/")
                renamed_part = "/".join(new if half == old else half for half in halves)
                wanted["part"] = f"{part}{renamed_part}"
            if id_ == activity and take.into == old:
                wanted["into"] = new
            for key, value in wanted.items():
                array_of(files.activity(id_), "takes")[place][key] = value


def _remove(edit: MethodEdit, activity: str, name: str, id_: str, files: Files) -> None:
    part = f"outcome.{id_}" if name == OUTCOMES else id_
    drop_source(edit, files, activity, part)
    drop_goal(edit, files, activity, part)
    table = files.activity(activity)
    entries = array_of(table, name)
    del entries[place_of(entries, id_)]
    if not entries:
        del table[name]
    else:
        _retire(entries, id_)
    for language in edit.method.languages:
        words = files.document(files.words(language, activity))[activity]
        if name in words and id_ in words[name]:
            del words[name][id_]
            if not words[name]:
                del words[name]


def _remove_named(edit: MethodEdit, activity: str, name: str, id_: str, files: Files) -> None:
    """Take it out, and let those that named it name nothing."""
    _remove(edit, activity, name, id_, files)
    for list_name, (user, key) in _references(edit, activity, name, id_):
        users = array_of(files.activity(activity), list_name)
        _set(users, place_of(users, user), key, None)


def _remove_users(edit: MethodEdit, activity: str, name: str, id_: str, files: Files) -> None:
    """Take it out together with those that named it."""
    _remove(edit, activity, name, id_, files)
    for list_name, (user, _) in _references(edit, activity, name, id_):
        _remove(edit, activity, list_name, user, files)


def _set(entries: Any, place: int, key: str, value: Any) -> None:
    entry = entries[place]
    if isinstance(entry, str):
        if value is None:
            return
        del entries[place]
        put_in(entries, place, {"id": str(entry), key: value})
    elif value is None:
        if key in entry:
            del entry[key]
    else:
        entry[key] = new_value(value)


def _retire(entries: Any, id_: str) -> None:
    """Note an id beside its list: later sessions must not find it with another meaning."""
    before = entries.trivia.comment.removeprefix("#").strip()
    said = f"{before}, {id_}" if before.startswith(_RETIRED) else f"{_RETIRED}{id_}"
    if before and not before.startswith(_RETIRED):
        said = f"{before}; {said}"
    entries.comment(said)


def _retired(files: Files, activity: str, name: str) -> set[str]:
    """The ids noted beside a list."""
    table = files.activity(activity)
    if name not in table:
        return set()
    comment = array_of(table, name).trivia.comment
    return set(re.findall(r"[a-z0-9_-]+", comment.partition(_RETIRED)[2]))
