"""An activity that is held twice keeps two sets of captures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly.closing import phase_closed_by
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.sound_counts import check_whole
from workshop_app.method.again import held_again
from workshop_app.method.model import Method
from workshop_app.session import planning
from workshop_app.session.live import Moment
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.storage import Change

STORY = "see-customer-story"


def test_every_activity_of_two_days_has_captures_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "days.workshop"
    made = create_workshop(path, built_in_method(), Plan("two-day", "Two days"))
    with made.file:
        slots = [slot.activity for slot in made.slots()]
        held = [id_ for id_ in slots if not made.method.activities[id_].pause]
        assert len(held) == len(set(held))
        first, second = (id_ for id_ in held if id_.startswith(STORY))
        assert made.method.text(f"{second}.title", "nl").endswith(" (2)")
        add_notes(made.file, "Add", first, [NewNote("happened", "Yesterday")])
        assert read_notes(made.file, second) == []
    with SessionFile.open(path) as file:
        check_whole(file)
        assert Workshop(file).method.activities[second].again == STORY


def test_what_is_added_once_more_in_the_agenda_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "day.workshop"
    made = create_workshop(path, built_in_method(), Plan("taster-90", "A day"))
    with made.file as file:
        slot = planning.add(made, "Add", STORY)
        assert slot.activity == f"{STORY}-2"
        assert made.context(slot.activity).text("question")
        file.undo()
        assert slot.activity not in [one.activity for one in made.slots()]
        again = planning.add(made, "Add", STORY)
        assert made.context(again.activity).text("title").startswith("A customer’s story (")
        pause = planning.add(made, "Add", "break")
        assert planning.add(made, "Add", "break").activity == pause.activity == "break"
    with SessionFile.open(path) as file:
        check_whole(file)
        assert again.activity in [one.activity for one in Workshop(file).slots()]


def test_who_hears_of_the_slot_knows_its_activity(tmp_path: Path) -> None:
    """The console draws its agenda anew while the edit is told."""
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), Plan("taster-90", "A day"))
    heard: list[str] = []

    def hear(change: Change) -> None:
        heard.extend(made.context(slot.activity).text("title") for slot in made.slots())

    with made.file as file:
        file.subscribe(hear)
        planning.add(made, "Add", STORY)
        assert "A customer’s story (2)" in heard
        title = made.method.text(f"{STORY}-2.title", "en")
        assert made.words.of_method[f"{STORY}-2.title"] == title


def test_a_phase_closes_with_what_is_held_again_once_the_first_is_out(tmp_path: Path) -> None:
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), Plan("taster-90", "A day"))
    with made.file:
        heartbeat = made.slots()[-1]
        again = planning.add(made, "Add", heartbeat.activity)
        assert made.slots()[-1].key == again.key
        assert phase_closed_by(made, Moment(heartbeat.key)) == "be"
        assert phase_closed_by(made, Moment(again.key)) == ""
        planning.take_out(made, "Out", heartbeat)
        assert phase_closed_by(made, Moment(again.key)) == "be"


def test_what_took_over_from_the_first_may_take_over_from_the_second() -> None:
    method = built_in_method()
    source = next(take.source for one in method.activities.values() for take in one.takes)
    more, copy = held_again(method, source)
    for id_, activity in method.activities.items():
        takes = [take.source for take in activity.takes]
        assert [t.source for t in more.activities[id_].takes].count(copy) == takes.count(source)
    assert Method.from_json(more.to_json()) == more
