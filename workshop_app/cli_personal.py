"""`workshop-app held` and `erase`: what a session holds about somebody, and taking it away."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.errors import UserError

if TYPE_CHECKING:
    import argparse

    from workshop_app.assembly.erasure import Told
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile
    from workshop_app.words import Words

_PARTS = ("goes", "stays", "elsewhere")


def add_held(parser: argparse.ArgumentParser) -> None:
    """What `workshop-app held` takes beside the session file."""
    parser.add_argument("--person", required=True, metavar="NAME", help="name, address or key")
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER|FILE.zip",
        help="a new folder, or a file that ends in .zip; both hold JSON and a text",
    )
    parser.add_argument("--language", choices=("en", "nl"), default=None)


def add_erase(parser: argparse.ArgumentParser) -> None:
    """What `workshop-app erase` takes beside the session file."""
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--person", metavar="NAME", help="name, address or key")
    whom.add_argument("--everybody", action="store_true", help="all people; the results stay")
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--language", choices=("en", "nl"), default=None)


def held(workshop: Workshop, options: argparse.Namespace) -> None:
    """Write what is held about one person; raises `UserError`."""
    from workshop_app.assembly.dossier import write_dossier
    from workshop_app.assembly.erasure import named

    person = named(workshop.people(), options.person)
    for path in write_dossier(workshop, person, options.to, options.language):
        sys.stdout.write(f"{path}\n")


def erase(workshop: Workshop, options: argparse.Namespace) -> None:
    """Say what goes, ask, erase, and say where copies may be; raises `UserError`."""
    from workshop_app.assembly import erasure
    from workshop_app.assembly.spoken import words_in

    words = words_in(workshop, options.language)
    people = None if options.everybody else [erasure.named(workshop.people(), options.person)]
    found = erasure.told(workshop, erasure.foreseen(workshop, people), words)
    _show(found, words, _PARTS[:2] if options.yes else _PARTS)
    if not (options.yes or _agreed(words)):
        raise UserError(
            "Nobody said yes.", "Nothing was erased.", "Answer with yes, or give “--yes”."
        )
    erasure.erase(workshop, people, datetime.now().astimezone())
    sys.stdout.write(f"{words('people.erase.done')}\n")
    if options.yes:
        _show(found, words, _PARTS[2:])


def finish(file: SessionFile) -> None:
    """Erase the rest where erasing was interrupted, and say so; raises `UserError`."""
    from workshop_app.session.retention import is_unfinished

    if not file.writable or not is_unfinished(file):
        return
    from workshop_app.assembly import erasure

    erasure.finish(file, datetime.now().astimezone())
    sys.stdout.write("The erasing that was interrupted is finished.\n")


def _show(found: Told, words: Words, parts: tuple[str, ...]) -> None:
    for part in parts:
        lines = getattr(found, part)
        if lines:
            shown = "".join(f"  {line}\n" for line in lines)
            sys.stdout.write(f"{words(f'people.erase.{part}')}\n{shown}")


def _agreed(words: Words) -> bool:
    """Whether somebody types yes; where nobody can be asked nobody does."""
    sys.stdout.write(f"{words('people.erase.ask')} ")
    sys.stdout.flush()
    return sys.stdin is not None and sys.stdin.readline().strip().casefold() in {"yes", "ja"}
