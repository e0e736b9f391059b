"""Who carries an action or a figure: named with consent only, else by role or department."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.errors import UserError
from workshop_app.session.csv_file import folded
from workshop_app.session.notes import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.people import Person


_KEY = re.compile("[0-9a-f]{16}")
"""What `new_key` makes."""


class Owner(NamedTuple):
    """Somebody as others may see them; ``name`` is empty without consent to print it.

    ``role`` and ``band`` are the method's ids. ``listed`` is false for a name that was typed
    and is not on the list of people: nobody could have agreed to print it.
    """

    name: str = ""
    role: str = ""
    department: str = ""
    band: str = ""
    listed: bool = True
    key: str = ""

    def public(self) -> dict[str, str | bool]:
        """What may leave the session: the name with consent, else role and department."""
        found: dict[str, str | bool] = {
            "role": self.role, "department": self.department, "listed": self.listed,
        }
        return {"name": self.name, **found} if self.name else found


def bearers(people: Iterable[Person]) -> dict[str, set[str]]:
    """Who is called by a name or an address, folded: the keys of everybody who bears it.

    What tells namesakes apart (`called`) is a name too.
    """
    found: dict[str, set[str]] = {}
    every = {person.key: person for person in people}
    told_apart = called(every.values())
    for person in every.values():
        for text in filter(str.strip, (person.name, person.email, told_apart[person.key])):
            found.setdefault(folded(text), set()).add(person.key)
    return found


def called(people: Iterable[Person]) -> dict[str, str]:
    """By which name the console means each person and nobody else: “Jan de Vries (Sales)”.

    Namesakes are told apart by department, else by address, else by their place on the list.
    """
    found: dict[str, str] = {}
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_name.setdefault(folded(person.name), []).append(person)
    for group in by_name.values():
        numbers = [str(place + 1) for place in range(len(group))]
        for marks in ([one.department for one in group], [one.email for one in group], numbers):
            if all(marks) and len(set(map(folded, marks))) == len(group):
                break
        for person, mark in zip(group, marks, strict=True):
            found[person.key] = f"{person.name} ({mark})" if len(group) > 1 else person.name
    return found


def key_of(stored: str, people: Sequence[Person]) -> str:
    """Whose a row is that stores a key, or a name that was typed before they were on the list.

    Empty for nobody, and for a name of several: nobody but a reader can tell who is meant.
    """
    if any(person.key == stored for person in people):
        return stored
    keys = bearers(people).get(folded(stored), set())
    return next(iter(keys)) if len(keys) == 1 else ""


def owner_of(
    stored: str, people: Sequence[Person], bands: Mapping[int, str] | None = None
) -> Owner | None:
    """The owner that a row stores as a person's key, a department or a typed name."""
    if not stored:
        return None
    key = key_of(stored, people)
    for person in people:
        if key and person.key == key:
            return Owner(
                person.name if person.named else "",
                person.role,
                person.department,
                (bands or {}).get(person.level or 0, ""),
                key=person.key,
            )
    for person in people:
        if person.department and folded(person.department) == folded(stored):
            return Owner(department=person.department)
    return Owner(listed=False)


def owner_text(owner: Owner | None, context: Context) -> str:
    """How an owner is called on stage and on paper; empty for nobody."""
    if owner is None:
        return ""
    if owner.name:
        return owner.name
    if owner.role in context.method.roles:
        return context.of_method(f"roles.{owner.role}")
    if owner.department:
        return owner.department
    return context.words("owner.unnamed" if owner.listed else "owner.outside")


def one_called(typed: str, people: Sequence[Person]) -> str:
    """The key of whom a whole name means, as it stands on the list or in `called`; else nothing.

    Raises:
        UserError: several people have that name; it says how to tell them apart.
    """
    names = called(people)
    wanted = folded(typed)
    exact = [key for key, name in names.items() if folded(name) == wanted]
    found = exact or [person.key for person in people if folded(person.name) == wanted]
    if len(found) > 1:
        raise UserError(
            "{n} people on the list are called “{name}”.",
            "Your text is still in the field.",
            "Choose one of: {known}.",
            n=len(found),
            name=one_line(typed),
            known=", ".join(names[key] for key in found),
        )
    return found[0] if found and wanted else ""


def stored_owner(typed: str, people: Sequence[Person]) -> str:
    """What a row keeps of a typed name: the key of somebody on the list, else the text.

    A first name is enough where only one person is called so.

    Raises:
        UserError: several people have that whole name.
    """
    text = one_line(typed)
    begun = folded(text)
    if not begun:
        return ""
    if key := one_called(text, people):
        return key
    if any(folded(person.department) == begun for person in people):
        return text
    found = [person.key for person in people if folded(person.name).startswith(f"{begun} ")]
    return found[0] if len(found) == 1 else text


def is_listed(stored: str, people: Sequence[Person]) -> bool:
    """Whether what a row keeps is somebody on the list, or a department of theirs."""
    return any(
        stored == person.key or folded(person.department) == folded(stored) for person in people
    )


def typed_owner(stored: str, people: Sequence[Person]) -> str:
    """What the console shows and edits of a stored owner: the name that nobody else has.

    Empty for the key of somebody who was taken off the list since.
    """
    name = called(people).get(stored, stored)
    return "" if _KEY.fullmatch(name) else name
