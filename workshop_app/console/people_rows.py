"""The people as rows, grouped by band, and reading what is typed about a new one. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.errors import UserError
from workshop_app.session.people import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.console.snapshot import Snapshot


class PeopleRow(NamedTuple):
    """A band's heading (``key`` empty) or a person; ``agreed`` are icons of what they agreed to."""

    name: str
    detail: str
    spoken: str
    key: str = ""
    present: bool = True
    agreed: tuple[str, ...] = ()


_ICONS: Final = {"mail": "mail", "named": "book-open"}
"""What somebody may agree to, and its icon; the last stands leftmost."""


def people_rows(snapshot: Snapshot) -> list[PeopleRow]:
    """Bands in the method's order, then those without a level."""
    words, bands = snapshot.words, snapshot.workshop.method.band_of_level
    order = [band.id for band in snapshot.workshop.method.bands]
    grouped: dict[str, list[Person]] = {}
    for person in snapshot.people:
        grouped.setdefault(bands.get(person.level or 0, ""), []).append(person)
    rows: list[PeopleRow] = []
    for band in (*order, ""):
        people = grouped.get(band, [])
        if not people:
            continue
        name = snapshot.text(f"bands.{band}") if band else words("console.people.no_level")
        here = sum(person.present for person in people)
        count = words("console.people.of", here=here, all=len(people))
        rows.append(PeopleRow(name, count, f"{name}, {count}"))
        rows += [_row(snapshot, person) for person in people]
    return rows


def _row(snapshot: Snapshot, person: Person) -> PeopleRow:
    words = snapshot.words
    state = words("console.people.here" if person.present else "console.people.away")
    agreed = [consent for consent in _ICONS if getattr(person, consent)]
    said = [words(f"people.agree.{consent}") for consent in agreed]
    parts = [person.name, person.department, state, *said]
    spoken = ", ".join(part for part in parts if part)
    return PeopleRow(person.name, person.department, spoken, person.key, person.present,
                     tuple(_ICONS[consent] for consent in agreed))  # fmt: skip


def here(people: Sequence[Person]) -> int:
    """How many are present."""
    return sum(person.present for person in people)


def read_person(text: str, levels: Sequence[int]) -> Person | None:
    """“name, department, level” as a person; ``None`` for a blank line.

    Raises `UserError` for a level that is not one of ``levels``.
    """
    parts = [" ".join(part.split()) for part in text.split(",")]
    if not parts[0]:
        return None
    department = parts[1] if len(parts) > 1 else ""
    level = parts[2] if len(parts) > 2 else ""
    if not level:
        return Person(parts[0], department=department)
    digits = level.upper().removeprefix("L").strip()
    if not digits.isdigit() or int(digits) not in levels:
        raise UserError(
            "There is no level “{level}”.",
            "{name} was not added yet.",
            "Type a level from {first} to {last}, or leave it out.",
            level=level,
            name=parts[0],
            first=min(levels, default=1),
            last=max(levels, default=5),
        )
    return Person(parts[0], department=department, level=int(digits))
