"""Participants from a list that somebody made: who was understood, and which lines need asking."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.addresses import is_address, tidy
from workshop_app.errors import UserError
from workshop_app.method.faults import named
from workshop_app.session.csv_file import (
    CsvLine,
    FileFaults,
    folded,
    header_in,
    quoted,
    read_csv,
    read_pasted,
)
from workshop_app.session.levels import level_names, level_of
from workshop_app.session.notes import one_line
from workshop_app.session.people import Person
from workshop_app.session.people_columns import COLUMNS, CONSENT, NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop_app.method.model import Method
    from workshop_app.session.csv_file import CsvFile

_NAMED: Final = ("name", "first", "last")
"""Columns that can tell people apart."""

LONGEST = 100
"""Characters of a name, department, manager or table: what fits on a stage and a page."""

_YES: Final = frozenset({"yes", "y", "ja", "j", "1", "true", "waar", "x", *"✓✔✅☑☒🗸"})
_NO: Final = frozenset({"no", "n", "nee", "0", "false", "onwaar", "☐"})
_EMOJI: Final = "\ufe0f"
"""What a keyboard of a phone puts after a mark."""
_LANGUAGES: Final = {
    **dict.fromkeys(("en", "english", "engels", "en-gb", "en-us", "eng"), "en"),
    **dict.fromkeys(("nl", "dutch", "nederlands", "nl-nl", "nl-be", "ned", "vlaams"), "nl"),
}
_BETWEEN = re.compile(r"[\t;,]")
_CELLS = re.compile(r"[\t;]")
_MOST_ABOVE = 12


def read_people_csv(
    path: Path, method: Method, known: Sequence[Person] = (), language: str = ""
) -> PeopleList:
    """Read a list of participants; save it with `workshop_app.session.people.add_people`.

    Who is among ``known`` already is left out. Faults name levels in the ``language``.

    Raises:
        UserError: with every fault and its line.
    """
    file = people_file(path)
    found = understood(file, method, known, language=language)
    for line in found.asked:
        for fault in line.faults:
            file.faults.add(line.number, fault)
    file.faults.check()
    return found


def people_file(path: Path) -> CsvFile:
    """The lines of a list, for `understood`; raises `UserError` for what is no list of people."""
    return _with_names(read_csv(path, COLUMNS, loose=True))


def people_pasted(text: str, name: str) -> CsvFile:
    """The same for what was copied from a spreadsheet; ``name`` is what faults call it."""
    return _with_names(read_pasted(text, name, COLUMNS, loose=True))


def _with_names(file: CsvFile) -> CsvFile:
    file.faults.check()
    if set(file.columns).isdisjoint(_NAMED):
        raise UserError(
            "{name} does not say which column holds the people’s names.",
            "Nothing was imported.",
            "Call that column “name”; it has the columns {found} and {other}.",
            name=file.faults.name,
            found=named(file.columns),
            other=named(file.left_out) or "–",
        )
    return file


def names_columns(text: str) -> bool:
    """Whether one of the first lines of a pasted text names columns: two, or people’s names."""
    lines = [line for line in text.splitlines() if line.strip()][: _MOST_ABOVE]
    rows = [[cell.strip('" ') for cell in _BETWEEN.split(line)] for line in lines]
    if any(header_in(cells, NAMES) > 1 for cells in rows):
        return True
    first = {key for cell in rows[0] if (key := NAMES.get(folded(cell)))} if rows else set()
    return len(lines) > 1 and not first.isdisjoint(_NAMED)


def may_name_columns(text: str) -> bool:
    """Whether the first of several lines of cells may be a header with names not known here."""
    first, _, rest = text.strip().partition("\n")
    cells = _CELLS.split(first)
    return bool(rest) and len(cells) > 1 and not any(c.isdigit() for c in first)


class Asked(NamedTuple):
    """A line that cannot come in as it is: its cells by column, and what is wrong with it."""

    number: int
    cells: Mapping[str, str]
    faults: tuple[UserError, ...]


class PeopleList(NamedTuple):
    """People and the columns that were understood, in the list's order.

    ``asked`` are the lines that need another answer; ``there`` the names that are on the list
    in the session already; ``left_out`` the columns that are not known, ``unclear`` those of them
    that may hold a consent, ``accented`` as in `CsvFile`.
    """

    columns: tuple[str, ...]
    people: tuple[Person, ...]
    asked: tuple[Asked, ...] = ()
    there: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    accented: str = ""
    unclear: tuple[str, ...] = ()


Answers = Mapping[tuple[int, str], str]
"""What a cell says instead, by its line and column."""


def understood(
    file: CsvFile,
    method: Method,
    known: Sequence[Person] = (),
    answers: Answers | None = None,
    language: str = "",
) -> PeopleList:
    """Everybody on a list, line by line; faults name levels in the ``language``."""
    faults = FileFaults(file.faults.name)
    reader = _Reader(faults, method, known, language)
    people: list[Person] = []
    asked: list[Asked] = []
    there: list[str] = []
    for line in file.lines:
        cells = _one_name(line.cells)
        cells |= {at: text for (number, at), text in (answers or {}).items()
                  if number == line.number}
        whole = CsvLine(line.number, cells)
        if name := reader.there(whole):
            there.append(name)
            continue
        faults.found.clear()
        person = reader.person(whole)
        if faults.found:
            found = tuple(fault for _, fault in faults.found)
            asked.append(Asked(line.number, cells, found))
        else:
            people.append(person)
    columns = ("name", *(one for one in file.columns if one not in (*_NAMED, "between")))
    unclear = tuple(one for one in file.left_out if CONSENT.search(folded(one)))
    left_out = tuple(one for one in file.left_out if one not in unclear)
    return PeopleList(
        columns, tuple(people), tuple(asked), tuple(there), left_out, file.accented, unclear
    )


def _one_name(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells with one name for the first name, what stands between, and the last name.

    A list with a first name and a name means the last name by it.
    """
    found = {key: text for key, text in cells.items() if key not in (*_NAMED, "between")}
    whole, first, last = (cells.get(key, "") for key in _NAMED)
    if first and not last and folded(first) not in folded(whole):
        whole, last = "", whole
    parts = (first, cells.get("between", ""), last)
    found["name"] = whole or " ".join(part for part in parts if part)
    return found


def _yes(text: str) -> bool | None:
    """Whether a cell says yes or no; ``None`` where it says neither."""
    said = text.casefold().rstrip(_EMOJI)
    return True if said in _YES else False if said in _NO else None


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
        method: Method,
        known: Sequence[Person],
        language: str,
    ) -> None:
        self._faults = faults
        self._levels = level_names(method, language)
        self._roles = _role_names(method)
        self._method = method
        self._names = {folded(person.name): _Seen(person.name, 0) for person in known}
        self._emails = {
            folded(person.email): _Seen(person.email, 0) for person in known if person.email
        }
        self._spellings: dict[str, str] = {}
        for person in known:
            self._spelled(person.department)

    def there(self, line: CsvLine) -> str:
        """How somebody is called who is on the list in the session already."""
        found = ((line.cell("name"), self._names), (tidy(line.cell("email")), self._emails))
        for text, seen in found:
            before = seen.get(folded(text)) if text else None
            if before is not None and before.line == 0:
                return line.cell("name") or text
        return ""

    def person(self, line: CsvLine) -> Person:
        """Somebody as a line describes them, what is wrong with it noted."""
        return Person(
            name=self._name(line),
            email=self._email(line),
            department=self._spelled(self._text(line, "department")),
            level=self._level(line),
            contact=self._contact(line),
            manager=self._text(line, "manager"),
            role=self._role(line),
            seating=self._text(line, "table"),
            named=self._agreed(line, "named"),
            mail=self._agreed(line, "mail"),
            language=self._language(line),
        )

    def _name(self, line: CsvLine) -> str:
        name = self._text(line, "name")
        if not name:
            self._faults.add(line.number, UserError("there is no name"))
            return name
        before = self._names.setdefault(folded(name), _Seen(name, line.number))
        if before.line != line.number:
            self._faults.add(line.number, UserError(
                "“{name}” is also on line {other}; add an initial to tell them apart",
                name=quoted(name), other=before.line))
        return name

    def _email(self, line: CsvLine) -> str:
        email = tidy(line.cell("email"))
        if not email:
            return ""
        if not is_address(email):
            self._faults.add(line.number, UserError(
                "“{email}” is not an e-mail address", email=quoted(email)))
            return ""
        before = self._emails.setdefault(folded(email), _Seen(email, line.number))
        if before.line != line.number:
            self._faults.add(line.number, UserError(
                "the address “{email}” is also on line {other}",
                email=quoted(email), other=before.line))
        return email

    def _level(self, line: CsvLine) -> int | None:
        text = line.cell("level")
        if not text:
            return None
        level = level_of(text, self._method)
        if level is None:
            self._faults.add(line.number, self._no_level(quoted(text)))
        return level

    def _no_level(self, text: str) -> UserError:
        """What levels there are; which number is which is said once."""
        if known := self._levels:
            self._levels = ""
            return UserError(
                "“{text}” is not a level; write a number or the words: {known}",
                text=text, known=known)
        levels = self._method.levels
        return UserError(
            "“{text}” is not a level; levels run from {first} to {last}", text=text,
            first=min(levels, default=1), last=max(levels, default=5))

    def _contact(self, line: CsvLine) -> bool | None:
        text = line.cell("contact")
        said = _yes(text)
        if text and said is None:
            self._faults.add(line.number, UserError(
                "“{text}” does not say whether there is weekly customer contact; "
                "write yes or no, or leave it empty", text=quoted(text)))
        return said

    def _agreed(self, line: CsvLine, column: str) -> bool:
        """A consent; nothing said is none given."""
        text = line.cell(column)
        said = _yes(text)
        if text and said is None:
            self._faults.add(line.number, UserError(
                "“{text}” does not say whether somebody agreed; write yes or no, or leave it empty",
                text=quoted(text)))
        return bool(said)

    def _language(self, line: CsvLine) -> str:
        text = line.cell("language")
        language = _LANGUAGES.get(folded(text), "")
        if text and language not in self._method.languages:
            self._faults.add(line.number, UserError(
                "“{text}” is not a language of this workshop; it speaks {known}",
                text=quoted(text), known=named(self._method.languages)))
            return ""
        return language

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
