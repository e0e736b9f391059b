"""Which booklets are wanted, of whom and where to: known before anything is read or drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.file_names import LONGEST, is_taken, plain_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workshop_app.session.people import Person

EDITIONS: Final = ("group", "personal", "sponsor")


class Order(NamedTuple):
    """One booklet: which edition, where to, and how.

    ``person`` is whose it is; without a ``language`` it speaks the session's. ``unreached`` lists
    what the day did not come to.
    """

    edition: str
    path: Path
    person: Person | None = None
    language: str | None = None
    paper: str = "a4"
    unreached: bool = True


def personal_orders(
    folder: Path,
    people: Sequence[Person],
    paper: str = "a4",
    languages: Callable[[Person], str | None] = lambda person: person.language or None,
) -> list[Order]:
    """A booklet for each of these people, each in a file called after its reader.

    It is in the reader's own language, unless ``languages`` says otherwise.
    """
    taken: set[str] = set()
    return [
        Order("personal", folder / _name(person, taken), person, languages(person), paper)
        for person in people
    ]


def _name(person: Person, taken: set[str]) -> str:
    """A file's name that nobody else's booklet has, whatever a system makes of upper case."""
    about = plain_name(person.name, LONGEST - 4) or "booklet"
    about = f"{about}_" if is_taken(about) else about
    name, number = about, 1
    while name.casefold() in taken:
        number += 1
        name = f"{about} {number}"
    taken.add(name.casefold())
    return f"{name}.pdf"
