"""Lists that come in: tables of notes or actions in a file, and what an activity makes of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app.errors import UserError
from workshop_app.session.csv_file import (
    CsvFile,
    FileFaults,
    folded,
    header_in,
    read_csv,
    table_of,
)
from workshop_app.session.list_file import content
from workshop_app.session.spreadsheet import SIGNATURE, read_sheets

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from workshop_app.session.notes import NewNote
    from workshop_app.words import Words

_BACK = "←"
"""How the second line of every sheet begins that `export` wrote."""


class Shown(NamedTuple):
    """A row that would come in: where it goes, what it says, what else is known."""

    place: str
    text: str
    more: str = ""


class Rows(NamedTuple):
    """What lines of a list have for one activity: what its kind saves, and the same to look at.

    ``unknown`` are owners who are not on the list of people. ``unsaid`` is where all of it goes
    because nothing says where, with the other places that it could have named.
    """

    items: tuple[Any, ...] = ()
    shown: tuple[Shown, ...] = ()
    unknown: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table of a file; ``sheet`` is the name of its sheet, ``told`` whether `export` wrote it."""

    file: CsvFile
    sheet: str = ""
    told: bool = False


def read_tables(path: Path, columns: Mapping[str, Sequence[str]]) -> list[ListTable]:
    """Every table of a CSV file or workbook that names a known column ``text``, in their order.

    Of a workbook that `export` wrote every sheet is read, of another one the sheet that was open.
    Raises `UserError` for what is no list.
    """
    data = content(path)
    if not data.startswith(SIGNATURE):
        return [ListTable(read_csv(path, columns, loose=True))]
    sheets = read_sheets(data, path.name)
    names = {_plain(name): key for key, spelled in columns.items() for name in spelled}
    told = any(_is_told(sheet.rows) for sheet in sheets)
    found: list[ListTable] = []
    for sheet in sheets if told else sheets[:1]:
        faults = FileFaults(f"{path.name}, {sheet.name}" if len(sheets) > 1 else path.name)
        blocks = _blocks(sheet.rows, names) if told else [sheet.rows]
        for block in blocks:
            if not told or "text" in _named(block[0][1], names):
                table = table_of(iter(block), names, faults, columns, (), loose=True)
                found.append(ListTable(table, sheet.name, told))
    if not found:
        raise UserError(
            "{name} has no list of notes or actions.", "Nothing was imported.",
            "Choose another file.", name=path.name,
        )
    return found


def _plain(name: str) -> str:
    return folded(name).replace("_", " ")


def _is_told(rows: list[tuple[int, list[str]]]) -> bool:
    return len(rows) > 1 and rows[1][1][0].startswith(_BACK)


def _named(cells: list[str], names: Mapping[str, str]) -> set[str]:
    return {names[name] for cell in cells if (name := _plain(cell)) in names}


def _blocks(
    rows: list[tuple[int, list[str]]], names: Mapping[str, str]
) -> Iterator[list[tuple[int, list[str]]]]:
    """The tables of a sheet, each from the line that names its columns to the next empty one.

    A last line with its first cell only is the remark below a table of several columns.
    """
    block: list[tuple[int, list[str]]] = []
    for number, cells in rows:
        if block and number == block[-1][0] + 1:
            block.append((number, cells))
            continue
        if len(block) > 1:
            yield _without_remark(block)
        block = []
        if header_in(cells, names) > 1 and len(cells) > 1:
            block = [(number, cells)]
    if len(block) > 1:
        yield _without_remark(block)


def _without_remark(block: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    filled = [cell for cell in block[-1][1] if cell]
    last = len(block) > 2 and len(filled) == 1 and bool(block[-1][1][0])
    return block[:-1] if last else block


def joined(tables: Sequence[ListTable]) -> CsvFile:
    """Tables about the same rows, told below one another, as one: each cell from where it is."""
    first = tables[0].file
    lines = list(first.lines)
    for table in tables[1:]:
        waiting = list(table.file.lines)
        for at, line in enumerate(lines):
            more = next((one for one in waiting if one.cell("text") == line.cell("text")), None)
            if more is not None:
                waiting.remove(more)
                lines[at] = replace(line, cells={**more.cells, **line.cells})
    return replace(first, lines=tuple(lines))


def here_already(wanted: Iterable[Hashable], stored: Iterable[Hashable]) -> tuple[bool, ...]:
    """For each row of a list whether it is here; what is here once takes away one of two."""
    left = Counter(stored)
    found = []
    for one in wanted:
        found.append(left[one] > 0)
        left[one] -= 1
    return tuple(found)


def without_rows(rows: Rows, gone: Sequence[bool]) -> Rows:
    """Rows without those that are marked."""
    kept = [at for at, out in enumerate(gone) if not out]
    return rows._replace(
        items=tuple(rows.items[at] for at in kept), shown=tuple(rows.shown[at] for at in kept)
    )


def note_rows(notes: Sequence[NewNote], names: Mapping[str, str], words: Words) -> Rows:
    """Notes with the words of their places."""
    return Rows(
        tuple(notes),
        tuple(
            Shown(
                names.get(note.place, note.place), note.text,
                "" if note.votes is None else words("intake.votes", n=note.votes),
            )
            for note in notes
        ),
    )
