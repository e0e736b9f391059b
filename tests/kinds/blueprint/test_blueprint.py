"""Steps, cards, marks and dependencies: what is kept, undone, drawn and told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.complaints import complaints
from tests.kinds.taster import CANVAS, columns_in, in_dutch, method, say, texts, told
from tests.kinds.voting import make
from workshop_app.errors import UserError
from workshop_app.kinds.blueprint import KIND, changes, model
from workshop_app.kinds.blueprint.typed import department_of, read_typed, to_type
from workshop_app.method.model import Activity, Part
from workshop_app.session.crowd import Crowd
from workshop_app.session.notes import NewNote, read_notes

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.kinds.blueprint.model import BlueprintResults
    from workshop_app.session.context import Context
    from workshop_app.session.notes import Note
    from workshop_app.session.workshop import Workshop

ID = "act-blueprint"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return make(tmp_path, method())


@pytest.fixture
def context(workshop: Workshop) -> Context:
    return workshop.context(ID)


@pytest.fixture
def filled(context: Context) -> Context:
    say(
        context,
        ("1/customer", "Calls us"),
        ("2/customer", "Waits"),
        ("2/back", "! ... Looks her up @IT"),
        ("3/customer", "Gets an answer"),
        ("3/front", "+ Calls back the same day @Service"),
        ("3/support", "x Fax"),
    )
    return context


def note(context: Context, text: str) -> Note:
    return next(one for one in read_notes(context.file, ID) if one.text.startswith(text))


def actions(context: Context) -> list[str]:
    results: BlueprintResults = KIND.results(context)
    return [step.cells["customer"][0].text if step.cells["customer"] else "-"
            for step in results.steps]


def test_numbers_of_steps_make_them(filled: Context) -> None:
    assert actions(filled) == ["Calls us", "Waits", "Gets an answer"]
    say(filled, ("5/front", "Thanks her"))
    assert actions(filled) == ["Calls us", "Waits", "Gets an answer", "-", "-"]


def test_links_stand_in_the_order_of_their_cards(filled: Context) -> None:
    """Not in that of their random keys: the same day would print them otherwise each time."""
    cards = [card.key for step in KIND.results(filled).steps for card in step.cards]
    wanted = [*pairwise(cards)]
    for source, target in reversed(wanted):
        assert changes.link_cards(filled.file, "Link", ID, source, target)
    assert [*KIND.results(filled).links] == wanted


def test_signs_become_marks_and_the_end_a_department(filled: Context) -> None:
    card = KIND.results(filled).steps[1].cells["back"][0]
    assert (card.text, card.department, card.tags) == ("Looks her up", "IT", ("fail", "wait"))
    assert KIND.results(filled).departments == ("IT", "Service")


@pytest.mark.parametrize(
    ("typed", "text", "tags"),
    [
        ("! Broken", "Broken", ("fail",)), ("!Broken", "Broken", ("fail",)),
        ("… ! Slow", "Slow", ("fail", "wait")), ("+ New", "New", ("changed",)),
        ("X Old", "Old", ("removed",)), ("- A pasted line", "- A pasted line", ()),
        ("xylophone", "xylophone", ()), ("!", "!", ()), ("+31 20 call", "+31 20 call", ()),
    ],
)  # fmt: skip
def test_signs(typed: str, text: str, tags: tuple[str, ...]) -> None:
    assert read_typed(typed) == (text, tags)
    assert read_typed(to_type(text, tags)) == (text, tags)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Look it up @IT", ("Look it up", "IT")), ("Mail info@bank.nl", ("Mail info@bank.nl", "")),
        ("Sort @ Back office", ("Sort", "Back office")), ("@IT", ("", "IT")),
        ("Sort @", ("Sort @", "")),
    ],
)  # fmt: skip
def test_departments(text: str, parts: tuple[str, str]) -> None:
    assert department_of(text) == parts


def test_steps_are_inserted_moved_and_removed_with_undo(filled: Context) -> None:
    file = filled.file
    changes.add_steps([NewNote("", "Chooses a branch")], "Insert", filled, 1)
    assert actions(filled) == ["Calls us", "Chooses a branch", "Waits", "Gets an answer"]
    last = KIND.results(filled).steps[-1].key
    changes.move_step(file, "Move", ID, last, 0)
    assert actions(filled)[0] == "Gets an answer"
    before = KIND.results(filled)
    changes.remove_step(file, "Remove", ID, last)
    assert "Gets an answer" not in actions(filled)
    assert not [one for one in read_notes(file, ID) if one.place.startswith(last)]
    file.undo()
    assert KIND.results(filled) == before
    file.undo()
    file.undo()
    assert actions(filled) == ["Calls us", "Waits", "Gets an answer"]


def test_moving_to_every_place(context: Context) -> None:
    say(context, *((f"{n}/customer", str(n)) for n in range(1, 5)))
    for to in range(4):
        for start in range(4):
            keys = [step.key for step in KIND.results(context).steps]
            changes.move_step(context.file, "Move", ID, keys[start], to)
            after = [step.key for step in KIND.results(context).steps]
            expected = [key for key in keys if key != keys[start]]
            expected.insert(to, keys[start])
            assert after == expected


def test_a_cell_keeps_the_marks_of_its_lines(filled: Context) -> None:
    step = KIND.results(filled).steps[1].key
    lines = ["! ... Looks her up @IT", "+ Asks a colleague"]
    changes.set_cell(filled, "Cell", step, "back", lines)
    first, second = KIND.results(filled).steps[1].cells["back"]
    assert (first.tags, second.tags) == (("fail", "wait"), ("changed",))
    changes.set_cell(filled, "Cell", step, "back", ["Looks her up @IT"], ("changed",))
    (only,) = KIND.results(filled).steps[1].cells["back"]
    assert (only.key, only.tags) == (first.key, ())


def test_a_card_is_marked_and_unmarked(filled: Context) -> None:
    card = note(filled, "Waits")
    changes.mark_cards(filled.file, "Mark", [card], "wait", on=True)
    assert [one.card.text for one in KIND.results(filled).waits] == ["Waits", "Looks her up"]
    changes.mark_cards(filled.file, "Mark", [note(filled, "Waits")], "wait", on=False)
    assert len(KIND.results(filled).waits) == 1


def test_fail_points_follow_the_customer(filled: Context) -> None:
    say(filled, ("1/support", "! Line is dead"), ("1/front", "! Nobody picks up"))
    fails = KIND.results(filled).fails
    assert [(one.step, one.lane) for one in fails] == [(1, "front"), (1, "support"), (2, "back")]


def test_dependencies_are_drawn_and_taken_away(filled: Context) -> None:
    source, target = note(filled, "Looks her up"), note(filled, "Calls back")
    assert changes.link_cards(filled.file, "Link", ID, source.key, target.key)
    assert KIND.results(filled).links == ((source.key, target.key),)
    (page,) = KIND.figures(KIND.results(filled), "content", CANVAS, filled)
    assert f"{source.key}>{target.key}" in [item.key for item in page.items]
    assert "2, Backstage: Looks her up" in told(filled)
    assert not changes.link_cards(filled.file, "Link", ID, source.key, target.key)
    assert KIND.results(filled).links == ()


def test_a_dependency_goes_with_its_card(filled: Context) -> None:
    source, target = note(filled, "Looks her up"), note(filled, "Calls back")
    changes.link_cards(filled.file, "Link", ID, source.key, target.key)
    changes.remove_step(filled.file, "Remove", ID, KIND.results(filled).steps[2].key)
    assert KIND.results(filled).links == ()
    filled.file.undo()
    assert KIND.results(filled).links == ((source.key, target.key),)


def test_what_was_held_back_is_not_on_stage(filled: Context) -> None:
    step = KIND.results(filled).steps[0].key
    KIND.add_notes([NewNote(f"{step}/front", "Secret", held=True)], "Hold", filled)
    assert "Secret" not in texts(filled)
    assert "Secret" not in told(filled)


def test_an_origin_stays(context: Context) -> None:
    KIND.add_notes([NewNote("1/customer", "Calls", origin="moment-7")], "Take over", context)
    assert KIND.results(context).steps[0].cells["customer"][0].origin == "moment-7"
    items = KIND.numbers(KIND.results(context), context)["items"]
    (step,) = items.values()
    assert step["cells"]["customer"][0]["origin"] == "moment-7"


def test_the_map_says_lanes_lines_marks_and_what_is_new(filled: Context) -> None:
    changes.set_version(filled.file, "New", KIND.results(filled).steps[2].key, future=True)
    said = texts(filled)
    for wanted in (
        "Physical", "Customer", "Frontstage", "Backstage", "Support",
        "line of interaction", "line of visibility", "line of internal interaction",
        "Fail point", "Wait", "New", "Goes", "IT", "Service",
    ):  # fmt: skip
        assert wanted in said
    assert "Step 3 is new." in told(filled)
    changed = [one.card.text for one in KIND.results(filled).changes]
    assert changed == ["Gets an answer", "Calls back the same day", "Fax"]


def test_dutch_says_it_in_dutch(filled: Context) -> None:
    said = texts(in_dutch(filled))
    assert "zichtbaarheidslijn" in said
    assert "Faalpunt" in said


def test_files_may_say_the_lane_in_either_language(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    path.write_text(
        "place,text\n1/Customer actions,Calls us\n1/Achter de schermen,! Searches @IT\n"
        "2/front,Answers\n",
        encoding="utf-8",
    )
    KIND.add_notes(KIND.read_notes(path, context), "Import", context)
    results = KIND.results(context)
    assert [len(step.cards) for step in results.steps] == [2, 1]
    assert results.fails[0].card.department == "IT"


def test_a_file_with_another_lane_is_refused(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    path.write_text("place,text\n1/attic,Dust\n", encoding="utf-8")
    with pytest.raises(UserError, match="attic"):
        KIND.read_notes(path, context)
    with pytest.raises(UserError, match="there is no place"):
        KIND.check_note(NewNote("1/attic", "Dust"), context)


def test_a_rehearsal_makes_a_whole_moment(workshop: Workshop, context: Context) -> None:
    crowd = Crowd(workshop.method, workshop.words, 12, 5)
    KIND.rehearse(context, crowd)
    results = KIND.results(context)
    assert 5 <= len(results.steps) <= 8
    assert all(step.cells["customer"] for step in results.steps)
    assert results.fails or results.waits
    assert results.links
    assert results.departments


def test_twelve_steps_take_two_maps(context: Context) -> None:
    say(context, *((f"{n}/customer", f"Step {n}") for n in range(1, 13)))
    pages = KIND.figures(KIND.results(context), "content", CANVAS, context)
    assert len(pages) == 2
    assert "12" in pages[1].texts()


def test_the_table_is_the_one_in_the_file(context: Context) -> None:
    assert columns_in(context.file, "blueprint_step") == [
        ("activity", False), ("key", False), ("position", False), ("version", False),
    ]


def test_a_method_that_cannot_be_drawn_is_told() -> None:
    wrong = Activity(
        "act-x", "blueprint", "act", 1, 1, "table",
        lists={
            "lanes": (Part("a", {"line": "one"}), Part("b", {"line": "one"})),
            "lines": (Part("one"), Part("two")),
            "tags": (Part("happy"),),
        },
    )
    said = " ".join(text for _, text in complaints(model.SHAPE, wrong))
    assert "role “customer”" in said
    assert "every line must lie below one lane" in said
    assert "“happy” must be one of" in said
