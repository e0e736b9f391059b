"""What no font has is found before anything is printed, with where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.console.room import make_workshop
from workshop_app.kinds import registry
from workshop_app.session.brief import put_decision, put_finding
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.unprintable import Unprintable, in_words, unprintable
from workshop_app.storage.rounds import cast, close_round, new_ballot_key, open_round, reveal_round

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
    assert said == f"𒀀 𒀁 (in “{title}”)"
    elsewhere = Unprintable("𒀂", ("",))
    said = in_words((*found, elsewhere), workshop.words)
    assert said == f"𒀀 𒀁 (in “{title}”) and 𒀂 (in the people, title or method)"


def test_of_a_whole_script_some_are_told(workshop: Workshop) -> None:
    script = tuple(Unprintable(chr(0x12000 + one), ("",)) for one in range(300))
    said = in_words(script, workshop.words)
    assert "and 288 more (in the people" in said
    assert len(said) < 100
    scattered = tuple(Unprintable(chr(0x12000 + one), (str(one),)) for one in range(5))
    assert in_words(scattered, workshop.words).endswith("(in “2”), and 2 more")


def test_what_is_not_printed_is_not_told(workshop: Workshop) -> None:
    note(workshop, "𒀀", held=True)
    assert unprintable(workshop) == ()


def test_what_belongs_to_no_activity_is_told_too(workshop: Workshop) -> None:
    many = (*("a", "b", "c", "d"), "")
    assert in_words((Unprintable("𒀀", many[-1:]),), workshop.words).startswith("𒀀 (in the people")
    assert "and 2 more" in in_words((Unprintable("𒀀", many),), workshop.words)


def test_what_was_said_to_the_sponsor_is_told(workshop: Workshop) -> None:
    """In the file settings are written with escapes, so that a search of their text finds none."""
    put_decision(workshop.file, "Ask", 0, "A free line 𒀀")
    put_finding(workshop.file, "Say", "gap", "Two worlds 𒀁")
    title = workshop.words("sponsor.title")
    assert unprintable(workshop) == (Unprintable("𒀀", (title,)), Unprintable("𒀁", (title,)))


def test_words_that_were_voted_are_told_once_the_room_has_seen_them(workshop: Workshop) -> None:
    context = workshop.context("be-heartbeat")
    questions = registry.kind(context.activity.kind).questions(context)
    (word,) = [one.id for one in questions if one.form == "word"]
    opened = open_round(workshop.file, "be-heartbeat", questions, mode="phones")
    for _ in range(5):
        cast(workshop.file, opened, questions, {word: "hopeful𒀀"}, key=new_ballot_key())
    assert unprintable(workshop) == ()
    close_round(workshop.file, opened)
    assert unprintable(workshop) == (), "before that it would say what somebody answered"
    reveal_round(workshop.file, opened)
    (found,) = unprintable(workshop)
    assert (found.character, found.places) == ("𒀀", (str(context.text("title")),))
