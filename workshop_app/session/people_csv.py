"""Participants from a list that somebody made: all of them, or what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.errors import UserError
from workshop_app.method.faults import named
from workshop_app.session.csv_file import FileFaults, folded, quoted, read_csv, read_pasted
from workshop_app.session.notes import one_line
from workshop_app.session.people import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop_app.method.model import Method
    from workshop_app.session.csv_file import CsvFile, CsvLine

COLUMNS: Final = {
    "name": ("name", "naam", "alias", "name or alias", "naam of alias"),
    "email": ("email", "e-mail", "mail", "email address", "e-mail address", "e-mailadres",
              "emailadres"),
    "department": ("department", "afdeling"),
    "level": ("level", "niveau"),
    "contact": ("contact", "klantcontact", "customer contact", "weekly customer contact",
                "wekelijks klantcontact"),
    "manager": ("manager", "leidinggevende"),
    "role": ("role", "rol"),
    "table": ("table", "tafel"),
}
"""The columns and what their first line may call them, in any case."""

LONGEST = 100
"""Characters of a name, department, manager or table: what fits on a stage and a page."""

_YES: Final = frozenset({"yes", "y", "ja", "j", "1", "true"})
_NO: Final = frozenset({"no", "n", "nee", "0", "false"})
_LEVEL = re.compile(r"[lL]?\s*(\d)")
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"().]+(\.[^\s@,;<>\"().]+)+")
_LONGEST_EMAIL = 254
_BETWEEN = re.compile(r"[\t;,]")


def read_people_csv(
    path: Path, method: Method, known: Sequence[Person] = ()
) -> tuple[Person, ...]:
    """Read a list of participants; save it with `workshop_app.session.people.add_people`.

    ``known`` are the people on the list already: nobody may be on it twice.

    Raises:
        UserError: with every fault and its line.
    """
    return understood(read_csv(path, COLUMNS, required=("name",)), method, known).people


def read_people_pasted(
    text: str, name: str, method: Method, known: Sequence[Person] = ()
) -> PeopleList:
    """The same for what was copied from a spreadsheet; ``name`` is what faults call it."""
    return understood(read_pasted(text, name, COLUMNS, required=("name",)), method, known)


def names_columns(text: str) -> bool:
    """Whether the first line of a pasted text names columns, one of them the people's names."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    cells = {folded(cell.strip('" ')) for cell in _BETWEEN.split(first)}
    return len(cells) > 1 and not cells.isdisjoint(COLUMNS["name"])


class PeopleList(NamedTuple):
    """People and the columns that were understood, in the list's order."""

    columns: tuple[str, ...]
    people: tuple[Person, ...]


def understood(file: CsvFile, method: Method, known: Sequence[Person] = ()) -> PeopleList:
    """Everybody on a list; `UserError` names every fault with its line."""
    reader = _Reader(file.faults, _role_names(method), method.levels, known)
    people = tuple(reader.person(line) for line in file.lines)
    file.faults.check()
    return PeopleList(file.columns, people)


def _role_names(method: Method) -> dict[str, str]:
    """The role for each of its names: its id and its words in every language."""
    names = {folded(role): role for role in method.roles}
    for language in method.languages:
        for role in method.roles:
            names[folded(method.text(f"roles.{role}", language))] = role
    return names


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a name or an address was seen first; line 0 is the list in the session."""

    text: str
    line: int


class _Reader:
    """Turns lines into people, noting what is wrong and remembering who was there."""

    def __init__(
        self,
        faults: FileFaults,
        roles: dict[str, str],
        levels: Sequence[int],
        known: Sequence[Person],
    ) -> None:
        self._faults = faults
        self._roles = roles
        self._levels = levels
        self._names = {folded(person.name): _Seen(person.name, 0) for person in known}
        self._emails = {
            folded(person.email): _Seen(person.email, 0) for person in known if person.email
        }
        self._spellings: dict[str, str] = {}
        for person in known:
            self._spelled(person.department)

    def person(self, line: CsvLine) -> Person:
        return Person(
            name=self._name(line),
            email=self._email(line),
            department=self._spelled(self._text(line, "department")),
            level=self._level(line),
            contact=self._contact(line),
            manager=self._text(line, "manager"),
            role=self._role(line),
            seating=self._text(line, "table"),
        )

    def _name(self, line: CsvLine) -> str:
        name = self._text(line, "name")
        if not name:
            self._faults.add(line.number, UserError("there is no name"))
            return name
        before = self._names.setdefault(folded(name), _Seen(name, line.number))
        if before.line == 0:
            self._faults.add(line.number, UserError(
                "“{name}” is on the list already", name=quoted(name)))
        elif before.line != line.number:
            self._faults.add(line.number, UserError(
                "“{name}” is also on line {other}; add an initial to tell them apart",
                name=quoted(name), other=before.line))
        return name

    def _email(self, line: CsvLine) -> str:
        email = line.cell("email")
        if not email:
            return ""
        if len(email) > _LONGEST_EMAIL or not _EMAIL.fullmatch(email) or not email.isprintable():
            self._faults.add(line.number, UserError(
                "“{email}” is not an e-mail address", email=quoted(email)))
            return ""
        before = self._emails.setdefault(folded(email), _Seen(email, line.number))
        if before.line == 0:
            self._faults.add(line.number, UserError(
                "the address “{email}” is on the list already", email=quoted(email)))
        elif before.line != line.number:
            self._faults.add(line.number, UserError(
                "the address “{email}” is also on line {other}",
                email=quoted(email), other=before.line))
        return email

    def _level(self, line: CsvLine) -> int | None:
        text = line.cell("level")
        if not text:
            return None
        match = _LEVEL.fullmatch(text)
        if match and int(match[1]) in self._levels:
            return int(match[1])
        self._faults.add(line.number, UserError(
            "“{text}” is not a level; levels run from {first} to {last}", text=quoted(text),
            first=min(self._levels, default=1), last=max(self._levels, default=5)))
        return None

    def _contact(self, line: CsvLine) -> bool | None:
        text = line.cell("contact").casefold()
        if text and text not in _YES | _NO:
            self._faults.add(line.number, UserError(
                "“{text}” does not say whether there is weekly customer contact; "
                "write yes or no, or leave it empty", text=quoted(line.cell("contact"))))
        return text in _YES if text else None

    def _role(self, line: CsvLine) -> str:
        text = line.cell("role")
        if not text or folded(text) in self._roles:
            return self._roles.get(folded(text), "")
        if meant := self._faults.near(folded(text), self._roles):
            roles = dict.fromkeys(self._roles[name] for name in meant)
            fault = UserError(
                "there is no role “{text}”; perhaps {near} is meant",
                text=quoted(text), near=named(roles))
        else:
            fault = UserError(
                "there is no role “{text}”; the roles are {known}",
                text=quoted(text), known=named(sorted(set(self._roles.values()))))
        self._faults.add(line.number, fault)
        return ""

    def _text(self, line: CsvLine, column: str) -> str:
        text = one_line(line.cell(column))
        if len(text) > LONGEST:
            self._faults.add(line.number, UserError(
                "the text in “{column}” is longer than {most} characters",
                column=column, most=LONGEST))
        return text[:LONGEST]

    def _spelled(self, department: str) -> str:
        """A department as it was spelled first: “sales” and “Sales” are one group."""
        return self._spellings.setdefault(folded(department), department)
