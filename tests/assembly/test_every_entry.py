"""Own methods leave things out: whatever an activity can do without, it is held without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.own_methods import lesser, method_of_every_kind, own_method
from workshop_app.assembly.booklet import edition_of
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.rehearsal import Room
from workshop_app.assembly.scene import view_scene
from workshop_app.kinds import registry
from workshop_app.method.edit_activities import add_activity
from workshop_app.method.model import Agenda, Slot
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.method.edit import MethodEdit
    from workshop_app.method.model import Activity, Method

PEOPLE = 6


@pytest.mark.parametrize("id_", built_in_method().activities)
def test_an_activity_is_held_without_what_it_can_do_without(tmp_path: Path, id_: str) -> None:
    _check(own_method(tmp_path / "mine", id_), id_, tmp_path)


@pytest.mark.parametrize("key", registry.keys())
def test_so_is_a_new_one_of_every_kind(tmp_path: Path, key: str) -> None:
    edit = own_method(tmp_path / "mine")
    _check(edit, add_activity(edit, "see", key), tmp_path)


def test_every_kind_can_be_tried() -> None:
    kinds = {activity.kind for activity in method_of_every_kind().activities.values()}
    assert kinds == set(registry.keys())


def _check(edit: MethodEdit, id_: str, folder: Path) -> None:
    for number, (name, method) in enumerate(lesser(edit, id_)):
        language = LANGUAGES[number % len(LANGUAGES)]
        try:
            _hold(method, id_, folder / f"{number}.workshop", language)
        except Exception as fault:
            raise AssertionError(f"{name} ({language}): {fault!r}") from fault


def _hold(method: Method, id_: str, path: Path, language: str) -> None:
    """Everything that is shown, said and printed of an activity, before and after it."""
    day = Agenda("day", 10, 10, (Slot(id_, 10),))
    method = method._replace(agendas={"day": day})
    workshop = create_workshop(path, method, Plan("day", "All", language=language))
    with workshop.file:
        _show(workshop, method.activities[id_])
        for played in Room(workshop, PEOPLE).play():
            assert played.scene.figure.items
        _show(workshop, method.activities[id_])
        assert edition_of(workshop).title


def _show(workshop: Workshop, activity: Activity) -> None:
    kind = registry.kind(activity.kind)
    for view in kind.shape.views:
        assert view_scene(workshop, activity.id, view).figure.items
    json.dumps(outcome(workshop))
    for language in LANGUAGES:
        context = workshop.context(activity.id).in_language(Words.load(language))
        for table in kind.tables(kind.results(context), context):
            assert table.columns
