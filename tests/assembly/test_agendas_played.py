"""Every agenda of the method, held from the first card to the last by an invented room."""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.booklet import edition_of, make_booklet
from workshop_app.assembly.conduct import next_action
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.rehearsal import Room
from workshop_app.assembly.scene import Scene, scene
from workshop_app.figures.canvas import STAGE_WIDTH
from workshop_app.figures.figure import Text
from workshop_app.figures.frame import HEIGHT
from workshop_app.figures.layout import bounds, overlap
from workshop_app.figures.text import SMALLEST
from workshop_app.kinds import registry
from workshop_app.method.model import REVEALED
from workshop_app.session.live import Moment
from workshop_app.session.outcomes import INSIGHTS, read_insights
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage.tally import rounds
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.assembly.player import Played

METHOD = built_in_method()
TOUCH = 0.05
"""u by which rounded corners and letters may reach over the edge."""


def _cases() -> Iterator[object]:
    """Every agenda in every language; smaller and larger rooms hold the full day."""
    for language in LANGUAGES:
        for agenda in METHOD.agendas:
            yield pytest.param(agenda, language, 16, id=f"{agenda}-{language}")
    yield pytest.param("full-day", "nl", 1, id="full-day-nl-alone")
    yield pytest.param("full-day", "nl", 40, id="full-day-nl-forty")


@pytest.mark.parametrize(("agenda", "language", "size"), list(_cases()))
def test_an_agenda_is_held_to_its_end(
    tmp_path: Path, agenda: str, language: str, size: int
) -> None:
    plan = Plan(agenda, "The day", language=language)
    workshop = create_workshop(tmp_path / "day.workshop", METHOD, plan)
    with workshop.file:
        shown: set[str] = set()
        for played in Room(workshop, size).play():
            for page in _pages(workshop, played):
                _check(page, played.name)
            if played.view in REVEALED and not played.scene.secret:
                shown.add(played.activity)
        assert next_action(workshop).kind == "done"
        assert all(slot.ended_at for slot in workshop.slots())
        _check_rounds(workshop, shown)
        _check_leavings(workshop, tmp_path)
        _check_undo(workshop)


def _pages(workshop: Workshop, played: Played) -> Iterator[Scene]:
    """Every page of what the stage shows now."""
    yield played.scene
    moment = workshop.live().moment
    for page in range(1, played.scene.pages):
        yield scene(workshop, Moment(moment.slot, moment.step, page))


def _check(shown: Scene, name: str) -> None:
    figure = shown.figure
    assert (figure.width, figure.height) == (STAGE_WIDTH, HEIGHT), name
    assert figure.title, f"{name}: a screen reader needs to know what this is"
    for item in figure.items:
        if isinstance(item, Text):
            assert item.size >= SMALLEST - 1e-6, f"{name}: too small to read: {item}"
        box = bounds(item)
        inside = (
            box.x >= -TOUCH
            and box.y >= -TOUCH
            and box.right <= STAGE_WIDTH + TOUCH
            and box.bottom <= HEIGHT + TOUCH
        )
        assert inside, f"{name}: outside the stage: {item}"
    texts = [(item.text, bounds(item)) for item in figure.items if isinstance(item, Text)]
    for (one, box), (other, room) in combinations(texts, 2):
        assert not overlap(box, room, -TOUCH), f"{name}: “{one}” lies over “{other}”"


def _check_rounds(workshop: Workshop, shown: set[str]) -> None:
    """Whatever was voted was shown."""
    for id_ in {slot.activity for slot in workshop.slots()}:
        context = workshop.context(id_)
        if not registry.kind(context.activity.kind).questions(context):
            continue
        held = rounds(workshop.file, id_)
        assert held, f"{id_}: nobody was asked"
        assert {one.state for one in held} == {"revealed"}, id_
        assert id_ in shown, f"{id_}: the room never saw what it voted"


def _check_leavings(workshop: Workshop, folder: Path) -> None:
    """What everybody takes home, and what a script reads."""
    edition = edition_of(workshop)
    kept = {section.key for section in edition.sections if section.figures or section.tables}
    activities = {slot.activity for slot in workshop.slots()}
    method = workshop.method
    assert {id_ for id_ in activities if not method.activities[id_].pause} <= kept
    for phase in {method.activities[id_].phase for id_ in activities} - {""}:
        assert len(read_insights(workshop.file, phase)) == INSIGHTS, f"{phase}: closed without"
    made = make_booklet(workshop, folder / "booklet.pdf")
    assert made.pages > len(kept)
    assert made.uncovered == ()
    json.dumps(outcome(workshop), allow_nan=False)


def _check_undo(workshop: Workshop) -> None:
    """The day can still be taken back, an edit at a time, and done again."""
    file = workshop.file
    before = file.rows("SELECT * FROM note ORDER BY key")
    labels: list[str] = []
    while len(labels) < 5 and (label := file.undo()) is not None:
        labels.append(label)
    assert len(labels) == 5
    assert [file.redo() for _ in labels] == labels[::-1]
    assert file.rows("SELECT * FROM note ORDER BY key") == before
