"""On a full disk the stage goes on, nothing saved is lost, and what waits is saved later."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly import conduct
from workshop_app.assembly.methods import built_in_method
from workshop_app.errors import UserError
from workshop_app.session import live
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile, position
from workshop_app.storage.tables import LiveRow
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.full_disk import FullDisk

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def workshop(disk: FullDisk, tmp_path: Path) -> Iterator[Workshop]:
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), Plan("taster-90", "A day"))
    yield made
    made.file.close()


def _go_on(workshop: Workshop) -> None:
    conduct.perform(workshop, conduct.next_action(workshop), NOW)


def _note(workshop: Workshop, text: str) -> None:
    add_notes(workshop.file, "Add", "see-customer-story", [NewNote("happened", text)])


def _stored(workshop: Workshop, tmp_path: Path) -> Workshop:
    """The session as it is after the power went, in a copy."""
    path = tmp_path / "after.workshop"
    path.write_bytes(workshop.file.path.read_bytes())
    return Workshop(SessionFile.open(path))


def test_the_stage_goes_on_and_says_so(workshop: Workshop, disk: FullDisk, tmp_path: Path) -> None:
    _go_on(workshop)
    first = workshop.live().moment
    heard: list[frozenset[str]] = []
    workshop.file.subscribe(lambda change: heard.append(change.tables))
    disk.fill()
    with pytest.raises(UserError, match="kept in memory only"):
        _go_on(workshop)
    assert workshop.live().moment == workshop.after(first)
    assert any("live" in tables for tables in heard), "the windows must hear of it"
    with pytest.raises(UserError, match="kept in memory only"):
        live.set_surface(workshop.file, "blank")
    assert workshop.live().surface == "blank"
    for _ in range(12):
        with pytest.raises(UserError):
            _go_on(workshop)
    here = workshop.live().moment
    assert here.slot != first.slot, "into the next activity"
    held = [slot.started_at for slot in workshop.slots() if slot.started_at]
    assert len(held) > 1
    with pytest.raises(UserError, match="disk is full"):
        _note(workshop, "lost on purpose")
    after = _stored(workshop, tmp_path)
    assert after.live().moment == first
    after.file.close()


def test_as_any_other_change_it_would_not_go_on(workshop: Workshop, disk: FullDisk) -> None:
    """The control: the same change without its way out."""
    disk.fill()
    with (
        pytest.raises(UserError, match=r"disk is full\."),
        workshop.file.edit("", undoable=False) as edit,
    ):
        edit.run(LiveRow.update(surface="blank"))
    assert live.read_live(workshop.file).surface != "blank"


def test_it_is_saved_with_the_first_change_that_finds_room(
    workshop: Workshop, disk: FullDisk, tmp_path: Path
) -> None:
    _go_on(workshop)
    disk.fill()
    for _ in range(9):
        with pytest.raises(UserError):
            _go_on(workshop)
    here, slots = workshop.live(), workshop.slots()
    disk.free()
    _note(workshop, "there is room again")
    assert not position.is_held(workshop.file)
    assert (workshop.live(), workshop.slots()) == (here, slots)
    after = _stored(workshop, tmp_path)
    assert (after.live(), after.slots()) == (here, slots)
    after.file.close()
    _go_on(workshop)
    assert workshop.file.undo() == "Add"


def test_moving_on_saves_it_too_and_so_does_closing(
    workshop: Workshop, disk: FullDisk, tmp_path: Path
) -> None:
    for by_closing in (False, True):
        disk.fill()
        with pytest.raises(UserError, match="kept in memory only"):
            _go_on(workshop)
        disk.free()
        if by_closing:
            here = workshop.live()
            workshop.file.close()
            with SessionFile.open(workshop.file.path) as file:
                assert Workshop(file).live() == here
        else:
            _go_on(workshop)
            after = _stored(workshop, tmp_path)
            assert after.live() == workshop.live()
            after.file.close()


def test_a_round_is_opened_whole_or_not_at_all(workshop: Workshop, disk: FullDisk) -> None:
    slot = workshop.slot_of("see-checklist")
    assert slot is not None
    steps = workshop.method.activities["see-checklist"].steps
    place = next(i for i, step in enumerate(steps) if step.view == "collect")
    workshop.go(live.Moment(slot.key, place), NOW)
    disk.fill()
    with pytest.raises(UserError, match=r"disk is full\."):
        _go_on(workshop)
    assert latest(workshop.file, "see-checklist") is None
    assert not position.is_held(workshop.file)
    disk.free()
    _go_on(workshop)
    assert latest(workshop.file, "see-checklist") is not None


def test_what_was_saved_stays_and_saving_goes_on(workshop: Workshop, disk: FullDisk) -> None:
    """PROMISES 6: 50 times full and free again, nothing acknowledged is lost."""
    kept = []
    for number in range(50):
        _note(workshop, f"saved {number}")
        kept.append(f"saved {number}")
        disk.fill()
        with pytest.raises(UserError, match="disk is full"):
            _note(workshop, f"refused {number}")
        disk.free()
    workshop.file.close()
    with SessionFile.open(workshop.file.path) as file:
        assert [note.text for note in read_notes(file, "see-customer-story")] == kept
