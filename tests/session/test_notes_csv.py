"""Notes from a file: every note in its place, in either language, or a list of faults."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session.notes import LONGEST, NewNote, read_notes
from workshop_app.session.notes_csv import read_notes_csv
from workshop_app.session.workshop import Plan, create_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

STORY = "see-customer-story"
JOURNEY = "see-journey"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    plan = Plan("taster-90", "A day", extra=[JOURNEY])
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), plan)
    yield made
    made.file.close()


def read(workshop: Workshop, activity: str, text: str) -> tuple[NewNote, ...]:
    path = workshop.file.path.with_name("notes.csv")
    path.write_text(text, encoding="utf-8", newline="")
    context = workshop.context(activity)
    return registry.kind(context.activity.kind).read_notes(path, context)


def faults(workshop: Workshop, activity: str, text: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        read(workshop, activity, text)
    return caught.value.sentence.splitlines()[1:-1]


def test_a_column_goes_by_its_id_or_its_words_in_either_language(workshop: Workshop) -> None:
    text = (
        "place,text,votes\n"
        "happened,By id,3\n"
        "CUSTOMER FELT,By its English words,0\n"
        "Wij voelden en dachten,By its Dutch words,\n"
    )
    assert read(workshop, STORY, text) == (
        NewNote("happened", "By id", 3),
        NewNote("customer_felt", "By its English words", 0),
        NewNote("we_felt", "By its Dutch words"),
    )


def test_the_columns_of_a_rating_take_notes_too(workshop: Workshop) -> None:
    notes = read(workshop, "see-five-answers", "kolom;tekst\nsentences;We answer within a day\n")
    assert notes == (NewNote("sentences", "We answer within a day"),)


def test_a_journeys_place_is_stage_and_lane_in_any_mixture(workshop: Workshop) -> None:
    text = (
        "place,text\n"
        "awareness/does,1\n"
        "Na de koop / De klant denkt,2\n"
        "post_sale/Emotion,-1\n"
        "Kopen/friction,2x3 It takes weeks\n"
    )
    assert [note.place for note in read(workshop, JOURNEY, text)] == [
        "awareness/does", "post_sale/thinks", "post_sale/emotion", "purchase/friction",
    ]


def test_every_fault_is_named_with_its_line(workshop: Workshop) -> None:
    text = (
        "place,text,votes\n"
        "happend,A typo,\n"
        '"what\nhappened","two lines in one name",\n'
        ",No place,\n"
        "happened,,2\n"
        "happened,Half a vote,1.5\n"
        "happened,Minus,-1\n"
        "happened,Far too many,1001\n"
        "nowhere at all,,x\n"
    )
    assert faults(workshop, STORY, text) == [
        "line 2: there is no place “happend”; perhaps “What happened” is meant",
        "line 5: there is no place; the places are “What happened”, “Customer felt”, "
        "“We felt and thought”, “We said and did”",
        "line 6: there is no text",
        "line 7: “1.5” is not a number of votes; write a whole number from 0 to 1000",
        "line 8: “-1” is not a number of votes; write a whole number from 0 to 1000",
        "line 9: “1001” is not a number of votes; write a whole number from 0 to 1000",
        "line 10: there is no place “nowhere at all”; the places are “What happened”, "
        "“Customer felt”, “We felt and thought”, “We said and did”",
        "line 10: “x” is not a number of votes; write a whole number from 0 to 1000",
        "line 10: there is no text",
    ]


def test_a_journey_checks_what_is_typed_into_its_lanes(workshop: Workshop) -> None:
    text = (
        "place,text\n"
        "awareness/emotion,3\n"
        "awareness/emotion,0 (1..2)\n"
        "awareness/friction,4x1\n"
        "awareness/friction,nobody calls back\n"
        "awareness/feeling,1\n"
        "zzz,1\n"
    )
    assert faults(workshop, JOURNEY, text) == [
        "line 2: An emotion runs from −2 to +2.",
        "line 3: The median of an emotion lies within its range. "
        "Write the median, then the lowest and the highest: -1 (-2..1).",
        "line 4: Severity and frequency run from 1 to 3.",
        "line 6: there is no place “awareness/feeling”; perhaps “Awareness / Emotion (−2…+2)”, "
        "“Awareness / Friction” is meant",
        "line 7: there is no place “zzz”; the places are “Awareness / Customer does”, "
        "“Awareness / Touchpoint and channel”, “Awareness / Customer thinks”, “Awareness / "
        "Emotion (−2…+2)”, “Awareness / Friction”, “Awareness / Who of us is involved”, "
        "“Awareness / Opportunity”, “Consideration / Customer does” …",
    ]


def test_the_column_text_is_needed(workshop: Workshop) -> None:
    assert faults(workshop, STORY, "place\nhappened\n")[0] == "line 1: there is no column “text”"


@pytest.mark.parametrize(
    ("activity", "place"), [(STORY, "happened"), ("act-basics-first", "beside")]
)
def test_a_list_without_places_goes_to_the_usual_one(
    workshop: Workshop, activity: str, place: str
) -> None:
    notes = read(workshop, activity, "opmerking\nOne\nTwo\n")
    assert [(note.place, note.text) for note in notes] == [(place, "One"), (place, "Two")]


def test_a_long_text_is_a_fault_and_not_cut_in_silence(workshop: Workshop) -> None:
    text = f"place,text\nhappened,{'x' * LONGEST}\nhappened,{'y' * (LONGEST + 1)}\n"
    assert faults(workshop, STORY, text) == [
        "line 3: the text is longer than 500 characters; make two notes of it"
    ]


def test_notes_are_saved_in_one_edit_and_come_back_as_they_were(workshop: Workshop) -> None:
    texts = ["=1+1", "<b>bold</b>", "👩‍🚀 went", "שלום", "line one line two", "می‌خواهم"]
    lines = "".join(f'happened,"{text}"\n' for text in texts)
    notes = read(workshop, STORY, "place,text\n" + lines.replace("one line", "one\r\nline"))
    context = workshop.context(STORY)
    registry.kind("board").add_notes(notes, "Import notes", context)
    assert [note.text for note in read_notes(workshop.file, STORY)] == texts
    assert workshop.file.undo() == "Import notes"
    assert read_notes(workshop.file, STORY) == []


def test_ten_thousand_notes_are_read_and_saved(workshop: Workshop) -> None:
    lines = "".join(f"happened,Note {n},{n % 7}\n" for n in range(10_000))
    notes = read(workshop, STORY, "place,text,votes\n" + lines)
    registry.kind("board").add_notes(notes, "Import notes", workshop.context(STORY))
    stored = read_notes(workshop.file, STORY)
    assert [note.text for note in stored] == [f"Note {n}" for n in range(10_000)]


def test_a_file_that_is_wrong_throughout_is_told_in_time(workshop: Workshop) -> None:
    lines = "".join(f"awareness/feeling{n},x,-1\n" for n in range(10_000))
    begun = time.process_time()
    found = faults(workshop, JOURNEY, "place,text,votes\n" + lines)
    assert len(found) == 20_000
    assert time.process_time() - begun < 10


def test_an_activity_without_places_takes_no_notes(workshop: Workshop) -> None:
    with pytest.raises(UserError, match="takes no notes"):
        read(workshop, "be-pledge", "place,text\nhappened,x\n")


def test_a_file_that_is_read_changes_nothing(workshop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        read_notes_csv(tmp_path / "none.csv", (), print)
    with pytest.raises(UserError):
        read(workshop, STORY, "place,text\nhappened,fine\nnowhere,bad\n")
    assert read_notes(workshop.file, STORY) == []
    assert workshop.file.history.entries() == []
