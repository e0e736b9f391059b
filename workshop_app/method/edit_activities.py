"""Changes whole activities of an own method: their settings, new ones, copies, none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app import paths
from workshop_app.errors import UserError
from workshop_app.method.edit_agendas import sum_up, take_out, uses
from workshop_app.method.edit_takes import drop_source
from workshop_app.method.edit_toml import (
    id_of,
    new_value,
    table_text,
    with_table,
    without_table,
)
from workshop_app.method.folder import next_free

if TYPE_CHECKING:
    from workshop_app.method.edit import MethodEdit
    from workshop_app.method.model import KindShape


def set_setting(edit: MethodEdit, activity: str, key: str, value: Any) -> None:
    """Set what an activity says for itself (minutes, mode, form, scale …); ``None`` = nothing."""
    with edit.changing() as files:
        table = files.activity(activity)
        if value is not None:
            table[key] = new_value(value)
        elif key in table:
            del table[key]


def add_activity(edit: MethodEdit, phase: str, kind: str) -> str:
    """Add an activity of a kind to a phase, small but whole; returns its id.

    What it begins with is a text file of its own, ``resources/starters/<kind>.toml``.

    Raises:
        UserError: if the method has no room for it, such as a scale it needs.
    """
    import tomllib

    path = paths.resources() / "starters" / f"{kind}.toml"
    starter = tomllib.loads(path.read_text(encoding="utf-8"))
    words = starter["words"]
    said = {
        language: words.get(language, words["en"]) for language in edit.method.languages
    }
    id_ = next_free(f"{phase}-{kind}", set(edit.method.activities))
    _plant(edit, id_, {"kind": kind, **starter["activity"]}, said)
    return id_


def duplicate_activity(edit: MethodEdit, activity: str) -> str:
    """Make a copy in the same phase, with ids of its own for what is voted on; returns its id."""
    files = edit.files()
    id_ = next_free(activity, set(edit.method.activities))
    said = {
        language: files.document(files.words(language, activity))[activity].unwrap()
        for language in edit.method.languages
    }
    number = id_.rpartition("-")[2]
    for words in said.values():
        words["title"] = f"{words['title']} ({number})"
    _plant(edit, id_, files.activity(activity).unwrap(), said)
    return id_


def remove_activity(edit: MethodEdit, activity: str, *, from_agendas: bool = False) -> None:
    """Take an activity out with its words; ``from_agendas``, also where agendas use it.

    Raises:
        UserError: if agendas use it and nothing was said about them; it names them.
    """
    used = uses(edit, activity)
    if used and not from_agendas:
        language = edit.method.languages[0]
        names = (edit.method.words[language].get(f"agendas.{one}", one) for one in used)
        raise UserError(
            "The activity is part of these agendas: {agendas}.",
            "Nothing was changed.",
            "Take it out of them, or remove it everywhere.",
            agendas=", ".join(names),
        )
    with edit.changing() as files:
        if used:
            take_out(files, activity)
        drop_source(edit, files, activity)
        home = files.home("activities", activity)
        if home is not None:
            files.write(home, without_table(files.text(home), activity))
        for language in edit.method.languages:
            name = files.words(language, activity)
            files.write(name, without_table(files.text(name), activity))
        sum_up(files, edit.method.activities)


def _plant(
    edit: MethodEdit, id_: str, activity: dict[str, Any], words: dict[str, dict[str, Any]]
) -> None:
    """Write an activity at the end of its phase's files."""
    shape = edit.shapes[activity["kind"]]
    for name, renamed in _renamed(id_, activity, shape).items():
        for said in words.values():
            if name in said:
                said[name] = {renamed.get(key, key): text for key, text in said[name].items()}
        for take in activity.get("takes", ()):
            if isinstance(take, dict) and take.get("into") in renamed:
                take["into"] = renamed[take["into"]]
    with edit.changing() as files:
        home = _home(files.named("activities"), "activities", id_)
        files.write(home, with_table(files.text(home), table_text(id_, activity)))
        for language, said in words.items():
            home = _home(files.named(f"words/{language}"), f"words/{language}", id_)
            files.write(home, with_table(files.text(home), table_text(id_, said)))


def _home(names: list[str], folder: str, id_: str) -> str:
    """The file of the activity's phase; a new one where there is none."""
    phase = id_.partition("-")[0]
    wanted = f"{folder}/{phase}.toml"
    return wanted if wanted in names or "-" in id_ else f"{folder}/general.toml"


def _renamed(id_: str, activity: dict[str, Any], shape: KindShape) -> dict[str, dict[str, str]]:
    """Give every entry that votes are stored by an id of its own; old and new by list."""
    found: dict[str, dict[str, str]] = {}
    begin = id_.replace("-", "")
    count = 0
    for name, list_shape in shape.lists.items():
        if not list_shape.unique or name not in activity:
            continue
        found[name] = {}
        entries = []
        for entry in activity[name]:
            count += 1
            new = f"{begin}_{count:02d}"
            found[name][id_of(entry)] = new
            entries.append({**entry, "id": new} if isinstance(entry, dict) else new)
        activity[name] = entries
    return found
