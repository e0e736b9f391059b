"""`workshop-app programme`: a client's sessions over the months, as text and as a list."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.errors import UserError

if TYPE_CHECKING:
    import argparse

    from workshop_app.assembly.programme import Programme
    from workshop_app.figures.table import Table
    from workshop_app.words import Words


def add_programme(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="with its own folders")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="every number, as a long list")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="the same as a workbook")
    parser.add_argument("--language", choices=("en", "nl"), default="en", dest="says")
    parser.add_argument(
        "--fresh", action="store_true", help="forget what was read before, and read every file"
    )


def programme(options: argparse.Namespace) -> None:
    """Read the folder, write what is wanted and say what moved; raises `UserError`."""
    from workshop_app.assembly import programme_cache, programme_export
    from workshop_app.assembly.programme_folder import read_programme
    from workshop_app.assembly.programme_view import View, subjects
    from workshop_app.atomic import check_output
    from workshop_app.words import Words

    words = Words.load(options.says)
    for path in filter(None, (options.csv, options.xlsx)):
        check_output(path)
    if options.fresh:
        programme_cache.clear()
    found = read_programme(options.folder, _ignore)
    for client in found.clients:
        sys.stdout.write(f"{programme_export.client_name(client, words)}\n")
        _say(programme_export.session_table(client, words))
        for subject in subjects(client, words):
            for table in View(client, subject.key, words).tables():
                _say(table)
    if not found.clients and not (options.csv or options.xlsx):
        sys.stdout.write(f"{words('programme.none', folder=found.folder)}\n")
    left = programme_export.left_table(found, words)
    if left.rows:
        _say(left)
    if options.csv or options.xlsx:
        _write(found, options, words)


def _write(found: Programme, options: argparse.Namespace, words: Words) -> None:
    from workshop_app.assembly import programme_export

    if not found.clients:
        raise UserError(
            "There is no session in {folder} and its folders.",
            "No list was written.",
            "Choose a folder with session files.",
            folder=found.folder,
        )
    if options.csv:
        programme_export.write_csv(found, options.csv, words)
    if options.xlsx:
        programme_export.write_xlsx(found, options.xlsx, words)


def _ignore(_done: int, _total: int) -> None:
    """A command says nothing while it reads."""


def _say(table: Table) -> None:
    """A table as lines with bars between the cells."""
    sys.stdout.write(f"\n{table.caption}\n")
    sys.stdout.write(" | ".join(column.title for column in table.columns) + "\n")
    for row in table.rows:
        cells = (
            "–" if cell is None
            else f"{cell:.{column.decimals or 0}f}" if isinstance(cell, int | float)
            else str(cell)
            for column, cell in zip(table.columns, row, strict=True)
        )  # fmt: skip
        sys.stdout.write(" | ".join(cells) + "\n")
    if table.note:
        sys.stdout.write(f"{table.note}\n")
