"""Several laptops of one workshop, each with its own file."""

from __future__ import annotations

from shutil import copyfile
from typing import TYPE_CHECKING, Any

from tests.desk import session
from workshop_app.session.merge_rows import PERSON, SPECS
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop_app.session.people import Person

BOARD = "see-customer-story"
PLAN = "act-plan"
PLEDGES = "be-pledge"


def prepared(folder: Path, people: Sequence[Person] = ()) -> Workshop:
    """A session at the desk, before it goes to the tables."""
    folder.mkdir(parents=True, exist_ok=True)
    return session(folder, people=people)


def another(workshop: Workshop, name: str) -> Workshop:
    """A copy of the file, as a second laptop got it."""
    path = workshop.file.path.with_name(f"{name}.workshop")
    workshop.file.close()
    copyfile(workshop.file.path, path)
    return reopened(path)


def reopened(path: Path) -> Workshop:
    """The workshop of a file."""
    return Workshop(SessionFile.open(path))


def two(folder: Path, people: Sequence[Person] = ()) -> tuple[Workshop, Workshop]:
    """Two laptops with the same prepared session."""
    first = prepared(folder, people)
    path = first.file.path
    second = another(first, "other")
    return reopened(path), second


def rows(workshop: Workshop) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that a merge may touch, byte for byte."""
    tables = [PERSON.table, *(spec.table for spec in SPECS)]
    tables += ["round", "round_question", "tally_group", "tally"]
    return {
        table: sorted(workshop.file.rows(f"SELECT * FROM {table}"), key=repr) for table in tables
    }


def texts(workshop: Workshop) -> list[str]:
    """What stands on the board."""
    found = workshop.file.rows("SELECT text FROM note WHERE activity = ? ORDER BY text", BOARD)
    return [text for (text,) in found]
