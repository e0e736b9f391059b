"""A figure on a widget: its place, its growth, and what a screen reader hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.cards import turnout_card
from workshop_app.figures.figure import Figure, Fill, Rect, Text
from workshop_app.figures.icons import icon
from workshop_app.figures.table import Column, Table
from workshop_app.figures.theme import THEMES
from workshop_app.ui.figure_view import GROWTH, FigureView, easing, table_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LIGHT, DARK = THEMES["light"], THEMES["dark"]


def bar(height: float, title: str = "Bars") -> Figure:
    page = Rect(0, 0, 160, 90, Fill("page"))
    return Figure(160, 90, (page, Rect(10, 10, 20, height, Fill("think"), key="bar")), title)


@pytest.fixture
def view(qtbot: QtBot) -> FigureView:
    made = FigureView()
    qtbot.addWidget(made)
    made.resize(320, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def colour(view: FigureView, x: float, y: float) -> str:
    """The colour at a place of the figure."""
    room = view.picture_rect()
    scale = room.height() / view.figure.height
    image = view.grab().toImage()
    return image.pixelColor(int(room.x() + x * scale), int(room.y() + y * scale)).name().upper()


def painted(view: FigureView) -> int:
    """Another number after every painting."""
    still = view._still  # noqa: SLF001
    assert still is not None
    return still.cacheKey()


def test_the_picture_keeps_its_shape_in_the_middle(view: FigureView) -> None:
    view.show_figure(bar(40), LIGHT)
    room = view.picture_rect()
    assert (room.width(), room.height()) == (320, 180)
    assert room.y() == pytest.approx(10)
    assert colour(view, 20, 30) == LIGHT.colour("think")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("size", [(320, 200), (1280, 720), (1033, 581)])
def test_what_changed_is_painted_as_if_all_had_been(
    qtbot: QtBot, name: str, size: tuple[int, int]
) -> None:
    def shown(view: FigureView, voted: int) -> QImage:
        text = f"{voted} of 150 have voted" if voted > 40 else "Who has not voted yet?"
        canvas = Canvas(160, 90, "see")
        card = turnout_card(voted, 150, canvas, text, note="Nobody sees what you chose.")
        mark = icon("message-square", 140 - voted / 10, 70, 12, "see", width=2.4)
        view.show_figure(Figure(160, 90, (*card.items, mark), card.title), THEMES[name])
        return view.grab().toImage()

    going_on = FigureView()
    qtbot.addWidget(going_on)
    going_on.resize(*size)
    going_on.show()
    qtbot.waitExposed(going_on)
    shown(going_on, 0)
    stills = set()
    for voted in (1, 2, 40, 41, 99, 150, 12):
        alone = FigureView()
        qtbot.addWidget(alone)
        alone.resize(*size)
        assert shown(going_on, voted) == shown(alone, voted), voted
        stills.add(id(going_on._still))  # noqa: SLF001
    assert len(stills) <= 3, "it was painted anew as a whole each time"


def test_an_unchanged_figure_is_not_painted_again(view: FigureView) -> None:
    view.show_figure(bar(40), LIGHT)
    view.grab()
    before = painted(view)
    view.show_figure(bar(40), LIGHT)
    view.grab()
    assert painted(view) == before
    view.show_figure(bar(41), LIGHT)
    view.grab()
    assert painted(view) != before


def test_another_theme_is_painted_at_once(view: FigureView) -> None:
    view.show_figure(bar(40), LIGHT)
    view.show_figure(bar(40), DARK)
    assert colour(view, 100, 50) == DARK.colour("page")


def test_it_grows_and_ends_where_it_should(view: FigureView, qtbot: QtBot) -> None:
    view.show_figure(bar(0), LIGHT)
    with qtbot.waitSignal(view.grown, timeout=10 * GROWTH):
        view.show_figure(bar(60), LIGHT, bar(0))
        assert view.is_growing
    assert not view.is_growing
    assert colour(view, 20, 65) == LIGHT.colour("think")


def test_growing_shows_what_lies_between(view: FigureView, qtbot: QtBot) -> None:
    seen: set[bool] = set()

    def between() -> bool:
        seen.add(colour(view, 20, 40) == LIGHT.colour("think"))
        return seen == {True, False}

    view.show_figure(bar(60), LIGHT, bar(0))
    qtbot.waitUntil(between, timeout=10 * GROWTH)


def test_reduced_motion_moves_nothing(view: FigureView, qtbot: QtBot) -> None:
    view.reduced_motion = True
    with qtbot.waitSignal(view.grown, timeout=100):
        view.show_figure(bar(60), LIGHT, bar(0))
    assert not view.is_growing
    assert colour(view, 20, 65) == LIGHT.colour("think")


def test_figures_of_another_shape_do_not_grow_out_of_each_other(view: FigureView) -> None:
    view.show_figure(bar(60), LIGHT, Figure(160, 90))
    assert colour(view, 20, 65) == LIGHT.colour("think")


def test_an_overlay_lies_on_top_and_can_change_alone(view: FigureView) -> None:
    view.show_figure(bar(40), LIGHT)
    view.grab()
    still = view._still  # noqa: SLF001
    view.set_overlay(Figure(160, 90, (Rect(120, 10, 20, 10, Fill("act")),)))
    assert colour(view, 130, 15) == LIGHT.colour("act")
    view.set_overlay(None)
    assert colour(view, 130, 15) == LIGHT.colour("page")
    assert view._still is still  # noqa: SLF001


def test_a_screen_reader_hears_title_and_numbers(view: FigureView) -> None:
    table = Table(
        "Dots", (Column("Option"), Column("Mean", 1)), (("First", 3.14159), ("Second", None))
    )
    view.show_figure(bar(40, "Three dots each"), LIGHT, tables=(table,))
    assert view.accessibleName() == "Three dots each"
    text = view.accessibleDescription()
    assert "Option First, Mean 3.1" in text
    assert "Option Second, Mean –" in text


def test_a_long_table_is_cut() -> None:
    table = Table("Notes", (Column("Text"),), tuple((f"Note {n}" * 5,) for n in range(900)))
    text = table_text((table, table))
    assert len(text) == 2_000
    assert text.endswith("…")


def test_the_easing_is_the_one_of_the_look() -> None:
    curve = easing()
    assert curve.valueForProgress(0) == 0
    assert curve.valueForProgress(1) == pytest.approx(1)
    assert curve.valueForProgress(0.5) > 0.6


def test_text_is_painted_in_the_apps_font(view: FigureView) -> None:
    view.show_figure(Figure(160, 90, (Text(10, 50, "ёşğőΩ→", 20),)), LIGHT)
    image = view.grab().toImage()
    ink = QColor(LIGHT.colour("ink"))
    assert any(
        image.pixelColor(x, y) == ink for x in range(image.width()) for y in range(image.height())
    )
