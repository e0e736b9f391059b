"""Lists as people make them: read strictly, every fault with its line, nothing by halves.

Excel and its kin write commas, semicolons or tabs, with or without a byte order mark, as
UTF-8 or UTF-16; all of these are read, and so are xlsx files and what was copied from a
spreadsheet. What cannot be read for certain is refused; a loose reading, which somebody looks at,
takes Windows-1252 for what is no UTF-8 and says so.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from workshop_app.errors import Errors, UserError
from workshop_app.method.faults import named, near, shortened
from workshop_app.session.list_file import content, decoded
from workshop_app.session.spreadsheet import SIGNATURE, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_MOST_GUESSES = 50
_MOST_ABOVE = 12
"""Lines among which a loose reading looks for the names of the columns."""

_ASIDE = re.compile(r"\s*[(\[].*")
_DELIMITERS = (",", ";", "\t")
_SAYS_DELIMITER = re.compile(r'\ufeff?"?sep=([,;\t])"?\s*', re.IGNORECASE)


class FileFaults:
    """Everything that is wrong with one file, each fault with its line."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[tuple[int, UserError]] = []

    def add(self, line: int, fault: UserError) -> None:
        """Note what is wrong with a line, counted from 1 as an editor counts them."""
        self.found.append((line, fault))

    def near(self, word: str, options: Iterable[object]) -> tuple[str, ...]:
        """What may have been meant; nothing any more in a file that is wrong throughout."""
        return near(word, options) if len(self.found) < _MOST_GUESSES else ()

    def check(self) -> None:
        """Raise one `UserError` that says all of them, a line each, if there were any."""
        ordered = sorted(self.found, key=lambda found: found[0])
        faults = Errors(
            UserError("line {line}: {fault}", line=line, fault=Errors((fault,)))
            for line, fault in ordered
        )
        if len(faults) == 1:
            raise UserError(
                "{name} has one fault:\n{faults}\n", "Nothing was imported.",
                "Mend the file, then import it again.", name=self.name, faults=faults,
            )
        if faults:
            raise UserError(
                "{name} has {n} faults:\n{faults}\n", "Nothing was imported.",
                "Mend the file, then import it again.", name=self.name, n=len(faults),
                faults=faults,
            )


@dataclass(frozen=True, slots=True)
class CsvLine:
    """A line with its trimmed cells by column; ``number`` is where it starts in the file."""

    number: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """The text in a column, empty where the file does not have it."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The lines that have something in them, the columns found, and the faults so far.

    ``empty_lines`` are the numbers of lines whose cells are all empty, ``left_out`` the columns
    that a loose reading does not know. ``accented`` is a word to look at where nothing says for
    certain which letters a file has.
    """

    columns: tuple[str, ...]
    lines: tuple[CsvLine, ...]
    empty_lines: tuple[int, ...]
    faults: FileFaults
    left_out: tuple[str, ...] = ()
    accented: str = ""


def read_csv(
    path: Path,
    columns: Mapping[str, Iterable[str]],
    required: Iterable[str] = (),
    *,
    loose: bool = False,
) -> CsvFile:
    """Read a file whose first line names its columns.

    ``columns`` gives for each column the names it may go by, in any case; those before go
    before. Faults are collected in the result: the caller adds its own and then calls
    ``faults.check()``. A ``loose`` reading is for lists that were made for something else: lines
    above the names of the columns and columns that it does not know are left out.

    Raises:
        UserError: if it is no CSV file at all, or holds no known column or no lines.
    """
    names = {_folded(name): key for key, spellings in columns.items() for name in spellings}
    faults = FileFaults(path.name)
    data = content(path)
    if data.startswith(SIGNATURE):
        return table_of(read_rows(data, path.name), names, faults, columns, required, loose=loose)
    text, accented = decoded(path, data, loose=loose)
    records = _records(text, names, faults, loose=loose)
    found = table_of(records, names, faults, columns, required, loose=loose)
    return replace(found, accented=quoted(accented))


def read_pasted(
    text: str,
    name: str,
    columns: Mapping[str, Iterable[str]],
    required: Iterable[str] = (),
    *,
    loose: bool = False,
) -> CsvFile:
    """The same for what was copied from a spreadsheet; ``name`` is what faults call it."""
    names = {_folded(name): key for key, spellings in columns.items() for name in spellings}
    faults = FileFaults(name)
    records = _records(unicodedata.normalize("NFC", text), names, faults, loose=loose)
    return table_of(records, names, faults, columns, required, loose=loose)


def table_of(
    records: Iterator[tuple[int, list[str]]],
    names: Mapping[str, str],
    faults: FileFaults,
    columns: Mapping[str, Iterable[str]],
    required: Iterable[str],
    *,
    loose: bool,
) -> CsvFile:
    """The first table of records that are numbered as lines of the file."""
    if loose:
        records = _from_header(records, names)
    first, header = next(records, (1, []))
    if not (header_in(header, names) if loose else any(_folded(c) in names for c in header)):
        faults.check()
        raise UserError(
            "The first line of {name} does not name its columns.", "Nothing was imported.",
            "Put a line above the others that names them: {known}.", name=faults.name,
            known=", ".join(columns) if len(columns) < 12 else _some(columns),
        )
    if loose:
        found, left = _loose_columns(header, names)
    else:
        found, left = _columns(first, header, names, columns, required, faults), []
    lines: list[CsvLine] = []
    empty: list[int] = []
    for number, record in records:
        cells = [cell.strip() for cell in record]
        if not any(cells):
            empty.append(number)
            continue
        if not loose and any(cell for cell, key in _paired(cells, found) if key is None):
            faults.add(number, UserError("it has more cells than there are columns with a name"))
        lines.append(CsvLine(number, {key: cell for cell, key in _paired(cells, found) if key}))
    if not lines:
        faults.check()
        raise UserError(
            "{name} has no lines below the names of its columns.", "Nothing was imported.",
            "Choose another file.", name=faults.name,
        )
    known = tuple(key for key in found if key)
    return CsvFile(known, tuple(lines), tuple(empty), faults, tuple(left))


def quoted(text: str) -> str:
    """A cell as a fault may quote it: short, on one line, nothing that steers a terminal."""
    return shortened("".join(c if c.isprintable() else " " for c in text))


def folded(text: str) -> str:
    """Text as it is compared: case, spaces and invisible characters make no difference."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).casefold().split())


def _folded(name: str) -> str:
    return folded(name).replace("_", " ")


def header_in(cells: Iterable[str], names: Mapping[str, str]) -> int:
    """How many columns a line names; “Level (1–5)” is called “level”."""
    return len({names[name] for cell in cells if (name := _spelled(cell, names)) in names})


def _spelled(cell: str, names: Mapping[str, str]) -> str:
    """What a cell calls its column, without what is said beside it."""
    whole = _folded(cell)
    return whole if whole in names else _ASIDE.sub("", whole).rstrip(" .:*?")


def _from_header(
    records: Iterator[tuple[int, list[str]]], names: Mapping[str, str]
) -> Iterator[tuple[int, list[str]]]:
    """Begin with the line that names most columns; what stands above it is a title."""
    seen = list(islice(records, _MOST_ABOVE))
    counts = [header_in(cells, names) for _, cells in seen]
    yield from seen[counts.index(max(counts)) :] if counts else ()
    yield from records


def _loose_columns(
    header: Sequence[str], names: Mapping[str, str]
) -> tuple[list[str | None], list[str]]:
    """The column of each cell, and the cells that are none; of two for one the usual name."""
    spelled = [_spelled(cell, names) for cell in header]
    found: list[str | None] = [None] * len(header)
    for name, key in names.items():
        if name in spelled and key not in found:
            found[spelled.index(name)] = key
    left = [
        quoted(cell.strip())
        for cell, key in zip(header, found, strict=True)
        if key is None and cell.strip()
    ]
    return found, left


def _some(columns: Mapping[str, object]) -> str:
    keys = list(columns)
    return f"{', '.join(keys[:4])} … {keys[-1]}"


def _paired(cells: list[str], found: list[str | None]) -> Iterator[tuple[str, str | None]]:
    """Each cell with its column; ``None`` for a cell beyond the last, or below no name."""
    for place, cell in enumerate(cells):
        yield cell, found[place] if place < len(found) else None


def _columns(
    line: int,
    header: list[str],
    names: Mapping[str, str],
    columns: Mapping[str, object],
    required: Iterable[str],
    faults: FileFaults,
) -> list[str | None]:
    """The column of each cell of the first line, its faults noted."""
    found: list[str | None] = []
    for cell in header:
        key = names.get(_folded(cell))
        if key is None and cell.strip():
            faults.add(line, _unknown_column(cell, names, columns, faults))
            key = ""
        elif key is not None and key in found:
            faults.add(line, UserError("the column “{column}” is there twice", column=key))
        found.append(key)
    for key in required:
        if key not in found:
            faults.add(line, UserError("there is no column “{column}”", column=key))
    return found


def _unknown_column(
    cell: str, names: Mapping[str, str], columns: Mapping[str, object], faults: FileFaults
) -> UserError:
    meant = faults.near(_folded(cell), names)
    if meant:
        return UserError(
            "the column “{column}” is not known; perhaps {near} is meant",
            column=quoted(cell), near=named(meant),
        )
    return UserError(
        "the column “{column}” is not known; known are {known}", column=quoted(cell),
        known=named(columns) if len(columns) < 12 else _some(columns),
    )


# -- from text to cells -------------------------------------------------------------------


def _records(
    text: str, names: Mapping[str, str], faults: FileFaults, *, loose: bool
) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not an empty line, with the line it starts on."""
    stream = io.StringIO(text, newline="")
    before = 0
    said = _SAYS_DELIMITER.fullmatch(stream.readline())
    if said:
        before = 1
    else:
        stream.seek(0)
    delimiter = said[1] if said else _delimiter(text, names, _MOST_ABOVE if loose else 1)
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    start = before + 1
    try:
        for record in reader:
            if record:
                yield start, record
            start = before + reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            faults.add(start, UserError(
                "a cell is longer than {most} characters; the lines below it were not read",
                most=csv.field_size_limit()))
        else:
            faults.add(start, UserError(
                "a quotation mark is missing or stands alone inside a cell; "
                "the lines below it were not read"))


def _delimiter(text: str, names: Mapping[str, str], lines: int) -> str:
    """The character that finds the most known columns in one of the first lines."""

    def known(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            return max(
                ((header_in(cells, names), len(cells)) for cells in islice(reader, lines)),
                default=(0, 0),
            )
        except csv.Error:
            return 0, 0

    return max(_DELIMITERS, key=known)
