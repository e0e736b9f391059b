"""Small changes of TOML values in the files' own style: lists stay as they are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDE: Final = 96


def written(value: Any) -> str:
    """A value as the files write it: ``{ id = "ck01", axis = "care" }``."""
    import tomlkit

    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)} = {written(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(one) for one in value)}]"
    return str(tomlkit.item(value).as_string())


def new_value(value: Any) -> Any:
    """A value to put into a document."""
    import tomlkit

    return tomlkit.value(written(value))


def array_of(table: Any, key: str) -> Any:
    """A list of a table, to change in place; an empty one where there is none.

    A list written as tables of their own (``[[items]]``) becomes one in brackets.
    """
    import tomlkit
    from tomlkit.items import Array

    found = table.get(key)
    if isinstance(found, Array):
        return found
    made = tomlkit.array()
    for entry in found or ():
        made.append(new_value(entry.unwrap()))
    made.multiline(found is not None)
    table[key] = made
    return table[key]


def put_in(array: Any, place: int, value: Any) -> None:
    """Insert a value; a list that becomes long gets a line for each."""
    array.insert(place, new_value(value))
    if "\n" not in array.as_string() and len(array.as_string()) > _WIDE:
        array.multiline(True)


def move_in(array: Any, place: int, to: int) -> None:
    """Put an entry at another place."""
    entry = array.pop(place)
    array.insert(to, entry)


def id_of(entry: Any, key: str = "id") -> str:
    """The id of a list's entry, which may be written short."""
    return str(entry if isinstance(entry, str) else entry.get(key, ""))


def place_of(array: Any, id_: str) -> int:
    """Where an entry stands; raises `KeyError`."""
    for place, entry in enumerate(array):
        if id_of(entry) == id_:
            return place
    raise KeyError(id_)


def table_text(name: str, values: Mapping[str, Any], *, deep: bool = True) -> str:
    """A whole table as the files write it; those in it below it, theirs in braces."""
    lines = [f"[{name}]"]
    below = []
    for key, value in values.items():
        if isinstance(value, dict) and deep:
            below.append(table_text(f"{name}.{_key(key)}", value, deep=False))
            continue
        text = f"{_key(key)} = {written(value)}"
        if isinstance(value, list) and value and (
            len(text) > _WIDE or any(isinstance(one, dict) for one in value)
        ):
            rows = "".join(f"    {written(one)},\n" for one in value)
            text = f"{_key(key)} = [\n{rows}]"
        lines.append(text)
    return "\n".join(("\n".join(lines) + "\n", *below))


def with_table(text: str, table: str) -> str:
    """A file with a table at its end."""
    return f"{text.rstrip()}\n\n{table}" if text.strip() else table


def without_table(text: str, name: str) -> str:
    """A file without a table and those below it; remarks above the next one stay."""
    from workshop_app.method.lines import line_index

    text = text.replace("\r\n", "\n")
    index = line_index(text)
    tops = sorted((line, path[0]) for path, line in index.items() if len(path) == 1)
    lines = text.splitlines(keepends=True)
    keep: list[str] = lines[: tops[0][0] - 1] if tops else lines
    for at, (line, top) in enumerate(tops):
        end = tops[at + 1][0] - 1 if at + 1 < len(tops) else len(lines)
        if top != name:
            keep += lines[line - 1 : end]
        elif at + 1 < len(tops):
            keep += _remarks(lines[line - 1 : end])
    return "".join(keep).rstrip() + "\n"


def _remarks(lines: list[str]) -> list[str]:
    """The remarks at the end of some lines, which belong to what comes after."""
    found: list[str] = []
    for line in reversed(lines):
        if not line.lstrip().startswith("#"):
            break
        found.insert(0, line)
    return found


def _key(key: object) -> str:
    import tomlkit

    return tomlkit.key(str(key)).as_string()
