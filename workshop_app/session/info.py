"""What a session says about itself: title, client, day, language, rules."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from workshop_app import storage
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from workshop_app.storage import SessionFile


class Info(NamedTuple):
    """The session's own facts; ``minimum_group`` is METHOD's k, never below 3."""

    title: str
    client: str
    date: date
    place: str
    facilitator: str
    language: str
    minimum_group: int
    starts_at: time

    @property
    def start(self) -> datetime:
        """When the first slot is planned to begin, in local time."""
        return datetime.combine(self.date, self.starts_at).astimezone()


def read_info(file: SessionFile) -> Info:
    """The facts of the session in ``file``; `UserError` when it holds none."""
    row = file.row(
        "SELECT title, client, date, place, facilitator, language, minimum_group, starts_at "
        "FROM session"
    )
    if row is None:
        raise UserError(
            "{name} holds no session.",
            "It was not changed.",
            "Open another file.",
            name=file.path.name,
        )
    title, client, day, place, facilitator, language, minimum, starts = row
    return Info(
        title,
        client,
        date.fromisoformat(day),
        place,
        facilitator,
        language,
        minimum,
        time.fromisoformat(starts),
    )


def write_info(file: SessionFile, label: str, info: Info) -> None:
    """Change the session's facts in one undoable edit."""
    with file.edit(label) as edit:
        edit.run(
            storage.tables.SessionRow.update(
                title=info.title,
                client=info.client,
                date=info.date.isoformat(),
                place=info.place,
                facilitator=info.facilitator,
                language=info.language,
                minimum_group=info.minimum_group,
                starts_at=info.starts_at.isoformat(timespec="minutes"),
            )
        )
