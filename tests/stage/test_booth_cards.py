"""Every question of the method at the booth, in every language: large, whole, apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from workshop_app.assembly.methods import built_in_method
from workshop_app.figures.figure import Text
from workshop_app.figures.layout import Box, bounds, overlap
from workshop_app.figures.text import SMALLEST
from workshop_app.figures.theme import LIGHT
from workshop_app.kinds import registry
from workshop_app.method.question import Answer, Question
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.stage.ballot import Ballot, Sheet, sheets
from workshop_app.stage.booth import question_card
from workshop_app.stage.booth_card import Card, Look
from workshop_app.stage.booth_cards import GroupCard, MessageCard, StartCard
from workshop_app.stage.booth_question import ROW, RowCard
from workshop_app.stage.booth_typed import NumberCard
from workshop_app.stage.faces import Face, Pose, alike, draw
from workshop_app.stage.pin import PinCard, PinLock
from workshop_app.stage.targets import Target
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TALLEST = 13.0
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def faults(card: Card) -> list[str]:
    """What is cut, too small, too low or on top of something else."""
    found: list[str] = []
    page = Box(4.9, 1.0, 168.1, 98.0)
    targets = card.findChildren(Target)
    for text in (item for item in card.figure.items if isinstance(item, Text)):
        found += _text_faults(text, page)
        box = bounds(text)
        found += [f"“{text.text}” on a target" for t in targets if overlap(box, t.box)]
    for target in targets:
        if target.box.height < TALLEST - 1e-9:
            found.append(f"“{target.face.text}” is {target.box.height:.1f} u high")
        if not _inside(target.box, page):
            found.append(f"“{target.face.text}” leaves the page")
        found += [
            f"“{target.face.text}” on “{other.face.text}”"
            for other in targets
            if other is not target and overlap(target.box, other.box, 1.0)
        ]
        for chosen in (False, True):
            target.choose(chosen)
            inner = Box(0.5, 0.3, target.box.width - 1.0, target.box.height - 0.6)
            for text in (item for item in target.figure.items if isinstance(item, Text)):
                found += _text_faults(text, inner)
    return found


def _text_faults(text: Text, room: Box) -> Iterator[str]:
    if text.size < SMALLEST - 1e-9:
        yield f"“{text.text}” is {text.size:.2f} u"
    if text.text.endswith("…"):
        yield f"“{text.text}” is cut"
    if text.text.endswith("-"):
        yield f"“{text.text}” is broken"
    if not _inside(bounds(text), room):
        yield f"“{text.text}” leaves its room"


def _inside(box: Box, room: Box) -> bool:
    return (
        box.x >= room.x - 1e-6
        and box.y >= room.y - 1e-6
        and box.right <= room.right + 1e-6
        and box.bottom <= room.bottom + 1e-6
    )


VOTING = [
    activity.id
    for activity in built_in_method().activities.values()
    if activity.kind in ("rating", "poll")
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("activity", VOTING)
def test_every_question_of_the_method_stands_well(
    activity: str, language: str, tmp_path: Path, parent: QWidget
) -> None:
    plan = Plan("taster-90", "A day", language=language)
    workshop = create_workshop(tmp_path / "a.workshop", built_in_method(), plan)
    context = workshop.context(activity)
    lines = registry.kind(context.activity.kind).questions(context)
    asked = sheets(lines, {}, context.text("question"))
    ballot = Ballot(asked, "")
    look = Look(LIGHT, workshop.words)
    for index in range(len(asked)):
        card = question_card(look, ballot, index, parent)
        assert faults(card) == []
    start = StartCard(look, context.text("title"), context.text("question"), (3, 16), parent)
    assert faults(start) == []
    workshop.file.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_cards_stand_well(language: str, parent: QWidget) -> None:
    words = Words.load(language)
    look = Look(LIGHT, words)
    groups = [(name, name) for name in ("Werkvloer", "Middenkader", "Top", "Overig")]
    many = [(f"d{n}", f"Afdeling {n}") for n in range(1, 12)]
    said = [words(f"stage.booth.{key}") for key in ("thanks", "closed", "still_there")]
    hints = ["thanks_hint", "closed_unsaved", "closed_hint"]
    cards: list[Card] = [
        GroupCard(look, groups, parent),
        GroupCard(look, many, parent),
        PinCard(look, "2580", PinLock(parent), parent),
        *(
            MessageCard(look, "clock", sentence, words(f"stage.booth.{hint}"), parent, on="Go")
            for sentence, hint in zip(said, hints, strict=True)
        ),
    ]
    for card in cards:
        assert faults(card) == []


def test_the_check_sees_what_does_not_fit(parent: QWidget) -> None:
    look = Look(LIGHT, Words.load("en"))
    answers = tuple(Answer(str(n), f"{LONG} {LONG} {LONG}") for n in range(1, 21))
    ballot = Ballot(sheets([Question("a", LONG * 3, "choice", answers)], {}, LONG), "")
    assert faults(question_card(look, ballot, 0, parent))


def test_a_scale_of_five_is_as_large_as_it_should_be(parent: QWidget) -> None:
    answers = tuple(Answer(str(n), f"Word {n}") for n in range(1, 6))
    ballot = Ballot(sheets([Question("a", "True?", "scale", answers)], {}, ""), "")
    card = question_card(Look(LIGHT, Words.load("en")), ballot, 0, parent)
    boxes = [target.box for target in card.targets.values()]
    assert {(round(box.width), round(box.height)) for box in boxes} == {(32, 37)}
    assert boxes[0].x == 5.0


@pytest.mark.parametrize(
    ("form", "values", "kind"),
    [
        ("scale", range(1, 6), RowCard),
        ("number", range(11), RowCard),
        ("number", range(-100, 101), NumberCard),
        ("scale", range(-3, 4), RowCard),
        ("choice", range(1, 9), RowCard),
    ],
)
def test_few_numbers_are_touched_and_many_typed(
    form: str, values: range, kind: type[Card], parent: QWidget
) -> None:
    answers = tuple(Answer(str(value), str(value)) for value in values)
    ballot = Ballot(sheets([Question("a", "How many?", form, answers)], {}, ""), "")
    card = question_card(Look(LIGHT, Words.load("nl")), ballot, 0, parent)
    assert type(card) is kind
    assert faults(card) == []


def test_a_wide_scale_says_its_ends_below(parent: QWidget) -> None:
    labels = {0: "Very unlikely", 10: "Very likely"}
    answers = tuple(Answer(str(n), labels.get(n, str(n))) for n in range(11))
    ballot = Ballot(sheets([Question("a", "Likely?", "scale", answers)], {}, ""), "")
    card = question_card(Look(LIGHT, Words.load("en")), ballot, 0, parent)
    texts = card.figure.texts()
    assert "0 = Very unlikely" in texts
    assert "10 = Very likely" in texts
    assert all(target.box.y == ROW.y for target in card.targets.values())
    assert faults(card) == []


def test_no_answer_is_louder_than_another() -> None:
    boxes = [Box(0, 0, 40, 15)] * 3
    faces = [Face("option", text, "1") for text in ("Yes", "Only if all agree", "No")]
    sizes = {face.size for face in alike(faces, boxes)}
    assert len(sizes) == 1
    for face in alike(faces, boxes):
        shown = draw(face, Pose(), (40, 15)).items
        assert {i.size for i in shown if isinstance(i, Text) and i.text != "1"} == sizes




@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["4", "0"], "40"),
        (["4", "0", "0"], "40"),
        (["1", "0", "0", "0"], "100"),
        (["−", "3"], "-3"),
        (["3", "−"], "-3"),
        (["0", "7"], "7"),
        (["4", "2", ""], "4"),
        (["−", "−", "5"], "5"),
    ],
)
def test_a_number_is_typed_as_people_expect(
    keys: list[str], value: str, parent: QWidget
) -> None:
    answers = tuple(Answer(str(n), str(n)) for n in range(-100, 101))
    sheet: tuple[Sheet, ...] = sheets([Question("a", "Guess", "number", answers)], {}, "")
    ballot = Ballot(sheet, "")
    card = question_card(Look(LIGHT, Words.load("en")), ballot, 0, parent)
    faces = {target.face.key: target for target in card.findChildren(Target)}
    erase = next(t for t in card.findChildren(Target) if t.face.symbol == "arrow-left")
    for key in keys:
        (faces[key] if key else erase).click()
    assert ballot.value(sheet[0]) == value

def test_a_scale_with_a_sign_is_touched_in_digits(parent: QWidget) -> None:
    answers = tuple(Answer(str(value), f"Word {value}", str(value + 4)) for value in range(-3, 4))
    ballot = Ballot(sheets([Question("a", "Left ↔ right", "scale", answers)], {}, ""))
    card = question_card(Look(LIGHT, Words.load("en")), ballot, 0, parent)
    assert [target.face.key for target in card.targets.values()] == list("1234567")
    card.pick_key("1")
    assert ballot.answers == {"a": "-3"}
    card.pick_key("4")
    assert ballot.answers == {"a": "0"}
    assert "1" in card.note()
    assert "7" in card.note()
