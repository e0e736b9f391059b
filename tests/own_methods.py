"""Methods of one's own: an activity by itself, without what it can do without, of any kind."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import tomlkit

from workshop_app import paths
from workshop_app.assembly.methods import BUILT_IN, built_in_method
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.method.edit import MethodEdit
from workshop_app.method.edit_activities import add_activity
from workshop_app.method.edit_lists import remove_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop_app.method.model import Method


def own_method(folder: Path, *activities: str) -> MethodEdit:
    """The built-in method with these activities and no agendas: it loads at once."""

    def write(name: str, tables: Mapping[str, Any]) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(tomlkit.dumps(tables), encoding="utf-8")

    known = _tables("activities")
    write("method.toml", {**_tables(""), "agendas": {}})
    write("activities/own.toml", {
        id_: {key: value for key, value in known[id_].items() if key != "takes"}
        for id_ in activities
    })
    for language in built_in_method().languages:
        words = _tables(f"words/{language}")
        left_out = {*known, "agendas"}
        shared = {key: said for key, said in words.items() if key not in left_out}
        write(f"words/{language}/method.toml", shared)
        write(f"words/{language}/own.toml", {id_: words[id_] for id_ in activities})
    return MethodEdit(folder, registry.shapes())


@lru_cache(maxsize=8)
def _tables(folder: str) -> dict[str, Any]:
    """Every table in the files of a folder of the built-in method."""
    found: dict[str, Any] = {}
    for file in sorted((paths.resources() / "methods" / BUILT_IN / folder).glob("*.toml")):
        found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def lesser(edit: MethodEdit, activity: str) -> Iterator[tuple[str, Method]]:
    """The method with the activity whole, then without each entry that it can do without.

    Of what is voted on, which is alike, the first and the last.
    """
    yield activity, edit.method
    whole = edit.method.activities[activity]
    for name, parts in whole.lists.items():
        shape = edit.shapes[whole.kind].lists.get(name)
        some = (parts[0], parts[-1]) if shape and shape.unique else parts
        for part in dict.fromkeys(one.id for one in some):
            try:
                remove_entry(edit, activity, name, part)
            except UserError:
                continue
            yield f"{activity} without {name}.{part}", edit.method
            assert edit.undo()


@lru_cache(maxsize=1)
def method_of_every_kind() -> Method:
    """The built-in method, with a new activity of every kind that it does not use itself."""
    method = built_in_method()
    used = {activity.kind for activity in method.activities.values()}
    with TemporaryDirectory() as folder:
        edit = own_method(Path(folder) / "mine")
        for key in sorted(set(registry.keys()) - used):
            add_activity(edit, "see", key)
        added = edit.method
    words = {
        language: {**said, **added.words[language]} for language, said in method.words.items()
    }
    return method._replace(activities={**method.activities, **added.activities}, words=words)


def one_of_each_kind() -> dict[str, str]:
    """An activity of every kind in `method_of_every_kind`: the first of each."""
    found: dict[str, str] = {}
    for activity in method_of_every_kind().activities.values():
        found.setdefault(activity.kind, activity.id)
    return found
