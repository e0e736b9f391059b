"""“Number, Enter” at the booth, also where the number alone led to the next card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stage import rooms
from tests.stage.booths import press, settle, spoken, stored, touch
from workshop_app.figures.figure import Text
from workshop_app.figures.theme import LIGHT
from workshop_app.stage.booth import BoothWindow, Pace
from workshop_app.stage.booth_question import QuestionCard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

pytestmark = pytest.mark.gui

QUICK = Pace(thanks=1, idle=60_000, grace=60_000, goodbye=60_000, pin_pause=60_000)


@pytest.fixture(params=["en", "nl"])
def spoken_workshop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workshop]:
    """A session in each language."""
    made = rooms.make(tmp_path, language=request.param)
    yield made
    made.file.close()


@pytest.fixture
def booth(qtbot: QtBot, spoken_workshop: Workshop) -> Iterator[BoothWindow]:
    round_ = rooms.booth_round(spoken_workshop, "see-five-answers", "band")
    made = BoothWindow(round_, "2580", LIGHT, pace=QUICK)
    made.resize(960, 540)
    made.show()
    settle()
    qtbot.addWidget(made)
    yield made
    made.shut()


def question(booth: BoothWindow) -> QuestionCard:
    (card,) = (one for one in booth.findChildren(QuestionCard) if one.isVisible())
    return card


def asks_to_choose(booth: BoothWindow, workshop: Workshop) -> bool:
    """Whether the foot says so, to the eye and to the ear alike."""
    said = workshop.words("stage.booth.choose_first")
    items = question(booth).figure.items
    shown = " ".join(item.text for item in items if isinstance(item, Text))
    assert (said in shown) == (said in spoken(booth))
    return said in shown


def test_number_enter_everywhere_casts_a_ballot_without_a_word(
    booth: BoothWindow, spoken_workshop: Workshop
) -> None:
    press(booth, "enter 2 enter")
    assert not asks_to_choose(booth, spoken_workshop)
    press(booth, "4 enter 5 enter 3 enter")
    assert stored(spoken_workshop) == [
        ("", "", "middle"),
        ("fa1", "4", "middle"),
        ("fa2", "5", "middle"),
        ("fa3", "3", "middle"),
    ]


def test_only_the_enter_right_after_the_number_is_let_go(
    booth: BoothWindow, spoken_workshop: Workshop
) -> None:
    press(booth, "enter 2 enter enter")
    assert asks_to_choose(booth, spoken_workshop)
    press(booth, "back 2")
    touch(booth, "4")
    press(booth, "enter")
    assert question(booth).sheet.lines[0].id == "fa2", "a choice in between ends the waiting"
    press(booth, "back back 2 right enter")
    assert asks_to_choose(booth, spoken_workshop) is False
    assert question(booth).sheet.lines[0].id == "fa2", "any other key ends it too"


def test_the_line_goes_as_soon_as_something_is_chosen(
    booth: BoothWindow, spoken_workshop: Workshop
) -> None:
    press(booth, "enter 2 enter enter")
    assert asks_to_choose(booth, spoken_workshop)
    press(booth, "4")
    assert not asks_to_choose(booth, spoken_workshop)
    press(booth, "enter enter")
    assert asks_to_choose(booth, spoken_workshop)
    touch(booth, spoken_workshop.words("stage.booth.cannot_say"))
    assert not asks_to_choose(booth, spoken_workshop)
