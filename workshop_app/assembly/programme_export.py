"""A programme for other programs: a workbook, a long list, and the tables of both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workshop_app.assembly.programme_view import View, subjects
from workshop_app.export.long_csv import Line as CsvLine
from workshop_app.export.long_csv import lines_of, write_lines
from workshop_app.figures.table import PERCENT, Column, Table, Valued
from workshop_app.statistics import returning_share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.assembly.programme import Client, Line, Programme, Session
    from workshop_app.figures.table import Cell
    from workshop_app.words import Words


def returned(line: Line, session: Session) -> float | None:
    """The percent of those present who were at the first session of their line."""
    first = line.sessions[0]
    if session is first or not first.facts.present:
        return None
    return returning_share(session.facts.present, first.facts.present)


def state(line: Line, session: Session) -> str:
    """The key of the word for how it stands with a session."""
    if not session.facts.held:
        return "planned"
    return "held" if session is line.sessions[0] and session.figures.root is None else "pulse"


def session_table(client: Client, words: Words) -> Table:
    """Every session of a client, oldest first."""
    lines = {one.path: line for line in client.lines for one in line.sessions}
    rows = []
    for one in client.sessions:
        line = lines[one.path]
        share = returned(line, one)
        back: Cell = None
        if share is not None:
            back = Valued(f"{words.number(share, 0)}%", share, PERCENT)
        rows.append((
            Valued(words.date(one.facts.day), one.facts.day), one.facts.title, line.name,
            len(one.facts.present) or None, back, words(f"programme.state.{state(line, one)}"),
        ))  # fmt: skip
    columns = (
        Column(words("programme.day"), width=1.2),
        Column(words("programme.title"), width=2.4),
        Column(words("programme.group"), width=2.0),
        Column(words("programme.people"), 0),
        Column(words("programme.returned")),
        Column(words("programme.state")),
    )
    return Table(words("programme.sessions"), columns, tuple(rows), remarks(client, words))


def remarks(client: Client, words: Words) -> str:
    """How else the client is written, and which methods are compared."""
    said = []
    if client.spellings:
        said.append(words("programme.spelled", names=words.listing(list(client.spellings))))
    figures = [one.figures for one in client.sessions]
    methods = sorted({one.method for one in figures})
    versions = sorted({one.version for one in figures})
    if len(methods) > 1:
        said.append(words("programme.methods", methods=words.listing(methods)))
    elif len(versions) > 1:
        spoken = words.listing([str(one) for one in versions])
        said.append(words("programme.versions", versions=spoken))
    return " ".join(said)


def client_name(client: Client, words: Words) -> str:
    """The client, or that none is named."""
    return client.name or words("programme.client.none")


def left_table(programme: Programme, words: Words) -> Table:
    """The files that are not among the sessions, and why."""
    rows = [
        *((one.path.name, words.sentence(one.why)) for one in programme.left),
        *((one.path.name, words("programme.copy", of=one.of.name)) for one in programme.copies),
    ]
    columns = (
        Column(words("programme.title"), width=1.4),
        Column(words("programme.state"), None, 4.0),
    )
    return Table(words("programme.state.left"), columns, tuple(rows))


def _views(client: Client, words: Words) -> Iterator[tuple[str, str, tuple[Table, ...]]]:
    """Every subject with its tables: of all together, and where there is one group of that."""
    for subject in subjects(client, words):
        yield subject.key, subject.title, View(client, subject.key, words).tables()


def write_xlsx(programme: Programme, path: Path, words: Words) -> None:
    """A sheet of sessions and one for each subject, client by client. Raises `UserError`."""
    from workshop_app.export.workbook import Book, Sheet, write_workbook

    sheets = []
    for client in programme.clients:
        name = client_name(client, words)
        table = session_table(client, words)
        sheets.append(Sheet(table.caption, name, (table,), name))
        sheets += [Sheet(title, title, tables, name) for _, title, tables in _views(client, words)]
    left = left_table(programme, words)
    if left.rows:
        sheets.append(Sheet(left.caption, left.caption, (left,)))
    days = [one.facts.day for client in programme.clients for one in client.sessions]
    title = words("programme.window")
    names = words.listing([client_name(one, words) for one in programme.clients])
    facts = ((words("programme.client"), names), (words("programme.sessions"), len(days)))
    book = Book(title, max(days, default=date(2000, 1, 1)), words, facts, sheets)
    write_workbook(book, path, lambda _done, _of: None)


def write_csv(programme: Programme, path: Path, words: Words) -> None:
    """One line for each cell, with the client as session. Raises `UserError`."""
    write_lines(_lines(programme, words), path, lambda: None)


def _lines(programme: Programme, words: Words) -> Iterator[CsvLine]:
    for client in programme.clients:
        beside = CsvLine(client_name(client, words), "programme")
        yield from lines_of(session_table(client, words), beside)
        for key, _, tables in _views(client, words):
            for table in tables:
                yield from lines_of(table, beside._replace(activity=key.partition("/")[0]))
    yield from lines_of(left_table(programme, words), CsvLine("", "programme"))
