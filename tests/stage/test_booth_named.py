"""The booth in a round with names: who one is comes first, and nobody votes twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stage.booths import press, settle, spoken, stored
from workshop_app.figures.theme import LIGHT
from workshop_app.kinds import registry
from workshop_app.stage.booth import BoothWindow, Pace
from workshop_app.stage.booth_names import NameCard
from workshop_app.stage.booth_round import BoothRound
from workshop_app.storage import rounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

pytestmark = pytest.mark.gui

FIVE = "see-five-answers"
QUICK = Pace(thanks=1, idle=60_000, grace=60_000, goodbye=60_000, pin_pause=60_000)


@pytest.fixture
def booth(qtbot: QtBot, workshop: Workshop) -> Iterator[BoothWindow]:
    questions = registry.kind("rating").questions(workshop.context(FIVE))
    rounds.open_round(
        workshop.file, FIVE, questions, mode="booth", attribute="band", named=True,
        expected=len(workshop.people()),
    )  # fmt: skip
    made = BoothWindow(BoothRound(workshop, FIVE), "2580", LIGHT, pace=QUICK)
    made.resize(960, 540)
    made.show()
    settle()
    qtbot.addWidget(made)
    yield made
    made.shut()


def names(booth: BoothWindow) -> list[str]:
    (card,) = (one for one in booth.findChildren(NameCard) if one.isVisible())
    return [name for _, name in card.shown]


def test_every_card_says_that_names_are_kept(booth: BoothWindow) -> None:
    press(booth, "enter")
    assert "Who are you?" in spoken(booth)
    assert "your name goes with your answers" in " ".join(
        getattr(item, "text", "")
        for one in booth.findChildren(NameCard)
        for item in one.figure.items
    )


def test_names_come_nine_at_a_time(booth: BoothWindow) -> None:
    press(booth, "enter")
    first = names(booth)
    press(booth, "0")
    second = names(booth)
    assert (len(first), len(second)) == (9, 7)
    assert len({*first, *second}) == 16
    press(booth, "0")
    assert names(booth) == first


def test_who_voted_is_asked_no_more_and_counts_in_their_group(
    booth: BoothWindow, workshop: Workshop, qtbot: QtBot
) -> None:
    press(booth, "enter")
    chosen = names(booth)[2]
    press(booth, "3")
    questions = registry.kind("rating").questions(workshop.context(FIVE))
    with qtbot.waitSignal(booth.voted):
        press(booth, "4 enter " * len(questions))
    person = next(one for one in workshop.people() if one.name == chosen)
    bands = workshop.method.band_of_level
    own = [row for row in stored(workshop) if not row[0]]
    assert own == [("", person.key, bands[person.level or 0])]
    qtbot.waitUntil(lambda: "0 of 16" not in spoken(booth) and "1 of 16" in spoken(booth))
    press(booth, "enter")
    assert chosen not in names(booth)
