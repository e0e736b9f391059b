"""What a change is called stays what it was made of, and is said in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.rehearsal import Room
from workshop_app.session import planning
from workshop_app.session.info import write_info
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import Person, add_people
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile, labels
from workshop_app.storage.tables import SessionRow
from workshop_app.words import Said, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHOD = built_in_method()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = create_workshop(tmp_path / "day.workshop", METHOD, Plan("full-day", "The day"))
    with made.file:
        yield made


def speak(workshop: Workshop, language: str) -> None:
    info = workshop.info._replace(language=language)
    write_info(workshop.file, workshop.words("console.edit.language"), info)
    workshop.refresh()


def history(workshop: Workshop) -> list[str]:
    return [workshop.words.label(entry.label) for entry in workshop.file.history.undoable(9)]


def test_after_a_switch_undo_speaks_the_new_language(workshop: Workshop) -> None:
    words = workshop.words
    label = words("editors.people.added", n=1, name="Ana")
    add_people(workshop.file, label, [Person("Ana")])
    speak(workshop, "nl")
    dutch = Words.load("nl")
    assert history(workshop) == [
        dutch("console.edit.language"), dutch("editors.people.added", n=1, name="Ana"),
    ]
    undone = workshop.words("console.undone", label=workshop.file.undo())
    assert undone == dutch("console.undone", label=str(dutch("console.edit.language")))


def test_the_method_s_own_words_in_a_label_change_too(workshop: Workshop) -> None:
    title = workshop.context("see-journey").text("title")
    slot = workshop.slot_of("see-journey")
    assert slot is not None
    planning.set_minutes(workshop, workshop.words("agenda.edit.minutes", title=title), slot, 9)
    speak(workshop, "nl")
    assert METHOD.text("see-journey.title", "nl") in history(workshop)[1]
    assert title not in history(workshop)[1]


def test_labels_are_the_same_after_the_file_was_opened_again(workshop: Workshop) -> None:
    words = workshop.words
    label = words("editors.edit.add", n=1, text="{“A” \\ b}\n")
    add_notes(workshop.file, label, "see-customer-story", [NewNote("did", "x")])
    path = workshop.file.path
    workshop.file.close()
    with SessionFile.open(path) as file:
        (entry,) = file.history.undoable(1)
        assert entry.label == label
        assert Words.load("nl").label(entry.label) == Words.load("nl")(
            "editors.edit.add", n=1, text="{“A” \\ b}\n")


@pytest.mark.parametrize(
    "kept", ["Notes added", "", "{", '{"said": ', '{"said": 3}', '{"said": "a", "key": 1}',
             '{"said": "a", "key": "gone.key", "language": "en", "fields": {}}',
             '{"said": "a", "key": "k", "language": "en", "fields": []}']
)
def test_labels_of_other_versions_are_readable_as_they_are(workshop: Workshop, kept: str) -> None:
    with workshop.file.edit(kept) as edit:
        edit.run(SessionRow.update(title="New"))
    (entry,) = workshop.file.history.undoable(1)
    said = Words.load("nl").label(entry.label)
    assert said in (kept, "a")


def test_every_label_of_a_whole_day_is_said_in_either_language(tmp_path: Path) -> None:
    workshop = create_workshop(tmp_path / "all.workshop", METHOD, Plan("full-day", "The day"))
    with workshop.file:
        for _ in Room(workshop, 6).play():
            pass
        entries = workshop.file.history.entries(9999)
        plain = {entry.label for entry in entries if not isinstance(entry.label, Said)}
        assert plain <= {""}
        texts = {str(entry.label) for entry in entries if entry.label}
        speak(workshop, "nl")
        assert texts.isdisjoint({workshop.words.label(entry.label) for entry in entries} - {""})


def test_a_plain_label_is_kept_as_it_is() -> None:
    assert labels.stored("Anything") == "Anything"
    assert labels.read("Anything") == "Anything"
