"""“Print ballots…” on the console: where to, what was written, and what is never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.console.start_desk import ReadyChooser
from workshop_app.console import ballots

if TYPE_CHECKING:
    from pathlib import Path

    from tests.console.room import Room

pytestmark = pytest.mark.gui
CHECKLIST = "see-checklist"


def chosen(room: Room, path: Path | None) -> ReadyChooser:
    chooser = ReadyChooser([path])
    room.window.chooser = chooser
    return chooser


def test_the_pile_is_written_where_it_is_wanted(room: Room, tmp_path: Path) -> None:
    chooser = chosen(room, tmp_path / "pile")
    room.window.print_ballots(CHECKLIST, "nl")
    made = PdfReader(tmp_path / "pile.pdf")
    assert "Omcirkel" in made.pages[0].extract_text()
    ((title, idea),) = chooser.asked
    assert title == "Print ballots"
    assert idea.parent == room.workshop.file.path.parent
    assert "ballots" in idea.name
    assert idea.suffix == ".pdf"
    assert not idea.exists()
    assert f"{len(made.pages)} pages" in room.window.notice.text


def test_who_thinks_better_of_it_gets_nothing(room: Room, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    chosen(room, None)
    room.window.print_ballots(CHECKLIST, "en")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_there_is_never_overwritten(room: Room, tmp_path: Path) -> None:
    there = tmp_path / "mine.pdf"
    there.write_text("mine")
    chosen(room, there)
    room.window.print_ballots(CHECKLIST, "en")
    assert there.read_text() == "mine"
    assert "already exists" in room.window.message.text


def test_the_next_idea_is_another_name(room: Room) -> None:
    first = ballots.first_idea(room.window, CHECKLIST)
    first.write_text("")
    assert ballots.first_idea(room.window, CHECKLIST) != first
