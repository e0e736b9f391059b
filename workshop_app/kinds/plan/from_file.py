"""Actions from a list that somebody made, or that `export` wrote: every fault with its line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.kinds.plan.model import FIELDS, Action
from workshop_app.kinds.plan.typed import CARRIED, DATED, Reader, column_of
from workshop_app.session.csv_file import folded, quoted
from workshop_app.session.intake import Rows, Shown
from workshop_app.session.notes import LONGEST, one_line
from workshop_app.session.owners import is_listed
from workshop_app.session.people import read_people
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.csv_file import CsvLine, FileFaults

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "text": ("action", "actie", "what", "wat", "deed", "text", "tekst", "note", "notitie", "task",
             "taak", "title", "titel", "remark", "opmerking"),
    "outcome": ("outcome", "klantresultaat", "customer outcome", "resultaat", "result"),
    "moment": ("moment", "moment of ritueel", "moment or ritual", "ritual", "ritueel"),
    "owner": ("owner", "eigenaar", "who", "wie", "responsible", "verantwoordelijke", "trekker"),
    "partner": ("partner", "samen met", "with", "met"),
    "start": ("start", "begin", "from", "startdatum", "start date"),
    "due": ("due", "klaar op", "klaar", "date", "datum", "deadline", "due date", "einddatum",
            "when", "wanneer", "by"),
    "place": ("horizon", "termijn", "place", "plaats", "term"),
    "measure": ("measure", "maat", "maatstaf", "meting", "kpi"),
    "help": ("help", "hulp", "help needed", "hulp nodig"),
    "answer": ("answer", "antwoord"),
    "status": ("status", "stand", "state"),
}  # fmt: skip
"""The columns and what a list may call them, first in English and in Dutch.

``text`` is the action, ``place`` its horizon.
"""

_COLUMN: Final = {"action": "text", "horizon": "place"}
"""The column of a list that a field stands in, where it is called otherwise."""


_NOBODY: Final = ("plan.needs_owner", "owner.unnamed", "owner.outside")
"""What `export` says where there is no owner, or none whose name may leave the session."""


def columns(context: Context) -> dict[str, tuple[str, ...]]:
    """The same with the method's own words for its fields, in every language."""
    asked = {part.id for part in context.activity.list("fields")}
    found = dict(COLUMNS)
    for field in FIELDS:
        if field in asked:
            key = f"{context.activity.id}.fields.{field}"
            named = (context.method.text(key, language) for language in context.method.languages)
            column = _COLUMN.get(field, field)
            found[column] = tuple(dict.fromkeys((*found[column], *map(folded, named))))
    return found


def read_lines(lines: Sequence[CsvLine], faults: FileFaults, context: Context) -> Rows:
    """The actions of lines without a fault."""
    found = _Lines(faults, context)
    actions = [action for line in lines if (action := found.action(line))]
    reader = Reader(context, read_people(context.file))
    return Rows(
        tuple(actions),
        tuple(_shown(action, reader) for action in actions),
        tuple(dict.fromkeys(found.unknown)),
    )


def _shown(action: Action, reader: Reader) -> Shown:
    said = (reader.text(action, field) for field in ("owner", "partner", "due", "outcome"))
    return Shown(
        reader.text(action, "horizon"), action.title, " · ".join(text for text in said if text)
    )


class _Lines:
    """Turns lines into actions, noting what is wrong."""

    def __init__(self, faults: FileFaults, context: Context) -> None:
        people = read_people(context.file)
        self._faults = faults
        self._people = people
        self._readers = [
            Reader(context.in_language(Words.load(language)), people)
            for language in (context.words.language, *context.method.languages)
        ]
        self._nobody = {
            folded(one.context.words(said)) for one in self._readers for said in _NOBODY
        } | {"–", "-"}
        self.unknown: list[str] = []

    def action(self, line: CsvLine) -> Action | None:
        """The action of a line; ``None`` where there is none, or something is wrong with it."""
        before = len(self._faults.found)
        values = {
            column_of(field): value
            for field in FIELDS
            if (value := self._value(line, field)) is not None
        }
        if not values.get("title") and len(self._faults.found) == before:
            self._faults.add(line.number, UserError("there is no text"))
        return Action(**values) if len(self._faults.found) == before else None

    def _value(self, line: CsvLine, field: str) -> str | None:
        text = one_line(line.cell(_COLUMN.get(field, field)))
        if field in CARRIED:
            return self._carried(line, text)
        if not text:
            return None
        if field in DATED or field in ("horizon", "status"):
            return self._understood(line, field, text)
        if len(text) > LONGEST:
            self._faults.add(line.number, UserError(
                "the text is longer than {most} characters; make two notes of it", most=LONGEST))
            return None
        return text

    def _carried(self, line: CsvLine, text: str) -> str | None:
        if not text or folded(text) in self._nobody:
            return ""
        try:
            stored = self._readers[0].value("owner", text)
        except UserError as error:
            self._faults.add(line.number, UserError(
                "several people are called “{name}”; write {known}",
                name=text, known=error.fields["known"]))
            return None
        if not is_listed(stored, self._people):
            self.unknown.append(text)
        return stored

    def _understood(self, line: CsvLine, field: str, text: str) -> str | None:
        """A date in either style, or a choice in any language."""
        for value in self._tries(field, text):
            try:
                return value()
            except UserError:
                continue
        self._faults.add(line.number, self._fault(field, text))
        return None

    def _tries(self, field: str, text: str) -> Iterator[Callable[[], str]]:
        known = {"horizon": Reader.horizons, "status": Reader.statuses}.get(field)
        if known is not None and text in known(self._readers[0]):
            yield partial(str, text)
        for reader in self._readers:
            yield partial(reader.value, field, text)

    def _fault(self, field: str, text: str) -> UserError:
        if field in DATED:
            return UserError(
                "“{date}” is not a date; write day/month/year, such as 30/9/2026",
                date=quoted(text))
        reader = self._readers[0]
        known: Mapping[str, str] = (
            reader.horizons() if field == "horizon" else reader.statuses()
        )
        return UserError(
            "“{text}” is not one of the choices; they are {known}",
            text=quoted(text), known=", ".join(known.values()))
