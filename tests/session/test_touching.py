"""Dots on the stage: counted as votes on notes, moved and taken back, only where all may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import session, sixteen_people
from workshop_app.assembly.scene import view_scene
from workshop_app.session import touching, voting
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.session.touching import Dots

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop

BOARD = "be-look-back"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path, people=sixteen_people(), extra=(BOARD, "think-dream"))
    yield made
    made.file.close()


def votes(context: Context) -> dict[str, int | None]:
    return {note.key: note.votes for note in read_notes(context.file, context.activity.id)}


def noted(context: Context, count: int = 3) -> list[str]:
    column = context.activity.list("columns")[0].id
    notes = [NewNote(column, f"Note {n}") for n in range(count)]
    return add_notes(context.file, "", context.activity.id, notes)


def test_a_dot_is_placed_moved_and_taken_away(workshop: Workshop) -> None:
    context = workshop.context(BOARD)
    first, second, third = noted(context)
    assert not touching.move_dot(context, first, first), "the stage takes none yet"
    touching.choose_touch(workshop.file, BOARD)
    for source, target in ((first, first), ("", first), (first, second), (second, "")):
        assert touching.move_dot(context, source, target)
    assert votes(context) == {first: 1, second: 0, third: None}
    assert touching.move_dot(context, third, second), "what has no dot gives none"
    assert votes(context) == {first: 1, second: 1, third: None}
    assert not touching.move_dot(context, "", "chip")
    assert not touching.move_dot(context, third, "")
    workshop.file.undo()
    assert votes(context)[second] == 0


def test_what_is_left_is_known_from_the_people_present(workshop: Workshop) -> None:
    context = workshop.context(BOARD)
    assert touching.dots(context) is None
    first, *_ = noted(context)
    touching.choose_touch(workshop.file, BOARD)
    assert touching.dots(context) == Dots(3, 48)
    touching.move_dot(context, first, first)
    assert touching.dots(context) == Dots(3, 47)


def test_the_stage_says_so_and_takes_dots_for_one_activity_only(workshop: Workshop) -> None:
    context = workshop.context(BOARD)
    noted(context)
    assert not view_scene(workshop, BOARD, "content").touch
    touching.choose_touch(workshop.file, BOARD)
    workshop.refresh()
    shown = view_scene(workshop, BOARD, "content")
    assert shown.touch
    said = [getattr(item, "text", "") for item in shown.figure.items]
    assert "3 dots each, 48 left" in said
    assert not view_scene(workshop, BOARD, "question").touch
    assert not view_scene(workshop, "think-dream", "content").touch
    touching.choose_touch(workshop.file, "")
    assert not view_scene(workshop, BOARD, "content").touch


def test_what_is_sensitive_takes_dots_only_openly(workshop: Workshop) -> None:
    context = workshop.context("see-five-answers")
    touching.choose_touch(workshop.file, "see-five-answers")
    assert not touching.is_touched(context)
    voting.choose_openly(workshop.file, openly=True)
    assert touching.is_touched(context)
