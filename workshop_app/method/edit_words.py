"""Changes the words of an own method, language by language, and its numbered lines."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any, Final

from workshop_app.method.edit_toml import array_of, move_in, put_in

if TYPE_CHECKING:
    from workshop_app.method.edit import Files, MethodEdit

Path = tuple[str | int, ...]
"""Where words stand in the files: ``("see-nps", "script", 2)``; places count from 0."""

_DIFFERS: Final = 0.5
_BRACES: Final = 2
"""How deep tables stand in braces: the two poles of a pair."""


def is_other_meaning(before: str, after: str) -> bool:
    """Whether words changed so much that they may ask something else."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, before.casefold(), after.casefold()).ratio() < _DIFFERS


def set_text(edit: MethodEdit, path: Path, language: str, text: str) -> None:
    """Say something else in one language.

    Words that every language has or none has go together: the first words of such a text
    stand in the other languages too until they are translated, and empty ones go everywhere.

    Raises:
        UserError: if words that are needed were emptied.
    """
    text = " ".join(text.split())
    with edit.changing() as files:
        for other in edit.method.languages:
            table = files.document(files.words(other, str(path[0])))
            if other == language or not text or not _said(table, path):
                put_words(table, path, text)


def add_line(edit: MethodEdit, activity: str, name: str, place: int, text: str) -> None:
    """Put a line into a numbered list in every language; a script line gets a step."""
    with edit.changing() as files:
        for language in edit.method.languages:
            put_in(_lines(files, language, activity, name), place, " ".join(text.split()))
        if name == SCRIPT:
            put_in(array_of(files.activity(activity), STEPS), place, {"view": "question"})


def remove_line(edit: MethodEdit, activity: str, name: str, place: int) -> None:
    """Take a line out in every language; a list without lines goes."""
    with edit.changing() as files:
        for language in edit.method.languages:
            lines = _lines(files, language, activity, name)
            del lines[place]
            if not lines:
                del files.document(files.words(language, activity))[activity][name]
        if name == SCRIPT:
            del array_of(files.activity(activity), STEPS)[place]


def move_line(edit: MethodEdit, activity: str, name: str, place: int, to: int) -> None:
    """Put a line at another place in every language; a script line takes its step along."""
    with edit.changing() as files:
        for language in edit.method.languages:
            move_in(_lines(files, language, activity, name), place, to)
        if name == SCRIPT:
            move_in(array_of(files.activity(activity), STEPS), place, to)


def set_step(
    edit: MethodEdit,
    activity: str,
    line: int,
    shown: tuple[str, str],
    minutes: float | None = None,
) -> None:
    """Say what the room sees at a script line: ``("view", "total")``, ``("routine", "ballot")``.

    Words that a line needs once it is no routine are asked for by the check.
    """
    with edit.changing() as files:
        step: dict[str, Any] = {shown[0]: shown[1]}
        if minutes is not None:
            step["minutes"] = int(minutes) if minutes == int(minutes) else minutes
        steps = array_of(files.activity(activity), STEPS)
        del steps[line]
        put_in(steps, line, step)


SCRIPT: Final = "script"
STEPS: Final = "steps"


def put_words(table: Any, path: Path, text: str) -> None:
    """Put words at a path, making the tables on the way; no words take the key away."""
    *way, last = path
    for depth, key in enumerate(way):
        if isinstance(key, str) and isinstance(table, MutableMapping) and key not in table:
            if not text:
                return
            import tomlkit

            table[key] = tomlkit.table() if depth < _BRACES else tomlkit.inline_table()
        table = table[key]
    if isinstance(last, int) or text:
        table[last] = text
    elif last in table:
        del table[last]


def _said(table: Any, path: Path) -> bool:
    for key in path:
        try:
            table = table[key]
        except (KeyError, IndexError):
            return False
    return bool(str(table).strip())


def _lines(files: Files, language: str, activity: str, name: str) -> Any:
    return array_of(files.document(files.words(language, activity))[activity], name)
