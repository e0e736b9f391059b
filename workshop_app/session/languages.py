"""The language of a session: the app's words follow it, and so do the method's that were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app import storage
from workshop_app.session.flow import trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop_app.method.model import Method
    from workshop_app.session.workshop import Workshop


def change_language(workshop: Workshop, label: str, language: str) -> None:
    """Let a session speak another language, in one undoable edit.

    What was taken over from the method, such as a ritual that became an action, is said in the
    new language as long as nobody changed its words. What the room said stays as it was said.
    """
    reworded = list(_reworded(workshop, language))
    with workshop.file.edit(label) as edit:
        edit.run(storage.tables.SessionRow.update(language=language))
        for table, key, text in reworded:
            if table == "note":
                row = storage.tables.NoteRow
                edit.run(row.update(text=text).where(row.key == key))
            else:
                deed = storage.tables.ActionRow
                edit.run(deed.update(title=text).where(deed.key == key))


_TAKEN = (
    "SELECT 'note', key, text, origin FROM note WHERE origin != '' "
    "UNION ALL SELECT 'action', key, title, origin FROM action WHERE origin != ''"
)


def _reworded(workshop: Workshop, language: str) -> Iterator[tuple[str, str, str]]:
    """Table, key and new words of what is still in the method's words."""
    before = workshop.info.language
    for table, key, text, origin in workshop.file.rows(_TAKEN):
        stops = trace(workshop.file, origin)
        if not stops or "/" not in stops[-1].key:
            continue
        activity, _, entry = stops[-1].key.partition("/")
        said = _word(workshop.method, f"{activity}.", f".{entry}", (before, text))
        if said and language in workshop.method.languages:
            yield table, key, workshop.method.text(said, language)


def _word(method: Method, begins: str, ends: str, said: tuple[str, str]) -> str:
    """The key of an entry's words, where they are what stands there now; else empty."""
    language, text = said
    for key, words in method.words.get(language, {}).items():
        if key.startswith(begins) and key.endswith(ends) and words == text:
            return key
    return ""
