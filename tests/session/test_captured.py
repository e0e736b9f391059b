"""How much each activity holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly.conduct import questions
from workshop_app.assembly.methods import built_in_method
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.session.captured import Captured, read_captured
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage import rounds

if TYPE_CHECKING:
    from pathlib import Path


def test_notes_ballots_and_rows_are_counted(tmp_path: Path) -> None:
    method = built_in_method()
    workshop = create_workshop(tmp_path / "day.workshop", method, Plan("taster-90", "A day"))
    file = workshop.file
    assert read_captured(file) == {}
    add_notes(file, "", "see-customer-story", [NewNote("happened", text) for text in "ab"])
    add_pledge(file, "", "be-pledge", Pledge(start="Call first"))
    asked = questions(workshop, method.activities["see-checklist"])
    round_ = rounds.open_round(file, "see-checklist", asked, mode="booth")
    for _ in range(3):
        given = {question.id: "4" for question in asked}
        rounds.cast(file, round_, asked, given, key=rounds.new_ballot_key())
    expected = {
        "see-customer-story": Captured(notes=2),
        "see-checklist": Captured(ballots=3),
        "be-pledge": Captured(rows=1),
    }
    assert read_captured(file) == expected
    rounds.close_round(file, round_)
    assert read_captured(file) == expected
    rounds.open_round(file, "see-five-answers", asked, mode="booth")
    assert read_captured(file) == expected, "a round without ballots holds nothing"
    file.close()
