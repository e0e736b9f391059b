"""CSV files as they come: from Excel, from a Mac, broken, enormous, or no CSV at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.session.csv_file import CsvFile, read_csv
from workshop_app.session.list_file import LARGEST
from workshop_app.words import Words

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {"name": ("name", "naam"), "town": ("town", "plaats")}


def read(tmp_path: Path, content: str | bytes, name: str = "list.csv") -> CsvFile:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv(path, COLUMNS, required=("name",))


def cells(file: CsvFile) -> list[tuple[int, str, str]]:
    return [(line.number, line.cell("name"), line.cell("town")) for line in file.lines]


def faults(tmp_path: Path, content: str | bytes) -> str:
    with pytest.raises(UserError) as caught:
        read(tmp_path, content).faults.check()
    return caught.value.sentence


PLAIN = [(2, "Ana", "Delft"), (3, "Bo", "Gouda")]


@pytest.mark.parametrize(
    "content",
    [
        "name,town\nAna,Delft\nBo,Gouda\n",
        "name,town\r\nAna,Delft\r\nBo,Gouda",
        "name,town\rAna,Delft\rBo,Gouda\r",
        "name;town\nAna;Delft\nBo;Gouda\n",
        "name\ttown\nAna\tDelft\nBo\tGouda\n",
        '"name","town"\n"Ana","Delft"\n"Bo","Gouda"\n',
        "NAME , Town\n Ana ,  Delft\nBo,Gouda,\n",
        "Naam;Plaats;\nAna;Delft;\nBo;Gouda;\n",
        "town,name\nDelft,Ana\nGouda,Bo\n",
        "\ufeffname,town\nAna,Delft\nBo,Gouda\n",
        "name,town\nAna,Delft\nBo,Gouda\n".encode("utf-16"),
        b"\xfe\xff" + "name;town\nAna;Delft\nBo;Gouda\n".encode("utf-16-be"),
    ],
)
def test_every_way_of_writing_it_reads_the_same(tmp_path: Path, content: str | bytes) -> None:
    file = read(tmp_path, content)
    file.faults.check()
    assert cells(file) == PLAIN


def test_excels_line_about_the_delimiter_is_obeyed_and_counted(tmp_path: Path) -> None:
    file = read(tmp_path, "sep=;\r\nname;town\r\nAna, the first;Delft\r\n")
    assert cells(file) == [(3, "Ana, the first", "Delft")]


def test_lines_are_numbered_as_an_editor_numbers_them(tmp_path: Path) -> None:
    file = read(tmp_path, 'name,town\n"Ana\nMaria",Delft\n\n,\nBo,"""Gouda"""\n')
    assert cells(file) == [(2, "Ana\nMaria", "Delft"), (6, "Bo", '"Gouda"')]
    assert file.empty_lines == (5,)


def test_letters_that_a_mac_takes_apart_are_put_together(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "name\nZoe\u0308\n")) == [(2, "Zo\u00eb", "")]


def test_text_is_taken_as_it_is(tmp_path: Path) -> None:
    texts = ["=HYPERLINK(0)", "@SUM(A1)", "<b>x</b>", "👩‍🚀", "שלום עולם", "٣ مرحبا", "a\u200cb"]
    file = read(tmp_path, "name\n" + "\n".join(texts))
    assert [line.cell("name") for line in file.lines] == texts


def test_ten_thousand_lines_are_read(tmp_path: Path) -> None:
    lines = "".join(f'"Person {n}, ""the {n}th""",Town {n}\r\n' for n in range(10_000))
    file = read(tmp_path, "name,town\r\n" + lines)
    assert len(file.lines) == 10_000
    assert file.lines[-1].number == 10_001
    assert file.lines[-1].cell("name") == 'Person 9999, "the 9999th"'


def test_every_fault_of_the_first_line_is_named(tmp_path: Path) -> None:
    said = faults(tmp_path, "town,Town,shoe size,nmae\nDelft,Gouda,43,Ana\n")
    assert said.splitlines() == [
        "list.csv has 4 faults:",
        "line 1: the column “town” is there twice",
        "line 1: the column “shoe size” is not known; known are “name”, “town”",
        "line 1: the column “nmae” is not known; perhaps “name” is meant",
        "line 1: there is no column “name”",
        "Nothing was imported. Mend the file, then import it again.",
    ]


def test_a_file_is_said_in_dutch_with_all_its_faults(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read(tmp_path, "name,name\nAna,Bo\n").faults.check()
    assert Words.load("nl").sentence(caught.value).splitlines() == [
        "list.csv heeft één fout:",
        "regel 1: de kolom “name” is er twee keer",
        "Er is niets overgenomen. Herstel het bestand en neem het dan opnieuw over.",
    ]


def test_cells_without_a_column_are_a_fault_only_when_they_say_something(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "name,\nAna,,,\n")) == [(2, "Ana", "")]
    said = faults(tmp_path, "name,\nAna,Delft\nBo,,,Gouda\nCy\n")
    assert "line 2: it has more cells" in said
    assert "line 3: it has more cells" in said
    assert "line 4" not in said


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('name\nAna\n"Bo\nCy\nDi\n', 3),
        ('name\nAna\n"Bo" Bee\nCy\n', 3),
        ('name\n"Ana\nMaria"\n"Bo\n', 4),
    ],
)
def test_a_quotation_mark_out_of_place_stops_at_its_line(
    tmp_path: Path, content: str, line: int
) -> None:
    assert f"line {line}: a quotation mark is missing" in faults(tmp_path, content)


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    said = faults(tmp_path, f"name\nAna\n{'x' * 200_000}\n")
    assert "line 3: a cell is longer than 131072 characters" in said


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "list.csv is empty."),
        (b"\xef\xbb\xbf \r\n\r\n", "list.csv is empty."),
        (b"name\nZo\xeb\n", "list.csv is not saved as UTF-8: line 2 cannot be read for certain."),
        (b"name\n\x00\n", "list.csv is not a text file, or not saved as UTF-8."),
        ("name\nAna".encode("utf-16-le"), "not saved as UTF-8."),
        (b"\xff\xfen\x00a\x00m", "list.csv is not saved as UTF-8: line 1"),
        (b"PK\x03\x04rest", "list.csv is not a spreadsheet that can be read."),
        (b"\xd0\xcf\x11\xe0rest", "list.csv is a spreadsheet of an old kind."),
        (b"%PDF-1.7\n", "The first line of list.csv does not name its columns."),
        (b"Ana,Delft\nBo,Gouda\n", "Put a line above the others that names them: name, town."),
        (b"name,town\n\n,,\n", "list.csv has no lines below the names of its columns."),
    ],
)
def test_what_is_no_list_gets_one_clear_sentence(
    tmp_path: Path, content: bytes, what: str
) -> None:
    said = faults(tmp_path, content)
    assert what in said
    assert "Nothing was imported." in said


def test_what_is_no_file_gets_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder, not a CSV file"):
        read_csv(tmp_path, COLUMNS)
    with pytest.raises(UserError, match="is not there"):
        read_csv(tmp_path / "none.csv", COLUMNS)
    with pytest.raises(UserError, match="could not be read"):
        read_csv(tmp_path / ("x" * 5000), COLUMNS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UserError, match=r"pipe.csv is not a CSV file"):
        read_csv(tmp_path / "pipe.csv", COLUMNS)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as stream:
        stream.write(b"name\n")
        stream.truncate(LARGEST + 1)
    with pytest.raises(UserError, match="larger than 20 MB"):
        read_csv(tmp_path / "huge.csv", COLUMNS)


def test_a_fault_quotes_nothing_that_steers_a_terminal(tmp_path: Path) -> None:
    said = faults(tmp_path, "name,\x1b[2J\u202eevil\nAna,x\n")
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "evil" in said
