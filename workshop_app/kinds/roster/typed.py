"""People as they are typed: a line with commas, or one value in the list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.session.csv_file import folded
from workshop_app.session.levels import level_of
from workshop_app.session.notes import one_line
from workshop_app.session.people import Person
from workshop_app.session.people_csv import LONGEST
from workshop_app.session.typed import read_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Method

YES: Final = frozenset({"yes", "y", "ja", "j", "+", "weekly", "daily", "wekelijks", "dagelijks"})
NO: Final = frozenset({"no", "n", "nee", "-", "−", "never", "nooit"})
_LEVEL = re.compile(r"[lL]?\s*(\d+)")
_BETWEEN = re.compile(r"\t|;")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what is typed about people of one session."""

    method: Method
    people: Sequence[Person]
    language: str

    def line(self, text: str) -> Person:
        """“name, department, level, contact”; what is left out is not known.

        Level and contact are recognised wherever they stand, and cells of a spreadsheet
        may be pasted. Raises `UserError` for a part that is none of these.
        """
        cells = _BETWEEN.split(text) if _BETWEEN.search(text) else text.split(",")
        name, *rest = (one_line(cell) for cell in cells)
        found: dict[str, str] = {"name": name}
        for part in rest:
            number = _LEVEL.fullmatch(part) or ("department" in found and self._names_level(part))
            column = "level" if number else "department"
            column = "contact" if part.casefold() in YES | NO else column
            if part and column in found:
                raise UserError(
                    "“{text}” has no place in the line.",
                    "Your text is still in the field.",
                    "Type name, department, level 1 to 5, and weekly, daily or never, "
                    "with commas between them.",
                    text=part,
                )
            if part:
                found[column] = part
        return self.person(**found)

    def _names_level(self, text: str) -> bool:
        return level_of(text, self.method) is not None

    def person(
        self, name: str, department: str = "", level: str = "", contact: str = ""
    ) -> Person:
        """Somebody new; raises `UserError` for a value that cannot be."""
        return Person(
            name=self.name(name),
            department=self.department(department),
            level=self.level(level),
            contact=self.contact(contact),
        )

    def name(self, text: str, of: str = "") -> str:
        """A name or alias that nobody else has; ``of`` is the key of whoever gets it."""
        name = read_line(text, LONGEST)
        if not name:
            raise UserError(
                "There is no name yet.", "Nothing was changed.", "Type a name or an alias."
            )
        others = {folded(person.name) for person in self.people if not of or person.key != of}
        if folded(name) in others:
            raise UserError(
                "“{name}” is on the list already.",
                "Nothing was changed.",
                "Add an initial to tell them apart.",
                name=name,
            )
        return name

    def department(self, text: str) -> str:
        """A department as it was spelled first."""
        name = read_line(text, LONGEST)
        known = (person.department for person in self.people)
        return next((one for one in known if folded(one) == folded(name)), name)

    def level(self, text: str) -> int | None:
        """1 to 5, with or without an L, or in words; empty is not known."""
        if not text.strip():
            return None
        level = level_of(text, self.method)
        if level is None:
            levels = self.method.levels
            raise UserError(
                "There is no level “{level}”.",
                "Nothing was changed.",
                "Type a level from {first} to {last}, or leave it out.",
                level=text.strip(),
                first=min(levels, default=1),
                last=max(levels, default=5),
            )
        return level

    def contact(self, text: str) -> bool | None:
        """Weekly customer contact; empty is not known."""
        said = text.strip().casefold()
        if said and said not in YES | NO:
            raise UserError(
                "“{text}” does not say whether there is weekly customer contact.",
                "Nothing was changed.",
                "Type yes, no, weekly, daily or never, or leave it out.",
                text=text.strip(),
            )
        return said in YES if said else None

    def role(self, text: str) -> str:
        """The role that is called or begins like this; empty is none."""
        if not text.strip():
            return ""
        names = {role: self.role_name(role) for role in self.method.roles}
        begun = folded(text)
        found = [role for role, name in names.items() if folded(name) == begun]
        found = found or [role for role, name in names.items() if folded(name).startswith(begun)]
        if len(found) != 1:
            raise UserError(
                "There is no role “{role}”.",
                "Nothing was changed.",
                "Type the beginning of one of these: {known}.",
                role=text.strip(),
                known=", ".join(names.values()),
            )
        return found[0]

    def role_name(self, role: str) -> str:
        """What a role is called."""
        known = role in self.method.roles
        return self.method.text(f"roles.{role}", self.language) if known else role

    def value(self, column: str, text: str, of: str) -> object:
        """What a text means in a column of the list; raises `UserError` if it cannot be."""
        if column == "name":
            return self.name(text, of)
        if column == "department":
            return self.department(text)
        if column == "level":
            return self.level(text)
        if column == "role":
            return self.role(text)
        return read_line(text, LONGEST)
