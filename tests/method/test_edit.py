"""An own method that is edited: what is asked for is in the files, and nothing else changed."""

from __future__ import annotations

import difflib
from functools import partial
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.method import (
    edit_activities,
    edit_agendas,
    edit_lists,
    edit_takes,
    edit_words,
)
from workshop_app.method.edit import MethodEdit
from workshop_app.method.folder import texts_of
from workshop_app.method.loader import load_method

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CK = "see-checklist"


@pytest.fixture
def edit(folder: Path) -> MethodEdit:
    return MethodEdit(folder, registry.shapes())


def _changed(folder: Path, before: dict[str, bytes]) -> list[str]:
    """The lines that differ, with their sign, file by file."""
    found = []
    for name, data in texts_of(folder).items():
        old = before.get(name, b"").decode().splitlines()
        found += [
            line
            for line in difflib.unified_diff(old, data.decode().splitlines(), lineterm="", n=0)
            if not line.startswith(("---", "+++", "@@"))
        ]
    return found


def _part_ids(edit: MethodEdit, activity: str, name: str) -> list[str]:
    return [part.id for part in edit.method.activities[activity].list(name)]


# -- words -------------------------------------------------------------------------------


def test_a_text_changes_one_line_of_one_file(edit: MethodEdit) -> None:
    before = texts_of(edit.folder)
    edit_words.set_text(edit, (CK, "items", "ck01"), "nl", "  Wij   luisteren. ")
    assert edit.method.text(f"{CK}.items.ck01", "nl") == "Wij luisteren."
    minus, plus = _changed(edit.folder, before)
    assert (minus[0], plus) == ("-", '+ck01 = "Wij luisteren."')
    assert load_method(edit.folder, registry.shapes()) == edit.method


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("title",), "title"),
        (("phases", "see", "name"), "phases.see.name"),
        (("scales", "agree5", "1"), "scales.agree5.1"),
        (("routines", "reveal", "steps", 1), "routines.reveal.2"),
        ((CK, "script", 0), f"{CK}.script.1"),
        ((CK, "tips", 0), f"{CK}.tips.1"),
        (("agendas", "taster-90"), "agendas.taster-90"),
    ],
)
def test_every_text_can_be_said_differently(
    path: tuple[str | int, ...], key: str, edit: MethodEdit
) -> None:
    edit_words.set_text(edit, path, "en", "Quite “different” words\\")
    assert edit.method.text(key, "en") == "Quite “different” words\\"


def test_words_that_may_be_absent_come_and_go_in_every_language(edit: MethodEdit) -> None:
    path = (CK, "live")
    edit_words.set_text(edit, path, "en", "")
    assert not any(edit.method.has(f"{CK}.live", language) for language in ("en", "nl"))
    edit_words.set_text(edit, path, "nl", "Een radar.")
    edit_words.set_text(edit, path, "en", "A radar.")
    said = [edit.method.text(f"{CK}.live", language) for language in ("en", "nl")]
    assert said == ["A radar.", "Een radar."]


def test_words_that_are_needed_stay(edit: MethodEdit) -> None:
    before = texts_of(edit.folder)
    with pytest.raises(UserError, match=r"no words for “see-checklist\.title”"):
        edit_words.set_text(edit, (CK, "title"), "en", " ")
    assert texts_of(edit.folder) == before
    assert edit.method.text(f"{CK}.title", "en")
    assert not edit.can_undo


def test_a_routine_line_may_have_words_of_its_own(edit: MethodEdit) -> None:
    line = next(
        place
        for place, text in enumerate(edit.method.texts(f"{CK}.script", "en"))
        if not text
    )
    edit_words.set_text(edit, (CK, "script", line), "en", "In silence.")
    assert edit.method.texts(f"{CK}.script", "nl")[line] == "In silence."


def test_script_lines_come_with_their_steps(edit: MethodEdit) -> None:
    texts = edit.method.texts(f"{CK}.script", "en")
    edit_words.add_line(edit, CK, "script", 1, "Say why.")
    edit_words.set_step(edit, CK, 1, ("view", "title"), 2)
    edit_words.move_line(edit, CK, "script", 1, 0)
    assert edit.method.texts(f"{CK}.script", "nl")[0] == "Say why."
    first = edit.method.activities[CK].steps[0]
    assert (first.view, first.line, first.minutes) == ("title", 1, 2)
    edit_words.remove_line(edit, CK, "script", 0)
    assert edit.method.texts(f"{CK}.script", "en") == texts
    place = texts.index("")
    with pytest.raises(UserError, match="must be a text"):
        edit_words.set_step(edit, CK, place, ("view", "question"))


def test_tips_may_all_go_and_come_back(edit: MethodEdit) -> None:
    while edit.method.texts(f"{CK}.tips", "en"):
        edit_words.remove_line(edit, CK, "tips", 0)
    edit_words.add_line(edit, CK, "tips", 0, "Be brief.")
    assert edit.method.texts(f"{CK}.tips", "nl") == ("Be brief.",)


# -- lists and ids -----------------------------------------------------------------------


def test_a_new_item_takes_the_next_id_and_the_last_axis(edit: MethodEdit) -> None:
    before = _part_ids(edit, CK, "items")
    made = edit_lists.add_entry(edit, CK, "items", "We say thank you.")
    assert made == f"ck{len(before) + 1}"
    part = edit.method.activities[CK].list("items")[-1]
    assert (part.id, part.setting("axis")) == (made, "space")
    assert edit.method.text(f"{CK}.items.{made}", "nl") == "We say thank you."
    edit_lists.set_attribute(edit, CK, "items", made, ("axis", "care"))
    assert edit.method.activities[CK].list("items")[-1].setting("axis") == "care"


def test_an_id_that_is_gone_is_never_used_again(edit: MethodEdit) -> None:
    last = _part_ids(edit, CK, "items")[-1]
    made = edit_lists.add_entry(edit, CK, "items", "One.")
    edit_lists.remove_entry(edit, CK, "items", made)
    again = edit_lists.add_entry(edit, CK, "items", "Two.")
    assert (made, again) == (f"ck{int(last[2:]) + 1}", f"ck{int(last[2:]) + 2}")
    assert f"# retired: {made}" in (edit.folder / "activities/see.toml").read_text("utf-8")


def test_another_meaning_gets_another_id(edit: MethodEdit) -> None:
    ids = _part_ids(edit, CK, "items")
    edit_words.set_text(edit, (CK, "items", "ck02"), "en", "We answer the phone.")
    assert _part_ids(edit, CK, "items") == ids
    new = edit_lists.new_meaning(edit, CK, "items", "ck02")
    assert _part_ids(edit, CK, "items") == [new if one == "ck02" else one for one in ids]
    assert edit.method.text(f"{CK}.items.{new}", "en") == "We answer the phone."
    assert not edit.method.has(f"{CK}.items.ck02", "nl")
    assert "# retired: ck02" in (edit.folder / "activities/see.toml").read_text("utf-8")


def test_another_meaning_takes_along_what_refers_to_it(edit: MethodEdit) -> None:
    new = edit_lists.new_meaning(edit, CK, "axes", "care")
    items = edit.method.activities[CK].list("items")
    assert [item.setting("axis") for item in items].count(new) == 3
    assert "care" not in [part.id for part in edit.method.activities[CK].list("axes")]


def test_when_words_may_mean_something_else() -> None:
    said = "Customers would understand the answers."
    assert not edit_words.is_other_meaning(said, "Customers understand the answers")
    assert edit_words.is_other_meaning(said, "My manager asks me for ideas.")


def test_an_axis_comes_with_an_item_and_goes_with_its_items(edit: MethodEdit) -> None:
    items = len(edit.method.activities[CK].list("items"))
    made = edit_lists.add_entry(edit, CK, "axes", "Daring")
    assert made == "daring"
    part = edit.method.activities[CK].list("items")[-1]
    assert part.setting("axis") == "daring"
    edit_lists.remove_entry(edit, CK, "axes", "care")
    assert len(edit.method.activities[CK].list("items")) == items + 1 - 3
    assert not edit.method.has(f"{CK}.items.ck01", "en")


def test_entries_move_and_keep_their_form(edit: MethodEdit) -> None:
    name = "see-customer-story"
    before = texts_of(edit.folder)
    edit_lists.move_entry(edit, name, "columns", "we_did", 0)
    assert _part_ids(edit, name, "columns") == [
        "we_did", "happened", "customer_felt", "we_felt",
    ]
    line = '    { id = "we_did", side = "outside" },'
    assert _changed(edit.folder, before) == [f"+{line}", f"-{line}"]


def test_the_last_entry_of_a_needed_list_stays(edit: MethodEdit) -> None:
    *others, last = _part_ids(edit, "see-customer-story", "columns")
    for id_ in others:
        edit_lists.remove_entry(edit, "see-customer-story", "columns", id_)
    with pytest.raises(UserError, match="needs the list"):
        edit_lists.remove_entry(edit, "see-customer-story", "columns", last)
    assert len(_part_ids(edit, "see-customer-story", "columns")) == 1


def test_a_horizon_or_a_question_finds_settings_that_fit(edit: MethodEdit) -> None:
    plan = edit_activities.add_activity(edit, "act", "plan")
    edit_lists.add_entry(edit, plan, "horizons", "Two years")
    assert edit.method.activities[plan].list("horizons")[-1].setting("days") == 366
    edit_lists.add_entry(edit, "act-rituals", "questions", "Which one first?")
    assert edit.method.activities["act-rituals"].list("questions")[-1].setting("form") == "choice"


# -- activities --------------------------------------------------------------------------


def test_settings_change(edit: MethodEdit) -> None:
    for key, value in (
        ("minutes", [10, 25]),
        ("mode", "booth"),
        ("form", ["alone"]),
        ("compare", ["department"]),
    ):
        edit_activities.set_setting(edit, CK, key, value)
    activity = edit.method.activities[CK]
    assert (activity.minutes_min, activity.minutes) == (10, 25)
    assert (activity.mode, activity.form) == ("booth", ("alone",))
    assert activity.compare == ("department",)
    with pytest.raises(UserError, match="cannot be “shouting”"):
        edit_activities.set_setting(edit, CK, "mode", "shouting")
    with pytest.raises(UserError, match="at least 30 minutes"):
        edit_activities.set_setting(edit, CK, "minutes", [30, 40])


@pytest.mark.parametrize("kind", registry.keys())
def test_an_activity_of_any_kind_can_be_added(kind: str, edit: MethodEdit) -> None:
    before = texts_of(edit.folder)
    first = edit_activities.add_activity(edit, "think", kind)
    second = edit_activities.add_activity(edit, "think", kind)
    assert (first, second) == (f"think-{kind}", f"think-{kind}-2")
    activity = edit.method.activities[first]
    assert (activity.kind, activity.phase) == (kind, "think")
    assert edit.method.text(f"{first}.title", "en") != edit.method.text(f"{first}.title", "nl")
    assert not [line for line in _changed(edit.folder, before) if line.startswith("-")]


def test_a_copy_has_ids_of_its_own(edit: MethodEdit) -> None:
    made = edit_activities.duplicate_activity(edit, CK)
    assert made == f"{CK}-2"
    assert edit.method.text(f"{made}.title", "en").endswith("(2)")
    ids = _part_ids(edit, made, "items")
    assert not set(ids) & set(_part_ids(edit, CK, "items"))
    assert _part_ids(edit, made, "axes") == _part_ids(edit, CK, "axes")
    original = edit.method.text(f"{CK}.items.ck01", "nl")
    assert edit.method.text(f"{made}.items.{ids[0]}", "nl") == original
    assert edit.method.activities[made].steps == edit.method.activities[CK].steps


def test_removing_tells_which_agendas_use_it(edit: MethodEdit) -> None:
    total = edit.method.agendas["taster-90"].total
    with pytest.raises(UserError, match="agendas: ") as caught:
        edit_activities.remove_activity(edit, CK)
    assert edit.method.text("agendas.taster-90", "en") in caught.value.sentence
    edit_activities.remove_activity(edit, CK, from_agendas=True)
    assert CK not in edit.method.activities
    agenda = edit.method.agendas["taster-90"]
    assert CK not in [slot.activity for slot in agenda.slots]
    assert agenda.total == total - 20
    assert not [key for key in edit.method.words["nl"] if key.startswith(CK)]


def test_removing_leaves_the_remarks_above_the_next_one(edit: MethodEdit) -> None:
    file = edit.folder / "activities" / "see.toml"
    text = file.read_text("utf-8").replace(f"[{CK}]", f"# Mind this one.\n[{CK}]")
    file.write_text(text, "utf-8")
    before = [line for line in text.splitlines() if line.startswith("#")]
    made = edit_activities.add_activity(edit, "see", "talk")
    edit_activities.remove_activity(edit, made)
    assert file.read_text("utf-8") == text
    edit_activities.remove_activity(edit, "see-five-answers", from_agendas=True)
    after = [line for line in file.read_text("utf-8").splitlines() if line.startswith("#")]
    assert after == before


# -- agendas -----------------------------------------------------------------------------


def test_an_agenda_is_made_and_changed(edit: MethodEdit) -> None:
    made = edit_agendas.add_agenda(edit, "A short evening", "see-roster")
    edit_agendas.add_slot(edit, made, CK, 1)
    edit_agendas.add_slot(edit, made, "break", 1)
    edit_agendas.move_slot(edit, made, 2, 0)
    edit_agendas.set_slot_minutes(edit, made, 0, 25)
    agenda = edit.method.agendas[made]
    assert [slot.activity for slot in agenda.slots] == [CK, "see-roster", "break"]
    assert (agenda.net, agenda.total) == (35, 50)
    assert edit.method.text(f"agendas.{made}", "nl") == "A short evening"
    with pytest.raises(UserError, match="at least 20 minutes"):
        edit_agendas.set_slot_minutes(edit, made, 0, 5)
    edit_agendas.remove_slot(edit, made, 2)
    edit_agendas.remove_agenda(edit, made)
    assert made not in edit.method.agendas


# -- as a whole --------------------------------------------------------------------------


def test_undo_goes_back_step_by_step_to_the_first_byte(edit: MethodEdit) -> None:
    before = texts_of(edit.folder)
    method = edit.method
    changes: list[Callable[[], object]] = [
        partial(edit_words.set_text, edit, (CK, "title"), "en", "Other"),
        partial(edit_lists.add_entry, edit, CK, "axes", "New"),
        partial(edit_activities.add_activity, edit, "be", "matrix"),
        partial(edit_activities.remove_activity, edit, CK, from_agendas=True),
    ]
    states = []
    for change in changes:
        states.append(texts_of(edit.folder))
        change()
    for state in reversed(states):
        assert edit.undo()
        assert texts_of(edit.folder) == state
    assert texts_of(edit.folder) == before
    assert edit.method == method
    assert not edit.undo()


def test_undo_never_takes_back_what_somebody_else_wrote(edit: MethodEdit) -> None:
    edit_words.set_text(edit, (CK, "title"), "en", "Other")
    file = edit.folder / "words" / "en" / "see.toml"
    file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
    with pytest.raises(UserError, match="outside this window"):
        edit.undo()
    assert file.read_text("utf-8").endswith("# mine\n")
    edit_words.set_text(edit, (CK, "title"), "en", "Third")
    assert file.read_text("utf-8").endswith("# mine\n")


def test_a_refused_change_leaves_no_trace(edit: MethodEdit) -> None:
    before = texts_of(edit.folder)
    with pytest.raises(UserError, match="Nothing was changed"):
        edit_activities.set_setting(edit, CK, "scale", "nothing")
    assert texts_of(edit.folder) == before
    assert [path.name for path in edit.folder.parent.iterdir()] == ["mine"]


def _with_take(edit: MethodEdit) -> MethodEdit:
    """The rituals take over a column of the customer's story."""
    file = edit.folder / "activities" / "act.toml"
    text = file.read_text("utf-8").replace(
        '[act-rituals]\nkind = "poll"\n',
        '[act-rituals]\nkind = "poll"\n'
        'takes = [{ from = "see-customer-story", part = "happened" }]\n',
    )
    file.write_text(text, "utf-8")
    return MethodEdit(edit.folder, registry.shapes())


def test_what_is_taken_over_follows_a_new_id_and_goes_with_its_source(edit: MethodEdit) -> None:
    edit = _with_take(edit)
    assert edit.method.activities["act-rituals"].takes[0].part == "happened"
    new = edit_lists.new_meaning(edit, "see-customer-story", "columns", "happened")
    assert edit.method.activities["act-rituals"].takes[0].part == new != "happened"
    edit_activities.remove_activity(edit, "see-customer-story", from_agendas=True)
    assert edit.method.activities["act-rituals"].takes == ()


def test_what_is_taken_over_is_added_set_moved_and_dropped(edit: MethodEdit) -> None:
    def takes() -> list[tuple[str, ...]]:
        assert load_method(edit.folder, registry.shapes()) == edit.method
        return [tuple(take) for take in edit.method.activities[CK].takes]

    edit_takes.add_take(edit, CK, "see-journey")
    edit_takes.add_take(edit, CK, "see-customer-story")
    edit_takes.set_take(edit, CK, 0, ("part", "friction"))
    edit_takes.set_take(edit, CK, 1, ("part", "happened"))
    assert takes() == [("see-journey", "friction", ""), ("see-customer-story", "happened", "")]
    edit_takes.move_take(edit, CK, 0, 1)
    edit_lists.remove_entry(edit, "see-customer-story", "columns", "happened")
    assert takes() == [("see-journey", "friction", "")]
    edit_takes.set_take(edit, CK, 0, ("part", "purchase/thinks"))
    edit_lists.new_meaning(edit, "see-journey", "stages", "purchase")
    assert takes()[0][1].endswith("/thinks")
    assert takes()[0][1] != "purchase/thinks"
    edit_takes.set_take(edit, CK, 0, ("part", ""))
    assert takes() == [("see-journey", "", "")]
    edit_takes.remove_take(edit, CK, 0)
    assert takes() == []


def test_a_place_that_goes_is_no_goal_any_more(edit: MethodEdit) -> None:
    story = "see-customer-story"
    edit_takes.add_take(edit, story, CK)
    edit_takes.set_take(edit, story, 0, ("into", "happened"))
    edit_lists.remove_entry(edit, story, "columns", "happened")
    assert [take.into for take in edit.method.activities[story].takes] == [""]


def test_a_copy_takes_over_into_places_of_its_own(edit: MethodEdit) -> None:
    made = edit_activities.add_activity(edit, "act", "scorecard")
    row = _part_ids(edit, made, "rows")[0]
    edit_takes.add_take(edit, made, CK)
    edit_takes.set_take(edit, made, 0, ("into", row))
    copy = edit_activities.duplicate_activity(edit, made)
    (take,) = edit.method.activities[copy].takes
    assert take.into in _part_ids(edit, copy, "rows")


def test_nothing_is_taken_over_from_where_there_is_nothing(edit: MethodEdit) -> None:
    before = texts_of(edit.folder)
    edit_takes.add_take(edit, CK, "see-journey")
    for change, said in (
        (partial(edit_takes.set_take, edit, CK, 0, ("part", "fricton")), "no part “fricton”"),
        (partial(edit_takes.set_take, edit, CK, 0, ("into", "nowhere")), "no part “nowhere”"),
        (partial(edit_takes.add_take, edit, CK, CK), "cannot take over from itself"),
    ):
        with pytest.raises(UserError, match=said):
            change()
    edit.undo()
    assert texts_of(edit.folder) == before


def test_a_pair_of_poles_is_added_with_both_its_words(edit: MethodEdit) -> None:
    made = edit_activities.add_activity(edit, "think", "spectrum")
    id_ = edit_lists.add_entry(edit, made, "items", "Alone")
    assert edit.method.text(f"{made}.items.{id_}.left", "nl") == "Alone"
    edit_words.set_text(edit, (made, "items", id_, "right"), "nl", "Samen")
    assert edit.method.text(f"{made}.items.{id_}.right", "nl") == "Samen"
    edit_lists.remove_entry(edit, made, "items", id_)
    assert id_ not in _part_ids(edit, made, "items")
