"""What no font has is found before anything is printed, with where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.console.room import make_workshop
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.unprintable import Unprintable, in_words, unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

STORY = "see-customer-story"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    workshop = make_workshop(tmp_path)
    with workshop.file:
        yield workshop


def note(workshop: Workshop, text: str, *, held: bool = False) -> None:
    add_notes(workshop.file, "Add", STORY, [NewNote("happened", text, held=held)])


def test_an_ordinary_session_has_nothing(workshop: Workshop) -> None:
    note(workshop, "Łódź → ✓ Привет, שלום مرحبا می‌خواهم")
    assert unprintable(workshop) == ()


def test_characters_come_with_the_titles_they_stand_in(workshop: Workshop) -> None:
    note(workshop, "𒀀 and 𒀁")
    title = workshop.method.text(f"{STORY}.title", "en")
    found = unprintable(workshop)
    assert found == (Unprintable("𒀀", (title,)), Unprintable("𒀁", (title,)))
    said = in_words(found, workshop.words)
    assert said == f"𒀀 (in “{title}”) and 𒀁 (in “{title}”)"


def test_what_is_not_printed_is_not_told(workshop: Workshop) -> None:
    note(workshop, "𒀀", held=True)
    assert unprintable(workshop) == ()


def test_what_belongs_to_no_activity_is_told_too(workshop: Workshop) -> None:
    many = (*("a", "b", "c", "d"), "")
    assert in_words((Unprintable("𒀀", many[-1:]),), workshop.words).startswith("𒀀 (in the people")
    assert "and 2 more" in in_words((Unprintable("𒀀", many),), workshop.words)
